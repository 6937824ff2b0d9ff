-- SPDX-License-Identifier: MIT
-- Who sees feedback. All comes down to kstt.feedback_sight, which a trigger
-- keeps: whoever sees no row of it there sees the record nowhere else. History
-- of feedback is not in kstt.activity, which admins read.

create function kstt.my_sight()
    returns bigint[]
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return array(
        select a.unit_id
        from kstt.my_appointments() a
        where a.power <> 'admin') || kstt.my_coordinated();
end
$$;
alter function kstt.my_sight() owner to kstt_system;
comment on function kstt.my_sight() is
    'Units whose feedback I see: where I am appointed, except as admin, and those I coordinate. Of sealed records only '
    'kstt.my_units()';

create function kstt.units_above(unit bigint)
    returns table (unit_id bigint, depth int)
    language sql
    stable
begin atomic
    with recursive above (id, parent_id, depth) as (
        select u.id, u.parent_id, 0
        from kstt.unit u
        where u.id = unit
        union all
        select u.id, u.parent_id, a.depth + 1
        from above a
        join kstt.unit u on u.id = a.parent_id
    )
    select a.id, a.depth
    from above a;
end;
alter function kstt.units_above(bigint) owner to kstt_owner;
comment on function kstt.units_above(bigint) is 'A unit (depth 0) and those above it, the province last';

create function kstt.feedback_settle()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_state kstt.feedback_state;
begin
    select s.*
    into strict v_state
    from kstt.feedback_state s
    where s.code = new.state;
    new.received_on := (new.received_at at time zone 'Asia/Ho_Chi_Minh')::date;
    new.sealed := coalesce((select t.sealed from kstt.feedback_track t where t.code = new.track), false);
    if v_state.settles is not null and v_state.settles is distinct from new.settled_as then
        new.settled_as := v_state.settles;
        new.settled_on := kstt.today();
    elsif v_state.settles is null and not v_state.ended then
        new.settled_as := null;
        new.settled_on := null;
    end if;
    if new.state = 'handling' then
        new.accepted_on := coalesce(new.accepted_on, kstt.today());
    end if;
    return new;
end
$$;
alter function kstt.feedback_settle() owner to kstt_system;
comment on function kstt.feedback_settle() is 'Trigger: what follows from track, state and time of a record itself';

create function kstt.feedback_follow()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_old kstt.feedback;
begin
    if tg_op = 'UPDATE' then
        v_old := old;
    end if;
    insert into kstt.feedback_step (feedback_id, province_id, sealed, unit_id, on_behalf, official_id, appointment_id, at,
        action, from_state, to_state, to_unit_id, track, note, document_number, document_date)
    select new.id, new.province_id, new.sealed, new.changed_for, a.unit_id <> new.changed_for, new.changed_by, a.id,
        new.changed_at, new.changed_how, v_old.state, new.state,
        coalesce(new.offered_to, new.submitted_to, nullif(new.held_by, coalesce(v_old.held_by, new.received_by))), new.track,
        new.changed_note, new.changed_document, new.changed_document_date
    from kstt.appointment a
    where a.id = new.changed_appointment;
    if v_old.held_by is distinct from new.held_by then
        update kstt.feedback_charge c
        set to_day = kstt.today()
        where c.feedback_id = new.id
        and c.to_day is null;
        insert into kstt.feedback_charge (feedback_id, province_id, unit_id, from_day)
        values (new.id, new.province_id, new.held_by,
            case when v_old.id is null then new.received_on else kstt.today() end);
    end if;
    if v_old.sealed is distinct from new.sealed and v_old.id is not null then
        update kstt.feedback_step s
        set sealed = new.sealed
        where s.feedback_id = new.id;
    end if;
    perform kstt.feedback_clocks_follow(new.id);
    perform kstt.feedback_sight_follow(new.id);
    if v_old.id is not null then
        perform kstt.feedback_words_follow(new.id);
    end if;
    return null;
end
$$;
alter function kstt.feedback_follow() owner to kstt_system;
comment on function kstt.feedback_follow() is
    'Trigger: every change of a record becomes a step of its history; charge, clocks, sight and words follow';

create trigger feedback_settle
    before insert or update on kstt.feedback
    for each row execute function kstt.feedback_settle();
create trigger feedback_follow
    after insert on kstt.feedback
    for each row execute function kstt.feedback_follow();
-- A day that was only counted anew leaves the version, and is no step.
create trigger feedback_follow_change
    after update on kstt.feedback
    for each row when (old.version <> new.version)
    execute function kstt.feedback_follow();
create trigger feedback_step_append_only
    before update or delete on kstt.feedback_step
    for each row when (pg_catalog.pg_trigger_depth() = 0)
    execute function kstt.refuse_change();
create trigger feedback_step_keep
    before truncate on kstt.feedback_step
    for each statement execute function kstt.refuse_change();
create trigger feedback_looked_append_only
    before update or delete on kstt.feedback_looked
    for each row execute function kstt.refuse_change();
create trigger feedback_rule_audit
    after insert or update on kstt.feedback_rule
    for each row execute function kstt.audit_row();
create trigger feedback_template_audit
    after insert or update on kstt.feedback_template
    for each row execute function kstt.audit_row();
create trigger feedback_setting_audit
    after insert or update on kstt.feedback_setting
    for each row execute function kstt.audit_row();

