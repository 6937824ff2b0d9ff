-- SPDX-License-Identifier: MIT
-- Days off and worked Saturdays, and the one place where days are counted.

set local role kstt_owner;

create table kstt.holiday (
    day date not null,
    kind text not null,
    name kstt.wording not null,
    source kstt.wording not null,
    version int not null default 1,
    constraint holiday_pk primary key (day),
    constraint holiday_kind check (kind in ('off', 'work')),
    constraint holiday_name_given check (name <> '')
);
comment on table kstt.holiday is
    'Days that differ from the plain week of civil servants: off (public holiday or its swap), work (a worked '
    'Saturday). The same in the whole country, so the one table without a province. source: notice or article';

grant select on kstt.holiday to kstt_official, kstt_api, kstt_system;
grant insert, update on kstt.holiday to kstt_api;

create function kstt.working_days(first_day date, last_day date)
    returns table (day date)
    language sql
    stable
begin atomic
    select d.day::date
    from generate_series(first_day::timestamp, last_day::timestamp, interval '1 day') d (day)
    left join kstt.holiday h on h.day = d.day::date
    where coalesce(h.kind = 'work', extract(isodow from d.day) < 6);
end;
comment on function kstt.working_days(date, date) is 'The working days of a range, both ends included';

reset role;

create function kstt.is_working_day(day date)
    returns boolean
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select exists (select from kstt.working_days(day, day)));
end
$$;
comment on function kstt.is_working_day(date) is
    'Monday to Friday unless it is a day off (Bộ luật Lao động 2019, điều 112 and the yearly notices), '
    'or a Saturday worked in exchange';

create function kstt.next_working_day(day date)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select min(w.day)
        from kstt.working_days(day, day + 30) w);
end
$$;
comment on function kstt.next_working_day(date) is
    'This day, or the first working day after it: Bộ luật Dân sự 2015, điều 148(5). No break is 30 days long';

create function kstt.last_working_day(day date)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select max(w.day)
        from kstt.working_days(day - 30, day) w);
end
$$;
comment on function kstt.last_working_day(date) is 'This day, or the last working day before it';

create function kstt.add_working_days(day date, days int)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    -- At least three working days in any seven after the first month's slack.
    if days > 0 then
        return (
            select w.day
            from kstt.working_days(day + 1, day + 30 + days * 7 / 3) w
            order by w.day
            offset days - 1
            limit 1);
    elsif days < 0 then
        return (
            select w.day
            from kstt.working_days(day - 30 + days * 7 / 3, day - 1) w
            order by w.day desc
            offset -days - 1
            limit 1);
    end if;
    return day;
end
$$;
comment on function kstt.add_working_days(date, int) is
    'So many working days after (or, negative, before) a day, which itself is not counted: '
    'Bộ luật Dân sự 2015, điều 147(2)';

create function kstt.effective_due(nominal date, before boolean)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select case
            when before then kstt.last_working_day(nominal)
            else kstt.next_working_day(nominal)
            end);
end
$$;
comment on function kstt.effective_due(date, boolean) is
    'The day that counts for a nominal last day. An end that falls on a day off moves forward to the next working '
    'day (Bộ luật Dân sự 2015, điều 148(5)). This project''s own rule: a "trước" (before) never moves forward, '
    'its day is the last working day on or before the nominal one (14/02/2026 gives 13/02/2026)';

alter function kstt.is_working_day(date) owner to kstt_system;
alter function kstt.next_working_day(date) owner to kstt_system;
alter function kstt.last_working_day(date) owner to kstt_system;
alter function kstt.add_working_days(date, int) owner to kstt_system;
alter function kstt.effective_due(date, boolean) owner to kstt_system;

create function kstt.period_end(period text, year int, otherwise date)
    returns date
    language sql
    immutable
    parallel safe
return case
    when period ~ '^Q[1-4]$' then (make_date(year, substr(period, 2)::int * 3, 1) + interval '1 month - 1 day')::date
    when period ~ '^M(0[1-9]|1[0-2])$' then (make_date(year, substr(period, 2)::int, 1) + interval '1 month - 1 day')::date
    when period = 'H1' then make_date(year, 6, 30)
    when period = '9M' then make_date(year, 9, 30)
    when period in ('H2', 'Y') then make_date(year, 12, 31)
    else otherwise
    end;
alter function kstt.period_end(text, int, date) owner to kstt_owner;
comment on function kstt.period_end(text, int, date) is
    'Last day of Q1…Q4, M01…M12, H1, H2, 9M, Y of a year (Bộ luật Dân sự 2015, điều 146 and 148(3)); '
    'a period without a name ends on its own last day';

create function kstt.year_periods(per text, year int)
    returns table (period text, last_day date)
    language sql
    immutable
    parallel safe
as $$
    select p.period, kstt.period_end(p.period, year, null)
    from (
        select 'M' || lpad(n::text, 2, '0')
        from generate_series(1, 12) n
        where per = 'month'
        union all
        select 'Q' || n
        from generate_series(1, 4) n
        where per = 'quarter'
        union all
        select 'H' || n
        from generate_series(1, 2) n
        where per = 'half'
        union all
        select 'Y'
        where per = 'year') p (period)
$$;
alter function kstt.year_periods(text, int) owner to kstt_owner;
comment on function kstt.year_periods(text, int) is 'The months, quarters, halves or the one year of a year, with their last days';

revoke execute on all functions in schema kstt from public;
grant execute on function kstt.working_days(date, date), kstt.is_working_day(date), kstt.next_working_day(date),
    kstt.last_working_day(date), kstt.add_working_days(date, int), kstt.effective_due(date, boolean),
    kstt.period_end(text, int, date), kstt.year_periods(text, int)
    to kstt_official, kstt_api, kstt_system;
