-- SPDX-License-Identifier: MIT
-- Taking back a step of a record: a step of its own, which history shows. What stood
-- before is kept by kstt_system, for it holds what the record may no longer show.

create or replace function kstt.feedback_stood(feedback bigint)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'record', to_jsonb(f),
        'said', kstt.feedback_said(f.id),
        'clocks', (
            select coalesce(jsonb_agg(to_jsonb(c)), '[]')
            from kstt.feedback_clock c
            where c.feedback_id = f.id),
        'change', (select coalesce(max(c.id), 0) from kstt.feedback_clock_change c where c.feedback_id = f.id),
        'charge', (select coalesce(max(c.id), 0) from kstt.feedback_charge c where c.feedback_id = f.id))
    from kstt.feedback f
    where f.id = feedback
$$;
alter function kstt.feedback_stood(bigint) owner to kstt_system;
comment on function kstt.feedback_stood(bigint) is
    'All that taking back a step will need of a record, before it. Not for officials: the write functions call it';

create or replace function kstt.feedback_keep(request uuid, feedback bigint, action text, by_whom text, unit bigint,
        stood jsonb, link bigint default null)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_me bigint := kstt.me();
    v_command bigint;
begin
    insert into kstt.command (province_id, official_id, request, what)
    select f.province_id, v_me, feedback_keep.request, 'feedback_' || feedback_keep.action
    from kstt.feedback f
    where f.id = feedback
    returning id into v_command;
    insert into kstt.feedback_command (command_id, official_id, feedback_id, code, action, by_whom, unit_id, before_version,
        after_version, stood)
    select v_command, v_me, f.id, f.code, feedback_keep.action, feedback_keep.by_whom, feedback_keep.unit,
        (stood -> 'record' ->> 'version')::int, f.version, stood || jsonb_build_object('link', link)
    from kstt.feedback f
    where f.id = feedback;
    -- What others did before can be taken back no more.
    update kstt.feedback_command c
    set stood = null
    where c.feedback_id = feedback
    and c.official_id <> v_me
    and c.stood is not null;
end
$$;
alter function kstt.feedback_keep(uuid, bigint, text, text, bigint, jsonb, bigint) owner to kstt_system;
comment on function kstt.feedback_keep(uuid, bigint, text, text, bigint, jsonb, bigint) is
    'Note the step that I have just made as a command of mine: by whom (holder, offered, leader) and for which unit it was made, '
    'and how the record stood before. Not for officials: the write functions call it';

create or replace function kstt.feedback_clocks_back(feedback bigint, stood jsonb)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    delete from kstt.feedback_clock_change x
    where x.feedback_id = feedback
    and x.id > (stood ->> 'change')::bigint;
    delete from kstt.feedback_clock k
    where k.feedback_id = feedback
    and not stood -> 'clocks' @> jsonb_build_array(jsonb_build_object('id', k.id));
    update kstt.feedback_clock k
    set (rule_id, article, from_day, days, day_unit, extended, extensions, paused_days, paused_on, nominal, effective, state,
        stopped_on) = (b.rule_id, b.article, b.from_day, b.days, b.day_unit, b.extended, b.extensions, b.paused_days,
        b.paused_on, b.nominal, b.effective, b.state, b.stopped_on)
    from jsonb_populate_recordset(null::kstt.feedback_clock, stood -> 'clocks') b
    where k.id = b.id
$$;
alter function kstt.feedback_clocks_back(bigint, jsonb) owner to kstt_system;
comment on function kstt.feedback_clocks_back(bigint, jsonb) is
    'A record''s clocks as they stood before a step; what it paused or extended is told by the steps alone from then on';

create or replace function kstt.feedback_charge_back(feedback bigint, last bigint)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    -- What another unit answered for over night stays in the reports.
    if exists (
            select
            from kstt.feedback_charge c
            where c.feedback_id = feedback_charge_back.feedback
            and c.id > last
            and c.from_day < kstt.today()) then
        return;
    end if;
    delete from kstt.feedback_charge c
    where c.feedback_id = feedback
    and c.id > last;
    if found then
        update kstt.feedback_charge c
        set to_day = null
        where c.id = last;
    end if;
end
$$;
alter function kstt.feedback_charge_back(bigint, bigint) owner to kstt_system;
comment on function kstt.feedback_charge_back(bigint, bigint) is
    'Forget who answered for a record since that charge, unless a day has gone by';

