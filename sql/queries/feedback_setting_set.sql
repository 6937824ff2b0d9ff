-- name: feedback_setting_set!(request uuid, setting bigint, version int, setting_data text)
-- SPDX-License-Identifier: MIT
-- How a unit works from a day on.
select w.setting_id as row_id, w.new_version as version
from api.feedback_setting_set($1::uuid, $2::bigint, $3::int, $4::text) w;
