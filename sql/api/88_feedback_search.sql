-- SPDX-License-Identifier: MIT
-- The register's pages and its search. Below a policy neither LIKE nor the order
-- of a page would use an index, so these definer functions repeat what the policy
-- of kstt.feedback says; what they find is read again under the policies, and
-- tests/sql/feedback_rights.sql holds both against each other for every right.

create or replace function kstt.feedback_seen_by(sight bigint[], close bigint[], everything boolean, wide boolean default false)
    returns text
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when everything then 'true'
        -- Whoever coordinates the province sees all that is not sealed: some unit of
        -- it holds each record. "offset 0": looked up row by row, not hashed whole.
        else case when wide then '(not f.sealed or ' else '(' end || format('exists (select from kstt.feedback_sight v where v.feedback_id = f.id and case when v.close '
            'then v.unit_id = any (%L::bigint[]) else v.unit_id = any (%L::bigint[]) end offset 0))', close, sight)
        end
$$;
alter function kstt.feedback_seen_by(bigint[], bigint[], boolean, boolean) owner to kstt_owner;
comment on function kstt.feedback_seen_by(bigint[], bigint[], boolean, boolean) is 'The condition of the policy feedback_read, to be put into a statement';

create or replace function kstt.feedback_filter(state text, clock text, track text, field text, since date, until date,
        after text, own bigint[])
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat_ws(' and ', 'true',
        case
        when state in ('open', 'mine') then
            'f.state not in (''declined'', ''forwarded'', ''answered'', ''published'', ''archived'')'
        when state = 'ended' then
            'f.state in (''declined'', ''forwarded'', ''answered'', ''published'', ''archived'')'
        when state <> '' then format('f.state = %L', state)
        end,
        case when state = 'mine' then
            format('(f.offered_to = any (%L::bigint[]) or (f.held_by = any (%1$L::bigint[]) and f.offered_to is null))', own)
        end,
        case clock
        when 'late' then format('f.due < %L', kstt.today())
        when 'soon' then format('f.due between %L and %L', kstt.today(), kstt.add_working_days(kstt.today(), 10))
        when 'paused' then 'f.paused'
        end,
        case when track <> '' then format('f.track = %L', track) end,
        case when field <> '' then format('f.field = %L', field) end,
        -- By the time that the page is ordered by, so that its index serves.
        case when since is not null then
            format('f.received_at >= %L', since::timestamp at time zone 'Asia/Ho_Chi_Minh')
        end,
        case when until is not null then
            format('f.received_at < %L', (until + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
        end,
        case
        when after is null then null
        when clock in ('late', 'soon') then
            format('(f.due, f.id) > (%L::date, %L::bigint)', split_part(after, '|', 1), split_part(after, '|', 2))
        else format('(f.received_at, f.id) < (%L::timestamp at time zone ''UTC'', %L::bigint)',
            split_part(after, '|', 1), split_part(after, '|', 2))
        end)
$$;
alter function kstt.feedback_filter(text, text, text, text, date, date, text, bigint[]) owner to kstt_owner;
comment on function kstt.feedback_filter(text, text, text, text, date, date, text, bigint[]) is
    'What the register is filtered by, as conditions on a record f; every value quoted';

create or replace function kstt.feedback_walk_unit(filter text, by_due boolean, unit text, is_close text, open boolean, most int)
    returns text
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select format('select f.id, f.received_at, f.due from kstt.feedback_sight s join kstt.feedback f on f.id = s.feedback_id '
        'where s.unit_id = %s and (not s.close or %s) %s and %s order by %s limit %s', unit, is_close,
        case when by_due then 'and s.due is not null' when open then 'and s.open' end,
        -- What sight repeats of the record is asked of sight: its index and its
        -- statistics then serve. What has a day is open.
        replace(replace(filter,
            'f.state not in (''declined'', ''forwarded'', ''answered'', ''published'', ''archived'')',
            case when by_due then 'true' else 's.open' end),
            'f.due', 's.due'),
        case when by_due then 's.due, s.feedback_id' else 's.received_at desc, s.feedback_id desc' end, most)
$$;
alter function kstt.feedback_walk_unit(text, boolean, text, text, boolean, int) owner to kstt_owner;
comment on function kstt.feedback_walk_unit(text, boolean, text, text, boolean, int) is
    'A statement for the first so many records of one unit, in the register''s order';

create or replace function kstt.feedback_walk(seen text, filter text, by_due boolean, units bigint[], close bigint[],
        open boolean, most int)
    returns text
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when units is null then
            format('select f.id, f.received_at, f.due from kstt.feedback f where %s and %s order by %s limit %s',
                filter, seen, case when by_due then 'f.due, f.id' else 'f.received_at desc, f.id desc' end, most)
        when cardinality(units) <= 4 then
            -- Each unit by its number: how much it holds is known of it.
            format('select distinct w.id, w.received_at, w.due from (%s) w order by %s limit %s', (
                select string_agg(format('(%s)', kstt.feedback_walk_unit(filter, by_due, u::text, (u = any (close))::text, open, most)),
                    ' union all ')
                from unnest(units) u), case when by_due then 'w.due, w.id' else 'w.received_at desc, w.id desc' end, most)
        else
            format('select distinct w.id, w.received_at, w.due from unnest(%L::bigint[]) u (id) cross join lateral (%s) w '
                'order by %s limit %s', units,
                kstt.feedback_walk_unit(filter, by_due, 'u.id', format('u.id = any (%L::bigint[])', close), open, most),
                case when by_due then 'w.due, w.id' else 'w.received_at desc, w.id desc' end, most)
        end
$$;
alter function kstt.feedback_walk(text, text, boolean, bigint[], bigint[], boolean, int) owner to kstt_owner;
comment on function kstt.feedback_walk(text, text, boolean, bigint[], bigint[], boolean, int) is
    'A statement for the first so many records in the register''s order: over all records (units null), or unit by unit';

create or replace function kstt.feedback_like(words text)
    returns text
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    -- A word without a trigram would make the index read all of itself.
    select string_agg(format(case when length(w) < 3 then '(t.words like %L) is true' else 't.words like %L' end,
        kstt.search_like(w)), ' and ' order by n)
    from unnest(kstt.search_words(words)) with ordinality r (w, n)
$$;
alter function kstt.feedback_like(text) owner to kstt_owner;
comment on function kstt.feedback_like(text) is 'The condition that every word stands in a record''s words t; null without words';

create or replace function kstt.feedback_find_page(v_close bigint[], v_coordinated bigint[], unit bigint, state text, clock text, track text, field text, since date,
        until date, words text, after text, most int)
    returns table (feedback_id bigint, cursor text)
    language plpgsql
    stable
    rows 50
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set jit = off
as $$
declare
    -- As kstt.my_sight() has it.
    v_sight bigint[] := array(
        select a.unit_id
        from kstt.my_appointments() a
        where a.power <> 'admin') || v_coordinated;
    v_all boolean := kstt.is_installer();
    v_by_due boolean := coalesce(clock in ('late', 'soon'), false);
    v_open boolean := coalesce(state in ('open', 'mine'), false);
    v_wide boolean;
    v_units bigint[];
    v_seen text;
    v_filter text;
    v_code record;
    v_like text := kstt.feedback_like(words);
    v_order text := case when v_by_due then 'c.due, c.id' else 'c.received_at desc, c.id desc' end;
    v_cursor text := case when v_by_due then 'c.due || ''|'' || c.id'
        else '(c.received_at at time zone ''UTC'') || ''|'' || c.id' end;
    v_found bigint[];
    v_walked int;
    v_look int;
begin
    if v_sight = '{}' and not v_all then
        return;
    end if;
    v_wide := exists (select from kstt.unit u where u.kind = 'province' and u.id = any (v_coordinated));
    v_seen := kstt.feedback_seen_by(v_sight, v_close, v_all, v_wide);
    v_filter := kstt.feedback_filter(state, clock, track, field, since, until, after, v_close);
    if unit is not null and not exists (select from kstt.unit u where u.id = unit and u.kind = 'province') then
        v_units := array(
            select b.unit_id
            from kstt.units_below(array[unit]) b
            where v_all or b.unit_id = any (v_sight));
        v_close := case when v_all then v_units else v_close end;
    elsif not v_all and not v_wide then
        v_units := array(select distinct s from unnest(v_sight) s);
    end if;

    if v_units = '{}' then
        return;
    end if;

    if v_like is null then
        return query execute format('select c.id, %s from (%s) c order by %s', v_cursor,
            kstt.feedback_walk(v_seen, v_filter, v_by_due, v_units, v_close, v_open, most), v_order);
        return;
    end if;
    select r.* into v_code from kstt.feedback_code_read(words) r;
    if v_code.verdict <> 'form' then
        return query execute format('select c.id, %s from kstt.feedback c join kstt.feedback f on f.id = c.id '
            'where f.code = %L and %L = ''code'' and %s and %s', v_cursor, v_code.code, v_code.verdict, v_filter, v_seen);
        return;
    end if;
    -- What is common is found among the newest at once; what is rare the index of
    -- words has quickly. "offset 0" keeps the planner from asking it already here.
    foreach v_look in array array[400, 2000]
    loop
        execute format('with c as materialized (%s) select array(select c.id from c cross join lateral ('
            'select b.words from kstt.feedback_text b where b.feedback_id = c.id offset 0) t '
            'where %s order by %s limit %s), (select count(*) from c)',
            kstt.feedback_walk(v_seen, v_filter, v_by_due, v_units, v_close, v_open, v_look), v_like, v_order, most)
        into v_found, v_walked;
        exit when cardinality(v_found) >= most or v_walked < v_look;
    end loop;
    if cardinality(v_found) < most and v_walked = v_look and length((kstt.search_words(words))[1]) >= 3 then
        execute format('with t as materialized (select t.feedback_id from kstt.feedback_text t where %s limit 50000) '
            'select array(select f.id from t join kstt.feedback f on f.id = t.feedback_id '
            'where %s and %s and %s order by %s limit %s)', v_like, v_filter, v_seen,
            case when v_units is null then 'true'
            else format('exists (select from kstt.feedback_sight s where s.feedback_id = f.id and s.unit_id = any (%L))', v_units) end,
            replace(v_order, 'c.', 'f.'), most)
        into v_found;
    end if;
    return query execute format('select c.id, %s from kstt.feedback c where c.id = any (%L::bigint[]) order by %s', v_cursor,
        v_found, v_order);
end
$$;
alter function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int)
    owner to kstt_system;
comment on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int) is
    'feedback_found for sets of my units that are worked out already (kstt.my_units, kstt.my_coordinated). Not for officials';

