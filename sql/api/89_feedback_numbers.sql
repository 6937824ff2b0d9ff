-- SPDX-License-Identifier: MIT
-- The numbers beside the register's pages: what is late, by unit, and how many open
-- ones stand where. Counted in kstt.feedback_sight, as the pages are walked.

create or replace function kstt.feedback_past(w kstt.feedback_sought)
    returns table (feedback_id bigint, held_by bigint, due date)
    language plpgsql
    stable
    rows 1000
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set jit = off
as $$
begin
    return query
    select distinct s.feedback_id, s.held_by, s.due
    from unnest(w.units, w.closes) u (unit_id, close)
    join kstt.feedback_sight s on s.unit_id = u.unit_id
        and s.close = u.close
        and s.due <= w.last_due
    union all
    select s.feedback_id, s.held_by, s.due
    from kstt.feedback_sight s
    where w.everything
    and s.turn
    and not s.close
    and s.due <= w.last_due;
end
$$;
alter function kstt.feedback_past(kstt.feedback_sought) owner to kstt_owner;
comment on function kstt.feedback_past(kstt.feedback_sought) is 'All records, each once, that a page of late ones goes through';

create or replace function kstt.feedback_overdue(unit bigint)
    returns table (feedback_id bigint)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select p.feedback_id
    from kstt.feedback_past(kstt.feedback_seek(kstt.my_units(), kstt.my_coordinated(), null, null, 'late', null, null, null, null,
        null)) p
    where unit is null
    or p.held_by in (select b.unit_id from kstt.units_below(array[unit]) b)
$$;
alter function kstt.feedback_overdue(bigint) owner to kstt_system;
comment on function kstt.feedback_overdue(bigint) is 'The records I see whose day is past, held by a unit or below it (null: all)';

create or replace function kstt.feedback_overdue_bands()
    returns table (unit_id bigint, band1 int, band2 int, band3 int, band4 int)
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set jit = off
as $$
declare
    w kstt.feedback_sought := kstt.feedback_seek(kstt.my_units(), kstt.my_coordinated(), null, null, 'late', null, null, null, null, null);
    v_today date := kstt.today();
begin
    return query
    select n.held_by, coalesce(sum(n.records) filter (where n.band = 1), 0)::int, coalesce(sum(n.records) filter (where n.band = 2), 0)::int,
        coalesce(sum(n.records) filter (where n.band = 3), 0)::int, coalesce(sum(n.records) filter (where n.band = 4), 0)::int
    from (values (1, v_today - 7, v_today - 1), (2, v_today - 30, v_today - 8), (3, v_today - 90, v_today - 31),
        (4, '-infinity', v_today - 91)) b (band, first_day, last_day)
    cross join lateral (
        select b.band, s.held_by, count(distinct s.feedback_id) as records
        from unnest(w.units, w.closes) u (unit_id, close)
        join kstt.feedback_sight s on s.unit_id = u.unit_id
            and s.close = u.close
            and s.due between b.first_day and b.last_day
        group by s.held_by
        union all
        select b.band, s.held_by, count(*)
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.due between b.first_day and b.last_day
        group by s.held_by) n
    group by n.held_by;
end
$$;
alter function kstt.feedback_overdue_bands() owner to kstt_system;
comment on function kstt.feedback_overdue_bands() is
    'How many records I see are late where, by the unit that holds them: 1-7, 8-30, 31-90 and over 90 days';

create or replace function kstt.feedback_open_counts(unit bigint, since date, until date)
    returns table (state text, records int, late int, soon int)
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_custom_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set jit = off
as $$
declare
    w kstt.feedback_sought := kstt.feedback_seek(kstt.my_units(), kstt.my_coordinated(), unit, 'open', null, null, null, since,
        until, null);
    v_today date := kstt.today();
    v_soon date := kstt.add_working_days(kstt.today(), 10);
begin
    -- Each part is counted where it is read: what passes from one step to the next costs
    -- more here than the counting.
    return query
    select n.state, sum(n.records)::int, sum(n.late)::int, sum(n.soon)::int
    from (
        select d.state, count(*) as records, count(*) filter (where d.due < v_today) as late,
            count(*) filter (where d.due between v_today and v_soon) as soon
        from (
            select distinct s.feedback_id, s.state, s.due
            from unnest(w.units, w.closes) u (unit_id, close)
            join kstt.feedback_sight s on s.unit_id = u.unit_id
                and s.close = u.close
                and s.open
                and s.received_at >= w.since
                and s.received_at < w.until) d
        group by d.state
        union all
        select s.state, count(*), count(*) filter (where s.due < v_today),
            count(*) filter (where s.due between v_today and v_soon)
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.open
        and s.received_at >= w.since
        and s.received_at < w.until
        group by s.state) n
    group by n.state;
end
$$;
alter function kstt.feedback_open_counts(bigint, date, date) owner to kstt_system;
comment on function kstt.feedback_open_counts(bigint, date, date) is
    'How many open records I see stand in which state, seen through a unit or those below it (null: any), received in a time';

revoke execute on function kstt.feedback_past(kstt.feedback_sought), kstt.feedback_overdue(bigint), kstt.feedback_overdue_bands(),
    kstt.feedback_open_counts(bigint, date, date) from public;
grant execute on function kstt.feedback_past(kstt.feedback_sought) to kstt_system;
grant execute on function kstt.feedback_overdue(bigint), kstt.feedback_overdue_bands(),
    kstt.feedback_open_counts(bigint, date, date) to kstt_official, kstt_api;
