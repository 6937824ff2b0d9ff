-- SPDX-License-Identifier: MIT
-- The one place where days are counted, on kstt.working_day. kstt.deadline is
-- plain SQL without a pinned path, so that PostgreSQL folds it into the query
-- that calls it: a deadline then costs three look-ups in an index.

create or replace function kstt.no_deadline(from_day date, n int, unit text)
    returns date
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if unit is null or unit not in ('d', 'wd') then
        raise exception using
            errcode = 'KS422',
            message = 'Days are counted as d or wd',
            detail = coalesce(unit, '');
    end if;
    raise exception using
        errcode = 'KS422',
        message = 'The calendar does not reach so far',
        detail = format('%s %s%s', to_char(from_day, 'DD/MM/YYYY'), to_char(n, 'FMSG999999999'), unit);
end
$$;
alter function kstt.no_deadline(date, int, text) owner to kstt_owner;
comment on function kstt.no_deadline(date, int, text) is
    'Why there is no such deadline, KS422: a unit other than d and wd, or a day outside 2000 to 2100';

create or replace function kstt.deadline(from_day date, n int, unit text)
    returns table (nominal date, effective date)
    language sql
    stable
begin atomic
    -- "offset 0" keeps the inner look-ups from being done once for each mention.
    select
        d.nominal,
        case
            when d.nominal is null then null
            when n < 0 then coalesce(
                (select w.day from kstt.working_day w where w.day <= d.nominal order by w.day desc limit 1),
                kstt.no_deadline(from_day, n, unit))
            else coalesce(
                (select w.day from kstt.working_day w where w.day >= d.nominal order by w.day limit 1),
                kstt.no_deadline(from_day, n, unit))
            end
    from (
        select case
            when from_day is null or n is null then null
            when unit = 'd' then from_day + n
            when unit = 'wd' and n = 0 then from_day
            when unit = 'wd' and n > 0 then coalesce((
                select e.day
                from kstt.working_day e
                where e.ordinal = n + (
                    select b.ordinal
                    from kstt.working_day b
                    where b.day <= from_day
                    order by b.day desc
                    limit 1)), kstt.no_deadline(from_day, n, unit))
            when unit = 'wd' then coalesce((
                select e.day
                from kstt.working_day e
                where e.ordinal = n + (
                    select b.ordinal
                    from kstt.working_day b
                    where b.day >= from_day
                    order by b.day
                    limit 1)), kstt.no_deadline(from_day, n, unit))
            else kstt.no_deadline(from_day, n, unit)
            end
        offset 0) d (nominal);
end;
alter function kstt.deadline(date, int, text) owner to kstt_owner;
comment on function kstt.deadline(date, int, text) is
    'The last day of so many days counted from a day that is itself not counted (Bộ luật Dân sự 2015, điều 147(2)(3)), '
    'negative: backwards. unit d: calendar days, which "ngày" alone means; wd: working days. nominal is the counted day, '
    'effective the day that counts: an end on a day off moves forward to the next working day (điều 148(5)), one that '
    'was counted backwards ("trước N ngày") to the last working day on or before it, which is this project''s own rule. '
    'Null in, null out. KS422 for another unit or a day outside 2000 to 2100';

create or replace function kstt.is_working_day(day date)
    returns boolean
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return exists (select from kstt.working_day w where w.day = is_working_day.day);
end
$$;
comment on function kstt.is_working_day(date) is
    'Monday to Friday unless it is a day off (Bộ luật Lao động 2019, điều 112 and the yearly notices), '
    'or a Saturday worked in exchange';

create or replace function kstt.next_working_day(day date)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (select d.effective from kstt.deadline(day, 0, 'd') d);
end
$$;
comment on function kstt.next_working_day(date) is
    'This day, or the first working day after it: Bộ luật Dân sự 2015, điều 148(5)';

create or replace function kstt.last_working_day(day date)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (select d.effective from kstt.deadline(day + 1, -1, 'd') d);
end
$$;
comment on function kstt.last_working_day(date) is 'This day, or the last working day before it';

create or replace function kstt.add_working_days(day date, days int)
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (select d.nominal from kstt.deadline(day, days, 'wd') d);
end
$$;
comment on function kstt.add_working_days(date, int) is
    'So many working days after (or, negative, before) a day, which itself is not counted: '
    'Bộ luật Dân sự 2015, điều 147(2)';

revoke execute on function kstt.no_deadline(date, int, text), kstt.deadline(date, int, text) from public;
grant execute on function kstt.no_deadline(date, int, text), kstt.deadline(date, int, text)
    to kstt_official, kstt_api, kstt_system;
