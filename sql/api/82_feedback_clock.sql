-- SPDX-License-Identifier: MIT
-- The clocks of a record. A clock keeps the rule it was started by and all that
-- its day was counted from; the days themselves are counted by kstt.deadline.

create or replace function kstt.feedback_is_remote(unit bigint, day date)
    returns boolean
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce((
        select s.remote
        from kstt.feedback_setting s
        where s.unit_id = unit
        and day between s.valid_from and coalesce(s.valid_to, 'infinity')
        order by s.valid_from desc
        limit 1), false)
$$;
alter function kstt.feedback_is_remote(bigint, date) owner to kstt_system;
comment on function kstt.feedback_is_remote(bigint, date) is 'Whether a unit counted as remote on a day';

create or replace function kstt.feedback_clock_pick(track text, clock text, unit bigint, day date)
    returns setof kstt.feedback_clock_rule
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select r.*
    from kstt.feedback_clock_rule r
    left join kstt.units_above(unit) a on a.unit_id = r.unit_id
    where feedback_clock_pick.track = any (r.tracks)
    and r.clock = feedback_clock_pick.clock
    and (r.unit_id is null or a.unit_id is not null)
    and (r.remote is null or r.remote = kstt.feedback_is_remote(unit, day))
    and day between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity')
    order by a.depth nulls last, r.valid_from desc nulls last, r.id desc
    limit 1
$$;
alter function kstt.feedback_clock_pick(text, text, bigint, date) owner to kstt_system;
comment on function kstt.feedback_clock_pick(text, text, bigint, date) is
    'The rule by which a clock of a track runs that starts on this day: the unit''s own before those above it, the latest first';

create or replace function kstt.feedback_clock_count(feedback bigint)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.feedback_clock c
    set nominal = d.nominal,
        effective = d.effective
    from kstt.feedback_clock b
    cross join lateral kstt.deadline(b.from_day, b.days + b.extended + b.paused_days, b.day_unit) d
    where b.feedback_id = feedback
    and b.state <> 'stopped'
    and c.id = b.id
    and (c.nominal, c.effective) is distinct from (d.nominal, d.effective)
$$;
alter function kstt.feedback_clock_count(bigint) owner to kstt_system;
comment on function kstt.feedback_clock_count(bigint) is 'Count the days of a record''s clocks that have not ended';

create or replace function kstt.feedback_due_follow(feedback bigint)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.feedback f
    set due = n.effective,
        due_nominal = n.nominal,
        due_clock = n.clock,
        paused = n.paused
    from (
        select v.id, c.effective, c.nominal, c.clock, c.effective is null and exists (
            select
            from kstt.feedback_clock p
            where p.feedback_id = v.id
            and p.state = 'paused') as paused
        from (values (feedback)) v (id)
        left join lateral (
            select r.effective, r.nominal, r.clock
            from kstt.feedback_clock r
            where r.feedback_id = v.id
            and r.state = 'running'
            order by r.effective, r.id
            limit 1) c on true) n
    where f.id = n.id
    and (f.due is distinct from n.effective or f.due_nominal is distinct from n.nominal
        or f.due_clock is distinct from n.clock or f.paused <> n.paused)
$$;
alter function kstt.feedback_due_follow(bigint) owner to kstt_system;
comment on function kstt.feedback_due_follow(bigint) is 'Set a record''s day to that of its first running clock';

create or replace function kstt.feedback_clocks_restart(feedback bigint)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.feedback_clock c
    set rule_id = n.id,
        article = n.article,
        from_day = f.received_on,
        days = n.days,
        day_unit = n.day_unit,
        paused_on = case when c.paused_on is not null then greatest(c.paused_on, f.received_on) end,
        nominal = d.nominal,
        effective = d.effective
    from kstt.feedback f
    join kstt.feedback_clock b on b.feedback_id = f.id
    join kstt.feedback_clock_rule o on o.id = b.rule_id
        and o.starts = 'received'
        and coalesce(f.track, 'conduct') = any (o.tracks)
    -- Whose rule it was, else who held it at first, which is not always who received it.
    cross join lateral (
        select coalesce(o.unit_id, (
            select g.unit_id
            from kstt.feedback_charge g
            where g.feedback_id = f.id
            order by g.id
            limit 1)) as unit_id) w
    cross join lateral kstt.feedback_clock_pick(coalesce(f.track, 'conduct'), b.clock, w.unit_id, f.received_on) n
    cross join lateral kstt.deadline(f.received_on, n.days + b.extended + b.paused_days, n.day_unit) d
    where f.id = feedback
    and b.from_day <> f.received_on
    and c.id = b.id
$$;
alter function kstt.feedback_clocks_restart(bigint) owner to kstt_system;
comment on function kstt.feedback_clocks_restart(bigint) is
    'Count a record''s clocks anew, also those that have ended, from the day it came, where that day was corrected: by the rule '
    'that held then, with the extensions and days of rest they have had';

create or replace function kstt.feedback_clocks_follow(feedback bigint)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.feedback;
    v_track text;
    v_start record;
    v_rule kstt.feedback_clock_rule;
