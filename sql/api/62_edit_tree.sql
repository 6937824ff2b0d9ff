-- SPDX-License-Identifier: MIT
-- Where the nodes of a plan stand: adding, moving, splitting, withdrawing. Paths
-- follow from positions; printed labels stay as they were typed.

create or replace function kstt.path_letter(kind text)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case kind when 'basis' then 'b' when 'purpose' then 'p' when 'duty' then 'd' else '' end
$$;
alter function kstt.path_letter(text) owner to kstt_api;
comment on function kstt.path_letter(text) is 'With which letter the path of a node of this kind begins at the top: b, p, d; sections none';

create or replace function kstt.plan_renumber(plan bigint)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with recursive ranked as (
        select n.id, n.parent_id, n.position,
            row_number() over (partition by n.parent_id order by n.position)::int as place,
            kstt.path_letter(n.kind) as letter,
            row_number() over (
                partition by n.parent_id, case when n.parent_id is null then kstt.path_letter(n.kind) end
                order by n.position)::text as number
        from kstt.node n
        where n.plan_id = plan_renumber.plan
    ), tree (id, place, path, level, way) as (
        select r.id, r.place, r.letter || r.number, 1, array[r.place]
        from ranked r
        where r.parent_id is null
        union all
        select r.id, r.place, t.path || '.' || r.number, t.level + 1, t.way || r.place
        from tree t
        join ranked r on r.parent_id = t.id
    ), wanted as (
        select t.*, row_number() over (order by t.way)::int as ordinal
        from tree t
    )
    update kstt.node n
    set position = w.place,
        path = w.path,
        level = w.level,
        ordinal = w.ordinal
    from wanted w
    where n.id = w.id
    and (n.position, n.path, n.level, n.ordinal) is distinct from (w.place, w.path, w.level, w.ordinal)
$$;
alter function kstt.plan_renumber(bigint) owner to kstt_api;
comment on function kstt.plan_renumber(bigint) is
    'Give all nodes of a plan the place, path, level and ordinal that follow from their parents and the order of their positions';

create or replace function kstt.node_fits(kind text, parent bigint)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_above text := (select n.kind from kstt.node n where n.id = parent);
    v_message text;
begin
    if kind is null or not coalesce(case kind
        when 'section' then v_above is null or v_above = 'section'
        when 'task' then v_above in ('section', 'task')
        when 'basis' then v_above is null or v_above = 'basis'
        when 'purpose' then v_above is null or v_above = 'purpose'
        when 'duty' then v_above is null or v_above = 'duty'
        end, false) then
        v_message := 'It cannot stand there';
        if kind = 'task' then
            v_message := 'A task stands in a section';
        end if;
        raise exception using
            errcode = 'KS422',
            message = v_message;
    end if;
    if (select n.withdrawn_at from kstt.node n where n.id = parent) is not null then
        raise exception using
            errcode = 'KS422',
            message = 'This was withdrawn',
            detail = (select n.path from kstt.node n where n.id = parent);
    end if;
    if (select n.level from kstt.node n where n.id = parent) >= 9 then
        raise exception using
            errcode = 'KS422',
            message = 'It cannot stand there';
    end if;
end
$$;
alter function kstt.node_fits(text, bigint) owner to kstt_api;
comment on function kstt.node_fits(text, bigint) is
    'KS422 unless a node of this kind may stand below that parent (null: at the top): tasks in sections or tasks, '
    'the other kinds each below itself';

create or replace function kstt.node_room(plan bigint, parent bigint, before int)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if before is null then
        return (
            select coalesce(max(n.position), 0) + 1
            from kstt.node n
            where n.plan_id = plan
            and n.parent_id is not distinct from parent);
    end if;
    update kstt.node n
    set position = n.position + 1
    where n.plan_id = plan
    and n.parent_id is not distinct from parent
    and n.position >= before;
    return before;
end
$$;
alter function kstt.node_room(bigint, bigint, int) owner to kstt_api;
comment on function kstt.node_room(bigint, bigint, int) is
    'Make room for one node below a parent: before the one at this position, or (null) at the end; its position';

create or replace function kstt.node_insert(plan kstt.plan, parent bigint, before int, fields jsonb)
    returns kstt.node
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_id bigint := nextval('kstt.node_id_seq');
    v_row kstt.node;
    v_text text := kstt.written(fields ->> 'text');
