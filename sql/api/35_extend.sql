-- SPDX-License-Identifier: MIT
-- Granting a later day (gia hạn): the first one is kept.

create or replace function kstt.extend_refuse(occurrence kstt.occurrence, plan kstt.plan, day date, reason text,
        document_number text, document_date date, granted boolean)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := '';
begin
    if plan.state <> 'in_force' then
        v_message := case plan.state when 'closed' then 'This plan is closed' else 'This plan is not in force yet' end;
        v_detail := plan.key;
    elsif occurrence.state not in ('open', 'in_progress', 'obstructed') then
        v_message := 'Only what is still owed can be extended';
    elsif occurrence.nominal_due is null then
        v_message := 'It has no day that could be extended';
    elsif day is null or not (isfinite(day) and isfinite(coalesce(document_date, 'epoch'))) then
        v_message := 'There is no such day';
    elsif day <= occurrence.effective_due then
        v_message := 'The new day must be later than the one before';
        v_detail := kstt.say_due(occurrence.effective_due);
    elsif day > make_date(plan.year + 1, 12, 31) then
        v_message := 'The day lies after the year of the plan';
        v_detail := kstt.say_due(day);
    elsif document_date > kstt.today() then
        v_message := 'The day lies in the future';
        v_detail := kstt.say_due(document_date);
    elsif reason is null then
        v_message := 'An extension needs its reason';
    elsif document_number is null and not granted then
        v_message := 'Extending by oneself needs the document that grants it';
    elsif length(document_number) > 100 or length(reason) > 1000 then
        v_message := 'The text is too long';
        v_detail := case when length(document_number) > 100 then '100' else '1000' end;
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_detail;
    end if;
end
$$;
alter function kstt.extend_refuse(kstt.occurrence, kstt.plan, date, text, text, date, boolean) owner to kstt_api;
comment on function kstt.extend_refuse(kstt.occurrence, kstt.plan, date, text, text, date, boolean) is
    'The field''s rules on an extension, each a KS422. granted: by whoever writes the plan or coordinates the unit; a unit '
    'by itself needs the document that says so';

create or replace function kstt.extend_one(command bigint, ordinal int, occurrence bigint, version int, day date, reason text,
        document_number text, document_date date)
    returns kstt.occurrence
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_before kstt.occurrence;
    v_after kstt.occurrence;
    v_plan kstt.plan;
    v_as kstt.appointment;
    v_effective date;
begin
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
    v_as := kstt.mark_appointment(
        case when v_plan.issuer_id = any (kstt.my_writable()) then v_plan.issuer_id else v_before.unit_id end);
    perform kstt.extend_refuse(v_before, v_plan, day, reason, document_number, document_date,
        v_plan.issuer_id = any (kstt.my_writable()) or v_as.unit_id <> v_before.unit_id);
    select d.effective
    into v_effective
    from kstt.deadline(day, 0, 'd') d;
    update kstt.occurrence o
    set first_due = coalesce(o.first_due, o.nominal_due),
        nominal_due = day,
        effective_due = v_effective,
        due_rule = 'by',
        version = o.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        on_behalf = v_as.unit_id <> o.unit_id,
        changed_how = 'extended',
        changed_at = kstt.now()
    where o.id = occurrence
    and o.version = extend_one.version
    returning o.*
    into v_after;
    if not found then
        perform kstt.conflict(occurrence);
    end if;
    insert into kstt.extension (province_id, plan_id, node_id, occurrence_id, unit_id, from_nominal, from_effective,
        to_nominal, to_effective, reason, document_number, document_date, official_id, appointment_id)
    values (v_after.province_id, v_after.plan_id, v_after.node_id, v_after.id, v_after.unit_id, v_before.nominal_due,
        v_before.effective_due, v_after.nominal_due, v_after.effective_due, reason, document_number, document_date,
        v_as.official_id, v_as.id);
    perform kstt.command_keep(command, ordinal, v_before, v_after.version);
    update kstt.command_row r
    set first_due = v_before.first_due,
        nominal_due = v_before.nominal_due,
        effective_due = v_before.effective_due,
        due_rule = v_before.due_rule
    where r.command_id = command
    and r.ordinal = extend_one.ordinal;
    return v_after;
