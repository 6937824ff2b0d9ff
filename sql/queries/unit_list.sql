-- name: unit_list()
-- SPDX-License-Identifier: MIT
-- The units that exist today, to choose one from: those of the province first, then
-- by name.
select
    u.id as unit_id,
    u.code as code,
    u.name as name,
    u.kind as kind,
    u.id = any ((select kstt.my_units())::bigint[]) as mine
from kstt.unit u
where coalesce(u.valid_from, '-infinity') <= kstt.today()
    and coalesce(u.valid_to, 'infinity') >= kstt.today()
order by array_position(array['province', 'office', 'department', 'board', 'inspectorate', 'agency'], u.kind) nulls last,
    u.name;
