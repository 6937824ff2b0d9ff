-- name: feedback_clock_changes(feedback bigint)
-- SPDX-License-Identifier: MIT
-- When clocks of a record were stopped, let run or extended, with reason and document.
select kstt.stamp(x.at) as at, c.clock as clock, x.kind as kind, x.day as day, x.days as days, x.reason as reason,
    x.document_number as document_number, x.document_date as document_date, o.name as official_name
from kstt.feedback_clock_change x
join kstt.feedback_clock c on c.id = x.clock_id
join kstt.official o on o.id = x.official_id
where x.feedback_id = $1::bigint
order by x.id desc;