create or replace function kstt.feedback_found(unit bigint, state text, clock text, track text, field text, since date,
        until date, words text, after text, most int default 50)
    returns table (feedback_id bigint, cursor text)
    language sql
    stable
    rows 50
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select p.feedback_id, p.cursor
    from kstt.feedback_find_page(kstt.my_units(), kstt.my_coordinated(), unit, state, clock, track, field, since, until, words,
        after, most) p
$$;
alter function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int) owner to kstt_system;
comment on function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int) is
    'A page of the register in its order: newest first, or (late, soon) by day. Shows what the policy of kstt.feedback shows, no '
    'more and no less; by words only what is not sealed. Words of one or two letters are looked for in the newest 2000 only; of '
    'very common ones the index gives 50000. cursor continues after a row';

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
    v_ids bigint[];
    v_cursors text[];
begin
    select array_agg(n.feedback_id order by n.number), array_agg(n.cursor order by n.number)
    into v_ids, v_cursors
    from kstt.feedback_find_page(v_own, v_coordinated, unit, state, clock, track, field, since, until, words, after, 50)
        with ordinality n (feedback_id, cursor, number);
    return query
    select f.id, f.version, f.code, f.received_on, kstt.stamp(f.received_at), f.track, f.sealed, f.state, h.name::text, h.code,
        o.name::text, r.name::text,
        case when not f.sealed then p.name::text end,
        case when not f.sealed then left(t.content, 200) end,
        f.field, f.due, f.due_clock, f.due - v_today,
        case when c.id is not null then
            concat(kstt.feedback_days_between(c.from_day, coalesce(c.paused_on, v_today), c.day_unit) - c.paused_days, '/',
                c.days + c.extended, ' ', c.day_unit)
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
            join kstt.feedback b on b.id = l.id
                and not b.sealed),
        n.cursor
    from unnest(v_ids, v_cursors) with ordinality n (id, cursor, number)
    join kstt.feedback f on f.id = n.id
    join kstt.unit h on h.id = f.held_by
    join kstt.unit r on r.id = f.received_by
    left join kstt.unit o on o.id = f.offered_to
    left join kstt.feedback_party p on p.feedback_id = f.id
    left join kstt.feedback_text t on t.feedback_id = f.id
    left join kstt.feedback_clock c on c.feedback_id = f.id
        and (c.clock = f.due_clock or (f.due_clock is null and c.state = 'paused' and c.clock <> 'forward'))
    order by n.number;
