-- name: link_set!(request uuid, node bigint, target bigint, version int, linked bool)
-- SPDX-License-Identifier: MIT
-- Say that a task implements a task of the province, or that it does not; version is
-- that of the link as link_targets or node_links told it, null when there was none.
select
    l.link_id as link_id,
    l.new_version as version,
    l.changed as changed
from api.link_set($1::uuid, $2::bigint, $3::bigint, $4::int, $5::bool) l;
