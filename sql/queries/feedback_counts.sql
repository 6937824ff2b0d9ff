-- name: feedback_counts(unit bigint, since date, until date)
-- SPDX-License-Identifier: MIT
-- How many open records I see stand where, of one unit (with those below) or all.
select
    f.state as state,
    count(*)::int as records,
    count(*) filter (where f.due < kstt.today())::int as late,
    count(*) filter (where f.due between kstt.today() and (select kstt.add_working_days(kstt.today(), 10)))::int as soon
from (
    select distinct s.feedback_id as id
    from kstt.feedback_sight s
    where s.open
    and ($1::bigint is null or s.unit_id in (select b.unit_id from kstt.units_below(array[$1::bigint]) b))) s
join kstt.feedback f on f.id = s.id
where ($2::date is null or f.received_on >= $2::date)
and ($3::date is null or f.received_on <= $3::date)
group by f.state
order by f.state;
