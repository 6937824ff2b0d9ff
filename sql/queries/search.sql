-- name: search(words text, plan bigint, unit bigint, state text, closed bool)
-- SPDX-License-Identifier: MIT
-- At most 200 rows in which every word stands, without diacritics, in the wording,
-- in a document's number or title, or in the unit's name, short name or code;
-- what was typed in that very order first. matched: text, document or unit.
-- plan, unit (with all below it) and state (also late, soon) may be null. closed:
-- closed plans too; a plan that is named needs no such leave. Without words the
-- filters alone say what is listed; without either there are no rows.
-- Where the wording matches and no unit or state is asked for, a row is the task
-- (occurrence_id null), or of what my own unit owes there the first still open.
with day as materialized (
    select kstt.today() as day
), mine as materialized (
    select
        kstt.my_units() as own,
        kstt.my_coordinated() as coordinated
)
select
    n.id as node_id,
    o.id as occurrence_id,
    o.version as version,
    p.id as plan_id,
    p.key as plan_key,
    p.state as plan_state,
    n.path as path,
    n.kind as kind,
    n.label as label,
    n.text as text,
    u.id as unit_id,
    u.name as unit_name,
    coalesce(o.fallback, false) as fallback,
    kstt.period_told(o.id, o.period, o.seq) as period,
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
    else coalesce(greatest(0, coalesce(o.done_on, d.day) - o.effective_due), 0)
    end as days_late,
    coalesce(p.state = 'in_force' and o.unit_id = any (m.own), false) as mine,
    coalesce(p.state = 'in_force' and o.unit_id = any (m.coordinated) and o.unit_id <> all (m.own), false) as on_behalf,
    s.matched as matched
from kstt.search_found($1::text, $2::bigint, $3::bigint, $4::text, $5::bool) s
join kstt.node n on n.id = s.node_id
join kstt.plan p on p.id = n.plan_id
left join kstt.occurrence o on o.id = s.occurrence_id
left join kstt.unit u on u.id = o.unit_id
cross join day d
cross join mine m
order by
    s.place,
    array_position(array['in_force', 'draft', 'closed'], p.state),
    p.sample,
    coalesce(o.unit_id, p.issuer_id) = any (m.own) desc,
    array_position(array['text', 'document', 'unit'], s.matched),
    p.year desc,
    p.key,
    n.ordinal,
    u.name collate "vi-x-icu",
    o.effective_due,
    o.id
limit 200;
