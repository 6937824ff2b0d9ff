-- name: feedback_list(unit bigint, state text, clock text, track text, field text, since date, until date, words text, after text)
-- SPDX-License-Identifier: MIT
-- A page of the register, 50 records. state: one, or open, ended, mine; clock: late, soon or paused; words: a code, or
-- words without diacritics; after: the cursor of the row before. Late and soon come by day, the rest newest first.
select
    p.feedback_id as feedback_id,
    p.version as version,
    p.code as code,
    p.received_on as received_on,
    p.received_at as received_at,
    p.track_code as track,
    p.sealed as sealed,
    p.state_code as state,
    p.held_by as held_by,
    p.held_by_code as held_by_code,
    p.offered_to as offered_to,
    p.received_by as received_by,
    p.sender as sender,
    p.content as content,
    p.field_code as field,
    p.due as due,
    p.clock_code as clock,
    p.days_left as days_left,
    p.days_count as days_count,
    p.paused as paused,
    p.missing as missing,
    p.mine as mine,
    p.on_behalf as on_behalf,
    p.links as links,
    p.cursor as cursor
from kstt.feedback_page($1::bigint, $2::text, $3::text, $4::text, $5::text, $6::date, $7::date, $8::text, $9::text) p;
