-- SPDX-License-Identifier: MIT
-- Units, groups, names and successors from the CSV files: rows are a
-- JSON array of objects keyed by the file's headers, cells as text. Each answers
-- how many rows were inserted, updated and found unchanged. A file is taken as a
-- whole or not at all.

create or replace function kstt.import_answer(request uuid, inserted int, updated int, total int)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_result jsonb := jsonb_build_object('inserted', inserted, 'updated', updated, 'unchanged', total - inserted - updated);
begin
    perform kstt.request_end(request, v_result);
    return v_result;
end
$$;
alter function kstt.import_answer(uuid, int, int, int) owner to kstt_api;
comment on function kstt.import_answer(uuid, int, int, int) is 'The stored result of an import';

create or replace function kstt.is_day(day text)
    returns boolean
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return day ~ '^\d{4}-\d\d-\d\d$' and day::date is not null;
exception
    when datetime_field_overflow or invalid_datetime_format then
        return false;
end
$$;
alter function kstt.is_day(text) owner to kstt_api;
comment on function kstt.is_day(text) is 'Whether text is a day of the calendar, as 2026-11-20';

create or replace function kstt.import_check(rows jsonb, key text[], filled text[], days text[], words jsonb default '{}')
    returns void
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_wrong record;
    v_message text;
begin
    select w.*
    into v_wrong
    from jsonb_array_elements(rows) with ordinality r (row, n)
    cross join lateral (
        select 1 as fault, format('%s, %s', r.n, f) as detail
        from unnest(filled) f
        where kstt.tidy(r.row ->> f) is null
        union all
        select 2, format('%s, %s: %s', r.n, d, r.row ->> d)
        from unnest(days) d
        where r.row ->> d <> ''
        and not kstt.is_day(r.row ->> d)
        union all
        select 3, format('%s, %s: %s', r.n, w.key, r.row ->> w.key)
        from jsonb_each(words) w
        where not string_to_array(coalesce(r.row ->> w.key, ''), ' ') <@ array(select jsonb_array_elements_text(w.value))
        union all
        select 4, format('%s: %s', r.n, r.row ->> key[1])
        where exists (
            select
            from jsonb_array_elements(rows) with ordinality e (row, n)
            where e.n < r.n
            and not exists (select from unnest(key) k where e.row ->> k is distinct from r.row ->> k))) w
    order by r.n, w.fault
    limit 1;
    if v_wrong.fault = 1 then
        v_message := 'A cell of the file must not be empty';
    elsif v_wrong.fault = 2 then
        v_message := 'A cell of the file is no day';
    elsif v_wrong.fault = 3 then
        v_message := 'A cell of the file holds a word that is not known';
    elsif v_wrong.fault = 4 then
        v_message := 'A row of the file stands there twice';
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_wrong.detail;
    end if;
end
$$;
alter function kstt.import_check(jsonb, text[], text[], text[], jsonb) owner to kstt_api;
comment on function kstt.import_check(jsonb, text[], text[], text[], jsonb) is
    'KS422 at the first row of a file that cannot be taken, with its number (the first after the headers is 1) and column: '
    'cells that must be filled, days, words out of a list, and rows of the same key';

create or replace function kstt.unit_import_add(rows jsonb)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_province bigint;
    v_added int := 0;
    v_round int;
    v_missing text;
