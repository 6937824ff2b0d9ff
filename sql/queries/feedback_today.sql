-- name: feedback_today()
-- SPDX-License-Identifier: MIT
-- What of the register waits for my own units, each record in its first bucket, at most 60 of each: offered (accept or
-- return), submitted (to me as leader), late, soon (to the tenth working day), returned, new (to be classified), call.
select t.bucket as bucket, t.bucket_count as bucket_count, f.id as feedback_id, f.version as version, f.code as code,
    f.track as track, f.sealed as sealed, f.state as state, left(x.content, 200) as content, f.held_by as unit_id,
    h.name as unit_name, f.due as due, f.due - kstt.today() as days_left, f.due_clock as clock,
    coalesce(coalesce(f.offered_to, f.held_by) = any ((select kstt.my_units())::bigint[])
        or f.held_by = any ((select kstt.my_units())::bigint[]), false) as mine,
    coalesce(f.held_by <> all ((select kstt.my_units())::bigint[])
        and coalesce(f.offered_to <> all ((select kstt.my_units())::bigint[]), true)
        and f.held_by = any ((select kstt.my_coordinated())::bigint[]), false) as on_behalf
from kstt.feedback_waiting() with ordinality t (feedback_id, bucket, bucket_count, number)
join kstt.feedback f on f.id = t.feedback_id
join kstt.unit h on h.id = f.held_by
left join kstt.feedback_text x on x.feedback_id = f.id
order by t.number;
