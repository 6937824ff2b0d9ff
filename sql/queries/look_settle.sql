-- name: look_settle!(request uuid, look bigint, version int, settled bool)
-- SPDX-License-Identifier: MIT
-- Say that a place of a copied plan has been looked at, or not; waiting: how many of
-- the plan still are to be.
select
    s.new_version as version,
    s.waiting as waiting
from api.look_settle($1::uuid, $2::bigint, $3::int, $4::bool) s;
