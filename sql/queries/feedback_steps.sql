-- name: feedback_steps(feedback bigint)
-- SPDX-License-Identifier: MIT
-- The history of a record, newest first; of one that my unit passed on its own steps.
select
    s.id as step_id,
    kstt.stamp(s.at) as at,
    s.action as action,
    a.name as action_name,
    a.name_en as action_name_en,
    o.name as official_name,
    u.name as unit_name,
    case when s.on_behalf then u.name end as on_behalf_of,
    s.from_state as from_state,
    s.to_state as to_state,
    t.name as to_unit,
    s.note as note,
    s.document_number as document_number,
    s.document_date as document_date
from kstt.feedback_step s
join kstt.feedback_action a on a.action = s.action
join kstt.official o on o.id = s.official_id
join kstt.unit u on u.id = s.unit_id
left join kstt.unit t on t.id = s.to_unit_id
where s.feedback_id = $1::bigint
order by s.id desc
limit 200;
