-- name: feedback_moves(feedback bigint)
-- SPDX-License-Identifier: MIT
-- What I may do with a record now, and what each step needs and takes: the next step first, another law last.
select
    m.action as action,
    m.to_state as to_state,
    a.name as name,
    a.name_en as name_en,
    array_to_string(m.needs, ',') as needs,
    array_to_string(m.takes, ',') as takes,
    a.ordinal as number,
    a.irreversible as irreversible
from kstt.feedback f
cross join lateral (
    select distinct on (p.action) p.*
    from kstt.feedback_possible(f) p
    order by p.action, p.to_state nulls last) m
join kstt.feedback_action a on a.action = m.action
where f.id = $1::bigint
and case m.by_whom
    when 'leader' then exists (
        select
        from kstt.my_appointments() p
        where p.power = 'leader'
        and p.unit_id = f.submitted_to)
    else kstt.feedback_desk(f, m.by_whom) = any ((select kstt.my_writable())::bigint[])
    end
order by m.action = 'triage' and f.track is not null, a.ordinal;
