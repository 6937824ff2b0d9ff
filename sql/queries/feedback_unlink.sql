-- name: feedback_unlink!(request uuid, link bigint)
-- SPDX-License-Identifier: MIT
-- Take a link back.
select w.link_id as link_id
from api.feedback_unlink($1::uuid, $2::bigint) w;
