-- SPDX-License-Identifier: MIT
-- The links of a plan copied forward: each goes to the same task of the new year's plan
-- above, if that is there and holds it, and is likely until somebody has looked at it.

create or replace function kstt.plan_after(plan bigint, year int)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    -- Its own copy before another plan of whoever issues it now; never one of two.
    select case
        when count(*) filter (where p.copied_from = old.id) = 1 then min(p.id) filter (where p.copied_from = old.id)
        when count(*) = 1 then min(p.id)
        end
    from kstt.plan old
    join kstt.plan p on p.year = plan_after.year
        and p.issuer_id = any (kstt.unit_heirs(old.issuer_id, make_date(plan_after.year, 1, 1)))
        and p.state <> 'draft'
        and p.withdrawn_at is null
        and not p.sample
    where old.id = plan_after.plan
$$;
alter function kstt.plan_after(bigint, int) owner to kstt_api;
comment on function kstt.plan_after(bigint, int) is
    'The one plan of a later year that came after a plan: issued, of the same unit or of what became of it. Null when there is '
    'none, or several';

create or replace function kstt.copied_links(source kstt.plan, plan kstt.plan)
    returns table (node_id bigint, ordinal int, source text, was text, above bigint, heir bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with old as materialized (
        select n.id as node_id, n.ordinal, l.source, concat(q.key, ' ', t.path) as was, t.id as target_id, t.plan_id, t.folded
        from kstt.node n
        join kstt.node_link l on l.node_id = n.copied_from
            and l.removed_at is null
        join kstt.node t on t.id = l.target_id
        join kstt.plan q on q.id = t.plan_id
        where n.plan_id = plan.id
        and n.kind = 'task'
        and n.withdrawn_at is null
    ), above as materialized (
        select o.plan_id, p.id
        from (select distinct x.plan_id from old x) o
        join kstt.plan p on p.id = kstt.plan_after(o.plan_id, plan.year)
        where p.issuer_id <> plan.issuer_id
        and plan.issuer_id in (select b.unit_id from kstt.units_below(array[p.issuer_id]) b)
    ), candidate as materialized (
        select n.plan_id, n.id, n.copied_from, n.folded
        from above a
        join kstt.node n on n.plan_id = a.id
        where n.kind = 'task'
        and n.withdrawn_at is null
    ), met as (
        -- Both sides side by side and parted by what makes them the same: plans may be
        -- long, and a join would compare each with each.
        select m.*,
            case when count(m.candidate) over by_copy = 1 then min(m.candidate) over by_copy end as copy,
            case when count(m.candidate) over by_wording = 1 then min(m.candidate) over by_wording end as same
        from (
            select o.node_id, o.ordinal, o.source, o.was, a.id as above, o.target_id, null::bigint as candidate,
                replace(o.folded, source.year::text, plan.year::text) as folded
            from old o
            left join above a on a.plan_id = o.plan_id
            union all
            select null, null, null, null, c.plan_id, c.copied_from, c.id,
                replace(c.folded, source.year::text, plan.year::text)
            from candidate c) m
        window by_copy as (partition by m.above, m.target_id),
            by_wording as (partition by m.above, m.folded)
    )
    select m.node_id, m.ordinal, m.source, m.was, m.above, coalesce(m.copy, m.same)
    from met m
    where m.node_id is not null
$$;
alter function kstt.copied_links(kstt.plan, kstt.plan) owner to kstt_api;
comment on function kstt.copied_links(kstt.plan, kstt.plan) is
    'The links of the tasks that a plan was copied from: was, what each went to; above: the plan of the new year that came '
    'after that one, or null; heir: the task there, its own copy before the one of the same wording, or null';

create or replace function kstt.carry_links(plan kstt.plan, v_links jsonb)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.mark_appointment(plan.issuer_id);
    v_count int;
begin
    insert into kstt.node_link (province_id, plan_id, node_id, target_plan_id, target_id, certain, source, official_id,
        appointment_id)
    select plan.province_id, plan.id, r.node_id, r.above, r.heir, false, r.source, v_as.official_id, v_as.id
    from jsonb_to_recordset(v_links) as r (node_id bigint, above bigint, heir bigint, source text)
    where r.heir is not null
    on conflict on constraint node_link_once do nothing;
    insert into kstt.copy_look (province_id, plan_id, node_id, kind, field, was, became, about, link_id)
    select plan.province_id, plan.id, l.node_id, l.kind, 'link', l.was, l.became, l.about, l.link_id
    from (
        select r.node_id, r.ordinal, 'link_carried' as kind, r.was, concat(p.key, ' ', n.path) as became, '' as about,
            k.id as link_id
        from jsonb_to_recordset(v_links) as r (node_id bigint, ordinal int, was text, heir bigint)
        join kstt.node_link k on k.node_id = r.node_id
            and k.target_id = r.heir
        join kstt.node n on n.id = r.heir
        join kstt.plan p on p.id = n.plan_id
        union all
        select r.node_id, r.ordinal, 'link_lost', r.was, '', r.was, null
        from jsonb_to_recordset(v_links) as r (node_id bigint, ordinal int, was text, above bigint, heir bigint)
        where r.above is not null
        and r.heir is null
        union all
        select null, 0, 'link_open', x.key, '', concat(x.key, ' (', count(*), ')'), null
        from jsonb_to_recordset(v_links) as r (was text, above bigint)
        cross join lateral regexp_replace(r.was, ' [^ ]*$', '') x (key)
        where r.above is null
        group by x.key) l
    order by l.ordinal, l.was;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function kstt.carry_links(kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.carry_links(kstt.plan, jsonb) is
    'Write links of a copied plan, as copied_links has them, each only likely, and note every one of them to be looked at; how many';

create or replace function kstt.copy_links(source kstt.plan, plan kstt.plan)
    returns int
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select kstt.carry_links(plan, coalesce(jsonb_agg(to_jsonb(c)), '[]'))
    from kstt.copied_links(source, plan) c
$$;
alter function kstt.copy_links(kstt.plan, kstt.plan) owner to kstt_api;
comment on function kstt.copy_links(kstt.plan, kstt.plan) is
    'Carry the links of a copied plan along; how many looks that makes';

create or replace function api.look_links(request uuid, look bigint, version int)
    returns table (new_version int, carried int, waiting int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_row kstt.copy_look;
    v_plan kstt.plan;
    v_source kstt.plan;
    v_links jsonb;
begin
    v_done := kstt.request_begin(request, 'look_links', jsonb_build_array(look, version));
    if v_done is null then
        select l.*
        into v_row
        from kstt.copy_look l
        where l.id = look
        and l.kind = 'link_open'
        and l.plan_id = any (kstt.my_plans())
        for update;
        if v_row.id is null or v_row.version <> look_links.version or v_row.settled_at is not null then
            raise exception using
                errcode = case when v_row.id is null then 'KS403' else 'KS409' end,
                message = case when v_row.id is null then 'You may not write plans of this unit' else 'Somebody has changed it since' end,
                detail = coalesce((select f.name from kstt.official f where f.id = v_row.settled_by), '');
        end if;
        select p.*
        into v_plan
        from kstt.plan p
        where p.id = v_row.plan_id;
        select p.*
        into v_source
        from kstt.plan p
        where p.id = v_plan.copied_from;
        if v_plan.state = 'closed' then
            raise exception using
                errcode = 'KS422',
                message = 'This plan is closed',
                detail = v_plan.key;
        end if;
        select jsonb_agg(to_jsonb(c))
        into v_links
        from kstt.copied_links(v_source, v_plan) c
        where c.above is not null
        and regexp_replace(c.was, ' [^ ]*$', '') = v_row.was;
        if v_links is null then
            raise exception using
                errcode = 'KS422',
                message = 'The plan above that came after it is not issued yet',
                detail = v_row.was;
        end if;
        perform kstt.carry_links(v_plan, v_links);
        update kstt.copy_look l
        set settled_at = kstt.now(),
            settled_by = kstt.me(),
            version = l.version + 1
        where l.id = v_row.id
        returning l.*
        into v_row;
        v_done := jsonb_build_object('new_version', v_row.version, 'waiting', (
            select count(*)
            from kstt.copy_look l
            where l.plan_id = v_row.plan_id
            and l.settled_at is null), 'carried', (
            select count(*)
            from jsonb_to_recordset(v_links) as r (heir bigint)
            where r.heir is not null));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (new_version int, carried int, waiting int);
end
$$;
alter function api.look_links(uuid, bigint, int) owner to kstt_api;
comment on function api.look_links(uuid, bigint, int) is
    'Carry the links along that were left out when the plan was copied, now that the plan above of its year has been issued, and '
    'settle the look that said so. KS403 not my plan, KS409 settled or changed, KS422 still not there';
