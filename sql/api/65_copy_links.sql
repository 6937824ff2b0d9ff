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

create or replace function kstt.copy_links(source kstt.plan, plan kstt.plan)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_as kstt.appointment := kstt.mark_appointment(plan.issuer_id);
    v_from text := source.year;
    v_to text := plan.year;
    v_count int;
begin
    with old as materialized (
        select n.id as node_id, n.ordinal, l.source, t.id as target_id, t.plan_id as target_plan_id, t.path,
            replace(t.folded, v_from, v_to) as folded, q.key
        from kstt.node n
        join kstt.node_link l on l.node_id = n.copied_from
            and l.removed_at is null
        join kstt.node t on t.id = l.target_id
        join kstt.plan q on q.id = t.plan_id
        where n.plan_id = plan.id
        and n.kind = 'task'
    ), above as materialized (
        select o.target_plan_id, p.id, p.key
        from (select distinct target_plan_id from old) o
        left join kstt.plan p on p.id = kstt.plan_after(o.target_plan_id, plan.year)
            and p.issuer_id <> plan.issuer_id
            and plan.issuer_id in (select b.unit_id from kstt.units_below(array[p.issuer_id]) b)
    ), heir as materialized (
        -- What the target became: its own copy, else the one task of the same wording.
        select distinct on (c.node_id, c.target_id) c.node_id, c.target_id, c.id
        from (
            select o.node_id, o.target_id, min(h.id) as id, 1 as place
            from old o
            join above a on a.target_plan_id = o.target_plan_id
            join kstt.node h on h.copied_from = o.target_id
                and h.plan_id = a.id
            where h.kind = 'task'
            and h.withdrawn_at is null
            group by o.node_id, o.target_id
            having count(*) = 1
            union all
            select o.node_id, o.target_id, min(h.id), 2
            from old o
            join above a on a.target_plan_id = o.target_plan_id
            join kstt.node h on h.plan_id = a.id
                and replace(h.folded, v_from, v_to) = o.folded
            where h.kind = 'task'
            and h.withdrawn_at is null
            group by o.node_id, o.target_id
            having count(*) = 1) c
        order by c.node_id, c.target_id, c.place
    ), link as (
        insert into kstt.node_link (province_id, plan_id, node_id, target_plan_id, target_id, certain, source, official_id,
            appointment_id)
        select distinct on (o.node_id, h.id) plan.province_id, plan.id, o.node_id, n.plan_id, n.id, false, o.source,
            v_as.official_id, v_as.id
        from heir h
        join old o on o.node_id = h.node_id
            and o.target_id = h.target_id
        join kstt.node n on n.id = h.id
        order by o.node_id, h.id, o.target_id
        returning id, node_id, target_id
    ), look as (
        select o.node_id, o.ordinal, 'link_carried' as kind, concat(o.key, ' ', o.path) as was, concat(a.key, ' ', n.path) as became,
            '' as about, l.id as link_id
        from old o
        join above a on a.target_plan_id = o.target_plan_id
        join heir h on h.node_id = o.node_id
            and h.target_id = o.target_id
        join link l on l.node_id = h.node_id
            and l.target_id = h.id
        join kstt.node n on n.id = h.id
        union all
        select o.node_id, o.ordinal, 'link_lost', concat(o.key, ' ', o.path), '', concat(o.key, ' ', o.path), null
        from old o
        join above a on a.target_plan_id = o.target_plan_id
        where a.id is not null
        and not exists (select from heir h where h.node_id = o.node_id and h.target_id = o.target_id)
        union all
        select null, 0, 'link_open', o.key, '', concat(o.key, ' (', count(*), ')'), null
        from old o
        join above a on a.target_plan_id = o.target_plan_id
        where a.id is null
        group by o.key
    )
    insert into kstt.copy_look (province_id, plan_id, node_id, kind, field, was, became, about, link_id)
    select plan.province_id, plan.id, l.node_id, l.kind, 'link', l.was, l.became, l.about, l.link_id
    from look l
    order by l.ordinal, l.was;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function kstt.copy_links(kstt.plan, kstt.plan) owner to kstt_api;
comment on function kstt.copy_links(kstt.plan, kstt.plan) is
    'Carry the links of a copied plan along, each only likely, and note every one of them to be looked at; how many';
