-- SPDX-License-Identifier: MIT
-- Correcting an event, taking it out, and undoing either.

create or replace function kstt.event_worked_on(event bigint, keep bigint[])
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_touched bigint;
begin
    perform o.id
    from kstt.occurrence o
    where o.event_id = event_worked_on.event
    order by o.id
    for update;
    select o.id
    into v_touched
    from kstt.occurrence o
    where o.event_id = event_worked_on.event
    and o.unit_id <> all (keep)
    and kstt.touch(o) is not null
    order by o.id
    limit 1;
    if found then
        perform kstt.undo_refuse(v_touched);
    end if;
end
$$;
alter function kstt.event_worked_on(bigint, bigint[]) owner to kstt_api;
comment on function kstt.event_worked_on(bigint, bigint[]) is
    'KS409 when somebody has worked on what an event makes owed by units other than these, which therefore cannot go';

create or replace function kstt.event_units(event kstt.event, units bigint[])
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    perform kstt.event_worked_on(event.id, units);
    delete from kstt.occurrence o
    where o.event_id = event.id
    and o.unit_id <> all (units);
    perform kstt.event_owe(event, array(
        select u.unit_id
        from unnest(units) u (unit_id)
        where not exists (
            select
            from kstt.occurrence o
            where o.event_id = event.id
            and o.unit_id = u.unit_id)));
    return (select count(*)::int from kstt.occurrence o where o.event_id = event.id);
end
$$;
alter function kstt.event_units(kstt.event, bigint[]) owner to kstt_api;
comment on function kstt.event_units(kstt.event, bigint[]) is
    'Let just these units owe what an event asks for; how many. KS409 when somebody else has worked on it';

create or replace function kstt.event_before(event bigint)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select to_jsonb(e) || jsonb_build_object('units', array(
        select o.unit_id
        from kstt.occurrence o
        where o.event_id = e.id
        order by o.unit_id))
    from kstt.event e
    where e.id = event_before.event
$$;
alter function kstt.event_before(bigint) owner to kstt_api;
comment on function kstt.event_before(bigint) is 'An event with the units that owe it, as undoing puts it back';

create or replace function kstt.event_seen(event bigint, version int)
    returns kstt.event
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_event kstt.event;
begin
    select e.*
    into v_event
    from kstt.event e
    where e.id = event_seen.event;
    if v_event.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such event for you';
    end if;
    if v_event.removed_at is not null or v_event.version is distinct from event_seen.version then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed this event meanwhile',
            detail = coalesce((
                select concat_ws(', ', f.name, kstt.stamp(a.at))
                from kstt.activity a
                left join kstt.official f on f.id = a.official_id
                where a.node_id = v_event.node_id
                and a.subject = 'event'
                and a.subject_id = v_event.id::text
                order by a.id desc
                limit 1), '');
    end if;
    return v_event;
end
$$;
alter function kstt.event_seen(bigint, int) owner to kstt_api;
comment on function kstt.event_seen(bigint, int) is 'An event that still holds, at the version that I saw. KS403, KS409: who changed it, when';

