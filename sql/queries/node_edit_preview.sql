-- name: node_edit_preview(node bigint, version int, fields jsonb)
-- SPDX-License-Identifier: MIT
-- What node_edit would do to what is owed; nothing is written.
select
    e.added as added,
    e.moved as moved,
    e.removed as removed,
    e.kept_done as kept_done,
    e.kept_touched as kept_touched
from api.node_edit_preview($1::bigint, $2::int, $3::jsonb) e;
