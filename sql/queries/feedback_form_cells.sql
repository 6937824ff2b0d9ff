-- name: feedback_form_cells(unit bigint, since date, until date, field text, col int)
-- SPDX-License-Identifier: MIT
-- The records behind one number of form II.05a; those I do not see any more have a code alone.
select f.id as feedback_id, c.code as code, c.entered_on as received_on, f.track as track, f.state as state,
    left(t.content, 200) as content, u.name as passed_to
from kstt.feedback_form_cells($1::bigint, $2::date, $3::date, $4::text, $5::int) c
left join kstt.feedback f on f.id = c.feedback_id
left join kstt.feedback_text t on t.feedback_id = f.id
left join kstt.unit u on u.id = c.passed_to
order by c.entered_on, c.code
limit 2000;
