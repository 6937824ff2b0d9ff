-- SPDX-License-Identifier: MIT
-- How a time phrase was read: an official confirms or corrects it, and says whether
-- the task is a periodic report.

create or replace function kstt.reading_rights(node bigint)
    returns kstt.plan
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan;
begin
    select p.*
    into v_plan
    from kstt.plan p
    join kstt.node n on n.plan_id = p.id
    where n.id = reading_rights.node
    and n.kind = 'task';
    if v_plan.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    end if;
    if v_plan.state = 'closed' then
        raise exception using
            errcode = 'KS422',
            message = 'This plan is closed',
            detail = v_plan.key;
    end if;
    if v_plan.issuer_id <> all (kstt.my_writable()) then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write plans of this unit',
            detail = (select u.name from kstt.unit u where u.id = v_plan.issuer_id);
    end if;
    return v_plan;
end
$$;
alter function kstt.reading_rights(bigint) owner to kstt_api;
comment on function kstt.reading_rights(bigint) is
    'The plan of a task whose reading I may decide: a writer of its issuer, not once it is closed. KS403, KS422';

create or replace function kstt.reading_parts(node bigint, parts jsonb)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    delete from kstt.schedule_part s
    where s.node_id = reading_parts.node;
    insert into kstt.schedule_part (node_id, ordinal, plan_id, province_id, class, period, first_day, last_day, is_before,
        day_offset, working_days, times, per)
    select n.id, p.ordinality, n.plan_id, n.province_id, v.class, coalesce(v.period, ''), v.first, v.last,
        coalesce(v.before, false), coalesce(v."offset", 0), coalesce(v.working_days, false), coalesce(v.count, 0),
        nullif(v.per, '')
    from kstt.node n
    cross join jsonb_array_elements(parts) with ordinality p
    cross join lateral jsonb_to_record(p.value) as v (class text, period text, first date, last date, before boolean,
        "offset" int, working_days boolean, count int, per text)
    where n.id = reading_parts.node
$$;
alter function kstt.reading_parts(bigint, jsonb) owner to kstt_api;
comment on function kstt.reading_parts(bigint, jsonb) is 'Put these parts, as the grammar sends them, in the place of a reading''s';

create or replace function kstt.reading_parts_json(node bigint)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(jsonb_agg(jsonb_build_object('class', s.class, 'period', s.period, 'first', s.first_day,
        'last', s.last_day, 'before', s.is_before, 'offset', s.day_offset, 'working_days', s.working_days,
        'count', s.times, 'per', s.per) order by s.ordinal), '[]')
    from kstt.schedule_part s
    where s.node_id = reading_parts_json.node
$$;
alter function kstt.reading_parts_json(bigint) owner to kstt_api;
comment on function kstt.reading_parts_json(bigint) is 'The parts of a reading as the grammar sends them';

create or replace function kstt.renew_told(plan bigint, node bigint)
    returns jsonb
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'added', count(*) filter (where r.what = 'added'),
        'moved', count(*) filter (where r.what = 'moved'),
        'removed', count(*) filter (where r.what = 'removed'),
        'kept', count(*) filter (where r.what = 'kept'),
        'kept_which', string_agg(concat(coalesce(u.short_name, u.name), E'\t', r.period), E'\n'
            order by r.from_due, r.unit_id) filter (where r.what = 'kept'))
    from kstt.occurrences_renew(plan, node) r
    join kstt.unit u on u.id = r.unit_id
$$;
alter function kstt.renew_told(plan bigint, node bigint) owner to kstt_api;
comment on function kstt.renew_told(bigint, bigint) is 'Make anew what a task owes, and how many were added, moved, removed and kept; '
    'kept_which: unit TAB period, a line each';

create or replace function kstt.schedule_before(node bigint)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select to_jsonb(s) || jsonb_build_object('parts', kstt.reading_parts_json(s.node_id))
    from kstt.schedule s
    where s.node_id = schedule_before.node
$$;
alter function kstt.schedule_before(bigint) owner to kstt_api;
comment on function kstt.schedule_before(bigint) is 'A reading with its parts, as undoing puts it back';

