-- SPDX-License-Identifier: MIT
-- The register's pages as walks in the indexes of kstt.feedback_sight: unit by unit,
-- or, for whoever sees all that is not sealed, over all records at once. Each walk
-- is one statement whose plan a session keeps; bounds that trail in its index are
-- looked up there. They repeat what the policies say, and
-- tests/sql/feedback_rights.sql holds both against each other for every right.

create or replace function kstt.feedback_seek(own bigint[], coordinated bigint[], unit bigint, state text, clock text,
        track text, field text, since date, until date, after text)
    returns kstt.feedback_sought
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    -- After every letter that a code may have.
    c_last constant text := '~';
    w kstt.feedback_sought;
    v_after text[] := string_to_array(nullif(after, ''), '|');
    v_open boolean := case when state in ('open', 'mine') then true else (
        select not s.ended
        from kstt.feedback_state s
        where s.code = state or (state = 'ended' and s.ended)
        limit 1) end;
begin
    w := kstt.feedback_seen_through(own, coordinated, unit, state = 'mine');
    w.states := case
        when state = 'ended' then array(select s.code from kstt.feedback_state s where s.ended)
        when state <> '' and state not in ('open', 'mine') then array[state]
        end;
    w.tracks := case when track <> '' then array[track] end;
    w.fields := case when field <> '' then array[field] end;
    w.first_state := coalesce(case when state <> 'ended' then w.states[1] end, '');
    w.last_state := coalesce(nullif(w.first_state, ''), c_last);
    w.first_track := coalesce(w.tracks[1], '');
    w.last_track := coalesce(w.tracks[1], c_last);
    w.first_field := coalesce(w.fields[1], '');
    w.last_field := coalesce(w.fields[1], c_last);
    w.paused := coalesce(clock = 'paused', false);
    w.walk := case
        when w.units is null and not w.everything then 'none'
        when not v_open and clock <> '' then 'none'
        when clock in ('late', 'soon') then 'due'
        when v_open or clock = 'paused' then 'open'
        when num_nonnulls(w.states, w.tracks, w.fields) > 1 then 'kind'
        when w.states is not null then 'state'
        when w.tracks is not null then 'track'
        when w.fields is not null then 'field'
        else 'day'
        end;
    w.since := coalesce(since::timestamp at time zone 'Asia/Ho_Chi_Minh', '-infinity');
    w.until := coalesce((until + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', 'infinity');
    w.until_id := 0;
    w.first_due := case clock when 'soon' then kstt.today() else '-infinity' end;
    w.first_due_id := 0;
    w.last_due := case clock when 'soon' then kstt.add_working_days(kstt.today(), 10) else kstt.today() - 1 end;
    if w.walk = 'due' and v_after is not null then
        w.first_due := v_after[1];
        w.first_due_id := v_after[2];
    elsif v_after is not null and v_after[1]::timestamp at time zone 'UTC' < w.until then
        w.until := v_after[1]::timestamp at time zone 'UTC';
        w.until_id := v_after[2];
    end if;
    return w;
end
$$;
alter function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text) owner to kstt_owner;
comment on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text) is
    'A page as the register''s pane asks for it, for sets of my units (kstt.my_units, kstt.my_coordinated), as its walk takes it';

create or replace function kstt.feedback_seen_through(own bigint[], coordinated bigint[], unit bigint, mine boolean)
    returns kstt.feedback_sought
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    w kstt.feedback_sought;
    v_own bigint[] := own;
    -- As kstt.my_sight() has it.
    v_sight bigint[] := array(
        select a.unit_id
        from kstt.my_appointments() a
        where a.power <> 'admin') || coordinated;
    v_below bigint[];
begin
    if unit is not null and not exists (select from kstt.unit u where u.id = unit and u.kind = 'province') then
        v_below := array(select b.unit_id from kstt.units_below(array[unit]) b);
    end if;
    w.own := case when mine then own end;
    if mine and v_below is null then
        v_sight := own;
    elsif kstt.is_installer() then
        v_sight := array(select u.id from kstt.unit u);
        v_own := v_sight;
    end if;
    -- Some unit of the province holds each record.
    w.everything := v_below is null and w.own is null and (kstt.is_installer() or exists (
        select
        from kstt.unit u
        where u.kind = 'province'
        and u.id = any (coordinated)));
    select array_agg(p.unit_id), array_agg(p.close)
    into w.units, w.closes
    from (
        select distinct s as unit_id, false as close
        from unnest(v_sight) s
        where not w.everything
        union all
        select distinct s, true
        from unnest(v_own) s) p
    where v_below is null
    or p.unit_id = any (v_below);
    return w;
end
$$;
alter function kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) owner to kstt_owner;
comment on function kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) is
    'The first part of kstt.feedback_sought, as the policy of kstt.feedback_sight has it: through which units I see records, of '
    'one unit and those below it (null: any); mine: what waits for my own units';

