-- name: node_children(plan bigint, parent bigint)
-- SPDX-License-Identifier: MIT
-- The branches below a node, or (null) the top of the plan, with what is owed
-- under each. reading, to_confirm and own_* are for tasks: own_id is what I would
-- mark from here, of those that I may write: my own unit's first, a still-open one
-- before what is finished, then the earliest; own_count how many are still open.
with recursive today as materialized (
    select kstt.today() as day
), soon as materialized (
    select kstt.add_working_days(t.day, 10) as day
    from today t
), mine as materialized (
    select
        kstt.my_units() as own,
        kstt.my_writable() as writable
), tree (child_id, id) as (
    select n.id, n.id
    from kstt.node n
    where n.plan_id = $1::bigint
    and n.parent_id is not distinct from $2::bigint
    union all
    select t.child_id, n.id
    from tree t
    join kstt.node n on n.parent_id = t.id
), counted as materialized (
    select
        t.child_id,
        count(distinct o.unit_id) as units,
        count(*) filter (where o.state <> 'cancelled') as owed,
        count(*) filter (where o.state in ('done', 'nothing_arose')) as done,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
            and o.effective_due < (select d.day from today d)) as late,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
            and o.effective_due between (select d.day from today d) and (select s.day from soon s)) as soon,
        min(o.effective_due) filter (where o.state in ('open', 'in_progress', 'obstructed')) as next_due
    from tree t
    join kstt.occurrence o on o.node_id = t.id
        and o.plan_id = $1::bigint
    group by t.child_id
)
select
    n.id as node_id,
    n.position as position,
    n.path as path,
    n.kind as kind,
    n.label as label,
    n.text as text,
    exists (select from kstt.node c where c.parent_id = n.id) as has_children,
    r.reading as reading,
    coalesce(r.to_confirm, false) as to_confirm,
    coalesce(c.units, 0) as units,
    coalesce(c.owed, 0) as owed,
    coalesce(c.done, 0) as done,
    case when p.state = 'in_force' then coalesce(c.late, 0) else 0 end as late,
    case when p.state = 'in_force' then coalesce(c.soon, 0) else 0 end as soon,
    c.next_due as next_due,
    w.id as own_id,
    coalesce(w.waiting, 0) as own_count,
    w.version as own_version,
    w.state as own_state,
    w.period as own_period
from kstt.node n
join kstt.plan p on p.id = n.plan_id
left join kstt.schedule r on r.node_id = n.id
left join counted c on c.child_id = n.id
left join lateral (
    select
        o.id,
        o.version,
        o.state,
        o.period || case when o.seq > 1 then '#' || o.seq else '' end as period,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')) over () as waiting
    from kstt.occurrence o
    cross join mine m
    where n.kind = 'task'
    and o.node_id = n.id
    and o.state <> 'cancelled'
    and o.unit_id = any (m.writable)
    and p.state = 'in_force'
    order by
        o.unit_id = any (m.own) desc,
        o.state in ('open', 'in_progress', 'obstructed') desc,
        o.effective_due,
        o.id
    limit 1) w on true
where n.plan_id = $1::bigint
and n.parent_id is not distinct from $2::bigint
order by n.position;
