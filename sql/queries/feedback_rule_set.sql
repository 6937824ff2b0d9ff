-- name: feedback_rule_set!(request uuid, rule bigint, version int, rule_data text)
-- SPDX-License-Identifier: MIT
-- Add or change a routing rule.
select w.rule_id as row_id, w.new_version as version
from api.feedback_rule_set($1::uuid, $2::bigint, $3::int, $4::text) w;
