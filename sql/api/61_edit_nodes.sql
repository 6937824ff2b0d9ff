-- SPDX-License-Identifier: MIT
-- Changing one node of a plan: its wording, its leads, its time phrase. Everything
-- that is written to a plan passes edit_plan, which locks it, and edit_node.

create or replace function kstt.edit_plan(plan bigint)
    returns kstt.plan
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan;
begin
    -- The policies of reading and of changing both hold for a row that is locked.
    select p.*
    into v_plan
    from kstt.plan p
    where p.id = edit_plan.plan
    and p.id = any (kstt.my_plans())
    for update;
    if v_plan.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write plans of this unit',
            detail = coalesce((
                select u.code
                from kstt.plan p
                join kstt.unit u on u.id = p.issuer_id
                where p.id = edit_plan.plan), '');
    end if;
    if v_plan.withdrawn_at is not null then
        raise exception using
            errcode = 'KS422',
            message = 'This was withdrawn',
            detail = v_plan.key;
    end if;
    if v_plan.state = 'closed' then
        raise exception using
            errcode = 'KS422',
            message = 'This plan is closed',
            detail = v_plan.key;
    end if;
    return v_plan;
end
$$;
alter function kstt.edit_plan(bigint) owner to kstt_api;
comment on function kstt.edit_plan(bigint) is
    'A plan that I am about to change, locked until the end of the transaction. KS403 not mine to write, KS422 closed or withdrawn';

create or replace function kstt.changed_last(plan bigint, node bigint)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat_ws(', ', f.name, kstt.stamp(a.at))
    from kstt.activity a
    left join kstt.official f on f.id = a.official_id
    where a.plan_id = changed_last.plan
    and a.node_id is not distinct from changed_last.node
    and a.subject = case when changed_last.node is null then 'plan' else 'node' end
    order by a.id desc
    limit 1
$$;
alter function kstt.changed_last(bigint, bigint) owner to kstt_api;
comment on function kstt.changed_last(bigint, bigint) is 'Who changed a plan (node null) or one of its nodes last, and when';

create or replace function kstt.plan_at(plan kstt.plan, version int)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if plan.version is distinct from plan_at.version then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed it since',
            detail = concat_ws(': ', plan.key, kstt.changed_last(plan.id, null));
    end if;
end
$$;
alter function kstt.plan_at(kstt.plan, int) owner to kstt_api;
comment on function kstt.plan_at(kstt.plan, int) is 'KS409, with who and when, unless the plan is at the version that was seen';

create or replace function kstt.edit_node(node bigint, version int, out held kstt.node, out plan kstt.plan)
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    select n.*
    into held
    from kstt.node n
    where n.id = edit_node.node;
    if held.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    end if;
    plan := kstt.edit_plan(held.plan_id);
    -- Again: what was on its way has been written before the lock was mine.
    select n.*
    into held
    from kstt.node n
    where n.id = edit_node.node;
    if held.version is distinct from edit_node.version then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed it since',
            detail = concat_ws(': ', held.path, kstt.changed_last(plan.id, held.id));
    end if;
    if held.withdrawn_at is not null then
        raise exception using
            errcode = 'KS422',
            message = 'This was withdrawn',
            detail = held.path;
    end if;
end
$$;
alter function kstt.edit_node(bigint, int) owner to kstt_api;
comment on function kstt.edit_node(bigint, int) is
    'A node that I am about to change, and its plan, locked. KS403, KS409 it is not at that version any more, KS422 withdrawn or closed';

create or replace function kstt.written(wording text)
    returns text
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_text text := coalesce(kstt.tidy(wording), '');
begin
    if length(v_text) > 20000 then
        raise exception using
            errcode = 'KS422',
            message = 'The text is too long',
            detail = '20000';
    end if;
    return v_text;
end
$$;
alter function kstt.written(text) owner to kstt_api;
comment on function kstt.written(text) is 'Wording as it was typed, for a plan: NFC, trimmed, never null. KS422 too long';

