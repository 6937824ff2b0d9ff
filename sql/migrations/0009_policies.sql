-- SPDX-License-Identifier: MIT
-- Who sees and changes which rows. Forced on every table, so that only roles
-- with BYPASSRLS are free of it. A policy compares with sets that a query
-- computes once: (select kstt.…()) is evaluated before the scan.
-- Policies "to kstt_api" hold inside the write functions, where the actor is
-- still session_user.

set local role kstt_owner;

do $$
declare
    v_table text;
begin
    for v_table in
        select c.relname
        from pg_catalog.pg_class c
        where c.relnamespace = 'kstt'::regnamespace
        and c.relkind = 'r'
    loop
        execute format('alter table kstt.%I enable row level security', v_table);
        execute format('alter table kstt.%I force row level security', v_table);
    end loop;
end
$$;

-- What tells the program whether it fits, before anybody is known.
create policy schema_version_read on kstt.schema_version for select to kstt_official, kstt_api using (true);
create policy api_version_read on kstt.api_version for select to kstt_official, kstt_api using (true);
create policy instance_read on kstt.instance for select to kstt_official, kstt_api using (true);
create policy instance_pin on kstt.instance for update to kstt_api
    using ((select kstt.is_province_admin()))
    with check ((select kstt.is_province_admin()));

-- Open to every appointed official of the province.
create policy unit_read on kstt.unit for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy unit_successor_read on kstt.unit_successor for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy unit_group_read on kstt.unit_group for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy unit_name_read on kstt.unit_name for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy holiday_read on kstt.holiday for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy official_read on kstt.official for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy appointment_read on kstt.appointment for select to kstt_official, kstt_api using ((select kstt.may_read()));

-- Kept by admins: of a unit and those below it, or of the whole province.
create policy unit_add on kstt.unit for insert to kstt_api
    with check ((select kstt.is_installer()) or parent_id = any ((select kstt.my_administered())::bigint[]));
create policy unit_change on kstt.unit for update to kstt_api
    using ((select kstt.is_installer()) or id = any ((select kstt.my_administered())::bigint[]))
    with check ((select kstt.is_installer()) or id = any ((select kstt.my_administered())::bigint[]));
create policy unit_successor_add on kstt.unit_successor for insert to kstt_api
    with check ((select kstt.is_province_admin()));
create policy unit_successor_change on kstt.unit_successor for update to kstt_api
    using ((select kstt.is_province_admin()))
    with check ((select kstt.is_province_admin()));
create policy unit_group_add on kstt.unit_group for insert to kstt_api
    with check ((select kstt.is_province_admin()));
create policy unit_group_change on kstt.unit_group for update to kstt_api
    using ((select kstt.is_province_admin()))
    with check ((select kstt.is_province_admin()));
create policy unit_name_add on kstt.unit_name for insert to kstt_api
    with check ((select kstt.is_province_admin()));
create policy holiday_add on kstt.holiday for insert to kstt_api
    with check ((select kstt.is_province_admin()));
create policy holiday_change on kstt.holiday for update to kstt_api
    using ((select kstt.is_province_admin()))
    with check ((select kstt.is_province_admin()));

-- Nobody grants themselves anything: one's own rows are out of one's reach.
create policy official_add on kstt.official for insert to kstt_api
    with check ((select kstt.is_installer()) or cardinality((select kstt.my_administered())) > 0);
create policy official_change on kstt.official for update to kstt_api
    using ((select kstt.is_installer())
        or (id <> (select kstt.me()) and (select kstt.is_province_admin())))
    with check ((select kstt.is_installer())
        or (id <> (select kstt.me()) and (select kstt.is_province_admin())));
create policy appointment_add on kstt.appointment for insert to kstt_api
    with check ((select kstt.is_installer())
        or (official_id <> (select kstt.me()) and unit_id = any ((select kstt.my_administered())::bigint[])));
create policy appointment_change on kstt.appointment for update to kstt_api
    using ((select kstt.is_installer())
        or (official_id <> (select kstt.me()) and unit_id = any ((select kstt.my_administered())::bigint[])))
    with check ((select kstt.is_installer())
        or (official_id <> (select kstt.me()) and unit_id = any ((select kstt.my_administered())::bigint[])));

-- Plans are open once issued; a draft is its issuer's. hidden_plans() is null,
-- and hides all, for whoever is not appointed. A plan being added is read by
-- its issuer: the set is computed before the row is there.
create policy plan_read on kstt.plan for select to kstt_official, kstt_api
    using (id <> all ((select kstt.hidden_plans())::bigint[]));
create policy plan_add on kstt.plan for insert to kstt_api
    with check ((select kstt.is_installer()) or issuer_id = any ((select kstt.my_writable())::bigint[]));
create policy plan_change on kstt.plan for update to kstt_api
    using ((select kstt.is_installer()) or issuer_id = any ((select kstt.my_writable())::bigint[]))
    with check ((select kstt.is_installer()) or issuer_id = any ((select kstt.my_writable())::bigint[]));

create policy plan_count_read on kstt.plan_count for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));

create policy node_read on kstt.node for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));
create policy node_add on kstt.node for insert to kstt_api
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));
create policy node_change on kstt.node for update to kstt_api
    using (plan_id = any ((select kstt.my_plans())::bigint[]))
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));

create policy assignment_read on kstt.assignment for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));
create policy assignment_add on kstt.assignment for insert to kstt_api
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));
create policy schedule_read on kstt.schedule for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));
create policy schedule_add on kstt.schedule for insert to kstt_api
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));
create policy schedule_part_read on kstt.schedule_part for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));
create policy schedule_part_add on kstt.schedule_part for insert to kstt_api
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));

create policy occurrence_read on kstt.occurrence for select to kstt_official, kstt_api
    using (plan_id <> all ((select kstt.hidden_plans())::bigint[]));
create policy occurrence_add on kstt.occurrence for insert to kstt_api
    with check (plan_id = any ((select kstt.my_plans())::bigint[]));
create policy occurrence_mark on kstt.occurrence for update to kstt_api
    using (unit_id = any ((select kstt.my_writable())::bigint[]))
    with check (unit_id = any ((select kstt.my_writable())::bigint[]));

-- History of a plan is seen with the plan; the rest by admins and by who did it.
create policy activity_read on kstt.activity for select to kstt_official, kstt_api
    using ((select kstt.may_read())
        and case
            when plan_id is not null then plan_id <> all ((select kstt.hidden_plans())::bigint[])
            else official_id = (select kstt.me()) or (select kstt.is_province_admin())
            end);

create policy request_own on kstt.request for all to kstt_api
    using (login = session_user)
    with check (login = session_user);
