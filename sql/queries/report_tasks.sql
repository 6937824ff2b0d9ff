-- name: report_tasks(as_of date, unit bigint, plan bigint, state text, closed bool)
-- SPDX-License-Identifier: MIT
-- Everything owed, as it stood at the end of a day, from history; null is today,
-- which is as the panes show it. unit (with all below it), plan and state (also
-- late, soon) may be null. Plans in force that day, with closed the closed ones
-- too, and what was handed over since by its old unit; a plan that was not loaded yet that day is not there.
with asked as materialized (
    select
        least(coalesce($1::date, kstt.today()), kstt.today()) as day,
        coalesce($1::date, kstt.today()) < kstt.today() as past,
        (least(coalesce($1::date, kstt.today()), kstt.today()) + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as until
), soon as materialized (
    select kstt.add_working_days(a.day, 10) as day
    from asked a
), below as materialized (
    select b.unit_id
    from kstt.units_below(array[$2::bigint]) b
), shown as materialized (
    select p.id, p.key, p.year,
        case when a.past then h.state else p.state end as state
    from kstt.plan p
    cross join asked a
    left join lateral (
        select c.to_state as state
        from kstt.activity c
        where c.plan_id = p.id
        and c.node_id is null
        and c.subject = 'plan'
        and c.at < a.until
        and (select b.past from asked b)
        order by c.id desc
        limit 1) h on true
    where $3::bigint is null
    or p.id = $3::bigint
), stood as materialized (
    select
        o.id,
        o.plan_id,
        o.node_id,
        coalesce(w.unit_id, o.unit_id) as unit_id,
        kstt.period_told(o.id, o.period, o.seq) as period,
        o.nominal_due,
        o.effective_due,
        case when a.past then coalesce(h.to_state, 'open') else o.state end as state,
        case when a.past then h.done_on else o.done_on end as done_on,
        case when a.past then h.document_number else o.document_number end as document_number
    from kstt.occurrence o
    join shown p on p.id = o.plan_id
    cross join asked a
    left join lateral (
        select c.to_state, c.done_on, c.document_number
        from kstt.activity c
        where c.occurrence_id = o.id
        and c.subject = 'occurrence'
        and c.at < a.until
        and (select b.past from asked b)
        order by c.id desc
        limit 1) h on true
    left join lateral (
        select c.unit_id
        from (
            select h.at, h.from_unit_id as unit_id
            from kstt.handover h
            where h.occurrence_id = o.id
            union all
            select h.removed_at, h.to_unit_id
            from kstt.handover h
            where h.occurrence_id = o.id
            and h.removed_at is not null) c
        where c.at >= a.until
        and (select b.past from asked b)
        order by c.at
        limit 1) w on true
    where (p.state = 'in_force' or ($5::bool and p.state = 'closed'))
    and ($2::bigint is null or coalesce(w.unit_id, o.unit_id) = any (array(select b.unit_id from below b)))
)
select
    p.key as plan_key,
    n.path as path,
    n.text as text,
    u.code as unit_code,
    u.name as unit_name,
    s.period as period,
    s.nominal_due as nominal_due,
    s.effective_due as effective_due,
    s.state as state,
    s.done_on as done_on,
    s.document_number as document_number,
    case
    when s.state = 'cancelled' then 0
    else coalesce(greatest(0, coalesce(s.done_on, a.day) - s.effective_due), 0)
    end as days_late
from stood s
join shown p on p.id = s.plan_id
join kstt.node n on n.id = s.node_id
join kstt.unit u on u.id = s.unit_id
cross join asked a
where case coalesce($4::text, '')
    when '' then true
    when 'late' then s.state in ('open', 'in_progress', 'obstructed') and s.effective_due < a.day
    when 'soon' then s.state in ('open', 'in_progress', 'obstructed')
        and s.effective_due between a.day and (select b.day from soon b)
    else s.state = $4::text
    end
order by
    p.year desc,
    p.key,
    n.ordinal,
    u.name collate "vi-x-icu",
    u.id,
    s.effective_due,
    s.id;
