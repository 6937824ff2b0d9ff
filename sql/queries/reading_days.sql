-- name: reading_days(node bigint, parts jsonb)
-- SPDX-License-Identifier: MIT
-- The days that a reading names, with the day that counts for each: of a task as it
-- stands (parts null), or of another phrase's parts. A report's submission day is its
-- unit's and not told here.
select
    x.period as period,
    x.nominal as nominal_due,
    d.effective as effective_due
from (
    select p.ordinality as place, v.period, v.last as nominal, coalesce(v.before, false) as is_before
    from jsonb_array_elements($2::jsonb) with ordinality p
    cross join lateral jsonb_to_record(p.value) as v (period text, last date, before boolean)
    union all
    select s.ordinal, s.period, s.last_day, s.is_before
    from kstt.schedule_part s
    where s.node_id = $1::bigint
    and $2::jsonb is null) x
cross join lateral (select kstt.effective_due(x.nominal, x.is_before) as effective) d
where x.nominal is not null
order by x.place;
