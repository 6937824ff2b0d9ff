-- SPDX-License-Identifier: MIT
-- A plan copied forward to another year: a draft with the old wording, and the
-- list of what needs a look. The program's grammar has read the phrases again.

create or replace function kstt.unit_heirs(unit bigint, day date)
    returns bigint[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with recursive heir (id) as (
        select unit
        union
        select s.successor_id
        from heir h
        join kstt.unit u on u.id = h.id
        join kstt.unit_successor s on s.predecessor_id = h.id
        where u.valid_to < day
    )
    select coalesce(array_agg(h.id order by h.id), '{}')
    from heir h
    join kstt.unit u on u.id = h.id
    where coalesce(u.valid_to >= day, true)
$$;
alter function kstt.unit_heirs(bigint, date) owner to kstt_api;
comment on function kstt.unit_heirs(bigint, date) is
    'Who is there on a day for a unit: itself, or what became of it, step by step; none when the data does not know';

create or replace function kstt.copy_wording(wording text, issuer bigint, day date, out became text, out looks jsonb)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_named record;
    v_kind text;
    v_about text;
begin
    became := wording;
    looks := '[]';
    for v_named in
        select r.segment, r.unit_id, r.group_id, u.name, u.valid_to < day as gone,
            case when u.valid_to < day then kstt.unit_heirs(u.id, day) end as heirs
        from kstt.resolve_units(wording, issuer, day) r
        left join kstt.unit u on u.id = r.unit_id
        order by r.ordinal
    loop
        v_kind := null;
        v_about := v_named.segment;
        if v_named.gone then
            v_kind := 'unit_gone';
            v_about := concat_ws(': ', v_named.segment,
                (select nullif(string_agg(u.name, '; ' order by u.name), '') from kstt.unit u where u.id = any (v_named.heirs)));
            if cardinality(v_named.heirs) = 1 and strpos(became, v_named.segment) > 0 then
                v_kind := 'unit_mapped';
                became := replace(became, v_named.segment, (select u.name from kstt.unit u where u.id = v_named.heirs[1]));
            end if;
        elsif v_named.group_id is not null then
            if not exists (select from kstt.group_members(v_named.group_id, issuer, day)) then
                v_kind := 'group_empty';
            end if;
        elsif v_named.unit_id is null then
            v_kind := 'unit_unknown';
        end if;
        if v_kind is not null then
            looks := looks || jsonb_build_object('kind', v_kind, 'about', v_about);
        end if;
    end loop;
end
$$;
alter function kstt.copy_wording(text, bigint, date) owner to kstt_api;
comment on function kstt.copy_wording(text, bigint, date) is
    'A lead''s wording for a new year: a unit that is no more gives way to its one successor. looks: kind and about of each '
    'segment that needs a look; what has no or several successors, names nobody or an empty group stays as it was written';

create or replace function kstt.copy_nodes(source kstt.plan, plan kstt.plan, times jsonb)
    returns void
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_nodes jsonb;
begin
    -- As the import sends them: to the letter, but for the phrases and the leads.
    select jsonb_agg(jsonb_build_object('ordinal', n.ordinal, 'parent', a.ordinal, 'path', n.path, 'kind', n.kind,
        'level', n.level, 'label', n.label, 'text', n.text, 'lead', l.became, 'coordinate', c.became,
        'deliverable', n.deliverable, 'time', coalesce(t.time, n.time), 'inherited', to_jsonb(n.inherited),
        'doubt', n.doubt, 'reading', t.reading, 'parts', coalesce(t.parts, '[]')) order by n.ordinal)
    into v_nodes
    from kstt.node n
    left join kstt.node a on a.id = n.parent_id
    left join jsonb_to_recordset(times) as t (node bigint, time text, reading text, parts jsonb) on t.node = n.id
    left join lateral kstt.copy_wording(n.lead, source.issuer_id, make_date(plan.year, 1, 1)) l on true
    left join lateral kstt.copy_wording(n.coordinate, source.issuer_id, make_date(plan.year, 1, 1)) c on true
    where n.plan_id = source.id
    and n.withdrawn_at is null;
    perform kstt.import_nodes(plan, coalesce(v_nodes, '[]'));
    update kstt.node n
    set copied_from = o.id
    from kstt.node o
    where n.plan_id = plan.id
    and o.plan_id = source.id
    and o.ordinal = n.ordinal;
    perform kstt.import_schedules(plan, coalesce(v_nodes, '[]'));
    perform kstt.import_assignments(plan);
end
$$;
alter function kstt.copy_nodes(kstt.plan, kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.copy_nodes(kstt.plan, kstt.plan, jsonb) is
    'Fill a new plan with the nodes of another that are not withdrawn. times: what the grammar read of each phrase';

create or replace function kstt.copy_looks(source kstt.plan, plan kstt.plan, times jsonb)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_count int;
begin
    with pair as materialized (
        select o.*, n.id as new_id, n.lead as new_lead, n.coordinate as new_coordinate, n.time as new_time
        from kstt.node o
        join kstt.node n on n.plan_id = plan.id
            and n.copied_from = o.id
        where o.plan_id = source.id
    ), look as (
        select p.new_id, p.ordinal, t.look as kind, 'time' as field, p.time as was, p.new_time as became, '' as about, 1 as place
        from pair p
        join jsonb_to_recordset(times) as t (node bigint, look text) on t.node = p.id
        where t.look in ('time_moved', 'time_ask', 'time_document')
        union all
        select p.new_id, p.ordinal, l.kind, c.field, c.was, c.became, l.about, c.place
        from pair p
        cross join lateral (values ('lead', p.lead::text, p.new_lead::text, 2),
            ('coordinate', p.coordinate::text, p.new_coordinate::text, 3)) c (field, was, became, place)
        cross join lateral kstt.copy_wording(c.was, source.issuer_id, make_date(plan.year, 1, 1)) w
        cross join lateral jsonb_to_recordset(w.looks) as l (kind text, about text)
        where p.kind = 'task'
        and (c.field = 'lead' or l.kind <> 'unit_unknown')
        union all
        select p.new_id, p.ordinal, 'wording_year', c.field, c.wording, c.wording, source.year::text, c.place
        from pair p
        cross join lateral (values ('text', p.text::text, 4), ('deliverable', p.deliverable::text, 5)) c (field, wording, place)
        where c.wording ~ ('\m' || source.year || '\M')
        union all
        select p.new_id, p.ordinal, 'doubt', 'text', p.text, p.text, p.doubt, 6
        from pair p
        where p.doubt <> ''
        union all
        select null, 0, 'parent', 'parent', s.key, '', s.title, 0
        from kstt.plan s
        where s.id = source.parent_id
        and plan.parent_id is null
    )
    insert into kstt.copy_look (province_id, plan_id, node_id, kind, field, was, became, about)
    select plan.province_id, plan.id, l.new_id, l.kind, l.field, l.was, l.became, l.about
    from look l
    order by l.ordinal, l.place;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function kstt.copy_looks(kstt.plan, kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.copy_looks(kstt.plan, kstt.plan, jsonb) is 'Note what of a copied plan needs a look; how many';

create or replace function kstt.copy_head(source kstt.plan, head jsonb)
    returns jsonb
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_day date := make_date((head ->> 'year')::int, 1, 1);
    v_issuers text[] := array(
        select u.code
        from kstt.unit u
        where u.id = any (kstt.unit_heirs(source.issuer_id, v_day)));
begin
    if cardinality(v_issuers) <> 1 then
        raise exception using
            errcode = 'KS422',
            message = 'The unit that issued it has no one successor',
            detail = concat_ws(': ', (select u.code from kstt.unit u where u.id = source.issuer_id),
                nullif(array_to_string(v_issuers, ', '), ''));
    end if;
    return jsonb_build_object('number', head ->> 'number', 'year', head ->> 'year', 'title', head ->> 'title',
        'issuer', v_issuers[1], 'parent', (
            select p.key
            from kstt.plan p
            where p.id = kstt.plan_after(source.parent_id, (head ->> 'year')::int)));
end
$$;
alter function kstt.copy_head(kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.copy_head(kstt.plan, jsonb) is
    'The head of a copy: number, year and title as given, the issuer or its one successor, the one plan of that year of who '
    'issued the parent. KS422';

create or replace function api.plan_copy(request uuid, plan bigint, head jsonb, times jsonb)
    returns table (plan_id bigint, key text, tasks int, looks int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_source kstt.plan;
    v_plan kstt.plan;
begin
    v_done := kstt.request_begin(request, 'plan_copy', jsonb_build_array(plan, head, times));
    if v_done is null then
        select p.*
        into v_source
        from kstt.plan p
        where p.id = plan_copy.plan;
        if v_source.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'You may not write plans of this unit';
        end if;
        perform kstt.plan_head_check(head);
        if (head ->> 'year')::int <= v_source.year then
            raise exception using
                errcode = 'KS422',
                message = 'A plan is copied to a later year',
                detail = v_source.key;
        end if;
        v_plan := kstt.plan_start(kstt.copy_head(v_source, head), v_source.id, pg_current_xact_id());
        perform kstt.copy_nodes(v_source, v_plan, times);
        perform kstt.plan_renumber(v_plan.id);
        perform kstt.keep_node(kstt.command_begin(request, 'plan_copied'), v_plan.id, null, 'plan_added', '{}', v_plan.version);
        v_done := kstt.plan_told(v_plan)
            || jsonb_build_object('plan_id', v_plan.id,
                'looks', kstt.copy_looks(v_source, v_plan, times) + kstt.copy_links(v_source, v_plan));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (plan_id bigint, key text, tasks int, looks int);
end
$$;
alter function api.plan_copy(uuid, bigint, jsonb, jsonb) owner to kstt_api;
comment on function api.plan_copy(uuid, bigint, jsonb, jsonb) is
    'Copy a plan forward as a draft: head has number, year, title; times an array of {node, time, reading, parts, look} for its '
    'tasks, read again by the grammar for that year (look: time_moved, time_ask, time_document, or none). looks: how many '
    'places need a look. KS403, KS422';
