-- name: overdue_by_unit(closed bool)
-- SPDX-License-Identifier: MIT
-- Units that are late, and all units above them, in the order of the tree. The
-- bands are the unit's own: late by 1-7, 8-30, 31-90 and more than 90 calendar
-- days; the caller sums them along the tree. closed: closed plans instead of
-- being left out weigh in too.
with recursive today as materialized (
    select kstt.today() as day
), late as materialized (
    select
        o.unit_id,
        count(*) filter (where t.day - o.effective_due between 1 and 7) as band1,
        count(*) filter (where t.day - o.effective_due between 8 and 30) as band2,
        count(*) filter (where t.day - o.effective_due between 31 and 90) as band3,
        count(*) filter (where t.day - o.effective_due > 90) as band4
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    cross join today t
    where o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due < (select day from today)
    and (p.state = 'in_force' or ($1::bool and p.state = 'closed'))
    group by o.unit_id
), shown (id) as (
    select l.unit_id
    from late l
    union
    select u.parent_id
    from shown s
    join kstt.unit u on u.id = s.id
    where u.parent_id is not null
), placed (id, place) as (
    select u.id, array[u.name::text]
    from shown s
    join kstt.unit u on u.id = s.id
    where u.parent_id is null
    union all
    select u.id, p.place || (chr(64 + array_position(array['office', 'department', 'board', 'inspectorate', 'agency',
        'media', 'division', 'centre', 'city', 'district', 'ward', 'commune', 'commune_group'], u.kind)) || u.name::text)
    from placed p
    join kstt.unit u on u.parent_id = p.id
    join shown s on s.id = u.id
)
select
    u.id as unit_id,
    u.parent_id as parent_id,
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
