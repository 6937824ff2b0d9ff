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

create or replace function kstt.copy_links(source kstt.plan, plan kstt.plan)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.mark_appointment(plan.issuer_id);
    v_links jsonb := (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from kstt.copied_links(source, plan) c);
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
alter function kstt.copy_links(kstt.plan, kstt.plan) owner to kstt_api;
comment on function kstt.copy_links(kstt.plan, kstt.plan) is
    'Carry the links of a copied plan along, each only likely, and note every one of them to be looked at; how many';
