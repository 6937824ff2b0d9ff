-- name: routing_import!(request uuid, rows jsonb)
-- SPDX-License-Identifier: MIT
-- Load routing rules.
select w.inserted as inserted, w.updated as updated, w.unchanged as unchanged
from api.routing_import($1::uuid, $2::jsonb) w;
