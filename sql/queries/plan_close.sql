-- name: plan_close!(request uuid, plan bigint, version int)
-- SPDX-License-Identifier: MIT
-- Close a plan in force; still_open: what stays open in it, and is late nowhere.
select
    c.key as key,
    c.new_version as version,
    c.still_open as still_open
from api.plan_close($1::uuid, $2::bigint, $3::int) c;
