-- name: node_withdraw!(request uuid, node bigint, version int, reason text)
-- SPDX-License-Identifier: MIT
-- Withdraw a node and all below it, with the reason: what is open of it is cancelled.
select
    w.path as path,
    w.nodes as nodes,
    w.cancelled as cancelled
from api.node_withdraw($1::uuid, $2::bigint, $3::int, $4::text) w;
