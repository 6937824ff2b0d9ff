-- name: feedback_change!(request uuid, feedback bigint, version int, record text)
-- SPDX-License-Identifier: MIT
-- Complete or correct a record.
select w.feedback_id as feedback_id, w.new_version as version, w.new_state as state, w.missing as missing, w.kept as kept
from api.feedback_change($1::uuid, $2::bigint, $3::int, $4::text) w;
