-- SPDX-License-Identifier: MIT
-- Officials, their logins and appointments.

create or replace function kstt.appoint(login text, name text, unit bigint, power text, valid_from date, valid_to date)
    returns text
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_official kstt.official;
    v_appointment kstt.appointment;
begin
    if login = session_user then
        raise exception using
            errcode = 'KS403',
            message = 'Nobody grants rights to themselves',
            detail = login;
    end if;
    if not (kstt.is_installer() or unit = any (kstt.my_administered())) then
        raise exception using
            errcode = 'KS403',
            message = 'You may not appoint anybody in this unit',
            detail = (select u.name from kstt.unit u where u.id = unit);
    end if;
    perform kstt.login_make(login);
    select o.*
    into v_official
    from kstt.official o
    where o.login = appoint.login;
    if v_official.id is null then
        insert into kstt.official (province_id, login, name)
        select u.province_id, appoint.login, appoint.name
        from kstt.unit u
        where u.id = unit
        returning *
        into v_official;
    elsif v_official.name <> name then
        perform kstt.may_import();
        update kstt.official o
        set name = appoint.name,
            version = o.version + 1
        where o.id = v_official.id;
    end if;

    select a.*
    into v_appointment
    from kstt.appointment a
    where a.official_id = v_official.id
    and a.unit_id = unit
    and a.power = appoint.power
    and a.valid_from = appoint.valid_from;
    if v_appointment.id is null then
        insert into kstt.appointment (province_id, official_id, unit_id, power, valid_from, valid_to)
        values (v_official.province_id, v_official.id, unit, power, valid_from, valid_to);
        return 'inserted';
    end if;
    if v_appointment.valid_to is distinct from valid_to then
        update kstt.appointment a
        set valid_to = appoint.valid_to,
            version = a.version + 1
        where a.id = v_appointment.id;
        return 'updated';
    end if;
    return case when v_official.name <> name then 'updated' else 'unchanged' end;
end
$$;
alter function kstt.appoint(text, text, bigint, text, date, date) owner to kstt_api;
comment on function kstt.appoint(text, text, bigint, text, date, date) is
    'One right of one official in one unit, with the login role when it is missing: inserted, updated or unchanged. '
    'A known official is renamed by an admin of the province only. '
    'KS403 oneself, or a unit outside my administration; KS422 the login name';

create or replace function api.official_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_row record;
    v_what text;
    v_added int := 0;
    v_changed int := 0;
begin
    v_done := kstt.request_begin(request, 'official_import', rows);
    if v_done is null then
        if not (kstt.is_installer() or cardinality(kstt.my_administered()) > 0) then
            raise exception using
                errcode = 'KS403',
                message = 'Only an administrator may do this';
        end if;
        perform kstt.import_check(rows, array['login', 'unit', 'right', 'valid_from'], array['login', 'name', 'unit', 'right'],
            array['valid_from', 'valid_to'], '{"right": ["official", "coordinator", "leader", "admin"]}');
        for v_row in
            select r.*
            from jsonb_to_recordset(rows) as r (login text, name text, unit text, "right" text, valid_from text, valid_to text)
        loop
            v_what := kstt.appoint(v_row.login, kstt.tidy(v_row.name), kstt.need_unit(v_row.unit), v_row.right,
                coalesce(nullif(v_row.valid_from, '')::date, kstt.today()), nullif(v_row.valid_to, '')::date);
            v_added := v_added + (v_what = 'inserted')::int;
            v_changed := v_changed + (v_what = 'updated')::int;
        end loop;
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
alter function api.official_import(uuid, jsonb) owner to kstt_api;
comment on function api.official_import(uuid, jsonb) is
    'Appoint officials, one row for each right they hold, making logins that do not exist. By the installer, or an admin '
    'for the units of their own administration. KS403, KS422';
