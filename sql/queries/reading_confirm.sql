-- name: reading_confirm!(request uuid, node bigint, version int, phrase text, reading text, parts jsonb)
-- SPDX-License-Identifier: MIT
-- Confirm how a phrase was read; phrase null: as it stands. Then what was owed has
-- been made anew: how many were added, moved, removed, and kept although they no
-- longer fit (kept_which: unit TAB period, a line each).
select
    r.new_version as version,
    r.new_reading as reading,
    r.added as added,
    r.moved as moved,
    r.removed as removed,
    r.kept as kept,
    r.kept_which as kept_which
from api.reading_confirm($1::uuid, $2::bigint, $3::int, $4::text, $5::text, $6::jsonb) r;
