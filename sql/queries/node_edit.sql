-- name: node_edit!(request uuid, node bigint, version int, fields jsonb)
-- SPDX-License-Identifier: MIT
-- Write a node anew: label, text, lead, coordinate, deliverable, time with its
-- reading and parts, as many as are given. How many owed things were added, moved,
-- removed, and kept: done already, or with something entered.
select
    e.new_version as version,
    e.path as path,
    coalesce(e.added, 0) as added,
    coalesce(e.moved, 0) as moved,
    coalesce(e.removed, 0) as removed,
    coalesce(e.kept_done, 0) as kept_done,
    coalesce(e.kept_touched, 0) as kept_touched
from api.node_edit($1::uuid, $2::bigint, $3::int, $4::jsonb) e;
