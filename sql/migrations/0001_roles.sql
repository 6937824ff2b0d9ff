-- SPDX-License-Identifier: MIT
-- The fixed group roles and the two schemas. Roles belong to the whole cluster,
-- so each is made only when it is missing; what it may do is set every time.
-- Run by a superuser, like every migration.

do $$
declare
    v_role text;
begin
    foreach v_role in array array['kstt_owner', 'kstt_api', 'kstt_system', 'kstt_official', 'kstt_login']
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute format('create role %I nologin', v_role);
        end if;
    end loop;
end
$$;

alter role kstt_owner nologin nosuperuser nocreatedb nocreaterole noreplication bypassrls;
alter role kstt_api nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role kstt_system nologin nosuperuser nocreatedb nocreaterole noreplication bypassrls;
alter role kstt_official nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role kstt_login nologin nosuperuser nocreatedb createrole noreplication nobypassrls;

comment on role kstt_owner is 'kstt: owns schemas and tables, runs migrations; nobody logs in as it';
comment on role kstt_api is 'kstt: owns the write functions; row-level security holds inside them';
comment on role kstt_system is 'kstt: owns audit, identity and calendar functions, which must see every row';
comment on role kstt_official is 'kstt: what every official may do: read under row-level security, execute api functions';
comment on role kstt_login is 'kstt: owns the one function that makes logins';

-- PostgreSQL 16 and later grant a role only with this; 15 does not mind.
grant kstt_official to kstt_login with admin option;

create schema kstt authorization kstt_owner;
create schema api authorization kstt_owner;

comment on schema kstt is 'Tables and helper functions of kstt; officials read here, under row-level security';
comment on schema api is 'Functions that officials may execute: the only way to write';

grant usage on schema kstt to kstt_official, kstt_api, kstt_system, kstt_login;
grant usage on schema api to kstt_official;

-- A new function is nobody's to execute until it is granted by name.
alter default privileges for role kstt_owner revoke execute on functions from public;
alter default privileges for role kstt_api revoke execute on functions from public;
alter default privileges for role kstt_system revoke execute on functions from public;
alter default privileges for role kstt_login revoke execute on functions from public;

-- What PostgreSQL gives to everybody and no official needs.
do $$
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to kstt_official', current_database());
end
$$;
revoke all on schema public from public;
revoke execute on function pg_catalog.lo_create(oid), pg_catalog.lo_creat(int), pg_catalog.lo_from_bytea(oid, bytea)
    from public;
