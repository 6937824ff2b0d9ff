-- name: feedback_form_set!(request uuid, form bigint, version int, form_data text)
-- SPDX-License-Identifier: MIT
-- Correct what stands over a report, or set it anew from a day on.
select w.form_id as row_id, w.new_version as version
from api.feedback_form_set($1::uuid, $2::bigint, $3::int, $4::text) w;
