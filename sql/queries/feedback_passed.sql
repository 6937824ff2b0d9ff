-- name: feedback_passed(waiting boolean, after bigint)
-- SPDX-License-Identifier: MIT
-- What my units passed on: first what nobody has accepted yet (waiting: only these), then 50 of the rest, the newest
-- first; after: the cursor of the last row of the page before. seen false: only what my unit did is told.
select
    p.feedback_id as feedback_id,
    p.code as code,
    p.passed_on as passed_on,
    p.action as action,
    p.passed_to as passed_to,
    p.document_number as document_number,
    p.document_date as document_date,
    p.due as limit_day,
    p.passed_on <= p.due as in_time,
    p.received_on as received_on,
    p.days_waited as days_waited,
    p.waits as waits,
    p.seen as seen,
    p.version as version,
    p.track as track,
    p.sealed as sealed,
    p.state as state,
    p.held_by as held_by,
    p.content as content,
    p.cursor as cursor
from kstt.feedback_passed($1::boolean, $2::bigint) p;
