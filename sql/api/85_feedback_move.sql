-- SPDX-License-Identifier: MIT
-- Moving a record by the rows of kstt.feedback_move.

create or replace function kstt.feedback_leader_unit(unit bigint)
    returns bigint
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select a.unit_id
    from kstt.units_above(unit) a
    where exists (
        select
        from kstt.appointment p
        where p.unit_id = a.unit_id
        and p.power = 'leader'
        and kstt.today() between p.valid_from and coalesce(p.valid_to, 'infinity'))
    order by a.depth
    limit 1
$$;
alter function kstt.feedback_leader_unit(bigint) owner to kstt_system;
comment on function kstt.feedback_leader_unit(bigint) is 'The unit whose leader approves for a unit: itself or the first one above with a leader';

create or replace function kstt.feedback_wants_approval(unit bigint)
    returns boolean
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce((
        select s.approval
        from kstt.feedback_setting s
        where s.unit_id = unit
        and kstt.today() between s.valid_from and coalesce(s.valid_to, 'infinity')
        order by s.valid_from desc
        limit 1), false)
    and kstt.feedback_leader_unit(unit) is not null
$$;
alter function kstt.feedback_wants_approval(bigint) owner to kstt_system;
comment on function kstt.feedback_wants_approval(bigint) is 'Whether what a unit has handled goes through its leader first';

create or replace function kstt.feedback_approver(r kstt.feedback)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select kstt.feedback_leader_unit(case
        when r.about_head and r.held_by in (select o.unit_id from kstt.feedback_own(r.about_unit_id) o)
            then kstt.feedback_above(r.about_unit_id)
        else r.held_by
        end)
$$;
alter function kstt.feedback_approver(kstt.feedback) owner to kstt_owner;
comment on function kstt.feedback_approver(kstt.feedback) is
    'The unit whose leader approves what is done with a record; never the head it is about, but one above';

create or replace function kstt.feedback_possible(r kstt.feedback)
    returns setof kstt.feedback_move
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select m.*
    from kstt.feedback_move m
    where m.from_state = r.state
    and (m.tracks is null or m.action = 'triage' or coalesce(r.track, 'conduct') = any (m.tracks))
    and case m.action
        when 'register' then r.state = 'new' or r.missing = '{}'
        when 'finish' then r.sealed or not kstt.feedback_wants_approval(r.held_by) or kstt.feedback_approver(r) is null
        when 'submit' then kstt.feedback_wants_approval(r.held_by) and kstt.feedback_approver(r) is not null
        when 'pause' then not r.paused and r.due is not null
        when 'unpause' then exists (
            select
            from kstt.feedback_clock c
            where c.feedback_id = r.id
            and c.state = 'paused')
        when 'extend' then exists (
            select
            from kstt.feedback_clock c
            join kstt.feedback_clock_rule u on u.id = c.rule_id
            where c.feedback_id = r.id
            and c.state = 'running'
            and c.extensions < cardinality(u.extensions))
        else true
        end
$$;
alter function kstt.feedback_possible(kstt.feedback) owner to kstt_owner;
comment on function kstt.feedback_possible(kstt.feedback) is 'The moves that a record can make now, whoever makes them';

create or replace function kstt.feedback_desk(r kstt.feedback, by_whom text)
    returns bigint
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case by_whom when 'holder' then r.held_by when 'offered' then r.offered_to else r.submitted_to end
$$;
alter function kstt.feedback_desk(kstt.feedback, text) owner to kstt_owner;
comment on function kstt.feedback_desk(kstt.feedback, text) is 'The unit whose officials (or leader) make a move';

create or replace function kstt.feedback_mover(unit bigint, by_whom text)
    returns kstt.appointment
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment;
begin
    if by_whom <> 'leader' then
        return kstt.mark_appointment(unit);
    end if;
    select a.*
    into v_as
    from kstt.my_appointments() a
    where a.power = 'leader'
    and a.unit_id = unit
    limit 1;
    if v_as.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'Only the leader it was submitted to may do this',
            detail = (select u.name from kstt.unit u where u.id = unit);
    end if;
    return v_as;