create or replace function kstt.node_given(fields jsonb)
    returns jsonb
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(f.key, f.value), '{}')
    from jsonb_each(fields) f
    where f.key in ('kind', 'label', 'text', 'lead', 'coordinate', 'deliverable', 'time', 'reading', 'parts')
$$;
alter function kstt.node_given(jsonb) owner to kstt_api;
comment on function kstt.node_given(jsonb) is 'Of what a client sends, what it may say: who confirmed a reading it may not';

create or replace function kstt.node_fields(node bigint)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object('version', n.version, 'label', n.label, 'text', n.text, 'lead', n.lead, 'coordinate', n.coordinate,
        'deliverable', n.deliverable, 'time', n.time, 'inherited', to_jsonb(n.inherited), 'doubt', n.doubt,
        'reading', s.reading, 'confirmed_by', s.confirmed_by, 'confirmed_at', s.confirmed_at, 'to_confirm', s.to_confirm,
        'phrase', s.phrase, 'proposed', s.proposed, 'parts', kstt.reading_parts_json(n.id))
    from kstt.node n
    left join kstt.schedule s on s.node_id = n.id
    where n.id = node_fields.node
$$;
alter function kstt.node_fields(bigint) owner to kstt_api;
comment on function kstt.node_fields(bigint) is 'What can be written in a node, as node_write takes it, with how its phrase was read';

create or replace function kstt.schedule_waits(node bigint)
    returns boolean
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select n.withdrawn_at is null
        and (not exists (
            select
            from kstt.schedule_part p
            where p.node_id = n.id
            and p.class in ('continuous', 'period', 'date', 'count'))
        or exists (
            select
            from kstt.schedule_part p
            where p.node_id = n.id
            and p.class in ('periodic', 'ask', 'unknown')))
    from kstt.node n
    where n.id = schedule_waits.node
$$;
alter function kstt.schedule_waits(bigint) owner to kstt_api;
comment on function kstt.schedule_waits(bigint) is
    'Whether a reading that nobody has confirmed is to be: it owes nothing, or holds what was not understood. A withdrawn '
    'task waits for nothing';

