-- SPDX-License-Identifier: MIT
-- The calendar as an admin keeps it, and the deadlines that move with it, in the
-- same transaction. A preview is the change itself, taken back: so it cannot
-- tell anything else than what the change will do.

create or replace function kstt.effective_recount()
    returns table (occurrence_id bigint, from_due date, to_due date)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    return query
    with counted as materialized (
        -- Working days from an event: the nominal day itself moves, unless
        -- somebody has set another one.
        select o.id, d.nominal, d.effective
        from kstt.event e
        join kstt.occurrence o on o.event_id = e.id
        cross join lateral kstt.event_due(e) d
        where e.day_unit = 'wd'
        and e.removed_at is null
        and o.state in ('open', 'in_progress', 'obstructed')
        and o.nominal_due is not null
        and not exists (
            select
            from kstt.extension x
            where x.occurrence_id = o.id
            and x.removed_at is null)
    ), day as materialized (
        -- Few days stand for many rows, and few of them move.
        select d.nominal_due, d.due_rule, d.effective_due, kstt.effective_due(d.nominal_due, d.due_rule = 'before') as now_due
        from (
            select distinct o.nominal_due, o.due_rule, o.effective_due
            from kstt.occurrence o
            where o.state in ('open', 'in_progress', 'obstructed')
            and o.effective_due is not null) d
    ), changed as (
        select o.id, o.nominal_due as nominal, d.now_due as effective
        from day d
        join kstt.occurrence o on o.effective_due = d.effective_due
            and o.nominal_due = d.nominal_due
            and o.due_rule = d.due_rule
        where d.now_due <> d.effective_due
        and o.state in ('open', 'in_progress', 'obstructed')
        and not exists (select from counted c where c.id = o.id)
        union all
        select c.id, c.nominal, c.effective
        from counted c
    ), moved as materialized (
        select o.id, c.nominal, c.effective, o.effective_due as old_effective
        from changed c
        join kstt.occurrence o on o.id = c.id
        join kstt.plan p on p.id = o.plan_id
        where p.state <> 'closed'
        and (c.nominal, c.effective) is distinct from (o.nominal_due, o.effective_due)
    ), locked as materialized (
        select o.id
        from kstt.occurrence o
        where o.id = any (array(select m.id from moved m))
        order by o.id
        for update
    )
    update kstt.occurrence o
    set nominal_due = m.nominal,
        effective_due = m.effective,
        changed_how = 'moved'
    from moved m
    join locked l on l.id = m.id
    where o.id = m.id
    and o.state in ('open', 'in_progress', 'obstructed')
    returning o.id, m.old_effective, o.effective_due;
end
$$;
alter function kstt.effective_recount() owner to kstt_system;
comment on function kstt.effective_recount() is
    'Give every open deadline of a plan that is not closed its day by the present calendar; what moved. The rows keep their '
    'version, since nothing that an official entered has changed';

