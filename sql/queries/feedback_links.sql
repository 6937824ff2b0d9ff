-- name: feedback_links(feedback bigint)
-- SPDX-License-Identifier: MIT
-- The records that belong with one.
select f.id as feedback_id, f.code as code, l.kind as kind, f.state as state, f.received_on as received_on,
    left(t.content, 100) as content, l.id as link_id, o.name as by, kstt.stamp(l.at) as at
from kstt.feedback_link l
join kstt.feedback f on f.id = l.feedback_id + l.other_id - $1::bigint
join kstt.official o on o.id = l.official_id
left join kstt.feedback_text t on t.feedback_id = f.id
where $1::bigint in (l.feedback_id, l.other_id)
and l.removed_at is null
order by l.id;
