-- name: plan_export(plan bigint)
-- SPDX-License-Identifier: MIT
-- All nodes of one plan in document order, with all that an import takes; what was
-- withdrawn is left out.
select
    n.kind as kind,
    n.level as level,
    n.label as label,
    n.text as text,
    n.lead as lead,
    n.coordinate as coordinate,
    n.deliverable as deliverable,
    n.time as time,
    array_to_string(n.inherited, ' ') as inherited,
    n.doubt as doubt
from kstt.node n
where n.plan_id = $1::bigint
and n.withdrawn_at is null
order by
    n.ordinal;
