-- name: plan_withdraw!(request uuid, plan bigint, version int, reason text)
-- SPDX-License-Identifier: MIT
-- Withdraw a plan with its reason: what is open in it is cancelled.
select
    w.key as key,
    w.new_version as version,
    w.cancelled as cancelled
from api.plan_withdraw($1::uuid, $2::bigint, $3::int, $4::text) w;
