-- name: report_overdue(as_of date, unit bigint, plan bigint, closed bool)
-- SPDX-License-Identifier: MIT
-- What overdue_by_unit shows, as it stood at the end of a day, from history; null
-- is today, when the two are equal. Units that are late and all units above them,
-- in the order of the tree; the bands are the unit's own. unit (with all below it;
-- those above it are left out) and plan may be null.
with recursive asked as materialized (
    select
        least(coalesce($1::date, kstt.today()), kstt.today()) as day,
        coalesce($1::date, kstt.today()) < kstt.today() as past,
        (least(coalesce($1::date, kstt.today()), kstt.today()) + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as until
), below as materialized (
    select b.unit_id
    from kstt.units_below(array[$2::bigint]) b
), plans as materialized (
    select p.id,
        case when a.past then h.state else p.state end as state
    from kstt.plan p
    cross join asked a
    left join lateral (
        select c.to_state as state
        from kstt.activity c
        where c.plan_id = p.id
        and c.node_id is null
        and c.subject = 'plan'
        and c.at < a.until
        and (select b.past from asked b)
        order by c.id desc
        limit 1) h on true
    where $3::bigint is null
    or p.id = $3::bigint
), late as materialized (
    select
        coalesce(w.unit_id, o.unit_id) as unit_id,
        count(*) filter (where a.day - o.effective_due between 1 and 7) as band1,
        count(*) filter (where a.day - o.effective_due between 8 and 30) as band2,
        count(*) filter (where a.day - o.effective_due between 31 and 90) as band3,
        count(*) filter (where a.day - o.effective_due > 90) as band4
    from kstt.occurrence o
    join plans p on p.id = o.plan_id
    cross join asked a
    left join lateral (
        select c.to_state as state
        from kstt.activity c
        where c.occurrence_id = o.id
        and c.subject = 'occurrence'
        and c.at < a.until
        and (select b.past from asked b)
        order by c.id desc
        limit 1) h on true
    left join lateral (
        select c.unit_id
        from (
            select h.at, h.from_unit_id as unit_id
            from kstt.handover h
            where h.occurrence_id = o.id
            union all
            select h.removed_at, h.to_unit_id
            from kstt.handover h
            where h.occurrence_id = o.id
            and h.removed_at is not null) c
        where c.at >= a.until
        and (select b.past from asked b)
        order by c.at
        limit 1) w on true
    where o.effective_due < (select b.day from asked b)
    and case when a.past then coalesce(h.state, 'open') else o.state end in ('open', 'in_progress', 'obstructed')
    and (p.state = 'in_force' or ($4::bool and p.state = 'closed'))
    and ($2::bigint is null or coalesce(w.unit_id, o.unit_id) = any (array(select b.unit_id from below b)))
    group by 1
), shown (id) as (
    select l.unit_id
    from late l
    union
    select u.parent_id
    from shown s
    join kstt.unit u on u.id = s.id
    where u.parent_id is not null
    and u.id is distinct from $2::bigint
), placed (id, place) as (
    select u.id, array[u.name::text]
    from shown s
    join kstt.unit u on u.id = s.id
    where u.parent_id is null
    or u.id = $2::bigint
    union all
    select u.id, p.place || (chr(64 + array_position(array['office', 'department', 'board', 'inspectorate', 'agency',
        'media', 'division', 'centre', 'city', 'district', 'ward', 'commune', 'commune_group'], u.kind)) || u.name::text)
    from placed p
    join kstt.unit u on u.parent_id = p.id
    join shown s on s.id = u.id
)
select
    u.id as unit_id,
    case when u.id is distinct from $2::bigint then u.parent_id end as parent_id,
    u.code as code,
    u.name as name,
    u.kind as kind,
    coalesce(l.band1, 0) as band1,
    coalesce(l.band2, 0) as band2,
    coalesce(l.band3, 0) as band3,
    coalesce(l.band4, 0) as band4
from placed p
join kstt.unit u on u.id = p.id
left join late l on l.unit_id = u.id
order by p.place collate "vi-x-icu";
