-- name: node_move!(request uuid, node bigint, version int, section text, number int)
-- SPDX-License-Identifier: MIT
-- Make a node, with all below it, the number-th below a section: its path or its one
-- printed label, empty for the top. was: its path before.
select
    m.path as path,
    m.was as was,
    m.new_version as version
from api.node_move($1::uuid, $2::bigint, $3::int, $4::text, $5::int) m;
