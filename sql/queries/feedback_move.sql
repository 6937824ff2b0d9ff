-- name: feedback_move!(request uuid, feedback bigint, version int, action text, details text)
-- SPDX-License-Identifier: MIT
-- One step of a record.
select w.feedback_id as feedback_id, w.new_version as version, w.new_state as state, w.holder as held_by, w.kept as kept
from api.feedback_move($1::uuid, $2::bigint, $3::int, $4::text, $5::text) w;
