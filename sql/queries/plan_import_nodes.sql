-- name: plan_import_nodes(plan bigint, nodes jsonb)
-- SPDX-License-Identifier: MIT
-- One batch of a plan's nodes, in document order.
select
    n.added as added
from api.plan_import_nodes($1::bigint, $2::jsonb) n;
