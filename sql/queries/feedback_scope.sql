-- name: feedback_scope(unit text, period text)
-- SPDX-License-Identifier: MIT
-- A unit by its code (null: my first), whether I see its feedback, and the days of a period such as Q3/2026, M07/2026,
-- H1/2026, 9M/2026, Y/2026.
select u.id as unit_id, u.name as unit_name,
    coalesce(u.id = any ((select kstt.my_sight())::bigint[]), false) or (select kstt.is_installer()) as seen, p.since as since, p.until as until, p.title as title
from (select $1::text as code, $2::text as period) a
left join kstt.feedback_period(a.period) p on true
left join lateral (
    select n.id, n.name
    from kstt.unit n
    where case
        when a.code is not null then n.code = a.code
        else n.id = any ((select kstt.my_sight())::bigint[])
        end
    order by array_position(array['province', 'office', 'department', 'board', 'inspectorate'], n.kind) nulls last, n.id
    limit 1) u on true;
