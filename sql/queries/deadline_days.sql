-- name: deadline_days(rows jsonb)
-- SPDX-License-Identifier: MIT
-- Why these deadlines are what they are: their days in the order of counting,
-- then (what = year) each year that they touch and how sure its days off are.
with asked as materialized (
    select r.line, r."from" as from_day, r.n, r.unit
    from jsonb_to_recordset($1::jsonb) as r (line int, "from" date, n int, unit text)
), told as (
    select a.line, d.place, d.what, d.number, d.day, d.works, d.name, d.source, d.announced, null as state
    from asked a
    cross join lateral kstt.deadline_days(a.from_day, a.n, a.unit) d
    union all
    select a.line, null, 'year', y.year, null, null, null, null, null, kstt.calendar_state(y.year)
    from asked a
    cross join lateral kstt.deadline(a.from_day, a.n, a.unit) d
    cross join lateral generate_series(
        extract(year from least(a.from_day, d.effective))::int,
        extract(year from greatest(a.from_day, d.effective))::int) y (year)
)
select
    t.line as line,
    t.what as what,
    t.number as number,
    t.day as day,
    t.works as works,
    t.name as name,
    t.source as source,
    t.announced as announced,
    t.state as state
from told t
order by t.line, t.place nulls last, t.number;
