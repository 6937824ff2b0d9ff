-- name: calendar_history()
-- SPDX-License-Identifier: MIT
-- Who changed the calendar, newest first, at most 500 rows; each value before and
-- after, both null where it stayed. Admins of the province alone see all of it.
select
    kstt.stamp(a.at) as at,
    f.name as official_name,
    a.what as what,
    a.subject_id::date as day,
    a.changes -> 'kind' ->> 0 as kind_was,
    a.changes -> 'kind' ->> 1 as kind_is,
    a.changes -> 'name' ->> 0 as name_was,
    a.changes -> 'name' ->> 1 as name_is,
    a.changes -> 'source' ->> 0 as source_was,
    a.changes -> 'source' ->> 1 as source_is,
    a.changes -> 'announced' ->> 0 as announced_was,
    a.changes -> 'announced' ->> 1 as announced_is
from kstt.activity a
left join kstt.official f on f.id = a.official_id
where a.subject = 'holiday'
order by a.id desc
limit 500;
