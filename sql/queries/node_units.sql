-- name: node_units(node bigint)
-- SPDX-License-Identifier: MIT
-- The units that the leads of a task mean today, kept within the plan's year: who is
-- proposed for an event. mine: I may enter it for them.
with task as materialized (
    select n.id, p.issuer_id, greatest(least(kstt.today(), make_date(p.year, 12, 31)), make_date(p.year, 1, 1)) as day
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = $1::bigint
), below as materialized (
    select b.unit_id
    from task t
    cross join lateral kstt.units_below(array[t.issuer_id]) b
), named as (
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
    t.issuer_id = any (w.units) or u.id = any (w.units) as mine
from named d
cross join task t
join kstt.unit u on u.id = d.unit_id
cross join (select kstt.my_writable() as units) w
order by
    u.name collate "vi-x-icu",
    u.id;