end
$$;
alter function kstt.extend_one(bigint, int, bigint, int, date, text, text, date) owner to kstt_api;
comment on function kstt.extend_one(bigint, int, bigint, int, date, text, text, date) is
    'Grant one owed thing a later day, as a row of a command. By right of the plan''s issuer where I have it, else of the unit';

create or replace function api.occurrences_extend(request uuid, occurrences jsonb, day date, reason text, document_number text,
        document_date date)
    returns table (extended int, effective_due date)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_done jsonb;
    v_command bigint;
    v_one record;
    v_row kstt.occurrence;
    v_count int := 0;
    v_code text;
    v_message text;
    v_detail text;
begin
    v_done := kstt.request_begin(request, 'occurrences_extend',
        jsonb_build_array(occurrences, day, reason, document_number, document_date));
    if v_done is null then
        perform kstt.marks_refuse(occurrences);
        v_command := kstt.command_begin(request, 'extended');
        -- In key order, so that two officials' sets wait for each other and never lock up.
        for v_one in
            select m.occurrence, m.version
            from kstt.mark_asked(occurrences) m
            order by m.occurrence
        loop
            begin
                v_count := v_count + 1;
                v_row := kstt.extend_one(v_command, v_count, v_one.occurrence, v_one.version, day, kstt.tidy(reason),
                    kstt.tidy(document_number), document_date);
            exception
                when sqlstate 'KS403' or sqlstate 'KS409' or sqlstate 'KS422' then
                    get stacked diagnostics v_code = returned_sqlstate, v_message = message_text,
                        v_detail = pg_exception_detail;
                    raise exception using
                        errcode = v_code,
                        message = v_message,
                        detail = concat_ws(': ', case when jsonb_array_length(occurrences) > 1 then kstt.which(v_one.occurrence)
                            end, nullif(v_detail, ''));
            end;
        end loop;
        if v_count = 0 then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such task for you';
        end if;
        v_done := jsonb_build_object('extended', v_count, 'effective_due', v_row.effective_due);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.extended, r.effective_due
    from jsonb_to_record(v_done) as r (extended int, effective_due date);
end
$$;
alter function api.occurrences_extend(uuid, jsonb, date, text, text, date) owner to kstt_api;
comment on function api.occurrences_extend(uuid, jsonb, date, text, text, date) is
    'Grant owed things a later day (gia hạn), all or none; the first day, the reason and the document are kept. occurrences: '
    'an array of {occurrence, version}. By whoever writes the plan or coordinates the unit; a unit by itself needs the '
    'document. One refusal (of several, its detail names the task) refuses all. KS403, KS409, KS422';

create or replace function kstt.undo_extension(done kstt.command_row)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.occurrence;
    v_plan kstt.plan;
    v_as kstt.appointment;
begin
    select p.*
    into v_plan
    from kstt.plan p
    join kstt.occurrence o on o.plan_id = p.id
    where o.id = done.occurrence_id;
    if v_plan.state <> 'in_force' then
        raise exception using
            errcode = 'KS422',
            message = 'This plan is closed',
            detail = v_plan.key;
    end if;
    v_as := kstt.mark_appointment(case
        when v_plan.issuer_id = any (kstt.my_writable()) then v_plan.issuer_id
        else (select o.unit_id from kstt.occurrence o where o.id = done.occurrence_id)
        end);
    update kstt.occurrence o
    set first_due = done.first_due,
        nominal_due = done.nominal_due,
        effective_due = done.effective_due,
        due_rule = done.due_rule,
        version = o.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        on_behalf = v_as.unit_id <> o.unit_id,
        changed_how = 'undone',
        changed_at = kstt.now()
    where o.id = done.occurrence_id
    and o.version = done.after_version
    returning o.*
    into v_row;
    if not found then
        perform kstt.undo_refuse(done.occurrence_id);
    end if;
    update kstt.extension x
    set removed_at = kstt.now()
    where x.id = (
        select max(y.id)
        from kstt.extension y
        where y.occurrence_id = done.occurrence_id
        and y.removed_at is null);
    return v_row.version;
end
$$;
alter function kstt.undo_extension(kstt.command_row) owner to kstt_api;
comment on function kstt.undo_extension(kstt.command_row) is
    'Give a row the days back that it had before my extension, if it still is at the version which that left; the new '
    'version. KS403, KS409, KS422';