begin
    insert into kstt.unit (id, province_id, code, kind, name, short_name, valid_from, valid_to, source)
    select n.id, n.id, n.code, n.kind, kstt.tidy(n.name), kstt.tidy(n.short_name),
        nullif(n.valid_from, '')::date, nullif(n.valid_to, '')::date, kstt.tidy(n.source)
    from (
        select nextval('kstt.unit_id_seq') as id, r.*
        from jsonb_to_recordset(rows) as r (code text, kind text, name text, short_name text, valid_from text,
            valid_to text, source text)
        where r.kind = 'province'
        and not exists (select from kstt.unit u where u.kind = 'province' and u.code = r.code)) n;
    get diagnostics v_added = row_count;
    v_province := kstt.home_province();

    -- Parents may stand below their children in the file: go on level by level.
    loop
        insert into kstt.unit (province_id, parent_id, code, kind, name, short_name, valid_from, valid_to, source)
        select v_province, p.id, r.code, r.kind, kstt.tidy(r.name), kstt.tidy(r.short_name),
            nullif(r.valid_from, '')::date, nullif(r.valid_to, '')::date, kstt.tidy(r.source)
        from jsonb_to_recordset(rows) as r (code text, kind text, parent text, name text, short_name text,
            valid_from text, valid_to text, source text)
        join kstt.unit p on p.province_id = v_province
            and p.code = r.parent
        where r.kind <> 'province'
        and not exists (select from kstt.unit u where u.province_id = v_province and u.code = r.code);
        get diagnostics v_round = row_count;
        exit when v_round = 0;
        v_added := v_added + v_round;
    end loop;

    select string_agg(r.code || ' (' || coalesce(r.parent, '') || ')', ', ')
    into v_missing
    from jsonb_to_recordset(rows) as r (code text, parent text)
    where not exists (select from kstt.unit u where u.province_id = v_province and u.code = r.code);
    if v_missing is not null then
        raise exception using
            errcode = 'KS422',
            message = 'The unit above is not known',
            detail = v_missing;
    end if;
    return v_added;
end
$$;
alter function kstt.unit_import_add(jsonb) owner to kstt_api;
comment on function kstt.unit_import_add(jsonb) is 'Add the units that are not there yet, parents first; how many. KS422';

create or replace function api.unit_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_province bigint;
    v_added int;
    v_changed int;
begin
    v_done := kstt.request_begin(request, 'unit_import', rows);
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['code'], array['code', 'kind', 'name'], array['valid_from', 'valid_to'],
            jsonb_build_object('kind', kstt.unit_kinds()));
        v_added := kstt.unit_import_add(rows);
        -- Not called inside the update: its planner would run it before the
        -- new province can be seen.
        v_province := kstt.home_province();
        update kstt.unit u
        set kind = n.kind,
            parent_id = n.parent_id,
            name = n.name,
            short_name = n.short_name,
            valid_from = n.valid_from,
            valid_to = n.valid_to,
            source = n.source,
            version = u.version + 1
        from (
            select r.code, r.kind, p.id as parent_id, kstt.tidy(r.name) as name, kstt.tidy(r.short_name) as short_name,
                nullif(r.valid_from, '')::date as valid_from, nullif(r.valid_to, '')::date as valid_to,
                kstt.tidy(r.source) as source
            from jsonb_to_recordset(rows) as r (code text, kind text, parent text, name text, short_name text,
                valid_from text, valid_to text, source text)
            left join kstt.unit p on p.province_id = v_province
                and p.code = r.parent) n
        where u.province_id = v_province
        and u.code = n.code
        and (u.kind, u.parent_id, u.name, u.short_name, u.valid_from, u.valid_to, u.source)
            is distinct from (n.kind, n.parent_id, n.name, n.short_name, n.valid_from, n.valid_to, n.source);
        get diagnostics v_changed = row_count;
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
comment on function api.unit_import(uuid, jsonb) is
    'Add and correct units by code; none is removed. KS403 not an admin of the province, KS422 an unknown parent';

create or replace function api.group_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_added int;
    v_changed int;
