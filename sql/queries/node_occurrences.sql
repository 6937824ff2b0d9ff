-- name: node_occurrences(node bigint, most int)
-- SPDX-License-Identifier: MIT
-- What a task owes, unit by unit, in the order of days: the first `most` rows, or (null)
-- all; total says how many there are. unit_name of what was handed
-- over begins with the unit that did, and stands under its name. mine: I may write it
-- for my own unit; on_behalf: as coordinator of a unit above; soon: still open and due
-- within ten working days; phrase_due and cutoff: of a report, the day that the phrase
-- names and the last day of its figures.
with today as materialized (
    select kstt.today() as day
), soon as materialized (
    select kstt.add_working_days(t.day, 10) as day
    from today t
), mine as materialized (
    select
        kstt.my_units() as own,
        kstt.my_coordinated() as coordinated
)
select
    o.id as occurrence_id,
    o.version as version,
    o.node_id as node_id,
    u.id as unit_id,
    u.code as unit_code,
    concat(h.giver, u.name) as unit_name,
    o.fallback as fallback,
    kstt.period_told(o.id, o.period, o.seq) as period,
    o.first_due as first_due,
    o.nominal_due as nominal_due,
    o.effective_due as effective_due,
    o.due_rule as due_rule,
    o.phrase_due as phrase_due,
    o.cutoff as cutoff,
    o.state as state,
    o.done_on as done_on,
    o.document_number as document_number,
    o.document_date as document_date,
    o.note as note,
    case
    when o.state = 'cancelled' then 0
    else coalesce(greatest(0, coalesce(o.done_on, t.day) - o.effective_due), 0)
    end as days_late,
    p.state = 'in_force' and o.unit_id = any (m.own) as mine,
    p.state = 'in_force' and o.unit_id = any (m.coordinated) and o.unit_id <> all (m.own) as on_behalf,
    p.state = 'in_force' and o.state in ('open', 'in_progress', 'obstructed')
        and o.effective_due between t.day and s.day as soon,
    f.name as changed_by,
    kstt.stamp(o.changed_at) as changed_at,
    (count(*) over ())::int as total
from kstt.occurrence o
join kstt.plan p on p.id = o.plan_id
join kstt.unit u on u.id = o.unit_id
left join lateral (
    select coalesce(f.short_name, f.name) || ' → ' as giver
    from kstt.handover h
    join kstt.unit f on f.id = h.from_unit_id
    where h.occurrence_id = o.id
    and h.removed_at is null
    order by h.id
    limit 1) h on true
left join kstt.official f on f.id = o.changed_by
cross join today t
cross join soon s
cross join mine m
where o.node_id = $1::bigint
order by
    concat(h.giver, u.name) collate "vi-x-icu",
    u.id,
    o.effective_due,
    o.period,
    o.seq
limit $2::int;
