-- name: report_day_import!(request uuid, rows jsonb)
-- SPDX-License-Identifier: MIT
-- The rows of a CSV file of the days of periodic reports, each an object keyed by
-- the file's headers.
select
    i.inserted as inserted,
    i.updated as updated,
    i.unchanged as unchanged
from api.report_day_import($1::uuid, $2::jsonb) i;
