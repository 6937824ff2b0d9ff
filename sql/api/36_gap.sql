-- SPDX-License-Identifier: MIT
-- Which plans a gap is looked for between: one above, and those that are to carry it out.

create or replace function kstt.gap_scope(plan bigint, unit bigint)
    returns table (above_id bigint, below_ids bigint[], unit_id bigint)
    language sql
    stable
    rows 1
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with asked as materialized (
        -- None said: the province's latest plan in force.
        select p.id, p.year, p.issuer_id, p.parent_id, u.kind = 'province' as is_top
        from kstt.plan p
        join kstt.unit u on u.id = p.issuer_id
        where case
            when gap_scope.plan is null then u.kind = 'province' and p.withdrawn_at is null
            else p.id = gap_scope.plan
            end
        order by p.state = 'in_force' desc, p.year desc, p.id
        limit 1
    ), above as materialized (
        select q.id, q.year, q.issuer_id
        from asked a
        join kstt.plan q on q.id = a.id and a.is_top
            or q.id = a.parent_id and not a.is_top
            or a.parent_id is null and not a.is_top and q.year = a.year and q.issuer_id <> a.issuer_id and q.withdrawn_at is null
                and a.issuer_id in (select b.unit_id from kstt.units_below(array[q.issuer_id]) b)
        order by q.state = 'in_force' desc, q.id
        limit 1
    ), below as materialized (
        select q.id, q.issuer_id
        from asked a
        join above t on true
        join kstt.plan q on q.year = t.year
            and q.issuer_id <> t.issuer_id
            and coalesce(q.parent_id, t.id) = t.id
            and q.withdrawn_at is null
        where q.issuer_id in (select b.unit_id from kstt.units_below(array[t.issuer_id]) b)
        and (a.is_top or q.id = a.id)
        and (gap_scope.unit is null or q.issuer_id in (select b.unit_id from kstt.units_below(array[gap_scope.unit]) b))
        union
        select a.id, a.issuer_id
        from asked a
        where not a.is_top
        and not exists (select from above)
    )
    select
        (select t.id from above t),
        array(select b.id from below b order by b.id),
        coalesce(gap_scope.unit, (select a.issuer_id from asked a where not a.is_top))
$$;
alter function kstt.gap_scope(bigint, bigint) owner to kstt_owner;
comment on function kstt.gap_scope(bigint, bigint) is
    'The plan above (null: there is none), the plans that are to implement it, and whose they are (null: everybody''s). Asked '
    'about a province''s plan: all plans of its year below it, or those of unit and what is below that; about another plan: '
    'itself, below its parent or a plan of that year from above';
grant execute on function kstt.gap_scope(bigint, bigint) to kstt_official;
