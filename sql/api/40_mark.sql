-- SPDX-License-Identifier: MIT
-- Saying where one owed thing stands.

create or replace function kstt.mark_refuse(occurrence kstt.occurrence, plan kstt.plan, state text, done_on date,
        document_number text, document_date date, note text)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := '';
begin
    if plan.state = 'closed' then
        v_message := 'This plan is closed';
        v_detail := plan.key;
    elsif plan.state = 'draft' then
        v_message := 'This plan is not in force yet';
        v_detail := plan.key;
    elsif occurrence.state = 'cancelled' then
        v_message := 'This task was cancelled';
    elsif state is null or state not in ('open', 'in_progress', 'done', 'nothing_arose', 'obstructed') then
        v_message := 'There is no such state';
        v_detail := coalesce(state, '');
    elsif state = 'obstructed' and note is null then
        v_message := 'An obstacle needs its reason';
    elsif not (isfinite(coalesce(done_on, 'epoch')) and isfinite(coalesce(document_date, 'epoch'))) then
        v_message := 'There is no such day';
    elsif done_on > kstt.today() or document_date > kstt.today() then
        v_message := 'The day lies in the future';
        v_detail := to_char(greatest(done_on, document_date), 'DD/MM/YYYY');
    elsif done_on < make_date(plan.year - 1, 12, 1) then
        v_message := 'The day lies before the year of the plan';
        v_detail := to_char(done_on, 'DD/MM/YYYY');
    elsif document_date < make_date(plan.year - 1, 12, 1) then
        v_message := 'The day lies before the year of the plan';
        v_detail := to_char(document_date, 'DD/MM/YYYY');
    elsif length(document_number) > 100 or length(note) > 4000 then
        v_message := 'The text is too long';
        v_detail := case when length(document_number) > 100 then '100' else '4000' end;
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_detail;
    end if;
end
$$;
alter function kstt.mark_refuse(kstt.occurrence, kstt.plan, text, date, text, date, text) owner to kstt_api;
comment on function kstt.mark_refuse(kstt.occurrence, kstt.plan, text, date, text, date, text) is
    'The field''s rules on a mark, each a KS422. A day counts from 1 December of the year before the plan''s: '
    'preparations for January are done then';

create or replace function kstt.mark_appointment(unit bigint)
    returns kstt.appointment
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_appointment kstt.appointment;
begin
    select a.*
    into v_appointment
    from kstt.my_appointments() a
    where (a.power in ('official', 'coordinator') and a.unit_id = unit)
    or (a.power = 'coordinator'
        and unit in (select b.unit_id from kstt.units_below(array[a.unit_id]) b))
    order by a.unit_id = unit desc, a.power = 'official' desc, a.id
    limit 1;
    if v_appointment.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write for this unit',
            detail = (select u.name from kstt.unit u where u.id = unit);
    end if;
    return v_appointment;
end
$$;
alter function kstt.mark_appointment(bigint) owner to kstt_api;
comment on function kstt.mark_appointment(bigint) is
    'The appointment that lets me write for a unit: in the unit itself, else as coordinator above it. KS403 without';

create or replace function kstt.days_late(occurrence kstt.occurrence)
    returns int
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select greatest(0, coalesce(occurrence.done_on, kstt.today()) - occurrence.effective_due)
    where occurrence.state <> 'cancelled'
$$;
alter function kstt.days_late(kstt.occurrence) owner to kstt_api;
comment on function kstt.days_late(kstt.occurrence) is
    'Calendar days after the day that counts: of the day it was done, else of today. Null without a day';

create or replace function kstt.last_change(occurrence bigint)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat(coalesce(f.name, ''), ', ', kstt.stamp(o.changed_at))
    from kstt.occurrence o
    left join kstt.official f on f.id = o.changed_by
    where o.id = occurrence
$$;
alter function kstt.last_change(bigint) owner to kstt_api;
comment on function kstt.last_change(bigint) is 'Who changed the row last, and when';

create or replace function kstt.conflict(occurrence bigint)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'KS409',
        message = 'Another official has changed this task',
        detail = kstt.last_change(occurrence);
end
$$;
alter function kstt.conflict(bigint) owner to kstt_api;
comment on function kstt.conflict(bigint) is 'KS409: who changed the row, and when';

create or replace function kstt.mark_write(occurrence kstt.occurrence, appointment kstt.appointment, version int, state text,
        done_on date, document_number text, document_date date, note text)
    returns kstt.occurrence
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_finished boolean := state in ('done', 'nothing_arose');
    v_proof boolean := state <> 'open';
    v_row kstt.occurrence;