end
$$;
alter function kstt.feedback_mover(bigint, text) owner to kstt_api;
comment on function kstt.feedback_mover(bigint, text) is 'The appointment by which I make a move for a unit. KS403 without';

create or replace function kstt.feedback_said_enough(needs text[], details jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_need text;
begin
    foreach v_need in array needs
    loop
        continue when details ->> v_need is not null;
        case
        when v_need in ('reason', 'decline') then
            perform kstt.feedback_refuse(message := 'A reason is needed');
        when v_need in ('document_number', 'document_date') then
            perform kstt.feedback_refuse(message := 'A document number is needed', detail := v_need);
        when v_need = 'unit' then
            perform kstt.feedback_refuse(message := 'A unit is needed');
        when v_need = 'track' then
            perform kstt.feedback_refuse(message := 'There is no such track', detail := '');
        else
            perform kstt.feedback_refuse(message := 'The text is missing', detail := v_need);
        end case;
    end loop;
    perform kstt.feedback_word('decline', details ->> 'decline'),
        kstt.feedback_word('outcome', details ->> 'outcome'),
        kstt.feedback_word('via', details ->> 'via'),
        kstt.feedback_track_check(details ->> 'track');
    if (details ->> 'document_date')::date > kstt.today() or (details ->> 'on')::date > kstt.today() then
        perform kstt.feedback_refuse(message := 'The day lies in the future', detail :=
            to_char(greatest((details ->> 'document_date')::date, (details ->> 'on')::date), 'DD/MM/YYYY'));
    end if;
exception
    when invalid_datetime_format or datetime_field_overflow then
        perform kstt.feedback_refuse(message := 'There is no such day');
end
$$;
alter function kstt.feedback_said_enough(text[], jsonb) owner to kstt_api;
comment on function kstt.feedback_said_enough(text[], jsonb) is 'KS422 when a move lacks what it needs, or says a word or a day that is not there';

create or replace function kstt.feedback_offer(r kstt.feedback, unit bigint)
    returns kstt.feedback
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if unit = r.held_by then
        perform kstt.feedback_refuse(message := 'The unit has this record already', detail := (select u.name from kstt.unit u where u.id = unit));
    end if;
    if not exists (
            select
            from kstt.unit u
            where u.id = unit
            and u.province_id = r.province_id
            and kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')) then
        perform kstt.feedback_refuse(message := 'The unit does not exist that day', detail := (select u.name from kstt.unit u where u.id = unit));
    end if;
    r.offered_to := unit;
    return r;
end
$$;
alter function kstt.feedback_offer(kstt.feedback, bigint) owner to kstt_api;
comment on function kstt.feedback_offer(kstt.feedback, bigint) is 'A record offered to a unit that exists today and has it not yet. KS422';

create or replace function kstt.feedback_retrack(r kstt.feedback, track text)
    returns kstt.feedback
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    r.track := track;
    r.missing := kstt.feedback_missing(track, r.channel, kstt.feedback_said(r.id));
    if r.state in ('new', 'registered', 'awaiting') and (r.state <> 'awaiting' or r.missing = '{}') then
        r := kstt.feedback_book(r);
    end if;
    -- A leader above would not see a sealed record.
    if r.state = 'submitted' and (select t.sealed from kstt.feedback_track t where t.code = track) then
        r.state := 'handling';
        r.submitted_to := null;
    end if;
    return r;
end
$$;
alter function kstt.feedback_retrack(kstt.feedback, text) owner to kstt_api;
comment on function kstt.feedback_retrack(kstt.feedback, text) is 'A record under another law: what it must say and its number in the book follow';

create or replace function kstt.feedback_accepted(r kstt.feedback, details jsonb)
    returns date
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_on date := (details ->> 'on')::date;
begin
    if v_on < r.received_on then
        perform kstt.feedback_refuse(message := 'It must not be before', detail := to_char(r.received_on, 'DD/MM/YYYY'));
    end if;
    -- Whoever takes it over later goes on counting.
    return coalesce(r.accepted_on, v_on);
end
$$;
alter function kstt.feedback_accepted(kstt.feedback, jsonb) owner to kstt_api;
comment on function kstt.feedback_accepted(kstt.feedback, jsonb) is
    'The day from which the time to settle a record runs, not before it came; null: the day of the step. KS422';

create or replace function kstt.feedback_effect(r kstt.feedback, action text, details jsonb)
    returns kstt.feedback
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    case action
    when 'triage' then
        r := kstt.feedback_retrack(r, details ->> 'track');
    when 'register' then
        r := kstt.feedback_book(r);
    when 'decline' then
        r.decline_reason := details ->> 'decline';
    when 'forward' then
        r.forwarded_to := details ->> 'agency';
        r.forward_number := details ->> 'document_number';
        r.forward_date := details ->> 'document_date';
    when 'route' then
        r := kstt.feedback_offer(r, (details ->> 'unit')::bigint);
    when 'accept' then
        r.held_by := r.offered_to;
        r.offered_to := null;
        r.accepted_on := kstt.feedback_accepted(r, details);
    when 'handle' then
        r.accepted_on := kstt.feedback_accepted(r, details);
    when 'return', 'withdraw' then
        r.offered_to := null;
    when 'submit' then
        r.outcome := details ->> 'outcome';
        r.outcome_text := details ->> 'text';
        r.submitted_to := kstt.feedback_approver(r);
    when 'approve', 'refuse', 'resume' then
        r.submitted_to := null;
    when 'finish' then
        r.outcome := details ->> 'outcome';
        r.outcome_text := coalesce(details ->> 'text', r.outcome_text);
    when 'answer' then
        r.answer_number := details ->> 'document_number';
        r.answer_date := details ->> 'document_date';
        r.answered_via := details ->> 'via';
        r.answered_on := coalesce((details ->> 'on')::date, kstt.today());
        r.outcome_text := coalesce(details ->> 'text', r.outcome_text);
    when 'publish' then
        r.published_via := details ->> 'via';
        r.published_place := details ->> 'place';
        r.published_on := coalesce((details ->> 'on')::date, kstt.today());
    when 'extend' then
        perform kstt.feedback_extend(r.id, details);
    when 'pause', 'unpause' then
        perform kstt.feedback_stand(r.id, action, details);
    else
        null;
    end case;
    return r;
end
$$;
alter function kstt.feedback_effect(kstt.feedback, text, jsonb) owner to kstt_api;
comment on function kstt.feedback_effect(kstt.feedback, text, jsonb) is 'A record as a move leaves it, but for its state';

create or replace function kstt.feedback_extend(feedback bigint, details jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_clock kstt.feedback_clock;
    v_most int;
    v_days int := substring(details ->> 'days' from '^\s*(\d{1,4})\s*$')::int;
begin
    select c.*
    into v_clock
    from kstt.feedback_clock c
    join kstt.feedback_clock_rule u on u.id = c.rule_id
    where c.feedback_id = feedback
    and c.state = 'running'
    and c.extensions < cardinality(u.extensions)
    order by c.effective, c.id
    limit 1;
    select u.extensions[v_clock.extensions + 1]
    into v_most
    from kstt.feedback_clock_rule u
    where u.id = v_clock.rule_id;
    if coalesce(v_days, 0) not between 1 and v_most then
        perform kstt.feedback_refuse(message := 'An extension is a number of days, at most', detail := v_most::text);
    end if;
    update kstt.feedback_clock c
    set extended = c.extended + v_days,
        extensions = c.extensions + 1
    where c.id = v_clock.id;
    insert into kstt.feedback_clock_change (feedback_id, province_id, clock_id, kind, day, days, reason, document_number,
        document_date, official_id)
    values (feedback, v_clock.province_id, v_clock.id, 'extend', kstt.today(), v_days, details ->> 'reason',
        details ->> 'document_number', (details ->> 'document_date')::date, kstt.me());
end
$$;
alter function kstt.feedback_extend(bigint, jsonb) owner to kstt_api;
comment on function kstt.feedback_extend(bigint, jsonb) is
    'Extend the first clock that may still be extended, by at most what its rule allows this time. KS422';

create or replace function kstt.feedback_stand(feedback bigint, action text, details jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_day date := coalesce((details ->> 'on')::date, kstt.today());
    v_clock kstt.feedback_clock;
    v_days int;
begin
    for v_clock in
        select c.*
        from kstt.feedback_clock c
        where c.feedback_id = feedback
        and c.state = case action when 'pause' then 'running' else 'paused' end
    loop
        if v_day < coalesce(v_clock.paused_on, v_clock.from_day) then
            perform kstt.feedback_refuse(message := 'It must not be before',
                detail := to_char(coalesce(v_clock.paused_on, v_clock.from_day), 'DD/MM/YYYY'));
        end if;
        v_days := (select d.days from kstt.feedback_days(v_clock.paused_on, v_day, v_clock.day_unit) d);
        update kstt.feedback_clock c
        set state = case action when 'pause' then 'paused' else 'running' end,
            paused_on = case action when 'pause' then v_day end,
            paused_days = c.paused_days + coalesce(v_days, 0)
        where c.id = v_clock.id;
        insert into kstt.feedback_clock_change (feedback_id, province_id, clock_id, kind, day, days, reason,
            document_number, document_date, official_id)
        values (feedback, v_clock.province_id, v_clock.id, action, v_day, coalesce(v_days, 0),
            coalesce(details ->> 'reason', ''), details ->> 'document_number', (details ->> 'document_date')::date, kstt.me());
    end loop;
end
$$;
alter function kstt.feedback_stand(bigint, text, jsonb) owner to kstt_api;
comment on function kstt.feedback_stand(bigint, text, jsonb) is
    'Stop a record''s clocks, or let them run again: the days they stood are added at their end. KS422';

create or replace function api.feedback_move(request uuid, feedback bigint, version int, action text, details text)
    returns table (feedback_id bigint, new_version int, new_state text, holder text, kept boolean)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_said jsonb;
    v_move kstt.feedback_move;
    v_as kstt.appointment;
    v_for bigint;
    v_stood jsonb;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_move', jsonb_build_array(feedback, version, action, md5(details)));
    if v_done is null then
        v_said := kstt.feedback_typed(details);
        r := kstt.feedback_take(feedback, version);
        select m.*
        into v_move
        from kstt.feedback_possible(r) m
        where m.action = feedback_move.action
        and (m.action <> 'triage' or m.tracks is null or v_said ->> 'track' = any (m.tracks))
        limit 1;
        if v_move.action is null then
            perform kstt.feedback_refuse(message := 'This step is not possible now', detail := coalesce((
                select s.name from kstt.feedback_state s where s.code = r.state), ''));
        end if;
        v_for := kstt.feedback_desk(r, v_move.by_whom);
        v_as := kstt.feedback_mover(v_for, v_move.by_whom);
        perform kstt.feedback_said_enough(v_move.needs, v_said);
        v_stood := kstt.feedback_stood(feedback);
        r := kstt.feedback_effect(r, action, v_said);
        r.state := coalesce(v_move.to_state, r.state);
        r.version := kstt.feedback_write(r, v_as, v_for, action, v_said);
        perform kstt.feedback_keep(request, feedback, action, v_move.by_whom, v_for, v_stood);
        v_done := jsonb_build_object('feedback_id', r.id, 'new_version', r.version, 'new_state', r.state,
            'holder', (select u.name from kstt.unit u where u.id = r.held_by), 'kept', kstt.feedback_kept(r.id));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (feedback_id bigint, new_version int, new_state text, holder text, kept boolean);
end
$$;
alter function api.feedback_move(uuid, bigint, int, text, text) owner to kstt_api;
comment on function api.feedback_move(uuid, bigint, int, text, text) is
    'Make one move of kstt.feedback_move with what it needs, a JSON object. KS403 not mine to make, KS409 somebody changed the '
    'record since, KS422 not possible now, or something is missing';

revoke execute on function kstt.feedback_leader_unit(bigint), kstt.feedback_wants_approval(bigint),
    kstt.feedback_approver(kstt.feedback), kstt.feedback_possible(kstt.feedback), kstt.feedback_desk(kstt.feedback, text) from public;
grant execute on function kstt.feedback_leader_unit(bigint), kstt.feedback_wants_approval(bigint),
    kstt.feedback_approver(kstt.feedback), kstt.feedback_possible(kstt.feedback), kstt.feedback_desk(kstt.feedback, text)
    to kstt_official, kstt_api;
