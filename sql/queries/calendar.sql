-- name: calendar()
-- SPDX-License-Identifier: MIT
-- The days off and worked Saturdays, each with the working days of its month and
-- year and how sure its year is; mine: I may change them. One row without a day when
-- there is none.
with months as materialized (
    select date_trunc('month', w.day)::date as month, count(*)::int as days
    from kstt.working_day w
    where w.day >= (select date_trunc('year', min(h.day)) from kstt.holiday h)
    and w.day < (select date_trunc('year', max(h.day)) + interval '1 year' from kstt.holiday h)
    group by 1
), years as materialized (
    select
        extract(year from m.month)::int as year,
        sum(m.days)::int as days,
        kstt.calendar_state(extract(year from m.month)::int) as state
    from months m
    group by 1
)
select
    h.day as day,
    h.kind = 'work' as worked,
    h.name as name,
    h.source as source,
    h.announced as announced,
    h.version as version,
    m.days as month_days,
    y.days as year_days,
    y.state as year_state,
    a.mine as mine
from (select kstt.is_province_admin() as mine) a
left join kstt.holiday h on true
left join months m on m.month = date_trunc('month', h.day)
left join years y on y.year = extract(year from h.day)
order by h.day;