begin
    update kstt.occurrence o
    set state = mark_write.state,
        done_on = case when v_finished then coalesce(mark_write.done_on, kstt.today()) end,
        document_number = case when v_proof then mark_write.document_number end,
        document_date = case when v_proof then mark_write.document_date end,
        note = mark_write.note,
        version = o.version + 1,
        changed_by = appointment.official_id,
        changed_appointment = appointment.id,
        on_behalf = appointment.unit_id <> o.unit_id,
        changed_how = 'marked',
        changed_at = kstt.now()
    where o.id = occurrence.id
    and o.version = mark_write.version
    returning o.*
    into v_row;
    if not found then
        perform kstt.conflict(occurrence.id);
    end if;
    update kstt.ask a
    set done_at = v_row.changed_at,
        done_by = v_row.changed_by,
        done_version = v_row.version,
        version = a.version + 1
    where a.occurrence_id = v_row.id
    and a.done_at is null;
    return v_row;
end
$$;
alter function kstt.mark_write(kstt.occurrence, kstt.appointment, int, text, date, text, date, text) owner to kstt_api;
comment on function kstt.mark_write(kstt.occurrence, kstt.appointment, int, text, date, text, date, text) is
    'Store a mark that the rules allow, if the row still is at this version; it answers what was asked about it. '
    'KS409 when it is not';

create or replace function kstt.command_begin(request uuid, what text)
    returns bigint
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.command (province_id, official_id, request, what)
    select f.province_id, f.id, request, what
    from kstt.official f
    where f.id = kstt.me()
    returning id
$$;
alter function kstt.command_begin(uuid, text) owner to kstt_api;
comment on function kstt.command_begin(uuid, text) is 'Note that I am about to do something that can be undone';

create or replace function kstt.command_on(request uuid, what text, node bigint, before jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_command bigint := kstt.command_begin(request, what);
begin
    update kstt.command c
    set node_id = n.id,
        plan_id = n.plan_id,
        before = command_on.before
    from kstt.node n
    where c.id = v_command
    and n.id = command_on.node;
end
$$;
alter function kstt.command_on(uuid, text, bigint, jsonb) owner to kstt_api;
comment on function kstt.command_on(uuid, text, bigint, jsonb) is
    'Note that I am doing something to a task as such, with what its undoing needs';

create or replace function kstt.command_keep(command bigint, ordinal int, before kstt.occurrence, after_version int)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.command_row (command_id, official_id, ordinal, occurrence_id, before_version, after_version,
        from_state, to_state, done_on, document_number, document_date, note)
    select command, kstt.me(), ordinal, before.id, before.version, after_version, before.state, o.state,
        before.done_on, before.document_number, before.document_date, before.note
    from kstt.occurrence o
    where o.id = before.id
$$;
alter function kstt.command_keep(bigint, int, kstt.occurrence, int) owner to kstt_api;
comment on function kstt.command_keep(bigint, int, kstt.occurrence, int) is
    'Keep how a row stood before my command marked it, and the version that the mark left';

create or replace function api.occurrence_mark(request uuid, occurrence bigint, version int, state text, done_on date,
        document_number text, document_date date, note text)
    returns table (occurrence_id bigint, new_version int, new_state text, new_done_on date, new_document_number text,
        new_document_date date, new_note text, days_late int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before kstt.occurrence;
    v_row kstt.occurrence;
    v_plan kstt.plan;
    v_as kstt.appointment;
    v_number text := kstt.tidy(document_number);
    v_note text := kstt.tidy(note);
begin
    v_done := kstt.request_begin(request, 'occurrence_mark',
        jsonb_build_array(occurrence, version, state, done_on, document_number, document_date, note));
    if v_done is null then
        select o.*
        into v_before
        from kstt.occurrence o
        where o.id = occurrence;
        if v_before.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such task for you';
        end if;
        select p.*
        into v_plan
        from kstt.plan p
        where p.id = v_before.plan_id;
        v_as := kstt.mark_appointment(v_before.unit_id);
        perform kstt.mark_refuse(v_before, v_plan, state, done_on, v_number, document_date, v_note);

        v_row := kstt.mark_write(v_before, v_as, version, state, done_on, v_number, document_date, v_note);
        -- The version went as seen, so nothing came between the reading and the writing.
        perform kstt.command_keep(kstt.command_begin(request, 'marked'), 1, v_before, v_row.version);
        v_done := to_jsonb(v_row) || jsonb_build_object('days_late', kstt.days_late(v_row));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.id, r.version, r.state, r.done_on, r.document_number, r.document_date, r.note, r.days_late
    from jsonb_to_record(v_done) as r (id bigint, version int, state text, done_on date, document_number text,
        document_date date, note text, days_late int);
end
$$;
alter function api.occurrence_mark(uuid, bigint, int, text, date, text, date, text) owner to kstt_api;
comment on function api.occurrence_mark(uuid, bigint, int, text, date, text, date, text) is
    'Set where an owed thing stands, with its proof. version is the row version the official saw. done and nothing_arose '
    'are dated done_on (default today); open clears the proof, which history keeps; obstructed needs note. '
    'KS403 no right to the unit, KS409 somebody changed it since, KS422 a rule of the field';
