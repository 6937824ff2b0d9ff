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
    if v_result is null and exists (
        select
        from kstt.request r
        where r.id = request
        and r.called = 'request_settle')
    then
        raise exception using
            errcode = 'KS422',
            message = 'This was taken up again as a draft meanwhile';
    end if;
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

-- Which of the things that forms write it is about: each is visible to the caller or null.
create or replace function kstt.request_about(result jsonb)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(
        result ->> 'code',
        result ->> 'key',
        (
            select f.code
            from kstt.feedback f
            where f.id = (result ->> 'feedback_id')::bigint),
        (
            select concat_ws(' ', p.key, n.path)
            from kstt.node n
            join kstt.plan p on p.id = n.plan_id
            where n.id = coalesce((result ->> 'node_id')::bigint, (
                select e.node_id
                from kstt.event e
                where e.id = (result ->> 'event_id')::bigint))))
$$;
alter function kstt.request_about(jsonb) owner to kstt_api;
comment on function kstt.request_about(jsonb) is 'Code, number or place of what a write has written, or null';

create or replace function api.request_settle(request uuid)
    returns table (landed boolean, landed_at text, about text, row_id bigint)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    r kstt.request;
begin
    -- Waits like request_begin while a write of that UUID still runs; one that comes
    -- after this finds its UUID taken.
    insert into kstt.request (id, called, arguments_hash, result)
    values (request, 'request_settle', '', '{}')
    on conflict on constraint request_pk do nothing;
    select q.*
    into r
    from kstt.request q
    where q.id = request
    and q.login = session_user
    and q.called <> 'request_settle';
    return query
    select r.id is not null,
        to_char(r.at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI'),
        kstt.request_about(r.result),
        coalesce(r.result ->> 'feedback_id', r.result ->> 'node_id', r.result ->> 'plan_id', r.result ->> 'event_id',
            r.result ->> 'report_day_id', r.result ->> 'rule_id', r.result ->> 'template_id', r.result ->> 'setting_id',
            r.result ->> 'form_id')::bigint;
end
$$;
alter function api.request_settle(uuid) owner to kstt_api;
comment on function api.request_settle(uuid) is
    'Whether my write of this UUID landed, when, and what it wrote. One that has not landed never will: its UUID is used up, so '
    'that asking does not race with a commit in flight, and what was typed goes out again under another UUID';

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
