-- name: node_source(node bigint)
-- SPDX-License-Identifier: MIT
-- A node as one edits it: its fields at their version, where it stands (parent_path,
-- and number among its siblings), its plan; mine: I may write it; changed_by: who wrote
-- it last, and when; nodes and open: how many stand at or below it, and what is open there.
select
    n.plan_id as plan_id,
    p.key as plan_key,
    p.year as year,
    p.state as plan_state,
    p.withdrawn_at is not null or n.withdrawn_at is not null as withdrawn,
    p.id = any ((select kstt.my_plans())::bigint[]) as mine,
    n.version as version,
    n.path as path,
    n.kind as kind,
    n.label as label,
    n.text as text,
    n.lead as lead,
    n.coordinate as coordinate,
    n.deliverable as deliverable,
    n.time as time,
    s.reading as reading,
    a.path as parent_path,
    regexp_replace(n.path, '^.*[^0-9]', '') as number,
    (
        select concat_ws(', ', f.name, kstt.stamp(h.at))
        from kstt.activity h
        left join kstt.official f on f.id = h.official_id
        where h.node_id = n.id
        and h.subject = 'node'
        order by h.id desc
        limit 1) as changed_by,
    b.nodes as nodes,
    b.open as open
from kstt.node n
join kstt.plan p on p.id = n.plan_id
left join kstt.node a on a.id = n.parent_id
left join kstt.schedule s on s.node_id = n.id
cross join lateral (
    select
        count(distinct c.id) as nodes,
        count(o.id) filter (where o.state in ('open', 'in_progress', 'obstructed')) as open
    from kstt.node c
    left join kstt.occurrence o on o.node_id = c.id
        and o.plan_id = n.plan_id
    where c.plan_id = n.plan_id
    and (c.path = n.path or starts_with(c.path, n.path || '.'))
    and c.withdrawn_at is null) b
where n.id = $1::bigint;
