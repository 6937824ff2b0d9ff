-- name: copy_source(plan bigint)
-- SPDX-License-Identifier: MIT
-- The time phrases of a plan's tasks, to be read again for another year.
select
    n.id as node_id,
    n.time as time
from kstt.node n
where n.plan_id = $1::bigint
and n.kind = 'task'
and n.withdrawn_at is null
order by n.ordinal;
