-- SPDX-License-Identifier: MIT
-- A plan in one transaction: begin with the head, nodes in batches, end. Each
-- may be sent again: rows of an import that has landed are left alone.

create or replace function kstt.plan_parent(head jsonb, issuer bigint)
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_key text := kstt.tidy(head ->> 'parent');
    v_parent bigint;
begin
    if v_key is null then
        return null;
    end if;
    -- The same number may exist in several units; a unit above the issuer wins.
    select p.id
    into v_parent
    from kstt.plan p
    where p.key = v_key
    order by issuer in (select b.unit_id from kstt.units_below(array[p.issuer_id]) b) desc, p.id
    limit 1;
    if v_parent is null then
        raise exception using
            errcode = 'KS422',
            message = 'The parent plan is not loaded',
            detail = v_key;
    end if;
    return v_parent;
end
$$;
alter function kstt.plan_parent(jsonb, bigint) owner to kstt_api;
comment on function kstt.plan_parent(jsonb, bigint) is 'The loaded plan that a head names as its parent. KS422 when it is not loaded';

create or replace function api.plan_import_begin(request uuid, head jsonb)
    returns table (plan_id bigint)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_issuer bigint;
    v_plan bigint;
begin
    v_done := kstt.request_begin(request, 'plan_import', head);
    if v_done is null then
        v_issuer := kstt.need_unit(head ->> 'issuer');
        if not (kstt.is_installer() or v_issuer = any (kstt.my_writable())) then
            raise exception using
                errcode = 'KS403',
                message = 'You may not write plans of this unit',
                detail = head ->> 'issuer';
        end if;
        insert into kstt.plan (province_id, number, year, issuer_id, title, issued, issued_text, parent_id, parent_ref,
            state, sample, imported_in)
        select u.province_id, kstt.tidy(head ->> 'number'), (head ->> 'year')::int, v_issuer,
            kstt.tidy(head ->> 'title'), nullif(head ->> 'issued', '')::date, kstt.tidy(head ->> 'issued_text'),
            kstt.plan_parent(head, v_issuer), kstt.tidy(head ->> 'parent_ref'),
            coalesce(nullif(head ->> 'state', ''), 'draft'),
            coalesce(lower(head ->> 'sample') in ('yes', 'true', 't', '1'), false),
            pg_current_xact_id()
        from kstt.unit u
        where u.id = v_issuer
        on conflict on constraint plan_key do nothing
        returning id
        into v_plan;
        if v_plan is null then
            raise exception using
                errcode = 'KS422',
                message = 'This plan is loaded already',
                detail = concat(head ->> 'number', '@', head ->> 'year', ' ', head ->> 'issuer');
        end if;
        v_done := jsonb_build_object('plan_id', v_plan);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select (v_done ->> 'plan_id')::bigint;
end
$$;
alter function api.plan_import_begin(uuid, jsonb) owner to kstt_api;
comment on function api.plan_import_begin(uuid, jsonb) is
    'Begin a plan by its head: number, year, issuer, title, issued, issued_text, parent, parent_ref, state, sample. '
    'KS403 not a writer of the issuer, KS422 loaded already, or an unknown issuer or parent';

create or replace function kstt.import_plan_row(plan bigint)
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
    where p.id = plan
    and p.id = any (kstt.my_plans());
    if v_plan.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write plans of this unit';
    end if;
    return v_plan;
end
$$;
alter function kstt.import_plan_row(bigint) owner to kstt_api;
comment on function kstt.import_plan_row(bigint) is 'A plan that I may fill. KS403';

