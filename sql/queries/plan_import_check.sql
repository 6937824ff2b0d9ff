-- name: plan_import_check(head jsonb, wordings jsonb)
-- SPDX-License-Identifier: MIT
-- What a plan would run into, before it is loaded. wording: which of the array, from
-- 1, or null for the plan itself; what: right, loaded, parent, unit or group.
select
    c.wording as wording,
    c.what as what,
    c.segment as segment
from api.plan_import_check($1::jsonb, $2::jsonb) c;
