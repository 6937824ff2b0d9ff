-- name: feedback_late(unit bigint, band int)
-- SPDX-License-Identifier: MIT
-- Records of a unit and those below it whose day is past (band 0: all, else as in feedback_late_by_unit), the latest first.
select f.id as feedback_id, f.version as version, f.code as code, f.track as track, f.sealed as sealed, f.state as state,
    left(x.content, 200) as content, f.held_by as unit_id, h.name as unit_name, f.due as due, f.due_nominal as nominal_due,
    kstt.today() - f.due as days_late, f.due_clock as clock,
    coalesce(coalesce(f.offered_to, f.held_by) = any ((select kstt.my_units())::bigint[])
        or f.held_by = any ((select kstt.my_units())::bigint[]), false) as mine,
    coalesce(f.held_by <> all ((select kstt.my_units())::bigint[])
        and coalesce(f.offered_to <> all ((select kstt.my_units())::bigint[]), true)
        and f.held_by = any ((select kstt.my_coordinated())::bigint[]), false) as on_behalf
from kstt.feedback_overdue($1::bigint) n
join kstt.feedback f on f.id = n.feedback_id
join kstt.unit h on h.id = f.held_by
left join kstt.feedback_text x on x.feedback_id = f.id
where case $2::int
    when 1 then kstt.today() - f.due <= 7
    when 2 then kstt.today() - f.due between 8 and 30
    when 3 then kstt.today() - f.due between 31 and 90
    when 4 then kstt.today() - f.due > 90
    else true
    end
order by f.due, f.id
limit 2000;
