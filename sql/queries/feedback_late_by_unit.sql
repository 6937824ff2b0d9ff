-- name: feedback_late_by_unit()
-- SPDX-License-Identifier: MIT
-- Units with records whose day is past, and all units above them, with their own counts by days late (1-7, 8-30, 31-90,
-- over 90), as overdue_by_unit has of tasks. Only what I see is counted.
with recursive late as (
    select b.unit_id, b.band1, b.band2, b.band3, b.band4
    from kstt.feedback_overdue_bands() b
), branch as (
    select u.id, u.parent_id
    from late l
    join kstt.unit u on u.id = l.unit_id
    union
    select u.id, u.parent_id
    from branch b
    join kstt.unit u on u.id = b.parent_id
)
select u.id as unit_id, u.parent_id as parent_id, u.code as code, u.name as name, u.kind as kind,
    coalesce(l.band1, 0) as band1, coalesce(l.band2, 0) as band2, coalesce(l.band3, 0) as band3,
    coalesce(l.band4, 0) as band4
from branch b
join kstt.unit u on u.id = b.id
left join late l on l.unit_id = u.id
order by u.parent_id nulls first, u.code;
