-- SPDX-License-Identifier: MIT
-- Why a deadline is what it is: day by day, with what was not counted.

create or replace function kstt.calendar_state(year int)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when count(*) = 0 then 'empty'
        when bool_and(h.announced) then 'announced'
        else 'by_law'
        end
    from kstt.holiday h
    where h.day between make_date(year, 1, 1) and make_date(year, 12, 31)
$$;
alter function kstt.calendar_state(int) owner to kstt_owner;
comment on function kstt.calendar_state(int) is
    'How sure a year''s days off are: announced, by_law (some follow from Bộ luật Lao động 2019, điều 112 alone, '
    'the notice is still to come), empty (none is entered)';

create or replace function kstt.deadline_days(from_day date, n int, unit text)
    returns table (place int, what text, number int, day date, works boolean, name text, source text, announced boolean)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with ends as materialized (
        select d.nominal, d.effective, case when n < 0 then -1 else 1 end as step
        from kstt.deadline(from_day, n, unit) d
    ), walked as (
        select
            g.away,
            from_day + e.step * g.away as day,
            -- What lies behind the nominal day moves the end; what lies before is counted or not.
            e.step * (from_day + e.step * g.away - e.nominal) as beyond,
            e.effective
        from ends e
        cross join lateral generate_series(0, abs(e.effective - from_day)) g (away)
    ), judged as (
        select
            w.*,
            exists (select from kstt.working_day d where d.day = w.day) as works
        from walked w
    ), told as (
        select
            case
                when j.away = 0 then 'from'
                when j.beyond > 0 and j.day = j.effective then 'end'
                when j.beyond > 0 then 'moved'
                when unit = 'wd' and not j.works then 'skipped'
                else 'counted'
                end as what,
            j.day,
            j.works,
            j.away
        from judged j
    )
    select
        t.away,
        t.what,
        case when t.what = 'counted' then (count(*) filter (where t.what = 'counted') over (order by t.away))::int end,
        t.day,
        t.works,
        h.name,
        h.source,
        h.announced
    from told t
    left join kstt.holiday h on h.day = t.day
    order by t.away
$$;
alter function kstt.deadline_days(date, int, text) owner to kstt_owner;
comment on function kstt.deadline_days(date, int, text) is
    'The days of kstt.deadline in the order of counting. what: from (the day it is counted from, itself not counted), '
    'counted (with its number), skipped (not a working day), moved (the end fell on a day off and goes on), end (where it '
    'comes to rest). name, source, announced: of a day off or a worked Saturday; a weekend has none';

revoke execute on function kstt.calendar_state(int), kstt.deadline_days(date, int, text) from public;
grant execute on function kstt.calendar_state(int), kstt.deadline_days(date, int, text)
    to kstt_official, kstt_api, kstt_system;
