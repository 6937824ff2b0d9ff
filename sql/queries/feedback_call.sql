-- name: feedback_call!(request uuid, feedback bigint, version int, reached boolean, note text)
-- SPDX-License-Identifier: MIT
-- Keep a try to call a sender back.
select w.feedback_id as feedback_id, w.new_version as version, w.tries as tries
from api.feedback_call($1::uuid, $2::bigint, $3::int, $4::boolean, $5::text) w;
