-- name: feedback_likely_new(record text)
-- SPDX-License-Identifier: MIT
-- The same while a record is being written down (keys name, phone, content, about_unit).
select f.id as feedback_id, f.code as code, f.received_on as received_on, f.state as state, p.name as sender,
    left(t.content, 100) as content, a.likeness as likeness, a.why as why
from (select nullif($1::text, '')::jsonb as said) r
cross join lateral kstt.feedback_alike(r.said ->> 'name', r.said ->> 'phone', r.said ->> 'content',
    nullif(r.said ->> 'about_unit', '')::bigint, null::bigint) a
join kstt.feedback f on f.id = a.feedback_id
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
order by a.likeness desc, f.id desc;
