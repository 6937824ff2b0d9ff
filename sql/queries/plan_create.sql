-- name: plan_create!(request uuid, head jsonb)
-- SPDX-License-Identifier: MIT
-- Begin a plan as a draft: number, year, issuer (code), title, issued, issued_text,
-- parent (key), parent_ref.
select
    c.plan_id as plan_id,
    c.key as key,
    c.new_version as version
from api.plan_create($1::uuid, $2::jsonb) c;
