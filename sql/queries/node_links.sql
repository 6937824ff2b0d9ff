-- name: node_links(node bigint)
-- SPDX-License-Identifier: MIT
-- What a task implements (direction: implements) and what implements it
-- (implemented), in the order of plans and tasks. certain: no doubt about it;
-- source: why the two are one matter.
select
    d.direction as direction,
    l.id as link_id,
    l.version as version,
    l.certain as certain,
    l.source as source,
    n.id as node_id,
    p.key as plan_key,
    n.path as path,
    n.text as text,
    u.name as unit_name
from (values ('implements'), ('implemented')) d (direction)
join kstt.node_link l on l.removed_at is null
    and case d.direction when 'implements' then l.node_id else l.target_id end = $1::bigint
join kstt.node n on n.id = case d.direction when 'implements' then l.target_id else l.node_id end
join kstt.plan p on p.id = n.plan_id
join kstt.unit u on u.id = p.issuer_id
order by
    d.direction desc,
    u.name collate "vi-x-icu",
    p.key,
    n.ordinal;
