-- name: feedback_mine_once()
-- SPDX-License-Identifier: MIT
-- Records that my units had and passed on or returned, by their own last step there, newest first.
select s.feedback_id as feedback_id, kstt.stamp(s.at) as last_at, s.action as last_action, s.to_state as state_then,
    t.name as to_unit, s.document_number as document_number
from (
    select distinct on (b.feedback_id) b.*
    from kstt.feedback_step b
    where b.unit_id = any ((select kstt.my_units())::bigint[])
    and not exists (select from kstt.feedback f where f.id = b.feedback_id)
    order by b.feedback_id, b.id desc) s
left join kstt.unit t on t.id = s.to_unit_id
order by s.id desc
limit 50;
