-- name: report_day_preview(kind text, valid_from date, version int, day int, valid_to date, source text)
-- SPDX-License-Identifier: MIT
-- What report_day_set would do to what is owed; nothing is written.
select
    p.added as added,
    p.moved as moved,
    p.removed as removed,
    p.kept_done as kept_done,
    p.kept_touched as kept_touched
from api.report_day_preview($1::text, $2::date, $3::int, $4::int, $5::date, $6::text) p;