create or replace function kstt.import_nodes(plan kstt.plan, nodes jsonb)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_added int;
begin
    with given as materialized (
        select coalesce(r.id, nextval('kstt.node_id_seq')) as id, r.ordinal, r.parent, r.path, r.kind, r.level, r.label,
            r.text, r.lead, r.coordinate, r.deliverable, r.time, r.inherited, r.doubt
        from jsonb_to_recordset(nodes) as r (id bigint, ordinal int, parent int, path text, kind text, level int, label text,
            text text, lead text, coordinate text, deliverable text, time text, inherited jsonb, doubt text)
    ), earlier as materialized (
        -- The few parents from earlier batches, and how many children each has.
        select o.parent, n.id, (
            select count(*)
            from kstt.node s
            where s.plan_id = plan.id
            and s.parent_id is not distinct from n.id) as children
        from (
            select distinct g.parent
            from given g
            where g.parent is null
            or g.parent < (select min(f.ordinal) from given f)) o
        left join kstt.node n on n.plan_id = plan.id
            and n.ordinal = o.parent
    ), placed as (
        select g.*, coalesce(b.id, e.id) as parent_id,
            row_number() over (partition by g.parent order by g.ordinal) + coalesce(e.children, 0) as position
        from given g
        left join given b on b.ordinal = g.parent
        left join earlier e on e.parent is not distinct from g.parent
    )
    insert into kstt.node (id, province_id, plan_id, parent_id, ordinal, position, path, level, kind, label, text, lead,
        coordinate, deliverable, time, inherited, doubt)
    select p.id, plan.province_id, plan.id, p.parent_id, p.ordinal, p.position, p.path, p.level, p.kind,
        normalize(coalesce(p.label, ''), nfc), normalize(coalesce(p.text, ''), nfc), normalize(coalesce(p.lead, ''), nfc),
        normalize(coalesce(p.coordinate, ''), nfc), normalize(coalesce(p.deliverable, ''), nfc),
        normalize(coalesce(p.time, ''), nfc),
        coalesce((select array_agg(i.value) from jsonb_array_elements_text(nullif(p.inherited, 'null')) i), '{}'),
        normalize(coalesce(p.doubt, ''), nfc)
    from placed p
    order by p.ordinal;
    get diagnostics v_added = row_count;
    return v_added;
