-- name: feedback_link!(request uuid, feedback bigint, other bigint, kind text)
-- SPDX-License-Identifier: MIT
-- Link two records.
select w.link_id as link_id
from api.feedback_link($1::uuid, $2::bigint, $3::bigint, $4::text) w;
