-- name: gap(plan bigint, unit bigint)
-- SPDX-License-Identifier: MIT
-- Where a plan and those that are to carry it out do not meet. gap: nobody, a task of
-- the plan above that no task implements (of a unit: that it leads and its own plans
-- have not); nothing, a task below that implements none. plan null: the province's
-- latest in force; what was withdrawn counts on neither side; of a department's plan: between it and the plan above it.
with scope as materialized (
    select s.*
    from kstt.gap_scope($1::bigint, $2::bigint) s
), units as materialized (
    select array(select b.unit_id from kstt.units_below(array[s.unit_id]) b) as ids
    from scope s
)
select
    case when n.plan_id = s.above_id then 'nobody' else 'nothing' end as gap,
    n.id as node_id,
    p.id as plan_id,
    p.key as plan_key,
    n.path as path,
    n.lead as lead,
    u.code as unit_code,
    u.name as unit_name,
    n.text as text
from scope s
cross join units m
join kstt.node n on n.plan_id = any (array_append(s.below_ids, s.above_id))
join kstt.plan p on p.id = n.plan_id
join kstt.unit u on u.id = p.issuer_id
where n.kind = 'task'
and n.withdrawn_at is null
and case
    when n.plan_id is distinct from s.above_id then not exists (
        select
        from kstt.node_link l
        join kstt.node t on t.id = l.target_id
        where l.node_id = n.id
        and l.removed_at is null
        and t.withdrawn_at is null)
    else not exists (
        select
        from kstt.node_link l
        join kstt.node f on f.id = l.node_id
        where l.target_id = n.id
        and l.removed_at is null
        and f.withdrawn_at is null
        and (s.unit_id is null or l.plan_id = any (s.below_ids)))
    and (s.unit_id is null or exists (
        select
        from kstt.assignment a
        where a.node_id = n.id
        and a.role = 'lead'
        and not a.fallback
        and (a.unit_id = any (m.ids) or exists (
            select
            from kstt.group_members(a.group_id, p.issuer_id, make_date(p.year, 12, 31)) g
            where g.unit_id = any (m.ids)))))
    end
order by
    n.plan_id = s.above_id desc nulls last,
    u.name collate "vi-x-icu",
    p.key,
    n.ordinal;
