-- name: node_history(node bigint)
-- SPDX-License-Identifier: MIT
-- What happened to a task, newest first, at most 200 rows; with what happened
-- to its whole plan. day: of an event or extension; from_due, to_due: of a day that was
-- moved; changed: the names of what was written anew (text, lead …), and was: how that
-- read before.
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
    w.was as was
from (
    select a.*
    from kstt.activity a
    where a.node_id = $1::bigint
    union all
    select a.*
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
order by h.id desc
limit 200;
