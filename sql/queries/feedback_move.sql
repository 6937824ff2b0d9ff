-- name: feedback_move!(request uuid, feedback bigint, version int, action text, details text)
-- SPDX-License-Identifier: MIT
-- One step of a record; undoable: it may be taken back while nobody acts on it.
select
    w.feedback_id as feedback_id,
    w.new_version as version,
    w.new_state as state,
    w.holder as held_by,
    w.kept as kept,
    (select a.undo_not is null from kstt.feedback_action a where a.action = $4::text) as undoable
from api.feedback_move($1::uuid, $2::bigint, $3::int, $4::text, $5::text) w;