begin
    v_done := kstt.request_begin(request, 'group_import', rows);
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['code'], array['code', 'name', 'kinds'], '{}',
            jsonb_build_object('kinds', kstt.unit_kinds(), 'scope', array['province', 'issuer']));
        update kstt.unit_group g
        set name = n.name,
            kinds = n.kinds,
            scope = n.scope,
            version = g.version + 1
        from (
            select r.code, kstt.tidy(r.name) as name, string_to_array(r.kinds, ' ') as kinds,
                coalesce(kstt.tidy(r.scope), 'province') as scope
            from jsonb_to_recordset(rows) as r (code text, name text, kinds text, scope text)) n
        where g.province_id = kstt.home_province()
        and g.code = n.code
        and (g.name, g.kinds, g.scope) is distinct from (n.name, n.kinds, n.scope);
        get diagnostics v_changed = row_count;
        insert into kstt.unit_group (province_id, code, name, kinds, scope)
        select kstt.home_province(), r.code, kstt.tidy(r.name), string_to_array(r.kinds, ' '),
            coalesce(kstt.tidy(r.scope), 'province')
        from jsonb_to_recordset(rows) as r (code text, name text, kinds text, scope text)
        on conflict on constraint unit_group_code do nothing;
        get diagnostics v_added = row_count;
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
comment on function api.group_import(uuid, jsonb) is
    'Add and correct unit groups by code. KS403 not an admin of the province';

create or replace function api.name_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_added int;
    v_unknown text;
begin
    v_done := kstt.request_begin(request, 'name_import', rows);
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['text', 'target', 'scope'], array['text', 'target'], '{}');
        select string_agg(r.text || ' (' || coalesce(r.target, '') || ')', ', ')
        into v_unknown
        from jsonb_to_recordset(rows) as r (text text, target text)
        where not exists (select from kstt.unit u where u.province_id = kstt.home_province() and u.code = r.target)
        and not exists (select from kstt.unit_group g where g.province_id = kstt.home_province() and g.code = r.target);
        if v_unknown is not null then
            raise exception using
                errcode = 'KS422',
                message = 'The name means no unit and no group',
                detail = v_unknown;
        end if;
        insert into kstt.unit_name (province_id, text, unit_id, group_id, issuer_id)
        select kstt.home_province(), kstt.tidy(r.text), u.id, g.id,
            case when kstt.tidy(r.scope) is not null then kstt.need_unit(r.scope) end
        from jsonb_to_recordset(rows) as r (text text, target text, scope text)
        left join kstt.unit_group g on g.province_id = kstt.home_province()
            and g.code = r.target
        left join kstt.unit u on u.province_id = kstt.home_province()
            and u.code = r.target
            and g.id is null
        on conflict on constraint unit_name_once do nothing;
        get diagnostics v_added = row_count;
        v_done := kstt.import_answer(request, v_added, 0, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
comment on function api.name_import(uuid, jsonb) is
    'Add ways of writing a unit or group. KS403 not an admin of the province, KS422 an unknown target or scope';

create or replace function api.successor_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_added int;
    v_changed int;
begin
    v_done := kstt.request_begin(request, 'successor_import', rows);
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['predecessor', 'successor'], array['predecessor', 'successor'], '{}');
        update kstt.unit_successor s
        set source = kstt.tidy(r.source)
        from jsonb_to_recordset(rows) as r (predecessor text, successor text, source text)
        where s.predecessor_id = kstt.need_unit(r.predecessor)
        and s.successor_id = kstt.need_unit(r.successor)
        and s.source is distinct from kstt.tidy(r.source);
        get diagnostics v_changed = row_count;
        insert into kstt.unit_successor (province_id, predecessor_id, successor_id, source)
        select kstt.home_province(), kstt.need_unit(r.predecessor), kstt.need_unit(r.successor), kstt.tidy(r.source)
        from jsonb_to_recordset(rows) as r (predecessor text, successor text, source text)
        on conflict on constraint unit_successor_pk do nothing;
        get diagnostics v_added = row_count;
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
comment on function api.successor_import(uuid, jsonb) is
    'Add which unit took over from which. KS403 not an admin of the province, KS422 an unknown unit';

alter function api.unit_import(uuid, jsonb) owner to kstt_api;
alter function api.group_import(uuid, jsonb) owner to kstt_api;
alter function api.name_import(uuid, jsonb) owner to kstt_api;
alter function api.successor_import(uuid, jsonb) owner to kstt_api;
