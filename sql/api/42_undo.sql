-- SPDX-License-Identifier: MIT
-- Taking back my last command: a write of its own, which history shows as such.

create or replace function kstt.undo_refuse(occurrence bigint)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'KS409',
        message = 'Somebody has changed it since',
        detail = concat_ws(': ', kstt.which(occurrence), kstt.last_change(occurrence));
end
$$;
alter function kstt.undo_refuse(bigint) owner to kstt_api;
comment on function kstt.undo_refuse(bigint) is 'KS409: the row has moved on since my command; which, who, when, to what';

create or replace function kstt.undo_mark(done kstt.command_row)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_unit bigint;
    v_as kstt.appointment;
    v_plan kstt.plan;
    v_version int;
begin
    select o.unit_id
    into v_unit
    from kstt.occurrence o
    where o.id = done.occurrence_id;
    v_as := kstt.mark_appointment(v_unit);
    select p.*
    into v_plan
    from kstt.plan p
    join kstt.occurrence o on o.plan_id = p.id
    where o.id = done.occurrence_id;
    if v_plan.state <> 'in_force' then
        raise exception using
            errcode = 'KS422',
            message = case v_plan.state when 'closed' then 'This plan is closed' else 'This plan is not in force yet' end,
            detail = v_plan.key;
    end if;
    update kstt.occurrence o
    set state = done.from_state,
        done_on = done.done_on,
        document_number = done.document_number,
        document_date = done.document_date,
        note = done.note,
        version = o.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        on_behalf = v_as.unit_id <> o.unit_id,
        changed_how = 'undone',
        changed_at = kstt.now()
    where o.id = done.occurrence_id
    and o.version = done.after_version
    returning o.version
    into v_version;
    if not found then
        perform kstt.undo_refuse(done.occurrence_id);
    end if;
    -- What the mark answered is asked again; what an earlier mark of mine
    -- answered now hangs on the version that brings that mark back.
    update kstt.ask a
    set done_at = case when a.done_version = done.before_version then a.done_at end,
        done_by = case when a.done_version = done.before_version then a.done_by end,
        done_version = case when a.done_version = done.before_version then v_version end,
        version = a.version + 1
    where a.occurrence_id = done.occurrence_id
    and a.done_version in (done.before_version, done.after_version);
    return v_version;
end
$$;
alter function kstt.undo_mark(kstt.command_row) owner to kstt_api;
comment on function kstt.undo_mark(kstt.command_row) is
    'Bring a row back to how it stood before my mark, if it still is at the version which that left; the new version. '
    'Needs the same right as the mark did. KS403, KS409, KS422';

create or replace function kstt.undo_remark(done kstt.command_row, what text)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_version int;
    v_as kstt.appointment;
begin
    if what = 'noted' then
        update kstt.note e
        set removed_at = kstt.now(),
            version = e.version + 1
        where e.id = done.record_id
        and e.version = done.after_version
        returning e.version
        into v_version;
    elsif what = 'answered' then
        perform kstt.mark_appointment((select o.unit_id from kstt.occurrence o where o.id = done.occurrence_id));
        update kstt.ask a
        set done_at = null,
            done_by = null,
            version = a.version + 1
        where a.id = done.record_id
        and a.version = done.after_version
        returning a.version
        into v_version;
    else
        v_as := kstt.mark_appointment((select o.unit_id from kstt.occurrence o where o.id = done.occurrence_id));
        update kstt.proof r
        set removed_at = case when what = 'proof_added' then kstt.now() end,
            by_undoing = true,
            official_id = v_as.official_id,
            appointment_id = v_as.id,
            version = r.version + 1
        where r.id = done.record_id
        and r.version = done.after_version
        returning r.version
        into v_version;
    end if;
    if v_version is null then
        perform kstt.undo_refuse(done.occurrence_id);
    end if;
    return v_version;
end
$$;
alter function kstt.undo_remark(kstt.command_row, text) owner to kstt_api;
comment on function kstt.undo_remark(kstt.command_row, text) is
    'Take back a note or a proof that I added, put back a proof that I removed, ask again what I called answered; the new '
    'version. KS403, KS409';

