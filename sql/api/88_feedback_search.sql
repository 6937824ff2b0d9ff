-- SPDX-License-Identifier: MIT
-- What the register's panes ask: a page, by code, by words or by what narrows it,
-- and records that may be the same. Below a policy neither LIKE nor the order of a
-- page would use an index, so these definer functions repeat what the policies
-- say; tests/sql/feedback_rights.sql holds both against each other for every right.

create or replace function kstt.feedback_find_page(v_close bigint[], v_coordinated bigint[], unit bigint, state text, clock text,
        track text, field text, since date, until date, words text, after text, most int)
    returns bigint[]
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set jit = off
as $$
declare
    w kstt.feedback_sought := kstt.feedback_seek(v_close, v_coordinated, unit, state, clock, track, field, since, until, after);
    v_words text[];
    v_code record;
begin
    if kstt.fold(words) <> '' then
        select r.* into v_code from kstt.feedback_code_read(words) r;
        if v_code.verdict <> 'form' then
            return kstt.feedback_code_page(w, case when v_code.verdict = 'code' then v_code.code end);
        end if;
        v_words := kstt.feedback_search_words(words);
        return case when v_words <> '{}' then kstt.feedback_words_page(w, v_words, most) else '{}' end;
    end if;
    return kstt.feedback_walk(w, most);
end
$$;
alter function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int)
    owner to kstt_system;
comment on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int) is
    'The records of a page in its order, for sets of my units that are worked out already (kstt.my_units, kstt.my_coordinated). '
    'Not for officials';

create or replace function kstt.feedback_code_page(w kstt.feedback_sought, code text)
    returns bigint[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array(
        select f.id
        from kstt.feedback f
        where f.code = feedback_code_page.code
        and exists (
            select
            from kstt.feedback_sight s
            where s.feedback_id = f.id
            and w.walk <> 'none'
            and ((w.everything and not s.close) or (s.unit_id, s.close) in (select u, c from unnest(w.units, w.closes) p (u, c)))
            and (w.walk <> 'open' or s.open)
            and (w.walk <> 'due' or (s.due, f.id) > (w.first_due, w.first_due_id) and s.due <= w.last_due)
            and (w.states is null or s.state = any (w.states))
            and (w.tracks is null or s.track = any (w.tracks))
            and (w.fields is null or s.field = any (w.fields))
            and s.paused >= w.paused
            and (w.own is null or exists (
                select
                from kstt.feedback_sight o
                where o.feedback_id = f.id
                and o.turn
                and o.unit_id = any (w.own)))
            and s.received_at >= w.since
            and (s.received_at, f.id) < (w.until, w.until_id)))
$$;
alter function kstt.feedback_code_page(kstt.feedback_sought, text) owner to kstt_owner;
comment on function kstt.feedback_code_page(kstt.feedback_sought, text) is 'The record of this code, if a page shows it';

create or replace function kstt.feedback_cursor(clock text, received_at timestamptz, due date, id bigint)
    returns text
    language sql
    stable
return case
    when clock in ('late', 'soon') then due || '|' || id
    else (received_at at time zone 'UTC') || '|' || id
    end;
alter function kstt.feedback_cursor(text, timestamptz, date, bigint) owner to kstt_owner;
comment on function kstt.feedback_cursor(text, timestamptz, date, bigint) is 'Where a page goes on after a record';

create or replace function kstt.feedback_found(unit bigint, state text, clock text, track text, field text, since date,
        until date, words text, after text, most int default 50)
    returns table (feedback_id bigint, cursor text)
    language sql
    stable
    rows 50
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select n.id, kstt.feedback_cursor(clock, f.received_at, f.due, f.id)
    from unnest(kstt.feedback_find_page(kstt.my_units(), kstt.my_coordinated(), unit, state, clock, track, field, since, until, words,
        after, most)) with ordinality n (id, number)
    join kstt.feedback f on f.id = n.id
    order by n.number
$$;
alter function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int) owner to kstt_system;
comment on function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int) is
    'A page of the register in its order: newest first, or (late, soon) by day. Shows what the policy of kstt.feedback shows, no '
    'more and no less; by words only what is not sealed. cursor continues after a row';

create or replace function kstt.feedback_page(unit bigint, state text, clock text, track text, field text, since date,
        until date, words text, after text)
    returns table (feedback_id bigint, version int, code text, received_on date, received_at text, track_code text,
        sealed boolean, state_code text, held_by text, held_by_code text, offered_to text, received_by text, sender text,
        content text, field_code text, due date, clock_code text, days_left int, days_count text, paused boolean, missing text,
        mine boolean, on_behalf boolean, links int, cursor text)
    language plpgsql
    stable
    rows 50
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set jit = off
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_today date := kstt.today();
    v_own bigint[] := kstt.my_units();
    v_coordinated bigint[] := kstt.my_coordinated();
    -- As kstt.my_sight() has it, which would look for those coordinated once more.
    v_sight bigint[] := array(select a.unit_id from kstt.my_appointments() a where a.power <> 'admin') || v_coordinated;
    v_all boolean := kstt.is_installer();
    v_ids bigint[] := kstt.feedback_find_page(v_own, v_coordinated, unit, state, clock, track, field, since, until, words, after, 50);
