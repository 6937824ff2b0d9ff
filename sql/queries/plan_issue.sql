-- name: plan_issue!(request uuid, plan bigint, version int, number text, issued date)
-- SPDX-License-Identifier: MIT
-- Put a draft in force, with the number and day it was signed. What it holds then:
-- tasks, owed things, leads that fell to the issuer, phrases to confirm, and how many
-- withdrawn nodes were left out.
select
    i.key as key,
    i.new_version as version,
    i.tasks as tasks,
    i.occurrences as occurrences,
    i.fallback as fallback,
    i.unread as unread,
    i.left_out as left_out
from api.plan_issue($1::uuid, $2::bigint, $3::int, $4::text, $5::date) i;
