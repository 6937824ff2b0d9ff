-- name: feedback_clock_rule_set!(request uuid, rule bigint, version int, rule_data text)
-- SPDX-License-Identifier: MIT
-- Add a clock's rule, end it, or change it from a day on.
select w.rule_id as row_id, w.new_version as version
from api.feedback_clock_rule_set($1::uuid, $2::bigint, $3::int, $4::text) w;
