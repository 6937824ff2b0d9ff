-- name: feedback_add!(request uuid, unit bigint, record text)
-- SPDX-License-Identifier: MIT
-- Take in what somebody of the public says.
select w.feedback_id as feedback_id, w.version as version, w.code as code, w.state as state, w.missing as missing, w.kept as kept, w.held_by as held_by
from api.feedback_add($1::uuid, $2::bigint, $3::text) w;
