-- name: overdue_tasks(unit bigint, band int, closed bool)
-- SPDX-License-Identifier: MIT
-- What is late in a unit and all units below it, the longest first. band 1-4 as
-- in overdue_by_unit, 0 all; closed: closed plans weigh in too. At most 2,000 rows,
-- which no screen needs more of: total says how many there are.
with today as materialized (
    select kstt.today() as day
), mine as materialized (
    select
        kstt.my_units() as own,
        kstt.my_coordinated() as coordinated
), below as materialized (
    select b.unit_id
    from kstt.units_below(array[$1::bigint]) b
), late as materialized (
    select
        o.id,
        count(*) over () as total
    from below b
    join kstt.occurrence o on o.unit_id = b.unit_id
    join kstt.plan p on p.id = o.plan_id
    cross join today t
    where o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due < (select day from today)
    and (p.state = 'in_force' or ($3::bool and p.state = 'closed'))
    and case $2::int
        when 1 then t.day - o.effective_due <= 7
        when 2 then t.day - o.effective_due between 8 and 30
        when 3 then t.day - o.effective_due between 31 and 90
        when 4 then t.day - o.effective_due > 90
        else true
        end
    order by
        o.effective_due,
        o.id
    limit 2000
)
select
    o.id as occurrence_id,
    o.version as version,
    n.id as node_id,
    p.id as plan_id,
    p.key as plan_key,
    n.path as path,
    n.label as label,
    n.text as text,
    u.id as unit_id,
    concat(h.giver, u.name) as unit_name,
    o.fallback as fallback,
    kstt.period_told(o.id, o.period, o.seq) as period,
    o.first_due as first_due,
    o.nominal_due as nominal_due,
    o.effective_due as effective_due,
    o.due_rule as due_rule,
    t.day - o.effective_due as days_late,
    o.state as state,
    o.done_on as done_on,
    o.document_number as document_number,
    o.document_date as document_date,
    o.note as note,
    p.state = 'in_force' and o.unit_id = any (m.own) as mine,
    p.state = 'in_force' and o.unit_id = any (m.coordinated) and o.unit_id <> all (m.own) as on_behalf,
    l.total::int as total
from late l
join kstt.occurrence o on o.id = l.id
join kstt.plan p on p.id = o.plan_id
join kstt.node n on n.id = o.node_id
join kstt.unit u on u.id = o.unit_id
left join lateral (
    select coalesce(f.short_name, f.name) || ' → ' as giver
    from kstt.handover h
    join kstt.unit f on f.id = h.from_unit_id
    where h.occurrence_id = o.id
    and h.removed_at is null
    order by h.id
    limit 1) h on true
cross join today t
cross join mine m
order by
    t.day - o.effective_due desc,
    u.name collate "vi-x-icu",
    p.key,
    n.ordinal,
    o.id;
