-- name: feedback_today()
-- SPDX-License-Identifier: MIT
-- What of the register waits for my own units, each record in its first bucket, at most 60 of each: offered (accept or
-- return), submitted (to me as leader), late, soon (to the tenth working day), returned, new (to be classified), call.
select
    t.bucket as bucket,
    t.bucket_count as bucket_count,
    t.feedback_id as feedback_id,
    t.version as version,
    t.code as code,
    t.track as track,
    t.sealed as sealed,
    t.state as state,
    t.content as content,
    t.unit_id as unit_id,
    t.unit_name as unit_name,
    t.due as due,
    t.days_left as days_left,
    t.clock as clock,
    t.mine as mine,
    t.on_behalf as on_behalf
from kstt.my_feedback_today() t;
