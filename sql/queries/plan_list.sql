-- name: plan_list()
-- SPDX-License-Identifier: MIT
-- All plans that I see, with what is owed under each. done counts nothing_arose
-- too; late and soon count in plans in force only; soon is today and the ten
-- working days after it; unread: tasks whose phrase waits to be confirmed.
with today as materialized (
    select kstt.today() as day
), soon as materialized (
    select kstt.add_working_days(t.day, 10) as day
    from today t
), tasks as materialized (
    select
        n.plan_id,
        count(distinct split_part(n.path, '.', 1)) filter (where n.level > 1) as sections,
        count(*) as tasks,
        count(*) filter (where s.to_confirm) as unread
    from kstt.node n
    left join kstt.schedule s on s.node_id = n.id
    where n.kind = 'task'
    group by n.plan_id
), owed as materialized (
    select
        o.plan_id,
        count(*) filter (where o.state <> 'cancelled') as owed,
        count(*) filter (where o.state in ('done', 'nothing_arose')) as done,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
            and o.effective_due < (select t.day from today t)) as late,
        count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
            and o.effective_due between (select t.day from today t) and (select s.day from soon s)) as soon
    from kstt.occurrence o
    group by o.plan_id
)
select
    p.id as plan_id,
    p.key as key,
    p.number as number,
    p.year as year,
    u.code as issuer_code,
    u.name as issuer_name,
    p.title as title,
    p.state as state,
    p.sample as sample,
    coalesce(t.sections, 0) as sections,
    coalesce(t.tasks, 0) as tasks,
    coalesce(o.owed, 0) as owed,
    coalesce(o.done, 0) as done,
    case when p.state = 'in_force' then coalesce(o.late, 0) else 0 end as late,
    case when p.state = 'in_force' then coalesce(o.soon, 0) else 0 end as soon,
    coalesce(t.unread, 0) as unread
from kstt.plan p
join kstt.unit u on u.id = p.issuer_id
left join tasks t on t.plan_id = p.id
left join owed o on o.plan_id = p.id
order by
    p.sample,
    array_position(array['in_force', 'draft', 'closed'], p.state),
    p.issuer_id = any ((select kstt.my_units())::bigint[]) desc,
    p.year desc,
    array_position(array['province', 'office', 'department', 'board', 'inspectorate'], u.kind),
    u.code,
    p.key;
