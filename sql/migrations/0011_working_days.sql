-- SPDX-License-Identifier: MIT
-- The calendar made fast: every working day has a number, so that counting
-- working days is one subtraction. Kept by trigger beside the days off.

set local role kstt_owner;

alter table kstt.holiday
    add column announced boolean not null default true;
comment on column kstt.holiday.announced is
    'False while the day follows from the law alone (Bộ luật Lao động 2019, điều 112) and the year''s notice is still to come';

create table kstt.working_day (
    day date not null,
    ordinal int not null,
    constraint working_day_pk primary key (day),
    constraint working_day_ordinal unique (ordinal)
);
comment on table kstt.working_day is
    'The working days of civil servants from 2000 to 2100, numbered without gaps: the n-th working day after another is the '
    'one with a number n higher. Derived from the plain week and kstt.holiday by trigger, never written otherwise';

alter table kstt.working_day enable row level security;
alter table kstt.working_day force row level security;
create policy working_day_read on kstt.working_day for select to kstt_official, kstt_api using (true);

grant select on kstt.working_day to kstt_official, kstt_api, kstt_system;
grant insert, delete on kstt.working_day to kstt_system;

-- A day off that was entered by mistake is taken out again.
grant delete on kstt.holiday to kstt_api;
create policy holiday_remove on kstt.holiday for delete to kstt_api
    using ((select kstt.is_province_admin()));

reset role;

create function kstt.number_working_days()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    -- Two changes of the calendar must not number it at once; the second one
    -- then sees the days of the first.
    lock table kstt.working_day in share row exclusive mode;
    delete from kstt.working_day w
    using (
        select o.day
        from kstt.working_day o
        left join (
            select d.day, row_number() over (order by d.day) as ordinal
            from kstt.working_days(date '2000-01-01', date '2100-12-31') d) n on n.day = o.day
            and n.ordinal = o.ordinal
        where n.day is null) gone
    where w.day = gone.day;
    insert into kstt.working_day (day, ordinal)
    select n.day, n.ordinal
    from (
        select d.day, row_number() over (order by d.day)::int as ordinal
        from kstt.working_days(date '2000-01-01', date '2100-12-31') d) n
    where not exists (
        select
        from kstt.working_day w
        where w.day = n.day);
    return null;
end
$$;
alter function kstt.number_working_days() owner to kstt_system;
comment on function kstt.number_working_days() is
    'Trigger: after a change of the days off, numbers the working days anew from the first that differs';

create trigger holiday_number
    after insert or update or delete on kstt.holiday
    for each statement execute function kstt.number_working_days();

revoke execute on all functions in schema kstt from public;

-- Numbers what a database that is brought up to date holds already.
update kstt.holiday
set version = version
where false;

-- Its queries are short, but their estimates, behind policies and counted days,
-- are high enough for PostgreSQL to compile them, which takes longer than they do.
do $$
begin
    execute format('alter database %I set jit = off', current_database());
end
$$;