create or replace function kstt.undo_plan_level(command kstt.command)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if command.what in ('event_entered', 'date_set') then
        perform kstt.task_open(command.node_id);
        perform kstt.undo_event((command.before ->> 'event')::bigint, (command.before ->> 'after_version')::int);
    elsif command.what in ('event_changed', 'event_removed') then
        perform kstt.task_open(command.node_id);
        perform kstt.undo_event_change(command.before);
    elsif command.what in ('confirmed', 'report_set', 'report_unset') then
        perform kstt.undo_reading(command.node_id, command.before);
    end if;
end
$$;
alter function kstt.undo_plan_level(kstt.command) owner to kstt_api;
comment on function kstt.undo_plan_level(kstt.command) is
    'Take back a command of mine on a task or plan as such, by what it kept in `before`. KS403, KS409, KS422';

create or replace function api.undo_last(request uuid)
    returns table (count int, from_state text, to_state text, first_path text, what text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_command kstt.command;
    v_row kstt.command_row;
    v_version int;
begin
    v_done := kstt.request_begin(request, 'undo_last', '[]');
    if v_done is null then
        select c.*
        into v_command
        from kstt.command c
        where c.official_id = kstt.me()
        and c.undone_at is null
        order by c.id desc
        limit 1
        for update;
        if v_command.id is null or v_command.undone_at is not null then
            raise exception using
                errcode = 'KS422',
                message = 'There is nothing to undo';
        end if;
        for v_row in
            select r.*
            from kstt.command_row r
            where r.command_id = v_command.id
            and v_command.what !~ '^(node|plan)_'
            order by r.occurrence_id, r.ordinal
        loop
            v_version := case v_command.what
                when 'marked' then kstt.undo_mark(v_row)
                when 'linked' then kstt.undo_link(v_row)
                when 'unlinked' then kstt.undo_link(v_row)
                when 'extended' then kstt.undo_extension(v_row)
                when 'handed_over' then kstt.undo_handover(v_row)
                else kstt.undo_remark(v_row, v_command.what)
                end;
            -- An earlier command of mine is whole again, at a new version. Proofs and
            -- questions are numbered each for themselves.
            update kstt.command_row r
            set after_version = v_version
            from kstt.command c
            where c.id = r.command_id
            and (c.what = 'answered') = (v_command.what = 'answered')
            and r.official_id = v_row.official_id
            and r.occurrence_id is not distinct from v_row.occurrence_id
            and r.record_id is not distinct from v_row.record_id
            and r.command_id < v_row.command_id
            and r.after_version = v_row.before_version;
        end loop;
        perform set_config('kstt.undoing', 'yes', true);
        perform kstt.undo_plan_level(v_command);
        perform set_config('kstt.undoing', '', true);
        perform kstt.looks_reopen(v_command.before -> 'looks');
        update kstt.command c
        set undone_at = kstt.now()
        where c.id = v_command.id;
        select jsonb_build_object('count', count(*),
            'from_state', case when v_command.what = 'marked' and min(r.to_state) = max(r.to_state) then min(r.to_state) end,
            'to_state', case when v_command.what = 'marked' and min(r.from_state) = max(r.from_state) then min(r.from_state) end,
            'first_path', coalesce((array_agg(n.path order by r.ordinal))[1],
                (select t.path from kstt.node t where t.id = v_command.node_id)),
            'what', v_command.what)
        into v_done
        from kstt.command_row r
        left join kstt.occurrence o on o.id = r.occurrence_id
        join kstt.node n on n.id = coalesce(o.node_id, r.node_id)
        where r.command_id = v_command.id;
        if v_command.what ~ '^(node|plan)_' then
            v_done := kstt.undo_plans(v_command);
        elsif v_command.what ~ '^feedback_.*_(added|changed)$' then
            v_done := kstt.feedback_data_undo(v_command);
        elsif v_command.what like 'feedback%' then
            v_done := kstt.feedback_undo(v_command);
        end if;
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.count, r.from_state, r.to_state, r.first_path, r.what
    from jsonb_to_record(v_done) as r (count int, from_state text, to_state text, first_path text, what text);
end
$$;
alter function api.undo_last(uuid) owner to kstt_api;
comment on function api.undo_last(uuid) is
    'Undo my last command that is not undone yet, all of it or nothing. from_state and to_state are the undoing''s own, null '
    'where its rows differ. KS422 nothing to undo, KS409 a row has moved on since, KS403 the right is gone';