begin
    perform kstt.node_fits(fields ->> 'kind', parent);
    if v_text = '' then
        raise exception using
            errcode = 'KS422',
            message = 'The text is missing';
    end if;
    -- The path is a stand-in that nobody else has, until all are renumbered.
    insert into kstt.node (id, province_id, plan_id, parent_id, ordinal, position, path, level, kind, label, text, lead,
        coordinate, deliverable, time)
    select v_id, plan.province_id, plan.id, parent,
        (select coalesce(max(n.ordinal), 0) + 1 from kstt.node n where n.plan_id = plan.id),
        kstt.node_room(plan.id, parent, before), '0.' || v_id,
        coalesce((select n.level from kstt.node n where n.id = parent), 0) + 1, fields ->> 'kind',
        kstt.written(fields ->> 'label'), v_text, kstt.written(fields ->> 'lead'), kstt.written(fields ->> 'coordinate'),
        kstt.written(fields ->> 'deliverable'), kstt.written(fields ->> 'time')
    returning *
    into v_row;
    perform kstt.plan_renumber(plan.id);
    if v_row.kind = 'task' then
        perform kstt.schedule_write(v_row, fields);
        perform kstt.node_assign(plan, v_row.id);
    end if;
    select n.*
    into v_row
    from kstt.node n
    where n.id = v_id;
    return v_row;
end
$$;
alter function kstt.node_insert(kstt.plan, bigint, int, jsonb) owner to kstt_api;
comment on function kstt.node_insert(kstt.plan, bigint, int, jsonb) is
    'A new node below a parent, before the one at this position or (null) at the end. KS422 where it does not fit';

create or replace function kstt.node_after_kin(plan bigint, kind text)
    returns int
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select min(n.position)
    from kstt.node n
    where n.plan_id = node_after_kin.plan
    and n.parent_id is null
    and n.position > (
        select max(k.position)
        from kstt.node k
        where k.plan_id = node_after_kin.plan
        and k.parent_id is null
        and kstt.path_letter(k.kind) = kstt.path_letter(node_after_kin.kind))
$$;
alter function kstt.node_after_kin(bigint, text) owner to kstt_api;
comment on function kstt.node_after_kin(bigint, text) is
    'Before which position at the top a new node of this kind stands so that it follows its like; null: at the end';

