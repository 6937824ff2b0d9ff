-- name: feedback_proposal(feedback bigint)
-- SPDX-License-Identifier: MIT
-- Who should get a record, by the routing rules of today: number 1 is proposed. here: it is where it should be, to be
-- handled (only while it can be).
select p.unit_id as unit_id, u.code as unit_code, u.name as unit_name, p.reason as reason, p.article as article,
    p.rule_id as rule_id, p.number as number, p.unit_id = f.held_by as here
from kstt.feedback f
cross join lateral kstt.feedback_proposed(f.track, f.field, f.content_group, f.territory_id, f.about_unit_id, f.about_head, f.held_by) p
join kstt.unit u on u.id = p.unit_id
where f.id = $1::bigint
and (p.unit_id <> f.held_by
    or exists (
        select
        from kstt.feedback_move m
        where m.action = 'handle'
        and m.from_state = f.state))
order by p.number
limit 10;
