-- SPDX-License-Identifier: MIT
-- What hangs on an owed thing beside its state: notes, further proofs, and what a
-- coordinator asks.

create or replace function kstt.remark_on(occurrence bigint)
    returns kstt.occurrence
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.occurrence;
    v_state text;
    v_key text;
begin
    select o.*
    into v_row
    from kstt.occurrence o
    where o.id = occurrence;
    if v_row.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    end if;
    select p.state, p.key
    into v_state, v_key
    from kstt.plan p
    where p.id = v_row.plan_id;
    if v_state <> 'in_force' then
        raise exception using
            errcode = 'KS422',
            message = case v_state when 'closed' then 'This plan is closed' else 'This plan is not in force yet' end,
            detail = v_key;
    end if;
    if v_row.state = 'cancelled' then
        raise exception using
            errcode = 'KS422',
            message = 'This task was cancelled';
    end if;
    return v_row;
end
$$;
alter function kstt.remark_on(bigint) owner to kstt_api;
comment on function kstt.remark_on(bigint) is 'The owed thing that a remark is about. KS403 there is none for me, KS422 its plan is not in force';

create or replace function kstt.remark_text(text text, most int)
    returns text
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_text text := kstt.tidy(text);
begin
    if v_text is null then
        raise exception using
            errcode = 'KS422',
            message = 'The text is missing';
    elsif length(v_text) > most then
        raise exception using
            errcode = 'KS422',
            message = 'The text is too long',
            detail = most::text;
    end if;
    return v_text;
end
$$;
alter function kstt.remark_text(text, int) owner to kstt_api;
comment on function kstt.remark_text(text, int) is 'Typed text that must be there and has at most so many letters. KS422';

create or replace function kstt.remark_appointment(unit bigint, powers text[], refusal text)
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
    where a.power = any (powers)
    and (a.unit_id = unit
        or (a.power <> 'official' and unit in (select b.unit_id from kstt.units_below(array[a.unit_id]) b)))
    order by a.unit_id = unit desc, array_position(powers, a.power), a.id
    limit 1;
    if v_appointment.id is null then
        raise exception using
            errcode = 'KS403',
            message = refusal,
            detail = (select u.name from kstt.unit u where u.id = unit);
    end if;
    return v_appointment;
end
$$;
alter function kstt.remark_appointment(bigint, text[], text) owner to kstt_api;
comment on function kstt.remark_appointment(bigint, text[], text) is
    'My appointment with one of these rights: as official in the unit itself, otherwise in it or above it. KS403 without, '
    'with the message given';

create or replace function kstt.command_keep_record(command bigint, occurrence kstt.occurrence, record bigint,
        before_version int, after_version int)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.command_row (command_id, official_id, ordinal, occurrence_id, record_id, before_version, after_version,
        from_state, to_state)
    values (command, kstt.me(), 1, occurrence.id, record, before_version, after_version, occurrence.state, occurrence.state)
$$;
alter function kstt.command_keep_record(bigint, kstt.occurrence, bigint, int, int) owner to kstt_api;
comment on function kstt.command_keep_record(bigint, kstt.occurrence, bigint, int, int) is
    'Keep which note, proof or question my command wrote, and the versions it went from and to';

