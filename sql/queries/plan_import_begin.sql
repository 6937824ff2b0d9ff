-- name: plan_import_begin!(request uuid, head jsonb)
-- SPDX-License-Identifier: MIT
-- Begin a plan by its head; nodes and end follow in the same transaction.
select
    b.plan_id as plan_id
from api.plan_import_begin($1::uuid, $2::jsonb) b;
