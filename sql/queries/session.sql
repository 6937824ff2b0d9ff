-- name: session()
-- SPDX-License-Identifier: MIT
-- Who I am: one row for each of my appointments valid today, the strongest
-- first. No row: the login is not appointed to anything.
select
    o.id as official_id,
    o.login as login,
    o.name as official_name,
    a.id as appointment_id,
    a.power as "right",
    u.id as unit_id,
    u.code as unit_code,
    u.name as unit_name,
    kstt.today() as today,
    i.pinned_today is not null as pinned,
    i.kind as instance_kind
from kstt.my_appointments() a
join kstt.official o on o.id = a.official_id
join kstt.unit u on u.id = a.unit_id
cross join kstt.instance i
order by array_position(array['coordinator', 'official', 'leader', 'admin'], a.power), a.id;
