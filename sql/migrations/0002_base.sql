-- SPDX-License-Identifier: MIT
-- What everything else stands on: versions, the kind of database, the day, and
-- how text is stored and compared.

set local role kstt_owner;

create domain kstt.wording as text
    constraint wording_nfc check (value is nfc normalized);
comment on domain kstt.wording is 'Text that people wrote: always NFC, so that equal wording is equal bytes';

create table kstt.schema_version (
    version int not null,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default pg_catalog.clock_timestamp(),
    constraint schema_version_pk primary key (version)
);
comment on table kstt.schema_version is 'One row per migration file that was applied, written by kstt admin migrate';

create table kstt.api_version (
    one boolean not null default true,
    checksum text not null,
    applied_at timestamptz not null default pg_catalog.clock_timestamp(),
    constraint api_version_pk primary key (one),
    constraint api_version_one check (one)
);
comment on table kstt.api_version is 'Checksum of the repeatable api files as last applied; the program refuses another one';

create table kstt.instance (
    one boolean not null default true,
    kind text not null default 'production',
    pinned_today date,
    version int not null default 1,
    constraint instance_pk primary key (one),
    constraint instance_one check (one),
    constraint instance_kind check (kind in ('production', 'demo', 'test')),
    constraint instance_pin check (pinned_today is null or kind <> 'production')
);
comment on table kstt.instance is 'One row: what this database is for. Only a demo or test database may pin the day';
insert into kstt.instance default values;

create function kstt.fold(wording text)
    returns text
    language sql
    immutable
    strict
    parallel safe
return pg_catalog.btrim(pg_catalog.regexp_replace(
    pg_catalog.translate(
        pg_catalog.normalize(pg_catalog.lower(wording collate pg_catalog."und-x-icu"), 'NFD'),
        U&'\0111\0300\0301\0302\0303\0306\0309\031B\0323', 'd'),
    '[\s\u00A0\u2007\u202F]+', ' ', 'g'));
comment on function kstt.fold(text) is
    'Wording as it is compared: lower case, no Vietnamese marks, đ as d, white space squeezed. '
    'Of NFC text with single blanks every letter stays one letter, so positions agree';

create function kstt.tidy(wording text)
    returns text
    language sql
    immutable
    parallel safe
return nullif(pg_catalog.btrim(pg_catalog.normalize(wording, 'NFC'), E' \t\r\n'), '');
comment on function kstt.tidy(text) is 'Typed text as it is stored: NFC, trimmed; empty is null';

reset role;

create function kstt.today()
    returns date
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(i.pinned_today, (pg_catalog.now() at time zone 'Asia/Ho_Chi_Minh')::date)
        from kstt.instance i);
end
$$;
alter function kstt.today() owner to kstt_system;
comment on function kstt.today() is
    'The present day in Vietnam: the server''s, or the pinned day of a demo or test database';

create function kstt.now()
    returns timestamptz
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return (
        select case
            when i.pinned_today is null then pg_catalog.now()
            else (i.pinned_today + (pg_catalog.now() at time zone 'Asia/Ho_Chi_Minh')::time) at time zone 'Asia/Ho_Chi_Minh'
            end
        from kstt.instance i);
end
$$;
alter function kstt.now() owner to kstt_system;
comment on function kstt.now() is
    'When the transaction began by the server''s clock, on the pinned day where one is pinned';

create function kstt.stamp(at timestamptz)
    returns text
    language sql
    stable
    parallel safe
return pg_catalog.to_char(at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY HH24:MI');
alter function kstt.stamp(timestamptz) owner to kstt_owner;
comment on function kstt.stamp(timestamptz) is 'A time as officials write it, in Vietnam''s zone: 20/11/2026 08:15';

revoke execute on all functions in schema kstt from public;
grant execute on function kstt.fold(text), kstt.tidy(text), kstt.today(), kstt.now(), kstt.stamp(timestamptz)
    to kstt_official, kstt_api, kstt_system;

grant select on kstt.schema_version, kstt.api_version, kstt.instance
    to kstt_official, kstt_api, kstt_system;
grant update (pinned_today, version) on kstt.instance to kstt_api;
