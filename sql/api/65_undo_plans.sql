-- SPDX-License-Identifier: MIT
-- Taking back what I last did to a plan: undo_last calls it.

create or replace function kstt.undo_stale(done kstt.command_node)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'KS409',
        message = 'Somebody has changed it since',
        detail = concat_ws(': ',
            concat_ws(' ',
                (select p.key from kstt.plan p where p.id = done.plan_id),
                (select n.path from kstt.node n where n.id = done.node_id)),
            kstt.changed_last(done.plan_id, done.node_id));
end
$$;
alter function kstt.undo_stale(kstt.command_node) owner to kstt_api;
comment on function kstt.undo_stale(kstt.command_node) is 'KS409: the plan or node has moved on since my command; which, who, when';

create or replace function kstt.untouched(plan bigint, node bigint)
    returns boolean
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select not exists (
        select
        from kstt.occurrence o
        where o.plan_id = plan
        and (node is null or o.node_id = node)
        and kstt.touch(o) is not null)
    and not exists (
        select
        from kstt.event e
        where e.plan_id = plan
        and (node is null or e.node_id = node))
$$;
alter function kstt.untouched(bigint, bigint) owner to kstt_api;
comment on function kstt.untouched(bigint, bigint) is 'Whether nothing has been entered for a plan, or one of its nodes';

create or replace function kstt.undo_node(plan kstt.plan, done kstt.command_node)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.node;
begin
    select n.*
    into v_row
    from kstt.node n
    where n.id = done.node_id;
    if v_row.version is distinct from done.after_version then
        perform kstt.undo_stale(done);
    end if;
    case done.what
    when 'edited' then
        v_row := kstt.node_write(plan, v_row, done.before);
        perform kstt.plan_renew(plan, v_row.id);
    when 'moved' then
        v_row := kstt.node_put(v_row, (done.before ->> 'parent')::bigint, (
            select s.position
            from kstt.node s
            where s.plan_id = v_row.plan_id
            and s.parent_id is not distinct from (done.before ->> 'parent')::bigint
            and s.id <> v_row.id
            order by s.position
            offset (done.before ->> 'position')::int - 1
            limit 1));
    when 'withdrawn' then
        update kstt.node n
        set withdrawn_at = null,
            withdrawn_reason = null,
            version = n.version + 1
        where n.id = v_row.id
        returning n.*
        into v_row;
        update kstt.schedule s
        set to_confirm = kstt.schedule_waits(s.node_id)
        where s.node_id = v_row.id
        and s.confirmed_by is null;
    when 'added' then
        if not kstt.untouched(plan.id, v_row.id)
            or exists (select from kstt.node c where c.parent_id = v_row.id) then
            perform kstt.undo_stale(done);
        end if;
        perform kstt.nodes_remove(plan.id, array[v_row.id]);
    end case;
    return v_row.version;
end
$$;
alter function kstt.undo_node(kstt.plan, kstt.command_node) owner to kstt_api;
comment on function kstt.undo_node(kstt.plan, kstt.command_node) is
    'Bring a node back to how it stood before my command, if it still is as that left it; the new version. KS409';

create or replace function kstt.undo_plan(plan kstt.plan, done kstt.command_node)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.plan;
begin
    if plan.version is distinct from done.after_version
        or (done.what = 'plan_issued' and not kstt.untouched(plan.id, null))
        or (done.what = 'plan_added' and (plan.state <> 'draft'
            or exists (select from kstt.node n where n.plan_id = plan.id and n.version > 1))) then
        perform kstt.undo_stale(done);
    end if;
    if done.what = 'plan_added' then
        perform kstt.nodes_remove(plan.id, array(select n.id from kstt.node n where n.plan_id = plan.id));
        delete from kstt.copy_look l where l.plan_id = plan.id;
        delete from kstt.plan_count c where c.plan_id = plan.id;
        delete from kstt.plan p where p.id = plan.id;
        return plan.version;
    end if;
    if done.what = 'plan_withdrawn' then
        update kstt.plan p
        set withdrawn_at = null,
            withdrawn_reason = null
        where p.id = plan.id;
        update kstt.schedule s
        set to_confirm = kstt.schedule_waits(s.node_id)
        where s.plan_id = plan.id
        and s.confirmed_by is null;
    end if;
    v_row := kstt.plan_write(plan, done.before);
    return v_row.version;