begin
    return query
    select f.id, f.version, f.code, f.received_on, kstt.stamp(f.received_at), f.track, f.sealed, f.state, h.name::text, h.code,
        o.name::text, r.name::text,
        case when not f.sealed then p.name::text end,
        case when not f.sealed then left(t.content, 200) end,
        f.field, f.due, f.due_clock, f.due - v_today,
        case when c.id is not null then
            concat(d.days - c.paused_days, '/', c.days + c.extended, ' ', c.day_unit)
        end,
        f.paused, array_to_string(f.missing, ','),
        f.held_by = any (v_own) or coalesce(f.offered_to = any (v_own), false),
        f.held_by <> all (v_own) and coalesce(f.offered_to <> all (v_own), true) and f.held_by = any (v_coordinated),
        (
            select count(*)::int
            from (
                select l.other_id as id
                from kstt.feedback_link l
                where l.feedback_id = f.id
                and l.removed_at is null
                union all
                select l.feedback_id
                from kstt.feedback_link l
                where l.other_id = f.id
                and l.removed_at is null) l
            where exists (
                select
                from kstt.feedback_sight s
                where s.feedback_id = l.id
                and not s.close
                and (v_all or s.unit_id = any (v_sight)))),
        kstt.feedback_cursor(feedback_page.clock, f.received_at, f.due, f.id)
    from unnest(v_ids) with ordinality n (id, number)
    join kstt.feedback f on f.id = n.id
    join kstt.unit h on h.id = f.held_by
    join kstt.unit r on r.id = f.received_by
    left join kstt.unit o on o.id = f.offered_to
    left join kstt.feedback_party p on p.feedback_id = f.id
    left join kstt.feedback_text t on t.feedback_id = f.id
    left join kstt.feedback_clock c on c.feedback_id = f.id
        and (c.clock = f.due_clock or (f.due_clock is null and c.state = 'paused' and c.clock <> 'forward'))
    left join lateral kstt.feedback_days(c.from_day, coalesce(c.paused_on, v_today), c.day_unit) d on true
    order by n.number;
end
$$;
alter function kstt.feedback_page(bigint, text, text, text, text, date, date, text, text) owner to kstt_system;
comment on function kstt.feedback_page(bigint, text, text, text, text, date, date, text, text) is
    'The rows of a page of the register, which feedback_found names, with sender and words unless sealed, and how many others that I '
    'see are linked to each, but no sealed ones. In one function, whose plan a session keeps: below the policies the page would be planned anew each time';

create or replace function kstt.feedback_alike(name text, phone text, content text, about_unit bigint, but bigint)
    returns table (feedback_id bigint, likeness int, why text)
    language plpgsql
    stable
    rows 10
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set jit = off
as $$
declare
    v_sight bigint[] := kstt.my_sight();
    v_all boolean := kstt.is_installer();
    v_phone text := nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '');
    v_name text := kstt.fold(name);
    v_text text := kstt.fold(left(content, 2000));
begin
    return query execute $q$
        with candidate as (
            (select p.feedback_id as id, 'phone' as why
            from kstt.feedback_party p
            where p.phone_digits = $1
            order by p.feedback_id desc
            limit 50)
            union all
            (select p.feedback_id, 'name'
            from kstt.feedback_party p
            where p.name_folded = $2
            order by p.feedback_id desc
            limit 50)
            union all
            (select f.id, 'words'
            from kstt.feedback f
            where f.about_unit_id = $4
            and f.received_at > kstt.now() - interval '60 days'
            order by f.received_at desc
            limit 200)
        ), scored as (
            select distinct on (f.id) f.id, c.why, f.received_at,
                round(100 * trgm.similarity(coalesce($3, ''), kstt.fold(left(t.content, 2000))))::int as likeness
            from candidate c
            join kstt.feedback f on f.id = c.id
            join kstt.feedback_text t on t.feedback_id = f.id
            where f.id is distinct from $5
            and not f.sealed
            and ($6 or exists (
                select
                from kstt.feedback_sight s
                where s.feedback_id = f.id
                and s.unit_id = any ($7)))
            order by f.id, array_position(array['phone', 'name', 'words'], c.why)
        )
        select s.id, s.likeness, s.why
        from scored s
        where s.likeness >= case s.why when 'phone' then 15 when 'name' then 30 else 45 end
        order by s.likeness desc, s.received_at desc
        limit 10$q$
    using v_phone, v_name, v_text, about_unit, but, v_all, v_sight;
end
$$;
alter function kstt.feedback_alike(text, text, text, bigint, bigint) owner to kstt_system;
comment on function kstt.feedback_alike(text, text, text, bigint, bigint) is
    'Records that I see and that may be the same: of the same telephone or name, or lately about the same unit, with wording '
    'alike (percent of shared trigrams). Sealed ones are never among them';

revoke execute on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_code_page(kstt.feedback_sought, text), kstt.feedback_cursor(text, timestamptz, date, bigint),
    kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_page(bigint, text, text, text, text, date, date, text, text),
    kstt.feedback_alike(text, text, text, bigint, bigint) from public;
grant execute on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_code_page(kstt.feedback_sought, text), kstt.feedback_cursor(text, timestamptz, date, bigint) to kstt_system;
grant execute on function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_page(bigint, text, text, text, text, date, date, text, text),
    kstt.feedback_alike(text, text, text, bigint, bigint) to kstt_official;
