-- SPDX-License-Identifier: MIT
-- Handing over what an abolished unit still owes, task by task.

create or replace function kstt.successors(unit bigint)
    returns table (unit_id bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with recursive after (id) as (
        select s.successor_id
        from kstt.unit_successor s
        where s.predecessor_id = unit
        union
        select s.successor_id
        from after a
        join kstt.unit u on u.id = a.id
        join kstt.unit_successor s on s.predecessor_id = u.id
        where u.valid_to < kstt.today()
    )
    select u.id
    from after a
    join kstt.unit u on u.id = a.id
    where kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')
$$;
alter function kstt.successors(bigint) owner to kstt_owner;
comment on function kstt.successors(bigint) is
    'The units of today that are known to have come after a unit, over any that came between and are gone too';
grant execute on function kstt.successors(bigint) to kstt_official, kstt_api, kstt_system;

create or replace function kstt.handover_follow(occurrence bigint, unit bigint)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    update kstt.note e set unit_id = unit where e.occurrence_id = occurrence;
    update kstt.proof r set unit_id = unit where r.occurrence_id = occurrence;
    update kstt.ask a set unit_id = unit where a.occurrence_id = occurrence;
    update kstt.extension x set unit_id = unit where x.occurrence_id = occurrence;
end
$$;
alter function kstt.handover_follow(bigint, bigint) owner to kstt_system;
comment on function kstt.handover_follow(bigint, bigint) is
    'Notes, documents, questions and extensions follow what they hang on to its unit. Checks no right: its callers do';
grant execute on function kstt.handover_follow(bigint, bigint) to kstt_api;

create or replace function kstt.handover_refuse(occurrence kstt.occurrence, unit kstt.unit)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_from kstt.unit;
    v_plan kstt.plan;
    v_code text := 'KS422';
    v_message text;
    v_detail text := '';
begin
    select u.*
    into v_from
    from kstt.unit u
    where u.id = occurrence.unit_id;
    select p.*
    into v_plan
    from kstt.plan p
    where p.id = occurrence.plan_id;
    if unit.id is null then
        v_message := 'No such unit';
    elsif occurrence.unit_id <> all (kstt.my_coordinated()) or unit.id <> all (kstt.my_coordinated()) then
        v_code := 'KS403';
        v_message := 'Only who coordinates both units may hand over';
        v_detail := concat(v_from.name, ' → ', unit.name);
    elsif v_plan.state = 'draft' then
        v_message := 'This plan is not in force yet';
        v_detail := v_plan.key;
    elsif occurrence.state not in ('open', 'in_progress', 'obstructed') then
        v_message := 'This task is not open any more';
    elsif v_from.valid_to is null or v_from.valid_to >= kstt.today() then
        v_message := 'This unit still exists';
        v_detail := v_from.name;
    elsif kstt.today() not between coalesce(unit.valid_from, '-infinity') and coalesce(unit.valid_to, 'infinity') then
        v_message := 'The unit that takes over does not exist today';
        v_detail := unit.name;
    end if;
    if v_message is not null then
        raise exception using
            errcode = v_code,
            message = v_message,
            detail = concat_ws(': ', kstt.which(occurrence.id), nullif(v_detail, ''));
    end if;
end
$$;
alter function kstt.handover_refuse(kstt.occurrence, kstt.unit) owner to kstt_api;
comment on function kstt.handover_refuse(kstt.occurrence, kstt.unit) is
    'What a handover must keep to: KS403 I do not coordinate both units; KS422 the old unit still exists, the new one does '
    'not, nothing is open. Plans that are closed too: who answers for what was left is no mark';

create or replace function kstt.handover_write(before kstt.occurrence, version int, unit bigint, seq int)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.mark_appointment(before.unit_id);
    v_version int;
begin
    update kstt.occurrence o
    set unit_id = handover_write.unit,
        seq = handover_write.seq,
        version = o.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        on_behalf = true,
        changed_how = 'handed_over',
        changed_at = kstt.now()
    where o.id = before.id
    and o.version = handover_write.version
    returning o.version
    into v_version;
    if not found then
        perform kstt.conflict(before.id);
    end if;
    perform kstt.handover_follow(before.id, unit);
    return v_version;
end
$$;
alter function kstt.handover_write(kstt.occurrence, int, bigint, int) owner to kstt_api;
comment on function kstt.handover_write(kstt.occurrence, int, bigint, int) is
    'Let another unit owe a thing, if the row still is at this version; its new version. KS409';

create or replace function kstt.handover_one(occurrence bigint, version int, unit text, command bigint, ordinal int)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_before kstt.occurrence;
    v_unit kstt.unit;
    v_seq int;
    v_version int;
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
    select u.*
    into v_unit
    from kstt.unit u
    where u.province_id = v_before.province_id
    and u.code = handover_one.unit;
    perform kstt.handover_refuse(v_before, v_unit);
    -- The new unit may owe the same already: then it owes it once more.
    select coalesce(max(o.seq) filter (where o.unit_id = v_unit.id) + 1, 1)
    into v_seq
    from kstt.occurrence o
    where o.node_id = v_before.node_id
    and o.period = v_before.period;
    v_version := kstt.handover_write(v_before, version, v_unit.id, v_seq);
    insert into kstt.handover (province_id, plan_id, node_id, occurrence_id, from_unit_id, to_unit_id, period, from_seq, to_seq,
        official_id, appointment_id)
    select o.province_id, o.plan_id, o.node_id, o.id, v_before.unit_id, v_unit.id, o.period, v_before.seq, v_seq,
        o.changed_by, o.changed_appointment
    from kstt.occurrence o
    where o.id = occurrence;
    perform kstt.command_keep(command, ordinal, v_before, v_version);
end
$$;
alter function kstt.handover_one(bigint, int, text, bigint, int) owner to kstt_api;
comment on function kstt.handover_one(bigint, int, text, bigint, int) is
    'One of many handovers: keeps who owed it, in the handover and for undoing. KS403, KS409, KS422';

create or replace function api.handover(request uuid, moves jsonb)
    returns table (applied int, ids bigint[])
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_command bigint;
    v_move record;
    v_ids bigint[] := '{}';
begin
    v_done := kstt.request_begin(request, 'handover', moves);
    if v_done is null then
        perform kstt.marks_refuse(moves);
        v_command := kstt.command_begin(request, 'handed_over');
        -- In key order, so that two officials' sets wait for each other and never lock up.
        for v_move in
            select m.occurrence, m.version, m.unit
            from jsonb_to_recordset(moves) as m (occurrence bigint, version int, unit text)
            order by m.occurrence
        loop
            perform kstt.handover_one(v_move.occurrence, v_move.version, v_move.unit, v_command, cardinality(v_ids) + 1);
            v_ids := v_ids || v_move.occurrence;
        end loop;
        v_done := jsonb_build_object('applied', cardinality(v_ids), 'ids', v_ids);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.applied, r.ids
    from jsonb_to_record(v_done) as r (applied int, ids bigint[]);
end
$$;
alter function api.handover(uuid, jsonb) owner to kstt_api;
comment on function api.handover(uuid, jsonb) is
    'Hand over what abolished units still owe: an array of {occurrence, version, unit}, unit being the code of the one that '
    'owes it from now on. All of it or nothing; one command, undone as one. KS403 I do not coordinate both units, KS409 '
    'somebody changed it since, KS422 a rule; the detail names the task';

create or replace function kstt.undo_handover(done kstt.command_row)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_now kstt.occurrence;
    v_handover kstt.handover;
begin
    select o.*
    into v_now
    from kstt.occurrence o
    where o.id = done.occurrence_id;
    if v_now.version is distinct from done.after_version then
        perform kstt.undo_refuse(done.occurrence_id);
    end if;
    update kstt.handover h
    set removed_at = kstt.now(),
        version = h.version + 1
    where h.id = (
        select x.id
        from kstt.handover x
        where x.occurrence_id = v_now.id
        and x.to_unit_id = v_now.unit_id
        and x.removed_at is null
        order by x.id desc
        limit 1)
    returning h.*
    into v_handover;
    if v_handover.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'Only who coordinates both units may hand over',
            detail = kstt.which(done.occurrence_id);
    end if;
    return kstt.handover_write(v_now, v_now.version, v_handover.from_unit_id, v_handover.from_seq);
end
$$;
alter function kstt.undo_handover(kstt.command_row) owner to kstt_api;
comment on function kstt.undo_handover(kstt.command_row) is
    'Give a thing back to the unit that owed it before my handover, if nobody has changed it since; its new version. KS403, KS409';