create or replace function kstt.feedback_link_back(action text, link bigint)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if action = 'link' then
        update kstt.feedback_link l
        set removed_by = kstt.me(),
            removed_at = kstt.now()
        where l.id = link
        and l.removed_at is null;
    elsif action = 'unlink' then
        insert into kstt.feedback_link (province_id, feedback_id, other_id, kind, official_id)
        select l.province_id, l.feedback_id, l.other_id, l.kind, kstt.me()
        from kstt.feedback_link l
        where l.id = link
        on conflict do nothing;
    end if;
end
$$;
alter function kstt.feedback_link_back(text, bigint) owner to kstt_system;
comment on function kstt.feedback_link_back(text, bigint) is 'Unlink what a step linked, link again what it unlinked';

create or replace function kstt.feedback_take_back(command bigint, v_as kstt.appointment)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    c kstt.feedback_command;
    f kstt.feedback;
    r kstt.feedback;
    v_seen boolean;
    v_version int;
begin
    select k.* into strict c from kstt.feedback_command k where k.command_id = command and k.official_id = kstt.me();
    select b.* into strict f from kstt.feedback b where b.id = c.feedback_id for update;
    v_seen := exists (
        select
        from kstt.feedback_sight s
        where s.feedback_id = f.id
        and s.unit_id = any (case when s.close then kstt.my_units() else kstt.my_sight() end));
    -- Whom it hides from, or whose head it is about, may not say that it need not be hidden.
    if (f.sealed or f.about_head) and not v_seen then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such record for you';
    end if;
    if f.version <> c.after_version or c.stood is null then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed it since',
            detail = concat_ws(': ', c.code, case when v_seen then (
                select concat(o.name, ', ', kstt.stamp(f.changed_at))
                from kstt.official o
                where o.id = f.changed_by) end);
    end if;
    r := jsonb_populate_record(null::kstt.feedback, c.stood -> 'record');
    -- A number that was given in the book stays given.
    r.book_year := f.book_year;
    r.book_serial := f.book_serial;
    perform kstt.feedback_clocks_back(f.id, c.stood);
    v_version := kstt.feedback_write(r, v_as, c.unit_id, 'undo', jsonb_build_object('note', c.action));
    perform kstt.feedback_charge_back(f.id, (c.stood ->> 'charge')::bigint),
        kstt.feedback_link_back(c.action, (c.stood ->> 'link')::bigint);
    if c.action = 'change' then
        perform kstt.feedback_put(f.id, c.stood -> 'said');
    end if;
    update kstt.feedback_command k
    set stood = null
    where k.command_id = command;
    -- An earlier step of mine is whole again, at a new version.
    update kstt.feedback_command k
    set after_version = v_version
    where k.official_id = c.official_id
    and k.feedback_id = c.feedback_id
    and k.command_id < command
    and k.after_version = c.before_version;
end
$$;
alter function kstt.feedback_take_back(bigint, kstt.appointment) owner to kstt_system;
comment on function kstt.feedback_take_back(bigint, kstt.appointment) is
    'Bring a record back to how it stood before a step of mine, if nobody has acted on it since; also one that the step took '
    'out of my sight, but none that I do not see since it is sealed or about a head. For undo_last. KS403, KS409';

create or replace function kstt.feedback_undo(command kstt.command)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_step record;
begin
    select c.code, c.by_whom, c.unit_id, a.undo_not
    into strict v_step
    from kstt.feedback_command c
    join kstt.feedback_action a on a.action = c.action
    where c.command_id = command.id;
    if v_step.undo_not is not null then
        perform kstt.feedback_refuse(message := 'This step is not taken back', detail := v_step.undo_not);
    end if;
    perform kstt.feedback_take_back(command.id, kstt.feedback_mover(v_step.unit_id, v_step.by_whom));
    return jsonb_build_object('count', 1, 'first_path', v_step.code, 'what', command.what);
end
$$;
alter function kstt.feedback_undo(kstt.command) owner to kstt_api;
comment on function kstt.feedback_undo(kstt.command) is
    'Undo a step of mine, with the right that making it needed; first_path is the record''s code. KS403, KS409, KS422 it is '
    'one that is not taken back, and what to do instead';

revoke execute on function kstt.feedback_stood(bigint), kstt.feedback_keep(uuid, bigint, text, text, bigint, jsonb, bigint),
    kstt.feedback_clocks_back(bigint, jsonb), kstt.feedback_charge_back(bigint, bigint),
    kstt.feedback_link_back(text, bigint), kstt.feedback_take_back(bigint, kstt.appointment) from public;
grant execute on function kstt.feedback_stood(bigint), kstt.feedback_keep(uuid, bigint, text, text, bigint, jsonb, bigint),
    kstt.feedback_take_back(bigint, kstt.appointment) to kstt_api;
grant execute on function kstt.feedback_write(kstt.feedback, kstt.appointment, bigint, text, jsonb) to kstt_system;
