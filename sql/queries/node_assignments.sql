-- name: node_assignments(node bigint)
-- SPDX-License-Identifier: MIT
-- Who leads and who takes part, as written and as understood. members: how many
-- units a group means today, or at the end of the plan's year when that is past.
select
    a.role as role,
    a.text as text,
    u.name as unit_name,
    g.name as group_name,
    case
    when g.id is not null then (
        select count(*)
        from kstt.group_members(g.id, p.issuer_id, least(kstt.today(), make_date(p.year, 12, 31))))
    when u.id is not null then 1
    else 0
    end as members,
    not a.fallback and num_nonnulls(a.unit_id, a.group_id) = 1 as resolved,
    a.fallback as fallback
from kstt.assignment a
join kstt.node n on n.id = a.node_id
join kstt.plan p on p.id = n.plan_id
left join kstt.unit u on u.id = a.unit_id
left join kstt.unit_group g on g.id = a.group_id
where a.node_id = $1::bigint
order by
    a.role desc,
    a.ordinal;
