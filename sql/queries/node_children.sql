-- name: node_children(plan bigint, parent bigint, most int)
-- SPDX-License-Identifier: MIT
-- The branches below a node, or (null) the top of the plan, with what is owed
-- under each: the first `most` of them, or (null) all; total says how many there are.
-- withdrawn: only to be read. reading, to_confirm and own_* are for tasks:
-- own_id is what I would mark from here, of those that I may write: my own unit's
-- first, a still-open one before what is finished, then the earliest (found as the
-- smallest array, without a sort); own_count how many are still open.
with recursive today as materialized (
    select kstt.today() as day
), soon as materialized (
    select kstt.add_working_days(t.day, 10) as day
    from today t
), mine as materialized (
    select
        w.unit_id,
        bool_or(w.unit_id = any ((select kstt.my_units())::bigint[])) as own
    from unnest(kstt.my_writable()) w (unit_id)
    group by w.unit_id
), page as materialized (
    select n.id, (count(*) over ())::int as total
    from kstt.node n
    where n.plan_id = $1::bigint
    and n.parent_id is not distinct from $2::bigint
    order by n.position
    limit $3::int
), tree (child_id, id) as (
    select g.id, g.id
    from page g
    union all
    select t.child_id, n.id
    from tree t
    join kstt.node n on n.parent_id = t.id
), unit_counted as (
    select
        t.child_id,
        o.unit_id,
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
    group by t.child_id, o.unit_id
), counted as materialized (
    select
        c.child_id,
        count(*) as units,
        sum(c.owed) as owed,
        sum(c.done) as done,
        sum(c.late) as late,
        sum(c.soon) as soon,
        min(c.next_due) as next_due
    from unit_counted c
    group by c.child_id
), waiting as materialized (
    select
        o.node_id,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')) as waiting,
        min(array[
            (not m.own)::int,
            (o.state not in ('open', 'in_progress', 'obstructed'))::int,
            coalesce(o.effective_due - date '2000-01-01', 2147483647),
            o.id]) as first
    from page g
    join kstt.node n on n.id = g.id
    join kstt.occurrence o on o.node_id = n.id
        and o.plan_id = $1::bigint
    join mine m on m.unit_id = o.unit_id
    where n.kind = 'task'
    and o.state <> 'cancelled'
    group by o.node_id
)
select
    n.id as node_id,
    n.position as position,
    n.path as path,
    n.kind as kind,
    n.label as label,
    n.text as text,
    n.withdrawn_at is not null as withdrawn,
    exists (select from kstt.node c where c.parent_id = n.id) as has_children,
    r.reading as reading,
    coalesce(r.to_confirm, false) as to_confirm,
    coalesce(c.units, 0) as units,
    coalesce(c.owed, 0) as owed,
    coalesce(c.done, 0) as done,
    case when p.state = 'in_force' then coalesce(c.late, 0) else 0 end as late,
    case when p.state = 'in_force' then coalesce(c.soon, 0) else 0 end as soon,
    c.next_due as next_due,
    o.id as own_id,
    case when p.state = 'in_force' then coalesce(w.waiting, 0) else 0 end as own_count,
    o.version as own_version,
    o.state as own_state,
    kstt.period_told(o.id, o.period, o.seq) as own_period,
    o.document_number as own_document,
    o.done_on as own_done_on,
    o.note as own_note,
    g.total as total
from page g
join kstt.node n on n.id = g.id
join kstt.plan p on p.id = n.plan_id
left join kstt.schedule r on r.node_id = n.id
left join counted c on c.child_id = n.id
left join waiting w on w.node_id = n.id
left join kstt.occurrence o on o.id = w.first[4]
    and p.state = 'in_force'
order by n.position;
