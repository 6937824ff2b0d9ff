-- name: feedback_template_set!(request uuid, template bigint, version int, template_data text)
-- SPDX-License-Identifier: MIT
-- Add or change a wording of replies.
select w.template_id as row_id, w.new_version as version
from api.feedback_template_set($1::uuid, $2::bigint, $3::int, $4::text) w;
