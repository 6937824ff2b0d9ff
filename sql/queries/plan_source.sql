-- name: plan_source(plan bigint)
-- SPDX-License-Identifier: MIT
-- A plan's head as one edits it, at its version; mine: I may write it; changed_by: who
-- wrote it last, and when; tasks, open (owed things), unread (phrases to confirm) and
-- looks (what of a copy still needs a look) say what stands in it.
select
    p.key as key,
    p.number as number,
    p.year as year,
    u.code as issuer,
    u.name as issuer_name,
    p.title as title,
    p.issued as issued,
    p.issued_text as issued_text,
    a.id as parent_id,
    a.key as parent,
    p.parent_ref as parent_ref,
    p.state as state,
    p.withdrawn_at is not null as withdrawn,
    p.withdrawn_reason as withdrawn_reason,
    p.version as version,
    p.id = any ((select kstt.my_plans())::bigint[]) as mine,
    (
        select concat_ws(', ', f.name, kstt.stamp(h.at))
        from kstt.activity h
        left join kstt.official f on f.id = h.official_id
        where h.plan_id = p.id
        and h.node_id is null
        and h.subject = 'plan'
        order by h.id desc
        limit 1) as changed_by,
    coalesce(c.tasks, 0) as tasks,
    coalesce(c.unread, 0) as unread,
    (
        select count(*)
        from kstt.occurrence o
        where o.plan_id = p.id
        and o.state in ('open', 'in_progress', 'obstructed')) as open,
    (
        select count(*)
        from kstt.copy_look l
        where l.plan_id = p.id
        and l.settled_at is null) as looks
from kstt.plan p
join kstt.unit u on u.id = p.issuer_id
left join kstt.plan a on a.id = p.parent_id
left join kstt.plan_count c on c.plan_id = p.id
where p.id = $1::bigint;
