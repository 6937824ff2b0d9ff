-- name: feedback_counts(unit bigint, since date, until date)
-- SPDX-License-Identifier: MIT
-- How many open records I see stand where, of one unit (with those below) or all.
select c.state as state, c.records as records, c.late as late, c.soon as soon
from kstt.feedback_open_counts($1::bigint, $2::date, $3::date) c
order by c.state;
