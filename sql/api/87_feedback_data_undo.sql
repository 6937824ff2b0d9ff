-- SPDX-License-Identifier: MIT
-- Taking back one's own last change of what the register runs by: the rows that it
-- touched stand as before, one that it added goes. What records are counted by, or
-- somebody changed since, stays.

create or replace function kstt.feedback_data_rows(kind regclass)
    returns jsonb
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_rows jsonb;
begin
    execute format('select coalesce(jsonb_object_agg(t.id, to_jsonb(t)), ''{}'') from %s t', kind)
    into v_rows;
    return v_rows;
end
$$;
alter function kstt.feedback_data_rows(regclass) owner to kstt_api;
comment on function kstt.feedback_data_rows(regclass) is 'All rows of one kind that the register runs by, by their id';

create or replace function kstt.feedback_data_name(subject text, data jsonb)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat_ws(', ', case subject
        when 'feedback_rule' then data ->> 'reason'
        when 'feedback_clock_rule' then (
            select concat(k.name, ', ', t.name, case when jsonb_array_length(data -> 'tracks') > 1 then ' …' end)
            from kstt.feedback_kind k
            join kstt.feedback_track t on t.code = data -> 'tracks' ->> 0
            where k.kind_set = 'clock'
            and k.code = data ->> 'clock')
        when 'feedback_setting' then null
        else data ->> 'title'
        end, (
        select coalesce(u.short_name, u.name)
        from kstt.unit u
        where u.id = (data ->> 'unit_id')::bigint))
$$;
alter function kstt.feedback_data_name(text, jsonb) owner to kstt_api;
comment on function kstt.feedback_data_name(text, jsonb) is 'What a row that the register runs by is called, with the unit that it is for';

create or replace function kstt.feedback_data_keep(request uuid, kind regclass, stood jsonb, id bigint)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_subject text := (select c.relname from pg_catalog.pg_class c where c.oid = kind);
    v_rows jsonb := kstt.feedback_data_rows(kind);
    v_command bigint;
begin
    if kstt.me() is null then
        return;
    end if;
    insert into kstt.command (province_id, official_id, request, what, before)
    values (kstt.home_province(), kstt.me(), request,
        concat(v_subject, case when stood ? id::text then '_changed' else '_added' end),
        jsonb_build_object('name', kstt.feedback_data_name(v_subject, v_rows -> id::text),
            'clock', kstt.feedback_clock_last(), 'last', (select max(r::bigint) from jsonb_object_keys(v_rows) r)))
    returning command.id into v_command;
    insert into kstt.command_rule (command_id, official_id, subject, row_id, before, after_version)
    select v_command, kstt.me(), v_subject, r.key::bigint, stood -> r.key, (r.value ->> 'version')::int
    from jsonb_each(v_rows) r
    where r.value is distinct from stood -> r.key;
end
$$;
alter function kstt.feedback_data_keep(uuid, regclass, jsonb, bigint) owner to kstt_api;
comment on function kstt.feedback_data_keep(uuid, regclass, jsonb, bigint) is
    'Note what I have just done to a row, and by it to others, as a command of mine; stood: kstt.feedback_data_rows before it';

create or replace function kstt.feedback_clock_last()
    returns bigint
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(max(c.id), 0)
    from kstt.feedback_clock c
$$;
alter function kstt.feedback_clock_last() owner to kstt_system;
comment on function kstt.feedback_clock_last() is 'The clock started last, of all records. For the write functions';

create or replace function kstt.feedback_data_counted(subject text, was jsonb, became jsonb, since bigint)
    returns boolean
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with w as (
        -- From which day on the two differ.
        select (became ->> 'id')::bigint as id, (became ->> 'unit_id')::bigint as unit_id, case
            when was is null or was - '{version,valid_to}'::text[] <> became - '{version,valid_to}'::text[] then
                least(coalesce((was ->> 'valid_from')::date, case when was is null then 'infinity' else '-infinity' end::date),
                    coalesce((became ->> 'valid_from')::date, '-infinity'))
            else least(coalesce((was ->> 'valid_to')::date, 'infinity'), coalesce((became ->> 'valid_to')::date, 'infinity')) + 1
            end as day
    )
    select case subject
        when 'feedback_clock_rule' then exists (
            select
            from kstt.feedback_clock c
            where was is null
            and c.rule_id = w.id)
        or exists (
            select
            from kstt.feedback_clock c
            join kstt.feedback_clock_rule r on r.id = c.rule_id
            join kstt.feedback f on f.id = c.feedback_id
            where was is not null
            and c.id > since
            and c.from_day >= w.day
            and c.clock = became ->> 'clock'
            and became -> 'tracks' ?| r.tracks
            and (w.unit_id is null or f.held_by in (select b.unit_id from kstt.units_below(array[w.unit_id]) b)))
        when 'feedback_setting' then coalesce(was -> 'remote', 'false') <> became -> 'remote' and exists (
            select
            from kstt.feedback_clock c
            join kstt.feedback_clock_rule r on r.id = c.rule_id
            join kstt.feedback f on f.id = c.feedback_id
            where c.id > since
            and c.from_day >= w.day
            and r.remote is not null
            and f.held_by = w.unit_id)
        else false
        end
    from w
