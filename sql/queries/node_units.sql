-- name: node_units(node bigint)
-- SPDX-License-Identifier: MIT
-- For whom an event of a task can be entered: proposed are the units that its leads
-- mean today (kept within the plan's year); who writes for the plan's issuer may
-- choose any other that the plan binds. mine: I may enter it for them.
with task as materialized (
    select n.id, p.issuer_id, greatest(least(kstt.today(), make_date(p.year, 12, 31)), make_date(p.year, 1, 1)) as day,
        (select kstt.my_writable()) as writable
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = $1::bigint
), below as materialized (
    select b.unit_id
    from task t
    cross join lateral kstt.units_below(array[t.issuer_id]) b
), named as materialized (
    select distinct coalesce(b.unit_id, t.issuer_id) as unit_id
    from task t
    join kstt.assignment a on a.node_id = t.id
        and a.role = 'lead'
    left join lateral kstt.group_members(a.group_id, t.issuer_id, t.day) m on true
    left join below b on b.unit_id = coalesce(a.unit_id, m.unit_id)
)
select
    u.id as unit_id,
    u.code as unit_code,
    u.name as unit_name,
    u.short_name as short_name,
    d.unit_id is not null as proposed,
    t.issuer_id = any (t.writable) or u.id = any (t.writable) as mine
from task t
join below b on true
join kstt.unit u on u.id = b.unit_id
left join named d on d.unit_id = u.id
where d.unit_id is not null
or (t.issuer_id = any (t.writable)
    and (u.valid_from is null or u.valid_from <= t.day)
    and (u.valid_to is null or u.valid_to >= t.day))
order by
    d.unit_id is null,
    u.name collate "vi-x-icu",
    u.id;
