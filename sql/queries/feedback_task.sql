-- name: feedback_task(node bigint)
-- SPDX-License-Identifier: MIT
-- What the register says of a task that is read "khi có phản ánh, kiến nghị", for each unit that leads it, in the plan's year.
select u.name as unit_name, t.since as since, t.until as until, t.received as received, t.carried as carried,
    t.handled as handled, t.handling as handling, t.forwarded as forwarded, t.published as published, t.late as late
from kstt.feedback_of_task($1::bigint) t
join kstt.unit u on u.id = t.unit_id
order by u.name;
