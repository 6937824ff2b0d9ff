-- name: node_detail(node bigint)
-- SPDX-License-Identifier: MIT
-- One node to the letter, with its section and the reading of its phrase; typed: the
-- phrase that an official put in the place of the plan's, proposed: what had been read
-- before that; withdrawn: since which day, or null.
with recursive above (id, parent_id, label, text) as (
    select n.id, n.parent_id, n.label, n.text
    from kstt.node n
    where n.id = $1::bigint
    union all
    select n.id, n.parent_id, n.label, n.text
    from above a
    join kstt.node n on n.id = a.parent_id
)
select
    p.id as plan_id,
    p.key as plan_key,
    p.title as plan_title,
    p.state as plan_state,
    p.sample as sample,
    n.path as path,
    n.label as label,
    n.kind as kind,
    a.label as section_label,
    a.text as section_text,
    n.text as text,
    n.lead as lead,
    n.coordinate as coordinate,
    n.deliverable as deliverable,
    n.time as phrase,
    s.reading as reading,
    s.phrase as typed,
    s.proposed as proposed,
    f.name as confirmed_by,
    to_char(s.confirmed_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as confirmed_on,
    s.report as report,
    r.name as report_by,
    array_to_string(n.inherited, ' ') as inherited,
    n.doubt as doubt,
    n.version as version,
    to_char(n.withdrawn_at at time zone 'Asia/Ho_Chi_Minh', 'DD/MM/YYYY') as withdrawn,
    n.withdrawn_reason as withdrawn_reason
from kstt.node n
join kstt.plan p on p.id = n.plan_id
left join above a on a.parent_id is null
left join kstt.schedule s on s.node_id = n.id
left join kstt.official f on f.id = s.confirmed_by
left join kstt.official r on r.id = s.report_by
where n.id = $1::bigint;