create or replace function api.note_add(request uuid, occurrence bigint, note text)
    returns table (note_id bigint, at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_row kstt.occurrence;
    v_as kstt.appointment;
    v_note kstt.note;
begin
    v_done := kstt.request_begin(request, 'note_add', jsonb_build_array(occurrence, note));
    if v_done is null then
        v_row := kstt.remark_on(occurrence);
        v_as := kstt.remark_appointment(v_row.unit_id, array['official', 'coordinator', 'leader'],
            'You may not write for this unit');
        insert into kstt.note (province_id, plan_id, node_id, occurrence_id, unit_id, text, official_id, appointment_id)
        values (v_row.province_id, v_row.plan_id, v_row.node_id, v_row.id, v_row.unit_id, kstt.remark_text(note, 4000),
            v_as.official_id, v_as.id)
        returning *
        into v_note;
        perform kstt.command_keep_record(kstt.command_begin(request, 'noted'), v_row, v_note.id, null, v_note.version);
        v_done := jsonb_build_object('note_id', v_note.id, 'at', kstt.stamp(v_note.at));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.note_id, r.at
    from jsonb_to_record(v_done) as r (note_id bigint, at text);
end
$$;
alter function api.note_add(uuid, bigint, text) owner to kstt_api;
comment on function api.note_add(uuid, bigint, text) is
    'Leave a note on an owed thing: officials of its unit, coordinators and leaders of it or above it. KS403, KS422';

create or replace function kstt.proof_refuse(plan bigint, number text, issued date, title text)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_year int;
    v_message text;
    v_detail text := case when isfinite(issued) then to_char(issued, 'DD/MM/YYYY') end;
begin
    select p.year
    into v_year
    from kstt.plan p
    where p.id = proof_refuse.plan;
    if number is null and title is null then
        v_message := 'A document needs its number or its title';
    elsif not isfinite(issued) then
        v_message := 'There is no such day';
    elsif issued > kstt.today() then
        v_message := 'The day lies in the future';
    elsif issued < make_date(v_year - 1, 12, 1) then
        v_message := 'The day lies before the year of the plan';
    elsif length(number) > 100 or length(title) > 500 then
        v_message := 'The text is too long';
        v_detail := case when length(number) > 100 then '100' else '500' end;
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = coalesce(v_detail, '');
    end if;
end
$$;
alter function kstt.proof_refuse(bigint, text, date, text) owner to kstt_api;
comment on function kstt.proof_refuse(bigint, text, date, text) is 'The field''s rules on a document, the same as on a mark''s, each a KS422';

create or replace function api.proof_add(request uuid, occurrence bigint, number text, issued date, title text)
    returns table (proof_id bigint, at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_row kstt.occurrence;
    v_as kstt.appointment;
    v_proof kstt.proof;
begin
    v_done := kstt.request_begin(request, 'proof_add', jsonb_build_array(occurrence, number, issued, title));
    if v_done is null then
        v_row := kstt.remark_on(occurrence);
        v_as := kstt.mark_appointment(v_row.unit_id);
        perform kstt.proof_refuse(v_row.plan_id, kstt.tidy(number), issued, kstt.tidy(title));
        insert into kstt.proof (province_id, plan_id, node_id, occurrence_id, unit_id, number, issued, title, official_id,
            appointment_id)
        values (v_row.province_id, v_row.plan_id, v_row.node_id, v_row.id, v_row.unit_id, kstt.tidy(number), issued,
            coalesce(kstt.tidy(title), ''), v_as.official_id, v_as.id)
        returning *
        into v_proof;
        perform kstt.command_keep_record(kstt.command_begin(request, 'proof_added'), v_row, v_proof.id, null, v_proof.version);
        v_done := jsonb_build_object('proof_id', v_proof.id, 'at', kstt.stamp(v_proof.at));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.proof_id, r.at
    from jsonb_to_record(v_done) as r (proof_id bigint, at text);
end
$$;
alter function api.proof_add(uuid, bigint, text, date, text) owner to kstt_api;
comment on function api.proof_add(uuid, bigint, text, date, text) is
    'A further document that proves an owed thing, with a number or a title; the first one belongs to the mark. Who may mark '
    'may add. KS403, KS422';

create or replace function api.proof_remove(request uuid, proof bigint)
    returns table (proof_id bigint, at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_row kstt.occurrence;
    v_as kstt.appointment;
    v_proof kstt.proof;
begin
    v_done := kstt.request_begin(request, 'proof_remove', jsonb_build_array(proof));
    if v_done is null then
        select r.*
        into v_proof
        from kstt.proof r
        where r.id = proof_remove.proof;
        if v_proof.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such document for you';
        end if;
        v_row := kstt.remark_on(v_proof.occurrence_id);
        v_as := kstt.mark_appointment(v_proof.unit_id);
        update kstt.proof r
        set removed_at = kstt.now(),
            by_undoing = false,
            official_id = v_as.official_id,
            appointment_id = v_as.id,
            version = r.version + 1
        where r.id = proof_remove.proof
        and r.removed_at is null
        returning r.*
        into v_proof;
        if not found then
            raise exception using
                errcode = 'KS409',
                message = 'Somebody has removed this document already';
        end if;
        perform kstt.command_keep_record(kstt.command_begin(request, 'proof_removed'), v_row, v_proof.id, v_proof.version - 1,
            v_proof.version);
        v_done := jsonb_build_object('proof_id', v_proof.id, 'at', kstt.stamp(v_proof.removed_at));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.proof_id, r.at
    from jsonb_to_record(v_done) as r (proof_id bigint, at text);
end
$$;
alter function api.proof_remove(uuid, bigint) owner to kstt_api;
comment on function api.proof_remove(uuid, bigint) is
    'Take a further document away; history keeps it. Who may mark may remove. KS403, KS409 it is gone already, KS422';

create or replace function api.ask_add(request uuid, occurrence bigint, message text)
    returns table (ask_id bigint, at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_row kstt.occurrence;
    v_as kstt.appointment;
    v_ask kstt.ask;
begin
    v_done := kstt.request_begin(request, 'ask_add', jsonb_build_array(occurrence, message));
    if v_done is null then
        v_row := kstt.remark_on(occurrence);
        -- Above the unit, not in it: a unit's own coordinator tells it directly.
        v_as := kstt.remark_appointment(v_row.unit_id, array['coordinator'], 'You may not ask this unit');
        if v_as.unit_id = v_row.unit_id then
            select a.*
            into v_as
            from kstt.my_appointments() a
            where a.power = 'coordinator'
            and a.unit_id <> v_row.unit_id
            and v_row.unit_id in (select b.unit_id from kstt.units_below(array[a.unit_id]) b)
            limit 1;
            if v_as.id is null then
                raise exception using
                    errcode = 'KS403',
                    message = 'You may not ask this unit',
                    detail = (select u.name from kstt.unit u where u.id = v_row.unit_id);
            end if;
        end if;
        insert into kstt.ask (province_id, plan_id, node_id, occurrence_id, unit_id, message, official_id, appointment_id)
        values (v_row.province_id, v_row.plan_id, v_row.node_id, v_row.id, v_row.unit_id, kstt.remark_text(message, 1000),
            v_as.official_id, v_as.id)
        returning *
        into v_ask;
        v_done := jsonb_build_object('ask_id', v_ask.id, 'at', kstt.stamp(v_ask.at));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.ask_id, r.at
    from jsonb_to_record(v_done) as r (ask_id bigint, at text);
end
$$;
alter function api.ask_add(uuid, bigint, text) owner to kstt_api;
comment on function api.ask_add(uuid, bigint, text) is
    'Ask a unit about something it owes: a coordinator of a unit above it. A later mark answers. KS403, KS422';

create or replace function api.ask_done(request uuid, ask bigint)
    returns table (ask_id bigint, at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_ask kstt.ask;
    v_now boolean;
begin
    v_done := kstt.request_begin(request, 'ask_done', jsonb_build_array(ask));
    if v_done is null then
        select a.*
        into v_ask
        from kstt.ask a
        where a.id = ask_done.ask;
        if v_ask.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such question for you';
        end if;
        perform kstt.mark_appointment(v_ask.unit_id);
        update kstt.ask a
        set done_at = kstt.now(),
            done_by = kstt.me(),
            version = a.version + 1
        where a.id = v_ask.id
        and a.done_at is null;
        v_now := found;
        select a.*
        into v_ask
        from kstt.ask a
        where a.id = v_ask.id;
        -- What somebody answered before is not mine to undo.
        if v_now then
            perform kstt.command_keep_record(kstt.command_begin(request, 'answered'), o, v_ask.id, v_ask.version - 1,
                v_ask.version)
            from kstt.occurrence o
            where o.id = v_ask.occurrence_id;
        end if;
        v_done := jsonb_build_object('ask_id', v_ask.id, 'at', kstt.stamp(v_ask.done_at));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.ask_id, r.at
    from jsonb_to_record(v_done) as r (ask_id bigint, at text);
end
$$;
alter function api.ask_done(uuid, bigint) owner to kstt_api;
comment on function api.ask_done(uuid, bigint) is
    'Say that a question is answered, or that it need not be: whoever writes for the unit asked, which its coordinators do '
    'too. at: when it was, also when somebody did before. KS403';

create or replace function api.seen(request uuid)
    returns table (at text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
begin
    v_done := kstt.request_begin(request, 'seen', '[]');
    if v_done is null then
        if kstt.me() is null then
            raise exception using
                errcode = 'KS403',
                message = 'Only an official may do this';
        end if;
        insert into kstt.seen as s (official_id, at, server_at, snapshot)
        values (kstt.me(), kstt.now(), clock_timestamp(), pg_current_snapshot())
        on conflict on constraint seen_pk do update
        set at = excluded.at,
            server_at = excluded.server_at,
            snapshot = excluded.snapshot,
            version = s.version + 1;
        v_done := jsonb_build_object('at', kstt.stamp(kstt.now()));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.at
    from jsonb_to_record(v_done) as r (at text);
end
$$;
alter function api.seen(uuid) owner to kstt_api;
comment on function api.seen(uuid) is 'I have looked at what others changed; what is not committed yet I have not seen. KS403';
