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
declare
    v_since date := (select min(c.day) from changed c);
    v_before int;
begin
    if v_since is null then
        return null;
    end if;
    -- Two changes of the calendar must not number it at once; the second one
    -- then sees the days of the first.
    lock table kstt.working_day in share row exclusive mode;
    -- An update may also have moved a row here from an earlier day.
    if tg_op = 'UPDATE' then
        v_since := '2000-01-01';
    end if;
    v_before := (select coalesce(max(w.ordinal), 0) from kstt.working_day w where w.day < v_since);
    delete from kstt.working_day w
    where w.day >= v_since;
    insert into kstt.working_day (day, ordinal)
    select d.day, v_before + row_number() over (order by d.day)
    from kstt.working_days(v_since, date '2100-12-31') d;
    return null;
end
$$;
alter function kstt.number_working_days() owner to kstt_system;
comment on function kstt.number_working_days() is
    'Trigger: after a change of the days off, numbers the working days anew from the first that differs';

create trigger holiday_number_added
    after insert on kstt.holiday
    referencing new table as changed
    for each statement execute function kstt.number_working_days();
create trigger holiday_number_changed
    after update on kstt.holiday
    referencing new table as changed
    for each statement execute function kstt.number_working_days();
create trigger holiday_number_removed
    after delete on kstt.holiday
    referencing old table as changed
    for each statement execute function kstt.number_working_days();

create function kstt.due_again()
    returns trigger
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    new.effective_due := kstt.effective_due(new.nominal_due, new.due_rule = 'before');
    return new;
end
$$;
alter function kstt.due_again() owner to kstt_api;
comment on function kstt.due_again() is
    'Trigger: a changed calendar moves only what is open, so what is opened again gets its day by the present one';

create trigger occurrence_due_again
    before update on kstt.occurrence
    for each row
    when (new.nominal_due is not null
        and old.state in ('done', 'nothing_arose', 'cancelled')
        and new.state in ('open', 'in_progress', 'obstructed'))
    execute function kstt.due_again();

-- A day off is told in full in its history: once it is taken out, that is all that
-- is left of it.
create function kstt.audit_holiday()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
    v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
    v_changes jsonb;
begin
    select jsonb_object_agg(k.key, jsonb_build_array(v_old -> k.key, v_new -> k.key))
    into v_changes
    from unnest(array['kind', 'name', 'source', 'announced']) k (key)
    where v_old -> k.key is distinct from v_new -> k.key;
    insert into kstt.activity (official_id, what, subject, subject_id, changes)
    select kstt.me(), case tg_op when 'INSERT' then 'added' when 'DELETE' then 'removed' else 'changed' end,
        'holiday', coalesce(v_new ->> 'day', v_old ->> 'day'), v_changes
    where v_changes is not null;
    return null;
end
$$;
alter function kstt.audit_holiday() owner to kstt_system;
comment on function kstt.audit_holiday() is
    'Trigger: additions, changes and removals of days off, with all values before and after';
drop trigger holiday_audit on kstt.holiday;
create trigger holiday_audit
    after insert or update or delete on kstt.holiday
    for each row execute function kstt.audit_holiday();

create index activity_of_calendar on kstt.activity (id) where subject = 'holiday';

-- The calendar is written by api.calendar_change alone.
drop function if exists api.holiday_import(uuid, jsonb);

revoke execute on all functions in schema kstt from public;

insert into kstt.working_day (day, ordinal)
select d.day, row_number() over (order by d.day)
from kstt.working_days('2000-01-01', '2100-12-31') d;

-- Its queries are short, but their estimates, behind policies and counted days,
-- are high enough for PostgreSQL to compile them, which takes longer than they do.
do $$
begin
    execute format('alter database %I set jit = off', current_database());
end
$$;
