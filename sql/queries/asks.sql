-- name: asks(node bigint)
-- SPDX-License-Identifier: MIT
-- The open questions on what a task owes, the oldest first. mine: I may say that
-- one is answered.
select
    a.id as ask_id,
    a.occurrence_id as occurrence_id,
    f.name as who,
    kstt.stamp(a.at) as at,
    a.message as message,
    p.state = 'in_force' and a.unit_id = any ((select kstt.my_writable())::bigint[]) as mine
from kstt.ask a
join kstt.plan p on p.id = a.plan_id
left join kstt.official f on f.id = a.official_id
where a.node_id = $1::bigint
and a.done_at is null
order by a.id;
