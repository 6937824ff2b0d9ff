-- name: plan_list(most int)
-- SPDX-License-Identifier: MIT
-- The plans that I see, my own unit's first, with what is owed under each: the first
-- `most` of them, or (null) all; total says how many there are.
select
    p.plan_id as plan_id,
    p.key as key,
    p.number as number,
    p.year as year,
    p.issuer_code as issuer_code,
    p.issuer_name as issuer_name,
    p.title as title,
    p.state as state,
    p.sample as sample,
    p.sections as sections,
    p.tasks as tasks,
    p.owed as owed,
    p.done as done,
    p.late as late,
    p.soon as soon,
    p.unread as unread,
    (count(*) over ())::int as total
from kstt.plan_overview() p
limit $1::int;
