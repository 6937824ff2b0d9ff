-- name: feedback_setting_set!(request uuid, unit bigint, setting text)
-- SPDX-License-Identifier: MIT
-- How a unit works from a day on.
select w.unit_id as unit_id
from api.feedback_setting_set($1::uuid, $2::bigint, $3::text) w;
