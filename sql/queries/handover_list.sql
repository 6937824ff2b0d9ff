-- name: handover_list(closed bool)
-- SPDX-License-Identifier: MIT
-- What units still owe that are no more, unit by unit; with closed, of closed plans
-- too. successor_code and successor_name: the one unit of today known to come after
-- it, null when none is or several are. may: I coordinate the unit.
with today as materialized (
    select kstt.today() as day
), mine as materialized (
    select
        kstt.my_units() as own,
        kstt.my_coordinated() as coordinated
), gone as materialized (
    select u.id, u.code, u.name, u.short_name, u.valid_to, s.code as successor_code, s.name as successor_name
    from today t
    join kstt.unit u on u.valid_to < t.day
    left join lateral (
        select min(x.code) as code, min(coalesce(x.short_name, x.name)) as name
        from kstt.successors(u.id) f
        join kstt.unit x on x.id = f.unit_id
        having count(*) = 1) s on true
), owed as materialized (
    select o.*, p.state as plan_state, p.key as plan_key
    from gone g
    join kstt.occurrence o on o.unit_id = g.id
    join kstt.plan p on p.id = o.plan_id
    where o.state in ('open', 'in_progress', 'obstructed')
    and p.state in ('in_force', 'closed')
)
select
    o.id as occurrence_id,
    o.version as version,
    o.node_id as node_id,
    o.plan_key as plan_key,
    n.path as path,
    n.text as text,
    g.id as unit_id,
    g.code as unit_code,
    coalesce(g.short_name, g.name) as unit_name,
    g.valid_to as valid_to,
    o.fallback as fallback,
    kstt.period_told(o.id, o.period, o.seq) as period,
    o.first_due as first_due,
    o.nominal_due as nominal_due,
    o.effective_due as effective_due,
    o.due_rule as due_rule,
    coalesce(greatest(0, t.day - o.effective_due), 0) as days_late,
    o.state as state,
    o.done_on as done_on,
    o.document_number as document_number,
    o.document_date as document_date,
    o.note as note,
    o.plan_state = 'in_force' and o.unit_id = any (m.own) as mine,
    o.plan_state = 'in_force' and o.unit_id = any (m.coordinated) and o.unit_id <> all (m.own) as on_behalf,
    g.successor_code as successor_code,
    g.successor_name as successor_name,
    o.unit_id = any (m.coordinated) as may
from owed o
join gone g on g.id = o.unit_id
join kstt.node n on n.id = o.node_id
cross join today t
cross join mine m
where o.plan_state = 'in_force'
or $1::bool
order by
    g.name collate "vi-x-icu",
    g.id,
    o.plan_key,
    n.ordinal,
    o.effective_due,
    o.period,
    o.seq;