end
$$;
alter function kstt.undo_plan(kstt.plan, kstt.command_node) owner to kstt_api;
comment on function kstt.undo_plan(kstt.plan, kstt.command_node) is
    'Bring a plan back to how it stood before my command. What was issued becomes a draft again only while nothing was entered '
    'for it; what was made is taken out only while nothing in it was changed. The new version. KS409';

create or replace function kstt.uncancel(done kstt.command_row, issuer bigint)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.mark_appointment(issuer);
    v_version int;
begin
    update kstt.occurrence o
    set state = done.from_state,
        done_on = done.done_on,
        document_number = done.document_number,
        document_date = done.document_date,
        note = done.note,
        version = o.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        on_behalf = false,
        changed_how = 'undone',
        changed_at = kstt.now()
    where o.id = done.occurrence_id
    and o.version = done.after_version
    returning o.version
    into v_version;
    if not found then
        perform kstt.undo_refuse(done.occurrence_id);
    end if;
    update kstt.ask a
    set done_at = null,
        done_by = null,
        done_version = null,
        version = a.version + 1
    where a.occurrence_id = done.occurrence_id
    and a.done_version = done.after_version;
    return v_version;
end
$$;
alter function kstt.uncancel(kstt.command_row, bigint) owner to kstt_api;
comment on function kstt.uncancel(kstt.command_row, bigint) is
    'What my withdrawing cancelled is owed again as it stood, and asked again; the new version. KS409';

create or replace function kstt.undo_plans(command kstt.command)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan;
    v_node kstt.command_node;
    v_owed kstt.command_row;
    v_version int;
    v_what jsonb;
    v_top bigint;
begin
    select p.*
    into v_plan
    from kstt.plan p
    where p.id = (select min(c.plan_id) from kstt.command_node c where c.command_id = command.id)
    and p.id = any (kstt.my_plans())
    for update;
    if v_plan.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write plans of this unit';
    end if;
    if command.what like 'node%' and (v_plan.state = 'closed' or v_plan.withdrawn_at is not null) then
        raise exception using
            errcode = 'KS422',
            message = 'This plan is closed',
            detail = v_plan.key;
    end if;
    v_what := jsonb_build_object('what', command.what, 'first_path', (
        select coalesce(n.path, v_plan.key)
        from kstt.command_node c
        left join kstt.node n on n.id = c.node_id
        where c.command_id = command.id
        order by c.ordinal
        limit 1), 'count', 1);
    for v_node in
        select c.*
        from kstt.command_node c
        where c.command_id = command.id
        order by c.ordinal desc
    loop
        v_version := case
            when v_node.node_id is null then kstt.undo_plan(v_plan, v_node)
            else kstt.undo_node(v_plan, v_node)
            end;
        v_top := v_node.node_id;
        -- An earlier command of mine is whole again, at a new version.
        update kstt.command_node c
        set after_version = v_version
        where c.official_id = v_node.official_id
        and c.plan_id = v_node.plan_id
        and c.node_id is not distinct from v_node.node_id
        and c.command_id < v_node.command_id
        and c.after_version = (v_node.before ->> 'version')::int;
    end loop;
    for v_owed in
        select r.*
        from kstt.command_row r
        where r.command_id = command.id
        order by r.occurrence_id
    loop
        v_version := kstt.uncancel(v_owed, v_plan.issuer_id);
        update kstt.command_row r
        set after_version = v_version
        where r.official_id = v_owed.official_id
        and r.occurrence_id = v_owed.occurrence_id
        and r.record_id is null
        and r.command_id < v_owed.command_id
        and r.after_version = v_owed.before_version;
    end loop;
    if command.what in ('node_withdrawn', 'plan_withdrawn') then
        select p.*
        into v_plan
        from kstt.plan p
        where p.id = v_plan.id;
        perform kstt.plan_renew(v_plan, v_top);
    end if;
    return v_what;
end
$$;
alter function kstt.undo_plans(kstt.command) owner to kstt_api;
comment on function kstt.undo_plans(kstt.command) is
    'Undo a command on a plan, all of it or nothing; what, first_path and count as undo_last tells them. KS403, KS409, KS422';