create or replace function kstt.schedule_write(node kstt.node, fields jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    insert into kstt.schedule (node_id, plan_id, province_id, reading, to_confirm)
    values (node.id, node.plan_id, node.province_id, coalesce(fields ->> 'reading', 'ask'), true)
    on conflict on constraint schedule_pk do update
    set reading = excluded.reading,
        confirmed_by = null,
        confirmed_at = null,
        version = schedule.version + 1;
    perform kstt.reading_parts(node.id, coalesce(fields -> 'parts', '[]'));
    -- Undoing brings back who had confirmed it.
    update kstt.schedule s
    set to_confirm = coalesce((fields ->> 'to_confirm')::boolean, kstt.schedule_waits(node.id)),
        confirmed_by = (fields ->> 'confirmed_by')::bigint,
        confirmed_at = (fields ->> 'confirmed_at')::timestamptz,
        phrase = fields ->> 'phrase',
        proposed = fields ->> 'proposed'
    where s.node_id = node.id;
end
$$;
alter function kstt.schedule_write(kstt.node, jsonb) owner to kstt_api;
comment on function kstt.schedule_write(kstt.node, jsonb) is
    'Replace how a task''s phrase was read: reading and parts as the program''s grammar says them. Confirmed by nobody, but '
    'where fields says so';

create or replace function kstt.node_assign(plan kstt.plan, node bigint)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    delete from kstt.assignment a
    where a.node_id = node;
    insert into kstt.assignment (province_id, plan_id, node_id, role, ordinal, text, unit_id, group_id, fallback)
    select n.province_id, n.plan_id, n.id, c.role, coalesce(r.ordinal, 1), coalesce(r.segment, ''),
        case
        when num_nonnulls(r.unit_id, r.group_id) = 0 and c.role = 'lead' then plan.issuer_id
        else r.unit_id
        end,
        r.group_id,
        c.role = 'lead' and num_nonnulls(r.unit_id, r.group_id) = 0
    from kstt.node n
    cross join lateral (values ('lead', n.lead::text), ('coordinate', n.coordinate::text)) c (role, wording)
    left join lateral kstt.resolve_units(c.wording, plan.issuer_id, coalesce(plan.issued, make_date(plan.year, 1, 1))) r
        on c.wording <> ''
    where n.id = node
    and n.kind = 'task'
    and (c.role = 'lead' or r.ordinal is not null)
$$;
alter function kstt.node_assign(kstt.plan, bigint) owner to kstt_api;
comment on function kstt.node_assign(kstt.plan, bigint) is
    'Read a task''s lead and coordinating bodies again, as the import does: a lead that is blank or means nothing known falls '
    'to the issuer, flagged';

create or replace function kstt.node_write(plan kstt.plan, node kstt.node, fields jsonb)
    returns kstt.node
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.node;
    v_old jsonb := to_jsonb(node);
    v_new jsonb;
    v_changed text[];
begin
    -- What was not touched stays to the letter, its odd blanks too.
    select jsonb_object_agg(f.name, kstt.written(fields ->> f.name)), array_agg(f.name)
    into v_new, v_changed
    from unnest(array['label', 'text', 'lead', 'coordinate', 'deliverable', 'time']) f (name)
    where fields ? f.name
    and kstt.written(fields ->> f.name) <> kstt.written(v_old ->> f.name);
    if v_new ->> 'text' = '' then
        raise exception using
            errcode = 'KS422',
            message = 'The text is missing';
    end if;
    if v_changed is null then
        return node;
    end if;
    v_old := v_old || v_new;
    update kstt.node n
    set label = v_old ->> 'label',
        text = v_old ->> 'text',
        lead = v_old ->> 'lead',
        coordinate = v_old ->> 'coordinate',
        deliverable = v_old ->> 'deliverable',
        time = v_old ->> 'time',
        inherited = coalesce((select array_agg(i.value) from jsonb_array_elements_text(fields -> 'inherited') i),
            array(select i from unnest(n.inherited) i where i <> all (v_changed))),
        doubt = coalesce(fields ->> 'doubt', n.doubt),
        version = n.version + 1
    where n.id = node.id
    returning n.*
    into v_row;
    if v_row.kind = 'task' and 'time' = any (v_changed) then
        perform kstt.schedule_write(v_row, fields);
    end if;
    if v_changed && array['lead', 'coordinate'] then
        perform kstt.node_assign(plan, v_row.id);
    end if;
    return v_row;
end
$$;
alter function kstt.node_write(kstt.plan, kstt.node, jsonb) owner to kstt_api;
comment on function kstt.node_write(kstt.plan, kstt.node, jsonb) is
    'Write the fields given (label, text, lead, coordinate, deliverable, time with reading and parts) where they differ; '
    'leads and reading follow. The version goes up only when something differs. KS422';

create or replace function kstt.plan_renew(plan kstt.plan, node bigint)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_told jsonb := '{}';
begin
    if plan.state = 'in_force' then
        select coalesce(jsonb_object_agg(c.what, c.count), '{}')
        into v_told
        from (
            select case when r.what = 'kept' then 'kept_' || case
                when o.state in ('done', 'nothing_arose') then 'done'
                else 'touched'
                end else r.what end as what, count(*) as count
            from kstt.occurrences_renew(plan.id, node) r
            left join kstt.occurrence o on o.id = r.occurrence_id
            where r.what <> 'kept'
            or o.state <> 'cancelled'
            group by 1) c;
    end if;
    return v_told;
end
$$;
alter function kstt.plan_renew(kstt.plan, bigint) owner to kstt_api;
comment on function kstt.plan_renew(kstt.plan, bigint) is
    'What is owed follows what was written in a plan in force, at or below a node. How many of each: added, moved, removed, '
    'kept_done (done already), kept_touched (something was entered)';

create or replace function kstt.keep_node(command bigint, plan bigint, node bigint, what text, before jsonb, after_version int)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.command_node (command_id, official_id, ordinal, plan_id, node_id, what, before, after_version)
    select keep_node.command, kstt.me(), count(*) + 1, keep_node.plan, keep_node.node, keep_node.what, keep_node.before,
        keep_node.after_version
    from kstt.command_node c
    where c.command_id = keep_node.command
$$;
alter function kstt.keep_node(bigint, bigint, bigint, text, jsonb, int) owner to kstt_api;
comment on function kstt.keep_node(bigint, bigint, bigint, text, jsonb, int) is
    'Keep how a node or plan stood before my command, and the version that it left';

create or replace function api.node_edit(request uuid, node bigint, version int, fields jsonb)
    returns table (new_version int, path text, added int, moved int, removed int, kept_done int, kept_touched int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_edit record;
    v_plan kstt.plan;
    v_before kstt.node;
    v_row kstt.node;
    v_fields jsonb;
    v_command bigint;
begin
    v_done := kstt.request_begin(request, 'node_edit', jsonb_build_array(node, version, fields));
    if v_done is null then
        v_edit := kstt.edit_node(node_edit.node, node_edit.version);
        v_plan := v_edit.plan;
        v_before := v_edit.held;
        v_fields := kstt.node_fields(v_before.id);
        v_row := kstt.node_write(v_plan, v_before, kstt.node_given(fields));
        v_done := jsonb_build_object('new_version', v_row.version, 'path', v_row.path);
        if v_row.version <> v_before.version then
            v_done := v_done || kstt.plan_renew(v_plan, v_row.id);
            v_command := kstt.command_begin(request, 'node_edited');
            perform kstt.keep_node(v_command, v_plan.id, v_row.id, 'edited', v_fields, v_row.version);
            perform kstt.looks_settle(v_command, kstt.looks_of(v_before, v_row));
        end if;
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (new_version int, path text, added int, moved int, removed int, kept_done int,
        kept_touched int);
end
$$;
alter function api.node_edit(uuid, bigint, int, jsonb) owner to kstt_api;
comment on function api.node_edit(uuid, bigint, int, jsonb) is
    'Write a node anew: fields that are given (label, text, lead, coordinate, deliverable, time with its reading and parts). '
    'What is owed follows; what has a state, proof or note stays (kept). The wording before stays in history. KS403, KS409, KS422';

create or replace function api.node_edit_preview(node bigint, version int, fields jsonb)
    returns table (added int, moved int, removed int, kept_done int, kept_touched int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_edit record;
    v_row kstt.node;
    v_told jsonb;
begin
    begin
        v_edit := kstt.edit_node(node_edit_preview.node, node_edit_preview.version);
        v_row := kstt.node_write(v_edit.plan, v_edit.held, kstt.node_given(fields));
        v_told := kstt.plan_renew(v_edit.plan, v_row.id);
        -- Whatever was done to know it is taken back.
        raise exception using
            errcode = 'KS001';
    exception
        when sqlstate 'KS001' then
            null;
    end;
    return query
    select coalesce(r.added, 0), coalesce(r.moved, 0), coalesce(r.removed, 0), coalesce(r.kept_done, 0),
        coalesce(r.kept_touched, 0)
    from jsonb_to_record(v_told) as r (added int, moved int, removed int, kept_done int, kept_touched int);
end
$$;
alter function api.node_edit_preview(bigint, int, jsonb) owner to kstt_api;
comment on function api.node_edit_preview(bigint, int, jsonb) is
    'What node_edit would do to what is owed, by doing it and taking it back; nothing is written. The same refusals';