create or replace function api.node_add(request uuid, plan bigint, place text, target bigint, fields jsonb)
    returns table (node_id bigint, path text, new_version int, added int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_beside kstt.node;
    v_row kstt.node;
begin
    v_done := kstt.request_begin(request, 'node_add', jsonb_build_array(plan, place, target, fields));
    if v_done is null then
        v_plan := kstt.edit_plan(node_add.plan);
        select n.*
        into v_beside
        from kstt.node n
        where n.id = node_add.target
        and n.plan_id = v_plan.id;
        if v_beside.id is null and node_add.target is not null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such task for you';
        end if;
        v_row := case place
            when 'after' then kstt.node_insert(v_plan, v_beside.parent_id, v_beside.position + 1, kstt.node_given(fields))
            else kstt.node_insert(v_plan, v_beside.id,
                case when v_beside.id is null then kstt.node_after_kin(v_plan.id, fields ->> 'kind') end,
                kstt.node_given(fields))
            end;
        perform kstt.keep_node(kstt.command_begin(request, 'node_added'), v_plan.id, v_row.id, 'added', '{}', v_row.version);
        v_done := jsonb_build_object('node_id', v_row.id, 'path', v_row.path, 'new_version', v_row.version)
            || kstt.plan_renew(v_plan, v_row.id);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.node_id, r.path, r.new_version, coalesce(r.added, 0)
    from jsonb_to_record(v_done) as r (node_id bigint, path text, new_version int, added int);
end
$$;
alter function api.node_add(uuid, bigint, text, bigint, jsonb) owner to kstt_api;
comment on function api.node_add(uuid, bigint, text, bigint, jsonb) is
    'Add a node to a plan: place below (last below target; null: at the top, after the last of its kind) or after target. fields: kind, '
    'label, text and, of a task, lead, coordinate, deliverable, time with its reading and parts. In a plan in force it is owed '
    'at once (added: by how many). KS403, KS422';

create or replace function kstt.node_named(plan bigint, name text)
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_message text;
begin
    if kstt.tidy(name) is null then
        return null;
    end if;
    v_ids := array(
        select n.id
        from kstt.node n
        where n.plan_id = plan
        and n.path = btrim(name));
    if v_ids = '{}' then
        v_ids := array(
            select n.id
            from kstt.node n
            where n.plan_id = plan
            and n.kind = 'section'
            and kstt.fold(btrim(n.label, ' .')) = kstt.fold(btrim(name, ' .')));
    end if;
    if cardinality(v_ids) <> 1 then
        v_message := 'There is no such section';
        if v_ids <> '{}' then
            v_message := 'Several sections are called so: give the place';
        end if;
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = name;
    end if;
    return v_ids[1];
end
$$;
alter function kstt.node_named(bigint, text) owner to kstt_api;
comment on function kstt.node_named(bigint, text) is
    'The node of a plan at this path, or the one section that bears this printed label; null: the top. KS422 none, or several';

create or replace function api.node_move(request uuid, node bigint, version int, section text, number int)
    returns table (path text, was text, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_edit record;
    v_row kstt.node;
    v_parent bigint;
    v_before jsonb;
begin
    v_done := kstt.request_begin(request, 'node_move', jsonb_build_array(node, version, section, number));
    if v_done is null then
        v_edit := kstt.edit_node(node_move.node, node_move.version);
        v_row := v_edit.held;
        v_parent := kstt.node_named(v_row.plan_id, section);
        v_before := jsonb_build_object('version', v_row.version, 'parent', v_row.parent_id, 'position', v_row.position);
        v_row := kstt.node_put(v_row, v_parent, (
            select s.position
            from kstt.node s
            where s.plan_id = v_row.plan_id
            and s.parent_id is not distinct from v_parent
            and s.id <> v_row.id
            and (v_parent is not null or kstt.path_letter(s.kind) = kstt.path_letter(v_row.kind))
            order by s.position
            offset greatest(number, 1) - 1
            limit 1));
        perform kstt.keep_node(kstt.command_begin(request, 'node_moved'), v_row.plan_id, v_row.id, 'moved', v_before,
            v_row.version);
        v_done := jsonb_build_object('path', v_row.path, 'was', v_row.moved_from, 'new_version', v_row.version);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (path text, was text, new_version int);
end
$$;
alter function api.node_move(uuid, bigint, int, text, int) owner to kstt_api;
comment on function api.node_move(uuid, bigint, int, text, int) is
    'Move a node, with all below it, to be the number-th below a section (its path, or its printed label where only one bears '
    'it; empty: the top). Past the end: the last. Paths follow, labels stay. KS403, KS409, KS422';

create or replace function kstt.node_put(node kstt.node, parent bigint, before int)
    returns kstt.node
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.node;
    v_position int;
begin
    perform kstt.node_fits(node.kind, parent);
    if exists (
        with recursive above (id) as (
            select parent
            union all
            select n.parent_id
            from above a
            join kstt.node n on n.id = a.id
        )
        select
        from above a
        where a.id = node.id) then
        raise exception using
            errcode = 'KS422',
            message = 'It cannot stand there';
    end if;
    v_position := kstt.node_room(node.plan_id, parent, before);
    update kstt.node n
    set parent_id = parent,
        position = v_position,
        level = coalesce((select p.level from kstt.node p where p.id = parent), 0) + 1
    where n.id = node.id;
    perform kstt.plan_renumber(node.plan_id);
    update kstt.node n
    set moved_from = node.path,
        version = n.version + 1
    where n.id = node.id
    returning n.*
    into v_row;
    return v_row;
end
$$;
alter function kstt.node_put(kstt.node, bigint, int) owner to kstt_api;
comment on function kstt.node_put(kstt.node, bigint, int) is
    'Put a node below a parent, before the one at this position or (null) at the end, and number all anew. KS422';

create or replace function api.node_split(request uuid, node bigint, version int, first jsonb, second jsonb)
    returns table (node_id bigint, path text, new_version int, added int, moved int, removed int, kept_done int, kept_touched int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_edit record;
    v_before kstt.node;
    v_row kstt.node;
    v_new kstt.node;
    v_fields jsonb;
    v_command bigint;
begin
    v_done := kstt.request_begin(request, 'node_split', jsonb_build_array(node, version, first, second));
    if v_done is null then
        v_edit := kstt.edit_node(node_split.node, node_split.version);
        v_before := v_edit.held;
        v_fields := kstt.node_fields(v_before.id);
        v_row := kstt.node_write(v_edit.plan, v_before, kstt.node_given(first));
        v_new := kstt.node_insert(v_edit.plan, v_row.parent_id, v_row.position + 1,
            kstt.node_given(second) || jsonb_build_object('kind', v_row.kind));
        v_command := kstt.command_begin(request, 'node_split');
        perform kstt.keep_node(v_command, v_row.plan_id, v_row.id, 'edited', v_fields, v_row.version);
        perform kstt.looks_settle(v_command, kstt.looks_of(v_before, v_row));
        perform kstt.keep_node(v_command, v_row.plan_id, v_new.id, 'added', '{}', v_new.version);
        v_done := jsonb_build_object('node_id', v_new.id, 'path', v_new.path, 'new_version', v_row.version)
            || kstt.plan_renew(v_edit.plan, v_row.id);
        v_done := v_done || jsonb_build_object('added',
            coalesce((v_done ->> 'added')::int, 0)
                + coalesce((kstt.plan_renew(v_edit.plan, v_new.id) ->> 'added')::int, 0));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (node_id bigint, path text, new_version int, added int, moved int, removed int,
        kept_done int, kept_touched int);
end
$$;
alter function api.node_split(uuid, bigint, int, jsonb, jsonb) owner to kstt_api;
comment on function api.node_split(uuid, bigint, int, jsonb, jsonb) is
    'Make two of one node: first is written into it, as by node_edit, with all that has been entered; second becomes a new node '
    'right after it. KS403, KS409, KS422';

create or replace function kstt.cancel_owed(command bigint, plan kstt.plan, nodes bigint[], reason text)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_before kstt.occurrence;
    v_as kstt.appointment;
    v_version int;
    v_count int := 0;
begin
    if plan.state <> 'in_force' then
        return 0;
    end if;
    v_as := kstt.mark_appointment(plan.issuer_id);
    for v_before in
        select o.*
        from kstt.occurrence o
        where o.plan_id = plan.id
        and o.node_id = any (nodes)
        and o.state in ('open', 'in_progress', 'obstructed')
        order by o.id
        for update
    loop
        update kstt.occurrence o
        set state = 'cancelled',
            note = reason,
            version = o.version + 1,
            changed_by = v_as.official_id,
            changed_appointment = v_as.id,
            on_behalf = false,
            changed_how = 'marked',
            changed_at = kstt.now()
        where o.id = v_before.id
        returning o.version
        into v_version;
        update kstt.ask a
        set done_at = kstt.now(),
            done_by = v_as.official_id,
            done_version = v_version,
            version = a.version + 1
        where a.occurrence_id = v_before.id
        and a.done_at is null;
        v_count := v_count + 1;
        perform kstt.command_keep(command, v_count, v_before, v_version);
    end loop;
    return v_count;
end
$$;
alter function kstt.cancel_owed(bigint, kstt.plan, bigint[], text) owner to kstt_api;
comment on function kstt.cancel_owed(bigint, kstt.plan, bigint[], text) is
    'What is still open of these nodes is owed no longer, with the reason; open questions about it are closed. How many';

create or replace function kstt.need_reason(reason text)
    returns text
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_reason text := kstt.tidy(reason);
begin
    if v_reason is null then
        raise exception using
            errcode = 'KS422',
            message = 'Withdrawing needs its reason';
    elsif length(v_reason) > 4000 then
        raise exception using
            errcode = 'KS422',
            message = 'The text is too long',
            detail = '4000';
    end if;
    return v_reason;
end
$$;
alter function kstt.need_reason(text) owner to kstt_api;
comment on function kstt.need_reason(text) is 'A reason as it is kept. KS422 without one';

create or replace function api.node_withdraw(request uuid, node bigint, version int, reason text)
    returns table (path text, nodes int, cancelled int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_edit record;
    v_row kstt.node;
    v_reason text := kstt.need_reason(reason);
    v_command bigint;
    v_nodes bigint[];
    v_cancelled int;
begin
    v_done := kstt.request_begin(request, 'node_withdraw', jsonb_build_array(node, version, reason));
    if v_done is null then
        v_edit := kstt.edit_node(node_withdraw.node, node_withdraw.version);
        v_row := v_edit.held;
        v_command := kstt.command_begin(request, 'node_withdrawn');
        with gone as (
            update kstt.node n
            set withdrawn_at = kstt.now(),
                withdrawn_reason = v_reason,
                version = n.version + 1
            where n.plan_id = v_row.plan_id
            and (n.path = v_row.path or starts_with(n.path, v_row.path || '.'))
            and n.withdrawn_at is null
            returning n.id, n.ordinal, n.version
        ), kept as (
            insert into kstt.command_node (command_id, official_id, ordinal, plan_id, node_id, what, before, after_version)
            select v_command, kstt.me(), row_number() over (order by g.ordinal), v_row.plan_id, g.id, 'withdrawn',
                jsonb_build_object('version', g.version - 1), g.version
            from gone g
        )
        select array_agg(g.id)
        into v_nodes
        from gone g;
        update kstt.schedule s
        set to_confirm = false
        where s.node_id = any (v_nodes)
        and s.to_confirm;
        v_cancelled := kstt.cancel_owed(v_command, v_edit.plan, v_nodes, v_reason);
        v_done := jsonb_build_object('path', v_row.path, 'nodes', cardinality(v_nodes), 'cancelled', v_cancelled);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (path text, nodes int, cancelled int);
end
$$;
alter function api.node_withdraw(uuid, bigint, int, text) owner to kstt_api;
comment on function api.node_withdraw(uuid, bigint, int, text) is
    'Withdraw a node and all below it: it stays to be read with the reason, what is open of it is cancelled, what is done stays. '
    'In a draft it is left out when the plan is issued. How many nodes and owed things. KS403, KS409, KS422';
