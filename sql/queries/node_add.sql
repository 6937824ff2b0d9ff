-- name: node_add!(request uuid, plan bigint, place text, target bigint, fields jsonb)
-- SPDX-License-Identifier: MIT
-- A new node of a plan: place below (last below target, or of the plan when target is
-- null) or after target. fields as in node_edit, with kind.
select
    a.node_id as node_id,
    a.path as path,
    a.new_version as version,
    a.added as added
from api.node_add($1::uuid, $2::bigint, $3::text, $4::bigint, $5::jsonb) a;
