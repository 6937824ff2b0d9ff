-- name: feedback_likely(feedback bigint)
-- SPDX-License-Identifier: MIT
-- What may be the same as a record and is not linked to it, the likeliest first, at most ten.
select f.id as feedback_id, f.code as code, f.received_on as received_on, f.state as state, p.name as sender,
    left(t.content, 100) as content, a.likeness as likeness, a.why as why
from (
    select g.id, q.name, q.phone, v.content, g.about_unit_id
    from kstt.feedback g
    join kstt.feedback_party q on q.feedback_id = g.id
    join kstt.feedback_text v on v.feedback_id = g.id
    where g.id = $1::bigint) g
cross join lateral kstt.feedback_alike(g.name, g.phone, g.content, g.about_unit_id, g.id) a
join kstt.feedback f on f.id = a.feedback_id
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
where not exists (
    select
    from kstt.feedback_link l
    where l.removed_at is null
    and (g.id, f.id) in ((l.feedback_id, l.other_id), (l.other_id, l.feedback_id)))
order by a.likeness desc, f.id desc;