$$;
alter function kstt.feedback_data_counted(text, jsonb, jsonb, bigint) owner to kstt_system;
comment on function kstt.feedback_data_counted(text, jsonb, jsonb, bigint) is
    'Whether days of some record were counted by what a row became (was null: it was added): by an added clock rule itself; by '
    'another change of a clock, or of whether a unit is remote, all that started after the clock `since` on days that it is about. '
    'For the write functions';

create or replace function kstt.feedback_data_may(subject text, data jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    case
    when subject = 'feedback_form' then
        perform kstt.may_import();
    when subject = 'feedback_clock_rule' then
        perform kstt.feedback_clock_may_set((data ->> 'unit_id')::bigint);
    when subject <> 'feedback_setting' or not kstt.is_province_admin() then
        perform kstt.feedback_may_set((data ->> 'unit_id')::bigint);
    else
        null;
    end case;
end
$$;
alter function kstt.feedback_data_may(text, jsonb) owner to kstt_api;
comment on function kstt.feedback_data_may(text, jsonb) is 'KS403 unless I may set such a row, as the functions that set it have it';

create or replace function kstt.feedback_data_put(kind regclass, id bigint, data jsonb)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_version int;
begin
    if data is null then
        execute format('delete from %s t where t.id = $1 returning t.version', kind)
        into v_version
        using id;
    else
        execute format('update %s t set (%2$s, version) = (select %2$s, t.version + 1 from jsonb_populate_record(null::%1$s, $2)) '
            'where t.id = $1 returning t.version', kind, (
                select string_agg(quote_ident(k), ', ')
                from jsonb_object_keys(data - '{id,version}'::text[]) k))
        into v_version
        using id, data;
    end if;
    return v_version;
end
$$;
alter function kstt.feedback_data_put(regclass, bigint, jsonb) owner to kstt_api;
comment on function kstt.feedback_data_put(regclass, bigint, jsonb) is 'Let a row stand as it stood, or go (null); its version';

create or replace function kstt.feedback_data_undo(command kstt.command)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    r kstt.command_rule;
    v_kind regclass := format('kstt.%I', regexp_replace(command.what, '_(added|changed)$', ''));
    v_now jsonb;
    v_version int;
begin
    perform kstt.feedback_settable(v_kind, null, null), kstt.feedback_data_alone(v_kind, command),
        set_config('kstt.undoing', 'yes', true);
    -- What was added goes first: it may hold from the day of one that comes back.
    for r in
        select c.*
        from kstt.command_rule c
        where c.command_id = command.id
        order by c.before is not null, c.row_id
    loop
        v_now := kstt.feedback_settable(v_kind, r.row_id, r.after_version);
        perform kstt.feedback_data_may(r.subject, v_now), kstt.feedback_data_may(r.subject, coalesce(r.before, v_now));
        if kstt.feedback_data_counted(r.subject, r.before, v_now, (command.before ->> 'clock')::bigint) then
            perform kstt.feedback_refuse('Records are counted by it already: end it, or begin another', command.before ->> 'name');
        end if;
        v_version := kstt.feedback_data_put(v_kind, r.row_id, r.before);
        -- An earlier command of mine is whole again, at a new version.
        update kstt.command_rule c
        set after_version = v_version
        where c.official_id = r.official_id
        and c.subject = r.subject
        and c.row_id = r.row_id
        and c.command_id < r.command_id
        and c.after_version = (r.before ->> 'version')::int;
    end loop;
    perform set_config('kstt.undoing', '', true);
    return jsonb_build_object('count', 1, 'first_path', command.before ->> 'name', 'what', command.what);
end
$$;
alter function kstt.feedback_data_undo(kstt.command) owner to kstt_api;
comment on function kstt.feedback_data_undo(kstt.command) is
    'Undo a change of mine of what the register runs by, all of it or nothing, with the right that making it needed; first_path is '
    'what the row is called. KS403, KS409, KS422 records are counted by it';

create or replace function kstt.feedback_data_alone(kind regclass, command kstt.command)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_keys text[] := case command.what
        when 'feedback_clock_rule_changed' then '{clock,tracks,unit_id,remote}'
        when 'feedback_setting_changed' then '{unit_id}'
        when 'feedback_form_changed' then '{code}'
        end;
    v_rows jsonb := kstt.feedback_data_rows(kind);
begin
    if exists (
            select
            from kstt.command_rule c
            join jsonb_each(v_rows) b on b.key = c.row_id::text
            join jsonb_each(v_rows) n on n.key::bigint > (command.before ->> 'last')::bigint
            where v_keys is not null
            and c.command_id = command.id
            and not exists (select from unnest(v_keys) k where b.value -> k is distinct from n.value -> k)) then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed it since',
            detail = command.before ->> 'name';
    end if;
end
$$;
alter function kstt.feedback_data_alone(regclass, kstt.command) owner to kstt_api;
comment on function kstt.feedback_data_alone(regclass, kstt.command) is
    'KS409 when a row of the same keys was entered after a change that moved another: its days were set to fit what is undone';

revoke execute on function kstt.feedback_clock_last(), kstt.feedback_data_counted(text, jsonb, jsonb, bigint) from public;
grant execute on function kstt.feedback_clock_last(), kstt.feedback_data_counted(text, jsonb, jsonb, bigint) to kstt_api;
