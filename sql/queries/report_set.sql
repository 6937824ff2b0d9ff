-- name: report_set!(request uuid, node bigint, version int, report boolean)
-- SPDX-License-Identifier: MIT
-- Say that a task is a periodic report, or none; what is told is that of
-- reading_confirm.
select
    r.new_version as version,
    r.added as added,
    r.moved as moved,
    r.removed as removed,
    r.kept as kept,
    r.kept_which as kept_which
from api.report_set($1::uuid, $2::bigint, $3::int, $4::boolean) r;
