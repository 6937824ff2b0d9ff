-- name: node_split!(request uuid, node bigint, version int, first jsonb, second jsonb)
-- SPDX-License-Identifier: MIT
-- Make two of one node: first is written into it, second becomes a new one after it.
select
    s.node_id as node_id,
    s.path as path,
    s.new_version as version,
    coalesce(s.added, 0) as added,
    coalesce(s.moved, 0) as moved,
    coalesce(s.removed, 0) as removed,
    coalesce(s.kept_done, 0) as kept_done,
    coalesce(s.kept_touched, 0) as kept_touched
from api.node_split($1::uuid, $2::bigint, $3::int, $4::jsonb, $5::jsonb) s;
