-- name: plan_copy!(request uuid, plan bigint, head jsonb, times jsonb)
-- SPDX-License-Identifier: MIT
-- Copy a plan forward as a draft. head: number, year, title; times: for each task
-- node, time, reading, parts, look (time_moved, time_ask, time_document or null).
select
    c.plan_id as plan_id,
    c.key as key,
    c.tasks as tasks,
    c.looks as looks
from api.plan_copy($1::uuid, $2::bigint, $3::jsonb, $4::jsonb) c;