create or replace function api.event_change(request uuid, event bigint, version int, day date, day_count int, day_unit text,
        document_number text, document_date date, what text, units bigint[])
    returns table (units_owing int, nominal_due date, effective_due date, added int, moved int, removed int, kept int,
        kept_which text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_done jsonb;
    v_event kstt.event;
    v_node kstt.node;
    v_before jsonb;
    v_due record;
    v_count int;
    v_remove boolean := coalesce(cardinality(units), 0) = 0;
begin
    v_done := kstt.request_begin(request, 'event_change', jsonb_build_array(event, version, day, day_count, day_unit,
        document_number, document_date, what, units));
    if v_done is null then
        v_event := kstt.event_seen(event, version);
        v_node := kstt.task_open(v_event.node_id);
        v_before := kstt.event_before(event);
        -- Mine must be the units that leave as well as those that stay.
        perform kstt.event_rights(v_node, array(
            select jsonb_array_elements_text(v_before -> 'units')::bigint
            union
            select unnest(units)), day);
        if not v_remove then
            select d.day_count, d.day_unit
            into day_count, day_unit
            from kstt.event_days(v_event.node_id, v_event.kind, day_count, day_unit) d;
            perform kstt.event_refuse(day, day_count, day_unit, kstt.tidy(document_number), document_date,
                coalesce(kstt.tidy(what), ''), v_event.kind, (select p.year from kstt.plan p where p.id = v_event.plan_id));
        end if;
        update kstt.event e
        set day = case when v_remove then e.day else event_change.day end,
            day_count = case when v_remove then e.day_count else event_change.day_count end,
            day_unit = case when v_remove then e.day_unit else event_change.day_unit end,
            document_number = case when v_remove then e.document_number else kstt.tidy(event_change.document_number) end,
            document_date = case when v_remove then e.document_date else event_change.document_date end,
            text = case when v_remove then e.text else coalesce(kstt.tidy(what), '') end,
            removed_at = case when v_remove then kstt.now() end,
            version = e.version + 1
        where e.id = event
        and e.version = event_change.version
        returning e.*
        into v_event;
        if not found then
            perform kstt.event_seen(event, version);
        end if;
        v_count := kstt.event_units(v_event, coalesce(units, '{}'));
        v_due := kstt.event_due(v_event);
        v_done := kstt.renew_told(v_event.plan_id, v_event.node_id) || jsonb_build_object('units_owing', v_count,
            'nominal_due', v_due.nominal, 'effective_due', v_due.effective);
        perform kstt.command_on(request, case when v_remove then 'event_removed' else 'event_changed' end, v_event.node_id,
            v_before || jsonb_build_object('after_version', v_event.version));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.units_owing, r.nominal_due, r.effective_due, r.added, r.moved, r.removed, r.kept, r.kept_which
    from jsonb_to_record(v_done) as r (units_owing int, nominal_due date, effective_due date, added int, moved int,
        removed int, kept int, kept_which text);
end
$$;
alter function api.event_change(uuid, bigint, int, date, int, text, text, date, text, bigint[]) owner to kstt_api;
comment on function api.event_change(uuid, bigint, int, date, int, text, text, date, text, bigint[]) is
    'Correct an event or a day set by a document, by the rules of event_add; no units: it is taken out. What nobody has worked '
    'on moves with it, the rest is kept and told. KS403, KS409 changed since version, or worked on by a unit that is to go, '
    'KS422';

create or replace function kstt.undo_event(event bigint, after_version int)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_event kstt.event := kstt.event_seen(event, after_version);
begin
    perform kstt.event_worked_on(event, '{}');
    update kstt.event e
    set removed_at = kstt.now(),
        version = e.version + 1
    where e.id = v_event.id
    and e.version = after_version;
    delete from kstt.occurrence o
    where o.event_id = v_event.id;
end
$$;
alter function kstt.undo_event(bigint, int) owner to kstt_api;
comment on function kstt.undo_event(bigint, int) is
    'Take back an event that I entered, with what is owed for it. KS409 when somebody has changed it or worked on that since';

create or replace function kstt.undo_event_change(before jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_was kstt.event := jsonb_populate_record(null::kstt.event, before);
    v_event kstt.event;
begin
    update kstt.event e
    set day = v_was.day,
        day_count = v_was.day_count,
        day_unit = v_was.day_unit,
        document_number = v_was.document_number,
        document_date = v_was.document_date,
        text = v_was.text,
        removed_at = null,
        version = e.version + 1
    where e.id = v_was.id
    and e.version = (before ->> 'after_version')::int
    returning e.*
    into v_event;
    if not found then
        perform kstt.event_seen(v_was.id, (before ->> 'after_version')::int);
    end if;
    perform kstt.event_units(v_event, array(select jsonb_array_elements_text(before -> 'units')::bigint));
    perform kstt.occurrences_renew(v_event.plan_id, v_event.node_id);
    -- What I did to the event before is whole again, at a new version.
    update kstt.command c
    set before = c.before || jsonb_build_object('after_version', v_event.version)
    where c.official_id = kstt.me()
    and c.node_id = v_event.node_id
    and c.undone_at is null
    and coalesce(c.before ->> 'event', c.before ->> 'id') = v_event.id::text
    and c.before ->> 'after_version' = before ->> 'version';
end
$$;
alter function kstt.undo_event_change(jsonb) owner to kstt_api;
comment on function kstt.undo_event_change(jsonb) is
    'Put an event back as it was before I changed or removed it. KS409 when somebody has changed it or worked on it since';
