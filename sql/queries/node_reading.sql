-- name: node_reading(node bigint)
-- SPDX-License-Identifier: MIT
-- What an official needs for deciding on a task's time phrase, or for entering an
-- event. days: what the phrase counts from an event ("5wd", "-5d"), null: it says no
-- number. takes_event, takes_date: it waits for the one or the other. may_plan: I
-- write for the plan's issuer.
select
    n.path as path,
    p.key as plan_key,
    p.year as year,
    p.state as plan_state,
    u.name as issuer_name,
    n.text as text,
    n.time as plan_phrase,
    s.phrase as phrase,
    s.reading as reading,
    s.proposed as proposed,
    s.to_confirm as to_confirm,
    f.name as confirmed_by,
    kstt.stamp(s.confirmed_at) as confirmed_at,
    s.report as report,
    s.version as version,
    (
        select string_agg(x.day_offset || case when x.working_days then 'wd' else 'd' end, ', ' order by x.ordinal)
        from kstt.schedule_part x
        where x.node_id = s.node_id
        and x.class = 'event'
        and x.day_offset <> 0) as days,
    exists (
        select
        from kstt.schedule_part x
        where x.node_id = s.node_id
        and x.class in ('event', 'adhoc')) as takes_event,
    exists (
        select
        from kstt.schedule_part x
        where x.node_id = s.node_id
        and x.class in ('event', 'adhoc', 'reference')) as takes_date,
    p.issuer_id = any ((select kstt.my_writable())::bigint[]) as may_plan
from kstt.node n
join kstt.plan p on p.id = n.plan_id
join kstt.unit u on u.id = p.issuer_id
join kstt.schedule s on s.node_id = n.id
left join kstt.official f on f.id = s.confirmed_by
where n.id = $1::bigint;
