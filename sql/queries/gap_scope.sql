-- name: gap_scope(plan bigint, unit bigint)
-- SPDX-License-Identifier: MIT
-- What gap looks at: the plan above (null without), how many tasks it has, how many
-- plans and tasks there are below it, and whose (null: everybody's).
select
    p.id as above_id,
    p.key as above_key,
    u.code as unit_code,
    u.name as unit_name,
    cardinality(s.below_ids) as plans,
    (select count(*)::int from kstt.node n where n.plan_id = s.above_id and n.kind = 'task' and n.withdrawn_at is null) as above_tasks,
    (select count(*)::int from kstt.node n where n.plan_id = any (s.below_ids) and n.kind = 'task' and n.withdrawn_at is null) as below_tasks
from kstt.gap_scope($1::bigint, $2::bigint) s
left join kstt.plan p on p.id = s.above_id
left join kstt.unit u on u.id = s.unit_id;
