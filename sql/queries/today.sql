-- name: today()
-- SPDX-License-Identifier: MIT
-- What my units owe and what waits for me, at most 60 rows of each bucket:
--   overdue, week (to this Sunday), fortnight (to the tenth working day), month
--     (to its end): each owed thing in its first one, the earliest day first;
--   stale: continuous, nothing written for instance.stale_days days;
--   confirm: tasks of my units' plans whose phrase is not understood (a node only);
--   changed: what others wrote on my units' rows since I last looked (seen), or for
--     the first time within 30 days: its last change; what, was and message tell it;
--   asked: open questions to my units (ask_id, who, at, message).
-- My units are those I write for as my own, and those I lead with all below them.
-- who, at and message of a row in the other buckets: its last open question, if any;
-- at of a stale one without: when it was last written.
with day as materialized (
    select
        kstt.today() as today,
        date_trunc('week', kstt.today())::date + 6 as sunday,
        kstt.add_working_days(kstt.today(), 10) as fortnight,
        (date_trunc('month', kstt.today()) + interval '1 month - 1 day')::date as month_end,
        kstt.now() as now,
        i.stale_days as stale_days
    from kstt.instance i
), my as materialized (
    select
        kstt.me() as official_id,
        kstt.my_units() as own,
        kstt.my_coordinated() as coordinated,
        kstt.my_units() || kstt.my_led() as units
), looked as materialized (
    select
        coalesce(s.server_at, clock_timestamp() - interval '10 years') as server_at,
        s.snapshot,
        case when s.official_id is null then d.now - interval '30 days' else '-infinity' end as since
    from day d
    cross join my m
    left join kstt.seen s on s.official_id = m.official_id
), due as (
    select
        case
        when o.effective_due < d.today then 'overdue'
        when o.effective_due <= d.sunday then 'week'
        when o.effective_due <= d.fortnight then 'fortnight'
        else 'month'
        end as bucket,
        o.node_id,
        o.id,
        (o.effective_due - date '2000-01-01')::bigint as place,
        o.unit_id,
        o.period
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    cross join day d
    where o.unit_id = any ((select m.units from my m)::bigint[])
    and o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due <= (select greatest(b.sunday, b.fortnight, b.month_end) from day b)
    and p.state = 'in_force'
), stale as (
    select
        'stale' as bucket,
        o.node_id,
        o.id,
        extract(epoch from w.at)::bigint as place,
        o.unit_id,
        o.period
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    cross join day d
    cross join lateral (
        select coalesce(
            greatest(
                o.changed_at,
                (select max(e.at) from kstt.note e where e.occurrence_id = o.id and e.removed_at is null),
                (select max(r.at) from kstt.proof r where r.occurrence_id = o.id and r.removed_at is null)),
            coalesce(p.issued, make_date(p.year, 1, 1))::timestamp at time zone 'Asia/Ho_Chi_Minh') as at) w
    where o.unit_id = any ((select m.units from my m)::bigint[])
    and o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due is null
    and p.state = 'in_force'
    and w.at < d.now - make_interval(days => d.stale_days)
), confirm as (
    select
        'confirm' as bucket,
        s.node_id,
        null::bigint as id,
        0::bigint as place,
        null::bigint as unit_id,
        null::text as period
    from kstt.plan p
    join kstt.schedule s on s.plan_id = p.id
    where p.issuer_id = any ((select m.units from my m)::bigint[])
    and p.state in ('in_force', 'draft')
    and s.to_confirm
), news as materialized (
    select distinct on (a.occurrence_id)
        a.*
    from kstt.activity a
    cross join looked l
    where a.owed_by = any ((select m.units from my m)::bigint[])
    and a.server_at > (select b.server_at - interval '5 minutes' from looked b)
    and (a.server_at > l.server_at or not pg_visible_in_snapshot(a.in_transaction, l.snapshot))
    and a.at > l.since
    and a.official_id is distinct from (select m.official_id from my m)
    and a.what in ('marked', 'undone', 'noted', 'proof_added', 'proof_removed')
    order by a.occurrence_id, a.id desc
), asks as materialized (
    select a.*
    from kstt.ask a
    join kstt.plan p on p.id = a.plan_id
    where a.unit_id = any ((select m.units from my m)::bigint[])
    and a.done_at is null
    and p.state = 'in_force'
), thing as (
    select b.bucket, b.node_id, b.id, b.place, b.unit_id, b.period, null::bigint as activity_id, null::bigint as ask_id
    from due b
    union all
    select b.bucket, b.node_id, b.id, b.place, b.unit_id, b.period, null, null
    from stale b
    union all
    select b.bucket, b.node_id, b.id, b.place, b.unit_id, b.period, null, null
    from confirm b
    union all
    select 'changed', a.node_id, a.occurrence_id, -a.id, null, null, a.id, null
    from news a
    union all
    select 'asked', a.node_id, a.occurrence_id, a.id, null, null, null, a.id
    from asks a
), placed as (
    select
        t.*,
        count(*) over (partition by t.bucket) as bucket_count,
        row_number() over (partition by t.bucket order by t.place, t.node_id, t.unit_id, t.period, t.id) as number
    from thing t
), told as (
    select distinct on (a.occurrence_id)
        a.*
    from asks a
    order by a.occurrence_id, a.id desc
)
select
    t.bucket as bucket,
    t.bucket_count::int as bucket_count,
    o.id as occurrence_id,
    o.version as version,
    n.id as node_id,
    p.id as plan_id,
    p.key as plan_key,
    n.path as path,
    n.label as label,
    n.text as text,
    u.id as unit_id,
    u.name as unit_name,
    coalesce(o.fallback, false) as fallback,
    o.period || case when o.seq > 1 then '#' || o.seq else '' end as period,
    o.first_due as first_due,
    o.nominal_due as nominal_due,
    o.effective_due as effective_due,
    o.due_rule as due_rule,
    o.state as state,
    o.done_on as done_on,
    o.document_number as document_number,
    o.document_date as document_date,
    o.note as note,
    case
    when o.state = 'cancelled' then 0
    else coalesce(greatest(0, coalesce(o.done_on, d.today) - o.effective_due), 0)
    end as days_late,
    coalesce(p.state = 'in_force' and o.unit_id = any (m.own), false) as mine,
    coalesce(p.state = 'in_force' and o.unit_id = any (m.coordinated) and o.unit_id <> all (m.own), false) as on_behalf,
    coalesce(w.name, h.login) as who,
    to_char(coalesce(h.at, a.at, case when t.bucket = 'stale' then o.changed_at end) at time zone 'Asia/Ho_Chi_Minh',
        'DD/MM HH24:MI') as at,
    case when h.id is not null then h.note else a.message end as message,
    h.what as what,
    h.from_state as was,
    a.id as ask_id
from placed t
cross join day d
cross join my m
-- The limit keeps these few rows from reading the whole table.
cross join lateral (
    select *
    from kstt.node b
    where b.id = t.node_id
    limit 1) n
join kstt.plan p on p.id = n.plan_id
left join kstt.occurrence o on o.id = t.id
left join kstt.unit u on u.id = coalesce(o.unit_id, p.issuer_id)
left join news h on h.id = t.activity_id
left join told x on x.occurrence_id = t.id
    and t.bucket not in ('changed', 'asked')
left join asks a on a.id = coalesce(t.ask_id, x.id)
left join kstt.official w on w.id = coalesce(h.official_id, a.official_id)
where t.number <= 60
order by
    array_position(array['overdue', 'week', 'fortnight', 'month', 'stale', 'confirm', 'changed', 'asked'], t.bucket),
    t.number;