create or replace function kstt.feedback_walk_day(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz, state text, track text, field text)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.received_at, n.state, n.track, n.field
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join lateral (
            select s.feedback_id, s.received_at, s.state, s.track, s.field
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        (select s.feedback_id, s.received_at, s.state, s.track, s.field
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.received_at >= w.since
        and (s.received_at, s.feedback_id) < (w.until, w.until_id)
        order by s.received_at desc, s.feedback_id desc
        limit most)) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_day(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_day(kstt.feedback_sought, int) is
    'The newest so many records of a page that nothing but units and days narrows';

create or replace function kstt.feedback_walk_open(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz, state text, track text, field text)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.received_at, n.state, n.track, n.field
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join lateral (
            select s.feedback_id, s.received_at, s.state, s.track, s.field
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.open
            and s.state between w.first_state and w.last_state
            and s.track between w.first_track and w.last_track
            and s.field between w.first_field and w.last_field
            and s.paused >= w.paused
            and (w.own is null or exists (
                select
                from kstt.feedback_sight o
                where o.feedback_id = s.feedback_id
                and o.turn
                and o.unit_id = any (w.own)))
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        (select s.feedback_id, s.received_at, s.state, s.track, s.field
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.open
        and s.state between w.first_state and w.last_state
        and s.track between w.first_track and w.last_track
        and s.field between w.first_field and w.last_field
        and s.paused >= w.paused
        and s.received_at >= w.since
        and (s.received_at, s.feedback_id) < (w.until, w.until_id)
        order by s.received_at desc, s.feedback_id desc
        limit most)) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_open(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_open(kstt.feedback_sought, int) is
    'The newest so many records of a page of open ones, by kind, or whose clock is paused';

create or replace function kstt.feedback_walk_due(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, due date)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.due
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join lateral (
            select s.feedback_id, s.due
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.due is not null
            and (s.due, s.feedback_id) > (w.first_due, w.first_due_id)
            and s.due <= w.last_due
            and s.state between w.first_state and w.last_state
            and s.track between w.first_track and w.last_track
            and s.field between w.first_field and w.last_field
            and s.received_at >= w.since
            and s.received_at < w.until
            and (w.own is null or exists (
                select
                from kstt.feedback_sight o
                where o.feedback_id = s.feedback_id
                and o.turn
                and o.unit_id = any (w.own)))
            order by s.due, s.feedback_id
            limit most) r
        union
        (select s.feedback_id, s.due
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.due is not null
        and (s.due, s.feedback_id) > (w.first_due, w.first_due_id)
        and s.due <= w.last_due
        and s.state between w.first_state and w.last_state
        and s.track between w.first_track and w.last_track
        and s.field between w.first_field and w.last_field
        and s.received_at >= w.since
        and s.received_at < w.until
        order by s.due, s.feedback_id
        limit most)) n
    order by n.due, n.feedback_id
    limit most;
end
$$;
alter function kstt.feedback_walk_due(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_due(kstt.feedback_sought, int) is
    'The first so many records of a page by day: late ones or soon ones';

create or replace function kstt.feedback_walk_state(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.received_at
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join unnest(w.states) k (state)
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.state = k.state
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        select r.*
        from unnest(w.states) k (state)
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where w.everything
            and s.turn
            and not s.close
            and s.state = k.state
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_state(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_state(kstt.feedback_sought, int) is
    'The newest so many records of a page that nothing but units, days and states narrows, however rare';

create or replace function kstt.feedback_walk_track(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.received_at
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.track = w.first_track
            and s.track <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        (select s.feedback_id, s.received_at
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.track = w.first_track
        and s.track <> ''
        and s.received_at >= w.since
        and (s.received_at, s.feedback_id) < (w.until, w.until_id)
        order by s.received_at desc, s.feedback_id desc
        limit most)) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_track(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_track(kstt.feedback_sought, int) is
    'The same of a page that nothing but units, days and one track narrows';

create or replace function kstt.feedback_walk_field(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set jit = off
as $$
begin
    return query
    select n.feedback_id, n.received_at
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.field = w.first_field
            and s.field <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        (select s.feedback_id, s.received_at
        from kstt.feedback_sight s
        where w.everything
        and s.turn
        and not s.close
        and s.field = w.first_field
        and s.field <> ''
        and s.received_at >= w.since
        and (s.received_at, s.feedback_id) < (w.until, w.until_id)
        order by s.received_at desc, s.feedback_id desc
        limit most)) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_field(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_field(kstt.feedback_sought, int) is
    'The same of a page that nothing but units, days and one field narrows';

create or replace function kstt.feedback_walk_kind(w kstt.feedback_sought, most int)
    returns table (feedback_id bigint, received_at timestamptz)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
    set enable_bitmapscan = off
    set enable_seqscan = off
    set enable_sort = off
    set enable_hashjoin = off
    set enable_mergejoin = off
    set jit = off
as $$
begin
    return query
    with kind as materialized (
        select st.code as state, tr.code as track, tr.sealed, fi.code as field
        from (select s.code from kstt.feedback_state s where w.states is null or s.code = any (w.states)) st
        cross join (
            select t.code, t.sealed from kstt.feedback_track t where w.tracks is null or t.code = any (w.tracks)
            union all
            select '', false where w.tracks is null) tr
        cross join (
            select k.code from kstt.feedback_kind k where k.kind_set = 'field' and (w.fields is null or k.code = any (w.fields))
            union all
            select '' where w.fields is null) fi
    )
    select n.feedback_id, n.received_at
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        join kind k on k.sealed = u.close
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and s.state = k.state
            and s.track = k.track
            and s.field = k.field
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r
        union
        select r.*
        from kind k
        cross join lateral (
            select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where w.everything
            and not k.sealed
            and s.turn
            and not s.close
            and s.state = k.state
            and s.track = k.track
            and s.field = k.field
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most) r) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_kind(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_kind(kstt.feedback_sought, int) is
    'The newest so many records of a page by state, track or field, however rare: the newest of each kind, merged';

create or replace function kstt.feedback_walk(w kstt.feedback_sought, most int)
    returns bigint[]
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_look int := greatest(4 * most, 200);
    v_found bigint[];
    v_looked int;
    v_span interval;
    v_newest timestamptz;
    v_since timestamptz;
begin
    case w.walk
    when 'due' then
        return array(select d.feedback_id from kstt.feedback_walk_due(w, most) d);
    when 'open' then
        if w.states is not null and num_nonnulls(w.tracks, w.fields) = 0 and not w.paused then
            return array(select s.feedback_id from kstt.feedback_walk_state(w, most) s);
        end if;
        return array(select o.feedback_id from kstt.feedback_walk_open(w, most) o);
    when 'day' then
        return array(select d.feedback_id from kstt.feedback_walk_day(w, most) d);
    when 'state' then
        return array(select s.feedback_id from kstt.feedback_walk_state(w, most) s);
    when 'track' then
        return array(select t.feedback_id from kstt.feedback_walk_track(w, most) t);
    when 'field' then
        return array(select f.feedback_id from kstt.feedback_walk_field(w, most) f);
    when 'kind' then
        -- What is common stands among the newest, which one walk has.
        select array_agg(d.feedback_id order by d.received_at desc, d.feedback_id desc) filter (
                where d.state between w.first_state and w.last_state
                and (w.states is null or d.state = any (w.states))
                and d.track between w.first_track and w.last_track
                and d.field between w.first_field and w.last_field), count(*), max(d.received_at) - min(d.received_at),
            max(d.received_at)
        into v_found, v_looked, v_span, v_newest
        from kstt.feedback_walk_day(w, v_look) d;
        if cardinality(v_found) >= most or v_looked < v_look then
            return coalesce(v_found[:most], '{}');
        end if;
        -- Else kind by kind, first no further back than where three times as many as are
        -- wanted should be, going by those newest.
        v_since := w.since;
        if cardinality(v_found) > 0 then
            w.since := greatest(v_since, v_newest - v_span * (3.0 * most / cardinality(v_found)));
            v_found := array(select k.feedback_id from kstt.feedback_walk_kind(w, most) k);
            if cardinality(v_found) = most then
                return v_found;
            end if;
            w.since := v_since;
        end if;
        return array(select k.feedback_id from kstt.feedback_walk_kind(w, most) k);
    else
        return '{}';
    end case;
end
$$;
alter function kstt.feedback_walk(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk(kstt.feedback_sought, int) is 'The first so many records of a page in its order';

revoke execute on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text),
    kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean), kstt.feedback_walk_day(kstt.feedback_sought, int),
    kstt.feedback_walk_open(kstt.feedback_sought, int), kstt.feedback_walk_due(kstt.feedback_sought, int),
    kstt.feedback_walk_state(kstt.feedback_sought, int), kstt.feedback_walk_track(kstt.feedback_sought, int),
    kstt.feedback_walk_field(kstt.feedback_sought, int), kstt.feedback_walk_kind(kstt.feedback_sought, int),
    kstt.feedback_walk(kstt.feedback_sought, int) from public;
grant execute on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text),
    kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean), kstt.feedback_walk_day(kstt.feedback_sought, int),
    kstt.feedback_walk_open(kstt.feedback_sought, int), kstt.feedback_walk_due(kstt.feedback_sought, int),
    kstt.feedback_walk_state(kstt.feedback_sought, int), kstt.feedback_walk_track(kstt.feedback_sought, int),
    kstt.feedback_walk_field(kstt.feedback_sought, int), kstt.feedback_walk_kind(kstt.feedback_sought, int),
    kstt.feedback_walk(kstt.feedback_sought, int) to kstt_system;