set local role kstt_owner;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['feedback', 'feedback_party', 'feedback_text', 'feedback_sight', 'feedback_step',
        'feedback_charge', 'feedback_clock', 'feedback_clock_change', 'feedback_link', 'feedback_call', 'feedback_looked',
        'feedback_rule', 'feedback_template', 'feedback_setting', 'feedback_serial']
    loop
        execute format('alter table kstt.%I enable row level security', v_table);
        execute format('alter table kstt.%I force row level security', v_table);
        execute format('grant select on kstt.%I to kstt_official, kstt_api, kstt_system', v_table);
    end loop;
    -- What hangs on a record is seen with it.
    foreach v_table in array array['feedback_charge', 'feedback_clock', 'feedback_clock_change', 'feedback_call']
    loop
        execute format('create policy %I on kstt.%I for select to kstt_official, kstt_api '
            'using (exists (select from kstt.feedback_sight s where s.feedback_id = %I.feedback_id))',
            v_table || '_read', v_table, v_table);
    end loop;
end
$$;

revoke select on kstt.feedback_serial from kstt_official;
grant insert, update on kstt.feedback_serial, kstt.feedback_party, kstt.feedback_text, kstt.feedback_charge,
    kstt.feedback_clock to kstt_system;
grant insert, update, delete on kstt.feedback_sight to kstt_system;
grant insert on kstt.feedback_step, kstt.feedback_looked to kstt_system;
grant update (sealed) on kstt.feedback_step to kstt_system;
grant update (due, due_nominal, due_clock, paused) on kstt.feedback to kstt_system;
grant insert, update on kstt.feedback, kstt.feedback_link, kstt.feedback_rule, kstt.feedback_template, kstt.feedback_setting
    to kstt_api;
grant insert on kstt.feedback_clock_change, kstt.feedback_call to kstt_api;
grant update on kstt.feedback_clock to kstt_api;

create policy feedback_serial_nobody on kstt.feedback_serial for select to kstt_api using (false);

create policy feedback_sight_read on kstt.feedback_sight for select to kstt_official, kstt_api
    using (case
        when close then unit_id = any ((select kstt.my_units())::bigint[])
        else unit_id = any ((select kstt.my_sight())::bigint[])
        end);

create policy feedback_read on kstt.feedback for select to kstt_official, kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback.id));
create policy feedback_add on kstt.feedback for insert to kstt_api
    with check (received_by = any ((select kstt.my_writable())::bigint[]) and entered_by = (select kstt.me()));
create policy feedback_change on kstt.feedback for update to kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback.id))
    with check (changed_by = (select kstt.me()));

-- Of a sealed record nobody reads these; feedback_look hands them out and logs.
create policy feedback_party_read on kstt.feedback_party for select to kstt_official, kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback_party.feedback_id and not s.close));
create policy feedback_text_read on kstt.feedback_text for select to kstt_official, kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback_text.feedback_id and not s.close));

create policy feedback_step_read on kstt.feedback_step for select to kstt_official, kstt_api
    using ((not sealed and unit_id = any ((select kstt.my_units())::bigint[]))
        or exists (select from kstt.feedback_sight s where s.feedback_id = feedback_step.feedback_id));

create policy feedback_clock_change_add on kstt.feedback_clock_change for insert to kstt_api
    with check (official_id = (select kstt.me())
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_clock_change.feedback_id));
create policy feedback_clock_run on kstt.feedback_clock for update to kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback_clock.feedback_id))
    with check (true);
create policy feedback_call_add on kstt.feedback_call for insert to kstt_api
    with check (official_id = (select kstt.me())
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_call.feedback_id));

-- A link is seen by whoever sees both its ends.
create policy feedback_link_read on kstt.feedback_link for select to kstt_official, kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.feedback_id)
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.other_id));
create policy feedback_link_add on kstt.feedback_link for insert to kstt_api
    with check (official_id = (select kstt.me())
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.feedback_id)
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.other_id));
create policy feedback_link_remove on kstt.feedback_link for update to kstt_api
    using (exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.feedback_id)
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_link.other_id))
    with check (removed_by = (select kstt.me()));

-- One's own looks, and those of the units one coordinates, of records one sees.
create policy feedback_looked_read on kstt.feedback_looked for select to kstt_official, kstt_api
    using ((official_id = (select kstt.me()) or unit_id = any ((select kstt.my_coordinated())::bigint[]))
        and exists (select from kstt.feedback_sight s where s.feedback_id = feedback_looked.feedback_id));

create policy feedback_rule_read on kstt.feedback_rule for select to kstt_official, kstt_api using ((select kstt.may_read()));
create policy feedback_template_read on kstt.feedback_template for select to kstt_official, kstt_api
    using ((select kstt.may_read()));
create policy feedback_setting_read on kstt.feedback_setting for select to kstt_official, kstt_api
    using ((select kstt.may_read()));

-- What holds for the whole province is its coordinator's or admin's to set.
create policy feedback_rule_add on kstt.feedback_rule for insert to kstt_api
    with check (coalesce(unit_id, province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_rule_change on kstt.feedback_rule for update to kstt_api
    using (coalesce(unit_id, province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())))
    with check (coalesce(unit_id, province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_template_add on kstt.feedback_template for insert to kstt_api
    with check (coalesce(unit_id, province_id) = any ((select kstt.my_writable())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_template_change on kstt.feedback_template for update to kstt_api
    using (coalesce(unit_id, province_id) = any ((select kstt.my_writable())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())))
    with check (coalesce(unit_id, province_id) = any ((select kstt.my_writable())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_setting_add on kstt.feedback_setting for insert to kstt_api
    with check (unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()));
create policy feedback_setting_change on kstt.feedback_setting for update to kstt_api
    using (unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()))
    with check (unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()));

reset role;
-- Only its functions that compare: what is alike is told by similarity.
grant usage on schema trgm to kstt_system;
revoke execute on all functions in schema kstt from public;
grant execute on function kstt.my_sight(), kstt.units_above(bigint) to kstt_official, kstt_api, kstt_system;
