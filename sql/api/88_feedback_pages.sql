-- SPDX-License-Identifier: MIT
-- The register's pages as walks in the indexes of kstt.feedback_sight: unit by unit,
-- or, for whoever sees all that is not sealed, over all records at once. Each walk
-- is one statement whose plan a session keeps; bounds that trail in its index are
-- looked up there. They repeat what the policies say, and
-- tests/sql/feedback_rights.sql holds both against each other for every right.

-- Some told more, which the index of a walk does not have; the others are one now.
drop function if exists kstt.feedback_walk_day(kstt.feedback_sought, int), kstt.feedback_walk_open(kstt.feedback_sought, int),
    kstt.feedback_walk_state(kstt.feedback_sought, int), kstt.feedback_walk_track(kstt.feedback_sought, int),
    kstt.feedback_walk_field(kstt.feedback_sought, int);
create or replace function kstt.feedback_walk_day(w kstt.feedback_sought, most int)
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
        (select s.feedback_id, s.received_at
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

create or replace function kstt.feedback_walk_one(w kstt.feedback_sought, most int)
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
    -- Each has an index of its own; of the parts only the one that is meant is begun.
    return query
    select n.feedback_id, n.received_at
    from (
        select r.*
        from unnest(w.units, w.closes) u (unit_id, close)
        cross join unnest(coalesce(w.states, w.tracks, w.fields)) k (code)
        cross join lateral (
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and w.walk = 'state'
            and s.state = k.code
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)
            union all
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and w.walk = 'track'
            and s.track = k.code
            and s.track <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)
            union all
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where s.unit_id = u.unit_id
            and s.close = u.close
            and w.walk = 'field'
            and s.field = k.code
            and s.field <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)) r
        union
        select r.*
        from unnest(coalesce(w.states, w.tracks, w.fields)) k (code)
        cross join lateral (
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where w.everything
            and s.turn
            and not s.close
            and w.walk = 'state'
            and s.state = k.code
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)
            union all
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where w.everything
            and s.turn
            and not s.close
            and w.walk = 'track'
            and s.track = k.code
            and s.track <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)
            union all
            (select s.feedback_id, s.received_at
            from kstt.feedback_sight s
            where w.everything
            and s.turn
            and not s.close
            and w.walk = 'field'
            and s.field = k.code
            and s.field <> ''
            and s.received_at >= w.since
            and (s.received_at, s.feedback_id) < (w.until, w.until_id)
            order by s.received_at desc, s.feedback_id desc
            limit most)) r) n
    order by n.received_at desc, n.feedback_id desc
    limit most;
end
$$;
alter function kstt.feedback_walk_one(kstt.feedback_sought, int) owner to kstt_owner;
comment on function kstt.feedback_walk_one(kstt.feedback_sought, int) is
    'The newest so many records of a page that beside units and days one thing narrows, however rare: its state, track or field';

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
            w.walk := 'state';
            return array(select o.feedback_id from kstt.feedback_walk_one(w, most) o);
        end if;
        return array(select o.feedback_id from kstt.feedback_walk_open(w, most) o);
    when 'day' then
        return array(select d.feedback_id from kstt.feedback_walk_day(w, most) d);
    when 'state', 'track', 'field' then
        return array(select o.feedback_id from kstt.feedback_walk_one(w, most) o);
    when 'kind' then
        -- What is common stands among the newest, which one walk has.
        select array_agg(d.feedback_id order by d.received_at desc, d.feedback_id desc) filter (
                where s.state between w.first_state and w.last_state
                and (w.states is null or s.state = any (w.states))
                and s.track between w.first_track and w.last_track
                and s.field between w.first_field and w.last_field), count(*), max(d.received_at) - min(d.received_at),
            max(d.received_at)
        into v_found, v_looked, v_span, v_newest
        from kstt.feedback_walk_day(w, v_look) d
        cross join lateral (
            select a.state, a.track, a.field
            from kstt.feedback_sight a
            where a.feedback_id = d.feedback_id
            limit 1) s;
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

revoke execute on function kstt.feedback_walk_day(kstt.feedback_sought, int), kstt.feedback_walk_open(kstt.feedback_sought, int),
    kstt.feedback_walk_due(kstt.feedback_sought, int),
    kstt.feedback_walk_one(kstt.feedback_sought, int), kstt.feedback_walk_kind(kstt.feedback_sought, int),
    kstt.feedback_walk(kstt.feedback_sought, int) from public;
grant execute on function kstt.feedback_walk_day(kstt.feedback_sought, int), kstt.feedback_walk_open(kstt.feedback_sought, int),
    kstt.feedback_walk_due(kstt.feedback_sought, int),
    kstt.feedback_walk_one(kstt.feedback_sought, int), kstt.feedback_walk_kind(kstt.feedback_sought, int),
    kstt.feedback_walk(kstt.feedback_sought, int) to kstt_system;
