-- name: unit_import!(request uuid, rows jsonb)
-- SPDX-License-Identifier: MIT
-- The rows of a CSV file of units, each an object keyed by the file's headers.
select
    i.inserted as inserted,
    i.updated as updated,
    i.unchanged as unchanged
from api.unit_import($1::uuid, $2::jsonb) i;
