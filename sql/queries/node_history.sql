-- name: node_history(node bigint)
-- SPDX-License-Identifier: MIT
-- What happened to a task, newest first, at most 200 rows; with what happened
-- to its whole plan. day: of an event or extension; from_due, to_due: of a day that was
-- moved; changed: the names of what was written anew (text, lead …), and was: how that
-- read before. What one change moved or removed alike for several units is one row: alike
-- is how many (0: it is none such), owed_name the unit when it is one.
select
    kstt.stamp(h.at) as at,
    f.name as official_name,
    u.name as unit_name,
    b.name as on_behalf_of,
    h.what as what,
    h.from_state as from_state,
    h.to_state as to_state,
    h.document_number as document_number,
    h.note as note,
    h.period as period,
    (h.changes ->> 'day')::date as day,
    (h.changes -> 'effective_due' ->> 0)::date as from_due,
    (h.changes -> 'effective_due' ->> 1)::date as to_due,
    w.changed as changed,
    w.was as was,
    h.alike::int as alike,
    case when h.alike = 1 then o.name end as owed_name
from (
    select a.*,
        case when a.subject = 'occurrence' and a.what in ('moved', 'removed') then count(*) over same else 0 end as alike,
        row_number() over (same order by a.id desc) as nth
    from kstt.activity a
    where a.node_id = $1::bigint
    window same as (partition by a.in_transaction, a.subject, a.what, a.period, a.changes)
    union all
    select a.*, 0, 1
    from kstt.activity a
    where a.node_id is null
    and a.plan_id = (select n.plan_id from kstt.node n where n.id = $1::bigint)) h
cross join lateral (
    select
        string_agg(c.key, ' ' order by c.key) as changed,
        string_agg(nullif(c.value ->> 0, ''), ' | ' order by c.key) as was
    from jsonb_each(h.changes) c
    where h.subject = 'node'
    or (h.subject = 'plan' and h.what = 'changed'
        and c.key in ('number', 'title', 'issued', 'issued_text', 'parent_ref'))) w
left join kstt.official f on f.id = h.official_id
left join kstt.unit u on u.id = h.unit_id
left join kstt.unit b on b.id = h.on_behalf_of
left join kstt.unit o on o.id = h.owed_by
where h.alike = 0
or h.nth = 1
order by h.id desc
limit 200;