end
$$;
alter function kstt.feedback_page(bigint, text, text, text, text, date, date, text, text) owner to kstt_system;
comment on function kstt.feedback_page(bigint, text, text, text, text, date, date, text, text) is
    'The rows of a page of the register, which feedback_found names, with sender and words unless sealed. In one function, whose '
    'plan a session keeps: below the policies the page would be planned anew each time';

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
    v_seen text := kstt.feedback_seen_by(kstt.my_sight(), kstt.my_units(), kstt.is_installer());
    v_phone text := nullif(regexp_replace(phone, '[^0-9]', '', 'g'), '');
    v_name text := kstt.fold(name);
    v_text text := kstt.fold(left(content, 2000));
begin
    return query execute format($q$
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
            and %s
            order by f.id, array_position(array['phone', 'name', 'words'], c.why)
        )
        select s.id, s.likeness, s.why
        from scored s
        where s.likeness >= case s.why when 'phone' then 15 when 'name' then 30 else 45 end
        order by s.likeness desc, s.received_at desc
        limit 10$q$, v_seen)
    using v_phone, v_name, v_text, about_unit, but;
end
$$;
alter function kstt.feedback_alike(text, text, text, bigint, bigint) owner to kstt_system;
comment on function kstt.feedback_alike(text, text, text, bigint, bigint) is
    'Records that I see and that may be the same: of the same telephone or name, or lately about the same unit, with wording '
    'alike (percent of shared trigrams). Sealed ones are never among them';

revoke execute on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_seen_by(bigint[], bigint[], boolean, boolean),
    kstt.feedback_filter(text, text, text, text, date, date, text, bigint[]),
    kstt.feedback_walk(text, text, boolean, bigint[], bigint[], boolean, int),
    kstt.feedback_walk_unit(text, boolean, text, text, boolean, int), kstt.feedback_like(text),
    kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_page(bigint, text, text, text, text, date, date, text, text),
    kstt.feedback_alike(text, text, text, bigint, bigint) from public;
grant execute on function kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_seen_by(bigint[], bigint[], boolean, boolean),
    kstt.feedback_filter(text, text, text, text, date, date, text, bigint[]),
    kstt.feedback_walk(text, text, boolean, bigint[], bigint[], boolean, int),
    kstt.feedback_walk_unit(text, boolean, text, text, boolean, int), kstt.feedback_like(text) to kstt_system;
grant execute on function kstt.feedback_found(bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_page(bigint, text, text, text, text, date, date, text, text),
    kstt.feedback_alike(text, text, text, bigint, bigint) to kstt_official;
