-- name: report_spans(node bigint)
-- SPDX-License-Identifier: MIT
-- What the reports of a task cover, if it is one or were: of each month, quarter, half,
-- nine months or year in its reading the first and the last day of the figures, and
-- the days on which units submit ("18/03, 20/03").
with period as (
    select x.province_id, v.period, v.last_day
    from kstt.schedule_part x
    join kstt.plan p on p.id = x.plan_id
    cross join lateral (
        select x.period, kstt.period_end(x.period, p.year, x.last_day)
        where x.class = 'period'
        union all
        select y.period, y.last_day
        from kstt.year_periods(x.per, p.year) y
        where x.class = 'count') v (period, last_day)
    where x.node_id = $1::bigint
), cut as (
    select distinct p.*, kstt.report_cutoff(p.province_id, p.period, p.last_day) as cutoff
    from period p
)
select
    c.period as period,
    (c.cutoff + 1 - make_interval(months => case
        when c.period like 'M%' then 1
        when c.period like 'Q%' then 3
        when c.period = '9M' then 9
        when c.period = 'Y' then 12
        else 6
        end))::date as first_day,
    c.cutoff as cutoff,
    (
        select string_agg(d.day, ', ' order by d.day)
        from (
            select distinct to_char(l.effective, 'DD/MM') as day
            from kstt.report_day r
            cross join lateral kstt.deadline(date_trunc('month', c.cutoff)::date + r.day - 1, 0, 'd') l
            where r.province_id = c.province_id
            and r.kind <> 'cutoff'
            and r.day = kstt.report_day_of(c.province_id, r.kind, c.last_day)) d) as submitted
from cut c
where c.cutoff is not null
order by
    c.cutoff,
    array_position(array['H1', '9M', 'Y'], c.period) nulls first;