begin
    select f.* into strict v_row from kstt.feedback f where f.id = feedback;
    perform kstt.feedback_clocks_restart(feedback);
    -- Until it is classified a record counts as phản ánh, kiến nghị.
    v_track := coalesce(v_row.track, 'conduct');
    for v_start in
        select n.clock,
            case when n.starts = 'received' then v_row.received_on else v_row.accepted_on end as day
        from (
            select distinct r.clock, r.starts
            from kstt.feedback_clock_rule r
            where v_track = any (r.tracks)) n
        order by n.clock
    loop
        continue when v_start.day is null;
        select p.* into v_rule
        from kstt.feedback_clock_pick(v_track, v_start.clock, v_row.held_by, v_start.day) p;
        continue when v_rule.id is null
            or (v_row.state = any (v_rule.ends_in)
                and not exists (select from kstt.feedback_clock c where c.feedback_id = feedback and c.clock = v_start.clock));
        insert into kstt.feedback_clock as c (feedback_id, province_id, rule_id, clock, article, from_day, days, day_unit,
            nominal, effective)
        select feedback, v_row.province_id, v_rule.id, v_rule.clock, v_rule.article, v_start.day, v_rule.days, v_rule.day_unit,
            d.nominal, d.effective
        from kstt.deadline(v_start.day, v_rule.days, v_rule.day_unit) d
        on conflict on constraint feedback_clock_once do update
        set rule_id = excluded.rule_id,
            article = excluded.article,
            from_day = excluded.from_day,
            days = excluded.days,
            day_unit = excluded.day_unit,
            extended = 0,
            extensions = 0,
            paused_days = 0
        -- Another unit's turn does not change a clock that runs; another track does.
        where not exists (
            select
            from kstt.feedback_clock_rule r
            where r.id = c.rule_id
            and v_track = any (r.tracks));
    end loop;

    update kstt.feedback_clock c
    set state = case when n.ends then 'stopped' when c.state = 'stopped' then 'running' else c.state end,
        stopped_on = case when n.ends then coalesce(c.stopped_on, kstt.today()) end,
        paused_on = case when not n.ends then c.paused_on end
    from (
        select b.id, v_row.state = any (r.ends_in) or v_track <> all (r.tracks) as ends
        from kstt.feedback_clock b
        join kstt.feedback_clock_rule r on r.id = b.rule_id
        where b.feedback_id = feedback) n
    where c.id = n.id
    and n.ends is distinct from (c.state = 'stopped');
    perform kstt.feedback_clock_count(feedback);
    perform kstt.feedback_due_follow(feedback);
end
$$;
alter function kstt.feedback_clocks_follow(bigint) owner to kstt_system;
comment on function kstt.feedback_clocks_follow(bigint) is
    'Start, stop and change the clocks of a record as its track and state want it, and count their days';

create or replace function kstt.feedback_recount()
    returns int
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_moved int := 0;
begin
    for v_id in
        select distinct c.feedback_id
        from kstt.feedback_clock c
        cross join lateral kstt.deadline(c.from_day, c.days + c.extended + c.paused_days, c.day_unit) d
        where c.state <> 'stopped'
        and (c.nominal, c.effective) is distinct from (d.nominal, d.effective)
    loop
        perform kstt.feedback_clock_count(v_id);
        perform kstt.feedback_due_follow(v_id);
        perform kstt.feedback_sight_follow(v_id);
        v_moved := v_moved + 1;
    end loop;
    return v_moved;
end
$$;
alter function kstt.feedback_recount() owner to kstt_system;
comment on function kstt.feedback_recount() is 'After the calendar changed: count all open clocks again; how many records moved';

-- A set, in plain SQL without a pinned path, so that it is folded into what has it in
-- from; one value with selects inside never is, and each call would start anew.
create or replace function kstt.feedback_days(from_day date, to_day date, day_unit text)
    returns table (days int)
    language sql
    stable
begin atomic
    select case
        when day_unit = 'd' then to_day - from_day
        else (select w.ordinal from kstt.working_day w where w.day <= to_day order by w.day desc limit 1)
            - (select w.ordinal from kstt.working_day w where w.day <= from_day order by w.day desc limit 1)
        end;
end;
alter function kstt.feedback_days(date, date, text) owner to kstt_owner;
comment on function kstt.feedback_days(date, date, text) is
    'Days from one day (not counted) to another, in calendar days or working days; negative backwards';

revoke execute on function kstt.feedback_is_remote(bigint, date), kstt.feedback_clock_pick(text, text, bigint, date),
    kstt.feedback_clock_count(bigint), kstt.feedback_due_follow(bigint), kstt.feedback_clocks_follow(bigint),
    kstt.feedback_clocks_restart(bigint), kstt.feedback_recount(), kstt.feedback_days(date, date, text) from public;
grant execute on function kstt.feedback_is_remote(bigint, date), kstt.feedback_clock_pick(text, text, bigint, date),
    kstt.feedback_days(date, date, text) to kstt_official, kstt_api, kstt_system;
grant execute on function kstt.feedback_recount() to kstt_api, kstt_system;