create or replace function kstt.calendar_check(changes jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_wrong record;
begin
    perform kstt.import_check(changes, array['day'], array['day', 'kind'], array['day'],
        '{"kind": ["off", "work", "none"], "announced": ["yes", "no"]}');
    select w.*
    into v_wrong
    from (
        select r.n, 1 as fault, 'A cell of the file must not be empty' as message, format('%s, %s', r.n, f) as detail
        from jsonb_array_elements(changes) with ordinality r (row, n)
        cross join unnest(array['name', 'source']) f
        where r.row ->> 'kind' <> 'none'
        and kstt.tidy(r.row ->> f) is null
        union all
        select r.n, 2, 'The calendar does not reach so far', format('%s: %s', r.n, r.row ->> 'day')
        from jsonb_array_elements(changes) with ordinality r (row, n)
        where (r.row ->> 'day')::date not between '2000-02-01' and '2100-11-30'
        union all
        select r.n, 3, 'Only a Saturday or Sunday is worked in exchange', format('%s: %s', r.n, r.row ->> 'day')
        from jsonb_array_elements(changes) with ordinality r (row, n)
        where r.row ->> 'kind' = 'work'
        and extract(isodow from (r.row ->> 'day')::date) < 6) w
    order by w.n, w.fault
    limit 1;
    if v_wrong.message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_wrong.message,
            detail = v_wrong.detail;
    end if;
end
$$;
alter function kstt.calendar_check(jsonb) owner to kstt_api;
comment on function kstt.calendar_check(jsonb) is 'KS422 at the first change of the calendar that cannot be taken, with its row';

create or replace function kstt.calendar_seen(changes jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_day date;
begin
    select r.day
    into v_day
    from jsonb_to_recordset(changes) as r (day date, version int)
    left join kstt.holiday h on h.day = r.day
    where r.version <> coalesce(h.version, 0)
    order by r.day
    limit 1;
    if v_day is not null then
        raise exception using
            errcode = 'KS409',
            message = 'This day is in the calendar already, or was changed meanwhile',
            detail = to_char(v_day, 'DD/MM/YYYY');
    end if;
end
$$;
alter function kstt.calendar_seen(jsonb) owner to kstt_api;
comment on function kstt.calendar_seen(jsonb) is
    'KS409 when a day is no longer as the admin saw it: version of its row, 0 for a day that had none; without one, as in a '
    'file, nothing is compared';

create or replace function kstt.calendar_apply(changes jsonb)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_removed int;
    v_updated int;
    v_inserted int;
    v_moves jsonb;
    v_feedback int;
begin
    perform kstt.may_import();
    perform kstt.calendar_check(changes);
    -- One after the other: what was seen must hold until it is changed.
    lock table kstt.holiday in share row exclusive mode;
    perform kstt.calendar_seen(changes);

    delete from kstt.holiday h
    using jsonb_to_recordset(changes) as r (day date, kind text)
    where h.day = r.day
    and r.kind = 'none';
    get diagnostics v_removed = row_count;
    update kstt.holiday h
    set kind = n.kind,
        name = n.name,
        source = n.source,
        announced = n.announced,
        version = h.version + 1
    from (
        select r.day, r.kind, kstt.tidy(r.name) as name, kstt.tidy(r.source) as source,
            coalesce(r.announced, 'yes') = 'yes' as announced
        from jsonb_to_recordset(changes) as r (day date, kind text, name text, source text, announced text)
        where r.kind <> 'none') n
    where h.day = n.day
    and (h.kind, h.name, h.source, h.announced) is distinct from (n.kind, n.name, n.source, n.announced);
    get diagnostics v_updated = row_count;
    insert into kstt.holiday (day, kind, name, source, announced)
    select r.day, r.kind, kstt.tidy(r.name), kstt.tidy(r.source), coalesce(r.announced, 'yes') = 'yes'
    from jsonb_to_recordset(changes) as r (day date, kind text, name text, source text, announced text)
    where r.kind <> 'none'
    on conflict on constraint holiday_pk do nothing;
    get diagnostics v_inserted = row_count;

    select coalesce(jsonb_agg(jsonb_build_object('occurrence', m.occurrence_id, 'from', m.from_due, 'to', m.to_due)), '[]')
    into v_moves
    from kstt.effective_recount() m;
    v_feedback := kstt.feedback_recount();
    return jsonb_build_object('inserted', v_inserted, 'updated', v_updated, 'removed', v_removed,
        'unchanged', jsonb_array_length(changes) - v_inserted - v_updated - v_removed, 'feedback', v_feedback, 'moves', v_moves);
end
$$;
alter function kstt.calendar_apply(jsonb) owner to kstt_api;
comment on function kstt.calendar_apply(jsonb) is
    'Change days of the calendar, move what is owed and the clocks of feedback. KS403 not an admin of the province, KS409 a '
    'day was changed since it was seen, KS422 a change that cannot be taken';

create or replace function kstt.calendar_told(done jsonb)
    returns table (inserted int, updated int, removed int, unchanged int, moved int, feedback int, occurrence_id bigint,
        plan_key text, path text, text text, unit_name text, period text, state text, nominal_due date, from_due date, to_due date)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select
        c.inserted,
        c.updated,
        c.removed,
        c.unchanged,
        jsonb_array_length(c.moves),
        c.feedback,
        m.occurrence_id,
        m.key,
        m.path,
        m.text,
        m.unit_name,
        m.period,
        m.state,
        m.nominal_due,
        m.from_due,
        m.to_due
    from jsonb_to_record(done) as c (inserted int, updated int, removed int, unchanged int, feedback int, moves jsonb)
    left join (
        select o.id as occurrence_id, p.key, n.path, n.ordinal, n.text, u.name as unit_name,
            kstt.period_told(o.id, o.period, o.seq) as period,
            o.state, o.nominal_due, r."from" as from_due, r."to" as to_due
        from jsonb_to_recordset(done -> 'moves') as r (occurrence bigint, "from" date, "to" date)
        join kstt.occurrence o on o.id = r.occurrence
        join kstt.plan p on p.id = o.plan_id
        join kstt.node n on n.id = o.node_id
        join kstt.unit u on u.id = o.unit_id) m on true
    order by m.from_due, m.key, m.ordinal, m.unit_name collate "vi-x-icu", m.occurrence_id
$$;
alter function kstt.calendar_told(jsonb) owner to kstt_api;
comment on function kstt.calendar_told(jsonb) is
    'What a change of the calendar did, as rows: the counts on each of them, with each deadline that moved; one row without '
    'a deadline when none did. moved counts also what stands in plans that I do not see; feedback: how many records of feedback '
    'have another day, which an admin does not see either';

create or replace function api.calendar_preview(changes jsonb)
    returns table (inserted int, updated int, removed int, unchanged int, moved int, feedback int, occurrence_id bigint,
        plan_key text, path text, text text, unit_name text, period text, state text, nominal_due date, from_due date, to_due date)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
begin
    begin
        v_done := kstt.calendar_apply(changes);
        raise exception sqlstate 'KS001';
    exception
        when sqlstate 'KS001' then
            null;
    end;
    return query
    select t.*
    from kstt.calendar_told(v_done) t;
end
$$;
comment on function api.calendar_preview(jsonb) is
    'What calendar_change would do, rows alike; nothing stays of it. KS403, KS409, KS422 as there';

create or replace function api.calendar_change(request uuid, changes jsonb)
    returns table (inserted int, updated int, removed int, unchanged int, moved int, feedback int, occurrence_id bigint,
        plan_key text, path text, text text, unit_name text, period text, state text, nominal_due date, from_due date, to_due date)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
begin
    v_done := kstt.request_begin(request, 'calendar_change', changes);
    if v_done is null then
        v_done := kstt.calendar_apply(changes);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select t.*
    from kstt.calendar_told(v_done) t;
end
$$;
comment on function api.calendar_change(uuid, jsonb) is
    'Add, correct and take out (kind none) days off and worked Saturdays, and move the open deadlines that this moves, at '
    'once; all of it is history. changes: objects of day, kind, name, source, announced (yes, no; empty is yes) and, from a '
    'pane, the version seen. KS403 not an admin of the province, KS409 a day was changed since it was seen, KS422';

alter function api.calendar_preview(jsonb) owner to kstt_api;
alter function api.calendar_change(uuid, jsonb) owner to kstt_api;

revoke execute on function kstt.effective_recount() from public;
grant execute on function kstt.effective_recount() to kstt_api;
