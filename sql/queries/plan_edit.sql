-- name: plan_edit!(request uuid, plan bigint, version int, head jsonb)
-- SPDX-License-Identifier: MIT
-- Write a plan's head anew: as plan_create, but for year and issuer.
select
    e.new_version as version,
    e.key as key
from api.plan_edit($1::uuid, $2::bigint, $3::int, $4::jsonb) e;
