-- name: feedback_propose(record text)
-- SPDX-License-Identifier: MIT
-- The same for a record that is not written yet (keys as for feedback_add, and unit: who receives it).
select p.unit_id as unit_id, u.code as unit_code, u.name as unit_name, p.reason as reason, p.article as article,
    p.rule_id as rule_id, p.number as number
from (select nullif($1::text, '')::jsonb as said) r
cross join lateral kstt.feedback_proposed(r.said ->> 'track', r.said ->> 'field', r.said ->> 'content_group',
    nullif(r.said ->> 'territory', '')::bigint, nullif(r.said ->> 'about_unit', '')::bigint,
    nullif(r.said ->> 'about_head', '')::boolean, nullif(r.said ->> 'unit', '')::bigint) p
join kstt.unit u on u.id = p.unit_id
order by p.number
limit 10;
