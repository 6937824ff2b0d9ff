-- name: feedback_looks(feedback bigint)
-- SPDX-License-Identifier: MIT
-- Who looked at the restricted part of a record (null: of any): for whoever coordinates the unit that looked, and oneself.
select l.id as row_id, 1 as version, false as mine, kstt.stamp(l.at) as at, f.code as code, o.name as official_name,
    u.name as unit_name, l.reason as reason
from kstt.feedback_looked l
join kstt.feedback f on f.id = l.feedback_id
join kstt.official o on o.id = l.official_id
join kstt.unit u on u.id = l.unit_id
where $1::bigint is null
or l.feedback_id = $1::bigint
order by l.id desc
limit 200;