end
$$;
alter function kstt.import_nodes(kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.import_nodes(kstt.plan, jsonb) is 'Store one batch of nodes, to the letter, under the ids they bring if they do; parents may be in an earlier batch';

create or replace function kstt.import_id(plan bigint, ordinal int)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select n.id
    from kstt.node n
    where n.plan_id = plan
    and n.ordinal = import_id.ordinal
$$;
alter function kstt.import_id(bigint, int) owner to kstt_api;
comment on function kstt.import_id(bigint, int) is 'The node of a plan at this place in the document';

create or replace function kstt.import_schedules(plan kstt.plan, nodes jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    insert into kstt.schedule (node_id, plan_id, province_id, reading, to_confirm)
    select coalesce(r.id, kstt.import_id(plan.id, r.ordinal)), plan.id, plan.province_id, coalesce(r.reading, 'ask'),
        not exists (
            select
            from jsonb_array_elements(r.parts) p
            where p ->> 'class' in ('continuous', 'period', 'date', 'count'))
        or exists (
            select
            from jsonb_array_elements(r.parts) p
            where p ->> 'class' in ('periodic', 'ask', 'unknown'))
    from jsonb_to_recordset(nodes) as r (id bigint, ordinal int, kind text, reading text, parts jsonb)
    where r.kind = 'task';

    insert into kstt.schedule_part (node_id, ordinal, plan_id, province_id, class, period, first_day, last_day, is_before,
        day_offset, working_days, times, per)
    select coalesce(r.id, kstt.import_id(plan.id, r.ordinal)), p.ordinality, plan.id, plan.province_id, v.class, coalesce(v.period, ''), v.first, v.last, coalesce(v.before, false),
        coalesce(v."offset", 0), coalesce(v.working_days, false), coalesce(v.count, 0), nullif(v.per, '')
    from jsonb_to_recordset(nodes) as r (id bigint, ordinal int, kind text, parts jsonb)
    cross join lateral jsonb_array_elements(r.parts) with ordinality p
    cross join lateral jsonb_to_record(p.value) as v (class text, period text, first date, last date, before boolean,
        "offset" int, working_days boolean, count int, per text)
    where r.kind = 'task';
end
$$;
alter function kstt.import_schedules(kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.import_schedules(kstt.plan, jsonb) is
    'Store the readings of a batch''s tasks. To confirm is what owes nothing, or has a part that was not understood';

create or replace function kstt.import_assignments(plan kstt.plan)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_day date := coalesce(plan.issued, make_date(plan.year, 1, 1));
begin
    -- Each wording is resolved once, however many tasks share it.
    with cell as materialized (
        select n.id as node_id, n.province_id, c.role, c.wording
        from kstt.node n
        cross join lateral (values ('lead', n.lead::text), ('coordinate', n.coordinate::text)) c (role, wording)
        where n.plan_id = plan.id
        and n.kind = 'task'
    ), named as materialized (
        select w.wording, r.*
        from (select distinct c.wording from cell c where c.wording <> '') w
        cross join lateral kstt.resolve_units(w.wording, plan.issuer_id, v_day) r
    )
    insert into kstt.assignment (province_id, plan_id, node_id, role, ordinal, text, unit_id, group_id, fallback)
    select c.province_id, plan.id, c.node_id, c.role, coalesce(r.ordinal, 1), coalesce(r.segment, ''),
        case
        when num_nonnulls(r.unit_id, r.group_id) = 0 and c.role = 'lead' then plan.issuer_id
        else r.unit_id
        end,
        r.group_id,
        c.role = 'lead' and num_nonnulls(r.unit_id, r.group_id) = 0
    from cell c
    left join named r on r.wording = c.wording
    where c.role = 'lead'
    or r.wording is not null;
end
$$;
alter function kstt.import_assignments(kstt.plan) owner to kstt_api;
comment on function kstt.import_assignments(kstt.plan) is
    'Resolve the leads and coordinating bodies of a plan''s tasks. A lead that is blank or means nothing known is '
    'given to the issuer, flagged';

create or replace function api.plan_import_nodes(plan bigint, nodes jsonb)
    returns table (added int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan := kstt.import_plan_row(plan);
    v_nodes jsonb;
begin
    added := 0;
    if v_plan.imported_in = pg_current_xact_id() then
        -- Ids are given here, since to look the nodes up again would be slow: of a
        -- plan that is just being written the planner knows no size.
        select jsonb_agg(n.value || jsonb_build_object('id', nextval('kstt.node_id_seq')) order by n.ordinality)
        into v_nodes
        from jsonb_array_elements(nodes) with ordinality n;
        added := kstt.import_nodes(v_plan, v_nodes);
        perform kstt.import_schedules(v_plan, v_nodes);
    end if;
    return next;
end
$$;
alter function api.plan_import_nodes(bigint, jsonb) owner to kstt_api;
comment on function api.plan_import_nodes(bigint, jsonb) is
    'One batch of nodes in document order. Nothing is added when the plan was filled by an earlier transaction: '
    'then this is an import sent again. KS403';

create or replace function api.plan_import_end(plan bigint)
    returns table (tasks int, occurrences int, unresolved int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan := kstt.import_plan_row(plan);
begin
    if v_plan.imported_in = pg_current_xact_id() then
        perform kstt.import_assignments(v_plan);
        perform kstt.occurrences_add(v_plan.id);
    end if;
    return query
    select
        (select count(*)::int from kstt.node n where n.plan_id = v_plan.id and n.kind = 'task'),
        (select count(*)::int from kstt.occurrence o where o.plan_id = v_plan.id),
        (
            select count(*)::int
            from kstt.assignment a
            join kstt.node n on n.id = a.node_id
            where n.plan_id = v_plan.id
            and a.fallback);
end
$$;
alter function api.plan_import_end(bigint) owner to kstt_api;
comment on function api.plan_import_end(bigint) is
    'Resolve leads, make the occurrences, and count: tasks, occurrences, leads that fell to the issuer. KS403';
