-- name: plan_nodes(plan_key text)
-- SPDX-License-Identifier: MIT
-- All nodes of the plan of this key, in document order.
select
    n.path as path,
    n.label as label,
    n.kind as kind,
    n.level as level,
    n.text as text,
    n.lead as lead,
    n.coordinate as coordinate,
    n.deliverable as deliverable,
    n.time as time,
    array_to_string(n.inherited, ' ') as inherited
from kstt.plan p
join kstt.node n on n.plan_id = p.id
where p.key = normalize($1::text, nfc)
order by
    p.issuer_id,
    n.ordinal;
