-- name: feedback_clock_rules(all_rules boolean)
-- SPDX-License-Identifier: MIT
-- How long clocks run, those that hold today or later, or all; before and after: what holds for the same on the eve, and the day
-- after the last.
select r.id as row_id, r.version as version, r.code as code, r.clock as clock, array_to_string(r.tracks, ',') as track,
    r.unit_id as unit_id, u.name as unit_name, r.remote::text as remote, r.days as days, r.day_unit as day_unit,
    array_to_string(r.extensions, ', ') as extensions, r.article as article, r.source as source,
    case when r.law_unsure then 'true' else '' end as law_unsure, r.valid_from as valid_from, r.valid_to as valid_to,
    b.days as before_days, b.day_unit as before_day_unit, b.article as before_article, b.valid_from as before_from,
    n.days as after_days, n.day_unit as after_day_unit,
    r.unit_id = any ((select kstt.my_coordinated())::bigint[])
        or (r.unit_id is null and (select kstt.is_province_admin())) as mine
from kstt.feedback_clock_rule r
left join kstt.unit u on u.id = r.unit_id
left join lateral kstt.feedback_clock_beside(r, coalesce(r.valid_from - 1, kstt.today())) b on true
left join lateral kstt.feedback_clock_beside(r, r.valid_to + 1) n on true
where $1::boolean
or kstt.today() <= coalesce(r.valid_to, 'infinity')
order by r.tracks, r.clock, u.name nulls first, r.remote nulls first, r.valid_from nulls first, r.id;
