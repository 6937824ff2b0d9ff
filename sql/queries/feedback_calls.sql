-- name: feedback_calls(unit bigint)
-- SPDX-License-Identifier: MIT
-- Who waits to be called back, of one unit (with those below) or all mine.
select
    f.id as feedback_id,
    f.version as version,
    f.code as code,
    p.name as name,
    p.phone as phone,
    f.state as state,
    f.answered_on as answered_on,
    kstt.stamp(c.last_try) as last_try,
    coalesce(c.tries, 0)::int as tries,
    h.name as held_by
from kstt.feedback f
join kstt.unit h on h.id = f.held_by
left join kstt.feedback_party p on p.feedback_id = f.id
left join lateral (
    select max(b.at) as last_try, count(*) as tries
    from kstt.feedback_call b
    where b.feedback_id = f.id) c on true
where f.call_back
and f.state in ('done', 'answered', 'published', 'declined', 'forwarded')
and f.id in (
    select s.feedback_id
    from kstt.feedback_sight s
    where s.unit_id = any ((select kstt.my_writable())::bigint[])
    and ($1::bigint is null or s.unit_id in (select b.unit_id from kstt.units_below(array[$1::bigint]) b)))
order by f.answered_on nulls first, f.id
limit 200;
