-- SPDX-License-Identifier: MIT
-- What makes a task owed that names no day: an event, or a day that another
-- document sets.

create or replace function kstt.task_open(node bigint)
    returns kstt.node
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_node kstt.node;
    v_plan kstt.plan;
begin
    select n.*
    into v_node
    from kstt.node n
    where n.id = task_open.node
    and n.kind = 'task';
    if v_node.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    end if;
    select p.*
    into v_plan
    from kstt.plan p
    where p.id = v_node.plan_id;
    if v_plan.state <> 'in_force' then
        raise exception using
            errcode = 'KS422',
            message = case v_plan.state when 'closed' then 'This plan is closed' else 'This plan is not in force yet' end,
            detail = v_plan.key;
    end if;
    return v_node;
end
$$;
alter function kstt.task_open(bigint) owner to kstt_api;
comment on function kstt.task_open(bigint) is 'A task that I see, of a plan in force. KS403, KS422';

create or replace function kstt.task_units(node bigint, day date)
    returns table (unit_id bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with task as materialized (
        select n.id, p.issuer_id
        from kstt.node n
        join kstt.plan p on p.id = n.plan_id
        where n.id = task_units.node
    ), below as materialized (
        select b.unit_id
        from task t
        cross join lateral kstt.units_below(array[t.issuer_id]) b
    )
    select distinct coalesce(b.unit_id, t.issuer_id)
    from task t
    join kstt.assignment a on a.node_id = t.id
        and a.role = 'lead'
    left join lateral kstt.group_members(a.group_id, t.issuer_id, task_units.day) m on true
    left join below b on b.unit_id = coalesce(a.unit_id, m.unit_id)
$$;
alter function kstt.task_units(bigint, date) owner to kstt_api;
comment on function kstt.task_units(bigint, date) is
    'The units that the leads of a task mean on a day, as occurrences_wanted takes them: who is proposed for an event';

create or replace function kstt.say_due(day date)
    returns text
    language sql
    immutable
    parallel safe
return to_char(day, 'DD/MM/YYYY');
alter function kstt.say_due(date) owner to kstt_api;
comment on function kstt.say_due(date) is 'A day as people write it';

create or replace function kstt.event_days(node bigint, kind text, inout day_count int, inout day_unit text)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_said text[];
begin
    if not exists (
        select
        from kstt.schedule_part s
        where s.node_id = event_days.node
        and (s.class in ('event', 'adhoc') or (event_days.kind = 'date' and s.class = 'reference'))) then
        if event_days.kind = 'date' then
            raise exception using
                errcode = 'KS422',
                message = 'The time phrase leaves no day to another document';
        end if;
        raise exception using
            errcode = 'KS422',
            message = 'The time phrase waits for no event';
    end if;
    if event_days.kind = 'date' then
        day_count := null;
        day_unit := null;
        return;
    end if;
    -- A number that the phrase says is law; without one the official may set it.
    select array_agg(s.day_offset || case when s.working_days then 'wd' else 'd' end order by s.ordinal)
    into v_said
    from kstt.schedule_part s
    where s.node_id = event_days.node
    and s.class = 'event'
    and s.day_offset <> 0;
    if v_said is null then
        return;
    end if;
    if day_count is not null and day_count || coalesce(day_unit, '') <> all (v_said) then
        raise exception using
            errcode = 'KS422',
            message = 'The time phrase itself says how many days',
            detail = array_to_string(v_said, ', ');
    end if;
    if day_count is null then
        day_count := substring(v_said[1] from '^-?\d+')::int;
        day_unit := substring(v_said[1] from '[a-z]+$');
    end if;
end
$$;
alter function kstt.event_days(bigint, text, int, text) owner to kstt_api;
comment on function kstt.event_days(bigint, text, int, text) is
    'From how many days an event''s deadline is counted: what the phrase says, else what the official gives, else none. '
    'KS422 when the phrase waits for nothing of this kind, or says another number';

create or replace function kstt.event_refuse(day date, day_count int, day_unit text, document_number text, document_date date,
        what text, kind text, year int)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := '';
begin
    if day is null or not (isfinite(day) and isfinite(coalesce(document_date, 'epoch'))) then
        v_message := 'There is no such day';
    elsif day < make_date(year - 1, 1, 1) or document_date < make_date(year - 10, 1, 1) then
        v_message := 'The day lies before the year of the plan';
        v_detail := kstt.say_due(case when day < make_date(year - 1, 1, 1) then day else document_date end);
    elsif day > make_date(year + 1, 12, 31) then
        v_message := 'The day lies after the year of the plan';
        v_detail := kstt.say_due(day);
    elsif document_date > kstt.today() then
        v_message := 'The day lies in the future';
        v_detail := kstt.say_due(document_date);
    elsif (day_count is null) <> (day_unit is null) or day_unit not in ('d', 'wd') or abs(day_count) > 366 then
        v_message := 'Write the days as 10d or 5wd';
    elsif kind = 'date' and document_number is null then
        v_message := 'A day needs the document that it comes from';
    elsif length(document_number) > 100 or length(what) > 1000 then
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
alter function kstt.event_refuse(date, int, text, text, date, text, text, int) owner to kstt_api;
comment on function kstt.event_refuse(date, int, text, text, date, text, text, int) is
    'The field''s rules on an event, each a KS422. It may lie ahead: "trước 05 ngày tính đến ngày có hiệu lực"';

create or replace function kstt.event_rights(node kstt.node, units bigint[], day date)
    returns kstt.appointment
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_issuer bigint := (select p.issuer_id from kstt.plan p where p.id = node.plan_id);
    v_as kstt.appointment;
    v_unit bigint;
begin
    if coalesce(cardinality(units), 0) = 0 then
        raise exception using
            errcode = 'KS422',
            message = 'Say which units owe it';
    end if;
    if v_issuer = any (kstt.my_writable()) then
        v_as := kstt.mark_appointment(v_issuer);
        select g.unit_id
        into v_unit
        from unnest(units) g (unit_id)
        where g.unit_id not in (select b.unit_id from kstt.units_below(array[v_issuer]) b)
        limit 1;
        if found then
            raise exception using
                errcode = 'KS422',
                message = 'The plan does not bind this unit',
                detail = (select u.name from kstt.unit u where u.id = v_unit);
        end if;
        return v_as;
    end if;
    -- Whoever does not write the plan enters what befalls their own units.
    foreach v_unit in array units
    loop
        v_as := kstt.mark_appointment(v_unit);
    end loop;
    select g.unit_id
    into v_unit
    from unnest(units) g (unit_id)
    where g.unit_id not in (select t.unit_id from kstt.task_units(node.id, day) t)
    limit 1;
    if found then
        raise exception using
            errcode = 'KS403',
            message = 'This task is not for this unit',
            detail = (select u.name from kstt.unit u where u.id = v_unit);
    end if;
    return v_as;
end
$$;
alter function kstt.event_rights(kstt.node, bigint[], date) owner to kstt_api;
comment on function kstt.event_rights(kstt.node, bigint[], date) is
    'The appointment that lets me enter an event for these units: the issuer''s writers for any unit that the plan binds, '
    'others for their own among those that lead the task. KS403, KS422';

create or replace function kstt.reading_seen(node bigint, version int)
    returns kstt.schedule
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.schedule;
begin
    select s.*
    into v_row
    from kstt.schedule s
    where s.node_id = reading_seen.node;
    if v_row.version is distinct from reading_seen.version then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed the reading meanwhile',
            detail = coalesce((
                select concat_ws(', ', f.name, kstt.stamp(a.at))
                from kstt.activity a
                left join kstt.official f on f.id = a.official_id
                where a.node_id = reading_seen.node
                and a.subject = 'schedule'
                order by a.id desc
                limit 1), '');
    end if;
    return v_row;
end
$$;
alter function kstt.reading_seen(bigint, int) owner to kstt_api;
comment on function kstt.reading_seen(bigint, int) is 'The reading of a task, at the version that I saw. KS409: who changed it, when';

create or replace function kstt.event_owe(event kstt.event, units bigint[])
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_due record := kstt.event_due(event);
    v_count int;
begin
    insert into kstt.occurrence (province_id, plan_id, node_id, unit_id, period, event_id, nominal_due, effective_due, due_rule)
    select distinct event.province_id, event.plan_id, event.node_id, u.unit_id, 'E' || event.number, event.id,
        v_due.nominal, v_due.effective, v_due.rule
    from unnest(units) u (unit_id);
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function kstt.event_owe(kstt.event, bigint[]) owner to kstt_api;
comment on function kstt.event_owe(kstt.event, bigint[]) is 'Make an event owed by these units; how many';

create or replace function api.event_add(request uuid, node bigint, version int, kind text, day date, day_count int,
        day_unit text, document_number text, document_date date, what text, units bigint[])
    returns table (event_id bigint, number int, units_owing int, nominal_due date, effective_due date)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_done jsonb;
    v_node kstt.node;
    v_as kstt.appointment;
    v_event kstt.event;
    v_due record;
    v_document text := kstt.tidy(document_number);
    v_what text := coalesce(kstt.tidy(what), '');
    v_count int;
begin
    v_done := kstt.request_begin(request, 'event_add', jsonb_build_array(node, version, kind, day, day_count, day_unit,
        document_number, document_date, what, units));
    if v_done is null then
        v_node := kstt.task_open(node);
        v_as := kstt.event_rights(v_node, units, day);
        perform kstt.reading_seen(node, version);
        if kind is null or kind not in ('event', 'date') then
            raise exception using
                errcode = 'KS422',
                message = 'There is no such state',
                detail = coalesce(kind, '');
        end if;
        select d.day_count, d.day_unit
        into day_count, day_unit
        from kstt.event_days(node, kind, day_count, day_unit) d;
        perform kstt.event_refuse(day, day_count, day_unit, v_document, document_date, v_what, kind,
            (select p.year from kstt.plan p where p.id = v_node.plan_id));
        -- Two events of one task entered at once: the second one waits for its number.
        perform pg_advisory_xact_lock(hashtextextended('kstt.event', node));
        insert into kstt.event (province_id, plan_id, node_id, number, kind, day, day_count, day_unit, document_number,
            document_date, text, official_id, appointment_id)
        select v_node.province_id, v_node.plan_id, v_node.id, coalesce(max(e.number), 0) + 1, kind, day, day_count, day_unit,
            v_document, document_date, v_what, v_as.official_id, v_as.id
        from kstt.event e
        where e.node_id = v_node.id
        returning *
        into v_event;
        v_count := kstt.event_owe(v_event, units);
        v_due := kstt.event_due(v_event);
        perform kstt.command_on(request, case kind when 'date' then 'date_set' else 'event_entered' end, v_node.id,
            jsonb_build_object('event', v_event.id, 'after_version', v_event.version));
        v_done := jsonb_build_object('event_id', v_event.id, 'number', v_event.number, 'units_owing', v_count,
            'nominal_due', v_due.nominal, 'effective_due', v_due.effective);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.event_id, r.number, r.units_owing, r.nominal_due, r.effective_due
    from jsonb_to_record(v_done) as r (event_id bigint, number int, units_owing int, nominal_due date, effective_due date);
end
$$;
alter function api.event_add(uuid, bigint, int, text, date, int, text, text, date, text, bigint[]) owner to kstt_api;
comment on function api.event_add(uuid, bigint, int, text, date, int, text, text, date, text, bigint[]) is
    'Enter an event of a task (kind event: it happened, or will, on day; due so many days from it, where the phrase says how '
    'many that holds, else day_count and day_unit d or wd, else no day at all), or a day that another document sets (kind '
    'date). Owed by the units given. version: of the reading that the official saw. KS403, KS409, KS422';
