-- name: feedback_split!(request uuid, feedback bigint, version int, parts text)
-- SPDX-License-Identifier: MIT
-- Split a mixed letter: one row for each new record.
select w.feedback_id as feedback_id, w.code as code, w.state as state
from api.feedback_split($1::uuid, $2::bigint, $3::int, $4::text) w;