create or replace function api.reading_confirm(request uuid, node bigint, version int, phrase text, reading text, parts jsonb)
    returns table (new_version int, new_reading text, added int, moved int, removed int, kept int, kept_which text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_row kstt.schedule;
    v_before jsonb;
    v_phrase text := kstt.tidy(phrase);
begin
    v_done := kstt.request_begin(request, 'reading_confirm', jsonb_build_array(node, version, phrase, reading, parts));
    if v_done is null then
        v_plan := kstt.reading_rights(node);
        perform kstt.reading_seen(node, version);
        v_before := kstt.schedule_before(node);
        if length(v_phrase) > 1000 then
            raise exception using
                errcode = 'KS422',
                message = 'The text is too long',
                detail = '1000';
        end if;
        if v_phrase is not null then
            perform kstt.reading_parts(node, parts);
        end if;
        if not exists (select from kstt.schedule_part s where s.node_id = node)
            or exists (
                select
                from kstt.schedule_part s
                where s.node_id = node
                and s.class in ('periodic', 'ask', 'unknown')) then
            raise exception using
                errcode = 'KS422',
                message = 'The reading still leaves something open: type another phrase';
        end if;
        update kstt.schedule s
        set reading = case when v_phrase is null then s.reading else reading_confirm.reading end,
            proposed = case when v_phrase is null then s.proposed else coalesce(s.proposed, s.reading) end,
            phrase = coalesce(v_phrase, s.phrase),
            to_confirm = false,
            confirmed_by = kstt.me(),
            confirmed_at = kstt.now(),
            version = s.version + 1
        where s.node_id = node
        and s.version = reading_confirm.version
        returning s.*
        into v_row;
        if not found then
            perform kstt.reading_seen(node, version);
        end if;
        v_done := jsonb_build_object('new_version', v_row.version, 'new_reading', v_row.reading)
            || kstt.renew_told(v_plan.id, node);
        perform kstt.command_on(request, 'confirmed', node, v_before || jsonb_build_object('after_version', v_row.version));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.new_version, r.new_reading, r.added, r.moved, r.removed, r.kept, r.kept_which
    from jsonb_to_record(v_done) as r (new_version int, new_reading text, added int, moved int, removed int, kept int,
        kept_which text);
end
$$;
alter function api.reading_confirm(uuid, bigint, int, text, text, jsonb) owner to kstt_api;
comment on function api.reading_confirm(uuid, bigint, int, text, text, jsonb) is
    'Confirm how a task''s phrase was read. phrase null: as it stands; else another phrase, with its reading and parts by the '
    'program''s grammar, in its place: the plan''s own wording stays. What is owed is made anew. KS403 not a writer of the '
    'issuer, KS409 changed since version, KS422 something in it is still not understood';

create or replace function api.report_set(request uuid, node bigint, version int, report boolean)
    returns table (new_version int, added int, moved int, removed int, kept int, kept_which text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_row kstt.schedule;
    v_before jsonb;
begin
    v_done := kstt.request_begin(request, 'report_set', jsonb_build_array(node, version, report));
    if v_done is null then
        v_plan := kstt.reading_rights(node);
        perform kstt.reading_seen(node, version);
        v_before := kstt.schedule_before(node);
        if report and not exists (
            select
            from kstt.schedule_part s
            where s.node_id = node
            and (s.class = 'count' or s.class = 'period'
                and kstt.report_cutoff(v_plan.province_id, s.period, s.last_day) is not null)) then
            raise exception using
                errcode = 'KS422',
                message = 'Only what is owed by month, quarter or year can be a periodic report';
        end if;
        update kstt.schedule s
        set report = report_set.report,
            report_by = kstt.me(),
            report_at = kstt.now(),
            version = s.version + 1
        where s.node_id = node
        and s.version = report_set.version
        returning s.*
        into v_row;
        if not found then
            perform kstt.reading_seen(node, version);
        end if;
        v_done := jsonb_build_object('new_version', v_row.version) || kstt.renew_told(v_plan.id, node);
        perform kstt.command_on(request, case when report then 'report_set' else 'report_unset' end, node,
            v_before || jsonb_build_object('after_version', v_row.version));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.new_version, r.added, r.moved, r.removed, r.kept, r.kept_which
    from jsonb_to_record(v_done) as r (new_version int, added int, moved int, removed int, kept int, kept_which text);
end
$$;
alter function api.report_set(uuid, bigint, int, boolean) owner to kstt_api;
comment on function api.report_set(uuid, bigint, int, boolean) is
    'Say that a task is a periodic report, or that it is none: a report is owed on its submission day (kstt.report_day). '
    'What is owed is made anew. KS403 not a writer of the issuer, KS409 changed since version, KS422 no period in its phrase';

create or replace function kstt.undo_reading(node bigint, before jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    v_plan kstt.plan := kstt.reading_rights(node);
    v_was kstt.schedule := jsonb_populate_record(null::kstt.schedule, before);
begin
    update kstt.schedule s
    set reading = v_was.reading,
        proposed = v_was.proposed,
        phrase = v_was.phrase,
        to_confirm = v_was.to_confirm,
        confirmed_by = v_was.confirmed_by,
        confirmed_at = v_was.confirmed_at,
        report = v_was.report,
        report_by = v_was.report_by,
        report_at = v_was.report_at,
        version = s.version + 1
    where s.node_id = node
    and s.version = (before ->> 'after_version')::int;
    if not found then
        perform kstt.reading_seen(node, (before ->> 'after_version')::int);
    end if;
    perform kstt.reading_parts(node, before -> 'parts');
    perform kstt.occurrences_renew(v_plan.id, node);
    -- An earlier command of mine on this reading is whole again, at a new version.
    update kstt.command c
    set before = c.before || jsonb_build_object('after_version', (select s.version from kstt.schedule s where s.node_id = node))
    where c.official_id = kstt.me()
    and c.node_id = node
    and c.undone_at is null
    and c.before ->> 'after_version' = before ->> 'version';
end
$$;
alter function kstt.undo_reading(bigint, jsonb) owner to kstt_api;
comment on function kstt.undo_reading(bigint, jsonb) is
    'Put a reading back as it stood before my command, and make anew what is owed. KS403, KS409, KS422';
