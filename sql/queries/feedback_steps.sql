-- name: feedback_steps(feedback bigint)
-- SPDX-License-Identifier: MIT
-- The history of a record, newest first; of one that my unit passed on its own steps. undone: the step taken back.
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
    case when s.action <> 'undo' then s.note end as note,
    b.name as undone,
    b.name_en as undone_en,
    case when s.action = 'triage' then s.track end as track,
    s.document_number as document_number,
    s.document_date as document_date
from kstt.feedback_step s
join kstt.feedback_action a on a.action = s.action
join kstt.official o on o.id = s.official_id
join kstt.unit u on u.id = s.unit_id
left join kstt.unit t on t.id = s.to_unit_id
left join kstt.feedback_action b on s.action = 'undo'
    and b.action = s.note
where s.feedback_id = $1::bigint
order by s.id desc
limit 200;
