-- name: report_day_set!(request uuid, kind text, valid_from date, version int, day int, valid_to date, source text)
-- SPDX-License-Identifier: MIT
-- Add (version null) or correct a day of periodic reports; what becomes of what is owed.
select
    s.report_day_id as report_day_id,
    s.new_version as version,
    s.added as added,
    s.moved as moved,
    s.removed as removed,
    s.kept_done as kept_done,
    s.kept_touched as kept_touched
from api.report_day_set($1::uuid, $2::text, $3::date, $4::int, $5::int, $6::date, $7::text) s;
