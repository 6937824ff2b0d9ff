-- name: feedback_clock_rules(all_rules boolean)
-- SPDX-License-Identifier: MIT
-- How long clocks run, those that hold today or all.
select r.id as rule_id, r.version as version, r.code as code, r.clock as clock, array_to_string(r.tracks, ',') as track,
    r.unit_id as unit_id, u.name as unit_name, r.remote as remote, r.days as days, r.day_unit as unit,
    array_to_string(r.extensions, ',') as extensions, r.article as article, r.source as source, r.law_unsure as law_unsure,
    r.valid_from as valid_from, r.valid_to as valid_to,
    r.unit_id = any ((select kstt.my_coordinated())::bigint[])
        or (r.unit_id is null and (select kstt.is_province_admin())) as mine
from kstt.feedback_clock_rule r
left join kstt.unit u on u.id = r.unit_id
where $1::boolean
or kstt.today() between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity')
order by r.tracks, r.clock, u.name nulls first, r.valid_from;
