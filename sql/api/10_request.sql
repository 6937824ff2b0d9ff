-- SPDX-License-Identifier: MIT
-- Idempotence: a write that is sent again with the same UUID is answered from
-- what is stored, so a client whose connection broke at commit just repeats it.

create or replace function kstt.request_begin(request uuid, called text, arguments jsonb)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_hash text := encode(sha256(convert_to(coalesce(arguments::text, ''), 'UTF8')), 'hex');
    v_result jsonb;
begin
    if request is null then
        raise exception using
            errcode = 'KS422',
            message = 'A write needs a request number';
    end if;
    -- Waits here while another transaction holds the same UUID: either it
    -- commits and its result is read below, or it fails and this one goes on.
    insert into kstt.request (id, called, arguments_hash)
    values (request, called, v_hash)
    on conflict on constraint request_pk do nothing;
    if found then
        return null;
    end if;
    select r.result
    into v_result
    from kstt.request r
    where r.id = request
    and r.login = session_user
    and r.called = request_begin.called
    and r.arguments_hash = v_hash;
    if v_result is null then
        raise exception using
            errcode = 'KS422',
            message = 'This request number was used for something else',
            detail = request::text;
    end if;
    return v_result;
end
$$;
alter function kstt.request_begin(uuid, text, jsonb) owner to kstt_api;
comment on function kstt.request_begin(uuid, text, jsonb) is
    'Null: go on and store the result with request_end. Otherwise the result of the same write by the same official. '
    'KS422 when the UUID belongs to another official, function or arguments';

create or replace function kstt.request_end(request uuid, result jsonb)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.request r
    set result = request_end.result
    where r.id = request
$$;
alter function kstt.request_end(uuid, jsonb) owner to kstt_api;
comment on function kstt.request_end(uuid, jsonb) is 'Keep the result of a write, in the write''s own transaction';

create or replace function api.request_expire()
    returns bigint
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with gone as (
        delete from kstt.request r
        where r.at < pg_catalog.now() - interval '30 days'
        returning 1
    ), forgotten as (
        -- Too old to be taken back as well.
        delete from kstt.command c
        where c.official_id = kstt.me()
        and c.at < kstt.now() - interval '30 days'
    )
    select count(*)
    from gone
$$;
alter function api.request_expire() owner to kstt_api;
comment on function api.request_expire() is 'Forget my own requests of more than 30 days ago, and what could be undone of them; how many';

create or replace function kstt.may_import()
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if not kstt.is_province_admin() then
        raise exception using
            errcode = 'KS403',
            message = 'Only an administrator of the province may do this';
    end if;
end
$$;
alter function kstt.may_import() owner to kstt_api;
comment on function kstt.may_import() is 'KS403 unless an admin of the province or the installer';

create or replace function kstt.home_province()
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_province bigint;
begin
    select coalesce(
        (select a.province_id from kstt.my_appointments() a limit 1),
        (select u.id from kstt.unit u where u.kind = 'province' order by u.id limit 1))
    into v_province;
    if v_province is null then
        raise exception using
            errcode = 'KS422',
            message = 'Import the units first';
    end if;
    return v_province;
end
$$;
alter function kstt.home_province() owner to kstt_api;
comment on function kstt.home_province() is 'The province that imports belong to: the caller''s, or the only one. KS422 without units';

create or replace function kstt.need_unit(code text)
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_unit bigint;
begin
    select u.id
    into v_unit
    from kstt.unit u
    where u.province_id = kstt.home_province()
    and u.code = need_unit.code;
    if v_unit is null then
        raise exception using
            errcode = 'KS422',
            message = 'No such unit',
            detail = coalesce(code, '');
    end if;
    return v_unit;
end
$$;
alter function kstt.need_unit(text) owner to kstt_api;
comment on function kstt.need_unit(text) is 'The unit of this code. KS422 when there is none';
