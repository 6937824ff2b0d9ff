-- name: feedback_looks(feedback bigint)
-- SPDX-License-Identifier: MIT
-- Who looked at the restricted part of a record: for whoever coordinates the unit that looked, and oneself.
select kstt.stamp(l.at) as at, o.name as official_name, u.name as unit_name, l.reason as reason
from kstt.feedback_looked l
join kstt.official o on o.id = l.official_id
join kstt.unit u on u.id = l.unit_id
where l.feedback_id = $1::bigint
order by l.id desc
limit 200;
