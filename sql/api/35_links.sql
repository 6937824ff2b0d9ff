-- SPDX-License-Identifier: MIT
-- Which task of the province a department's task carries out: one at a time by whoever
-- writes the plan, or from a file.

create or replace function kstt.link_refuse(node bigint, target bigint)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_from record;
    v_to record;
    v_message text;
begin
    select n.kind, n.path, p.key, p.year, p.issuer_id, n.withdrawn_at
    into v_from
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = node;
    select n.kind, n.path, p.key, p.year, p.issuer_id, n.withdrawn_at
    into v_to
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = target;
    if v_from.kind is distinct from 'task' or v_to.kind is distinct from 'task' then
        v_message := 'Only a task implements a task';
    elsif v_from.issuer_id = v_to.issuer_id
        or v_from.issuer_id not in (select b.unit_id from kstt.units_below(array[v_to.issuer_id]) b) then
        v_message := 'A task implements one of a plan from above';
    elsif v_from.year <> v_to.year then
        v_message := 'The two plans are not of one year';
    elsif v_from.withdrawn_at is not null or v_to.withdrawn_at is not null then
        v_message := 'This was withdrawn';
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = concat(v_from.key, ' ', v_from.path, ' → ', v_to.key, ' ', v_to.path);
    end if;
end
$$;
alter function kstt.link_refuse(bigint, bigint) owner to kstt_api;
comment on function kstt.link_refuse(bigint, bigint) is
    'What a link must keep to, each a KS422: both are tasks, not withdrawn, the other plan is of a unit above and of the same '
    'year';

create or replace function kstt.link_appointment(node bigint)
    returns kstt.appointment
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan;
begin
    select p.*
    into v_plan
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = node;
    if v_plan.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    elsif v_plan.state = 'closed' then
        raise exception using
            errcode = 'KS422',
            message = 'This plan is closed',
            detail = v_plan.key;
    end if;
    return kstt.mark_appointment(v_plan.issuer_id);
end
$$;
alter function kstt.link_appointment(bigint) owner to kstt_api;
comment on function kstt.link_appointment(bigint) is
    'My appointment to write the plan of a task that is to implement: for its issuer, before or after the plan was issued. '
    'KS403 not mine, KS422 closed';

create or replace function kstt.link_write(node bigint, target bigint, linked boolean, appointment kstt.appointment)
    returns kstt.node_link
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.node_link as l (province_id, plan_id, node_id, target_plan_id, target_id, official_id, appointment_id)
    select n.province_id, n.plan_id, n.id, t.plan_id, t.id, appointment.official_id, appointment.id
    from kstt.node n
    join kstt.node t on t.id = target
    where n.id = node
    on conflict on constraint node_link_once do update
    set removed_at = case when not linked then kstt.now() end,
        certain = l.certain or linked,
        by_undoing = false,
        official_id = excluded.official_id,
        appointment_id = excluded.appointment_id,
        at = kstt.now(),
        version = l.version + 1
    returning l.*
$$;
alter function kstt.link_write(bigint, bigint, boolean, kstt.appointment) owner to kstt_api;
comment on function kstt.link_write(bigint, bigint, boolean, kstt.appointment) is
    'Store that a task implements another, or no longer; who says so is sure of it';

create or replace function api.link_set(request uuid, node bigint, target bigint, version int, linked boolean)
    returns table (link_id bigint, new_version int, changed boolean)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_as kstt.appointment;
    v_before kstt.node_link;
    v_link kstt.node_link;
    v_command bigint;
begin
    v_done := kstt.request_begin(request, 'link_set', jsonb_build_array(node, target, version, linked));
    if v_done is null then
        v_as := kstt.link_appointment(node);
        if linked then
            perform kstt.link_refuse(node, target);
        end if;
        select l.*
        into v_before
        from kstt.node_link l
        where l.node_id = node
        and l.target_id = target
        for update;
        if v_before.version is distinct from version and v_before.removed_at is null and v_before.id is not null
            and (not linked or version is not null) then
            raise exception using
                errcode = 'KS409',
                message = 'Another official has changed this link',
                detail = concat((select f.name || ', ' from kstt.official f where f.id = v_before.official_id),
                    kstt.stamp(v_before.at));
        end if;
        v_link := v_before;
        if (v_before.id is not null and v_before.removed_at is null) <> linked or (linked and not v_before.certain) then
            v_link := kstt.link_write(node, target, linked, v_as);
            v_command := kstt.command_begin(request, case when linked then 'linked' else 'unlinked' end);
            insert into kstt.command_row (command_id, official_id, ordinal, node_id, record_id, before_version, after_version,
                from_state, to_state)
            values (v_command, kstt.me(), 1, node, v_link.id, v_before.version, v_link.version,
                case when v_before.id is null or v_before.removed_at is not null then '' when v_before.certain then 'linked'
                    else 'likely' end,
                case when linked then 'linked' else '' end);
            perform kstt.looks_settle(v_command, array(
                select l.id
                from kstt.copy_look l
                where l.node_id = link_set.node
                and (l.link_id = v_link.id or (linked and l.kind = 'link_lost'))));
        end if;
        v_done := jsonb_build_object('link_id', v_link.id, 'new_version', v_link.version,
            'changed', v_link.version is distinct from v_before.version);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.link_id, r.new_version, r.changed
    from jsonb_to_record(v_done) as r (link_id bigint, new_version int, changed boolean);
