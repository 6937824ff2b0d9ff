-- name: look_links!(request uuid, look bigint, version int)
-- SPDX-License-Identifier: MIT
-- Carry the links along that a copy left out, since the plan above was not there yet;
-- carried: how many; waiting: how many places of the plan still are to be looked at.
select
    s.new_version as version,
    s.carried as carried,
    s.waiting as waiting
from api.look_links($1::uuid, $2::bigint, $3::int) s;
