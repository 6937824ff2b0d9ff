-- name: link_import!(request uuid, rows jsonb)
-- SPDX-License-Identifier: MIT
-- The rows of a CSV file of links between tasks, each an object keyed by the file's headers.
select
    i.inserted as inserted,
    i.updated as updated,
    i.unchanged as unchanged
from api.link_import($1::uuid, $2::jsonb) i;