end
$$;
alter function api.link_set(uuid, bigint, bigint, int, boolean) owner to kstt_api;
comment on function api.link_set(uuid, bigint, bigint, int, boolean) is
    'Say that a task implements a task of a plan from above (also of a link that was only likely: now it is sure), or that it '
    'does not. version is that of the link as seen, null when there was none. KS403 the plan is not mine to write, KS409 '
    'somebody changed the link since, KS422 a rule';

create or replace function kstt.undo_link(done kstt.command_row)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.link_appointment(done.node_id);
    v_version int;
begin
    update kstt.node_link l
    set removed_at = case when done.from_state = '' then kstt.now() end,
        certain = done.from_state <> 'likely',
        by_undoing = true,
        official_id = v_as.official_id,
        appointment_id = v_as.id,
        at = kstt.now(),
        version = l.version + 1
    where l.id = done.record_id
    and l.version = done.after_version
    returning l.version
    into v_version;
    if v_version is null then
        raise exception using
            errcode = 'KS409',
            message = 'Another official has changed this link',
            detail = (
                select concat_ws(', ', f.name, kstt.stamp(l.at))
                from kstt.node_link l
                left join kstt.official f on f.id = l.official_id
                where l.id = done.record_id);
    end if;
    return v_version;
end
$$;
alter function kstt.undo_link(kstt.command_row) owner to kstt_api;
comment on function kstt.undo_link(kstt.command_row) is 'Bring a link back to how it stood before my command. KS403, KS409, KS422';

create or replace function kstt.link_rows(rows jsonb)
    returns table (number int, node_id bigint, target_id bigint, certain boolean, source text)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row record;
begin
    for v_row in
        select r.n, t.*, n.id as node, m.id as target
        from jsonb_array_elements(rows) with ordinality r (row, n)
        cross join lateral jsonb_to_record(r.row) as t (plan text, path text, implements_plan text, implements_path text,
            sure text, source text)
        left join kstt.plan p on p.id = (select x.id from kstt.plan x where x.key = kstt.tidy(t.plan) order by x.id limit 1)
        left join kstt.node n on n.plan_id = p.id
            and n.path = btrim(t.path)
        left join kstt.plan q on q.id = (
            select x.id
            from kstt.plan x
            where x.key = kstt.tidy(t.implements_plan)
            order by p.issuer_id in (select b.unit_id from kstt.units_below(array[x.issuer_id]) b) desc, x.id
            limit 1)
        left join kstt.node m on m.plan_id = q.id
            and m.path = btrim(t.implements_path)
        order by r.n
    loop
        if v_row.node is null or v_row.target is null then
            raise exception using
                errcode = 'KS422',
                message = 'No such task',
                detail = concat(v_row.n, ': ', case when v_row.node is null then concat(v_row.plan, ' ', v_row.path)
                    else concat(v_row.implements_plan, ' ', v_row.implements_path) end);
        end if;
        perform kstt.link_refuse(v_row.node, v_row.target);
        number := v_row.n;
        node_id := v_row.node;
        target_id := v_row.target;
        certain := coalesce(kstt.tidy(v_row.sure), 'sure') = 'sure';
        source := coalesce(kstt.tidy(v_row.source), '');
        return next;
    end loop;
end
$$;
alter function kstt.link_rows(jsonb) owner to kstt_api;
comment on function kstt.link_rows(jsonb) is 'The links that a file names, by id. KS422 no such task, or a link that may not be';

create or replace function api.link_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_added int;
    v_changed int;
begin
    v_done := kstt.request_begin(request, 'link_import', rows);
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['plan', 'path', 'implements_plan', 'implements_path'],
            array['plan', 'path', 'implements_plan', 'implements_path'], '{}',
            jsonb_build_object('sure', array['sure', 'likely']));
        update kstt.node_link l
        set certain = r.certain,
            source = r.source,
            removed_at = null,
            by_undoing = false,
            official_id = kstt.me(),
            appointment_id = null,
            at = kstt.now(),
            version = l.version + 1
        from kstt.link_rows(rows) r
        where l.node_id = r.node_id
        and l.target_id = r.target_id
        and ((l.certain, l.source) is distinct from (r.certain, r.source) or l.removed_at is not null);
        get diagnostics v_changed = row_count;
        insert into kstt.node_link (province_id, plan_id, node_id, target_plan_id, target_id, certain, source, official_id)
        select n.province_id, n.plan_id, n.id, t.plan_id, t.id, r.certain, r.source, kstt.me()
        from kstt.link_rows(rows) r
        join kstt.node n on n.id = r.node_id
        join kstt.node t on t.id = r.target_id
        order by r.number
        on conflict on constraint node_link_once do nothing;
        get diagnostics v_added = row_count;
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
alter function api.link_import(uuid, jsonb) owner to kstt_api;
comment on function api.link_import(uuid, jsonb) is
    'Add and correct links between tasks, also of closed plans: columns plan, path, implements_plan, implements_path, sure '
    '(sure or likely), source. KS403 not an admin of the province, KS422 no such task, or a link that may not be';
