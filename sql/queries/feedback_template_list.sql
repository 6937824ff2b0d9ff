-- name: feedback_template_list(all_templates boolean)
-- SPDX-License-Identifier: MIT
-- The wordings of replies, those that hold today or later, or all.
select t.id as row_id, t.version as version, t.unit_id as unit_id, u.name as unit_name, t.track as track, t.title as title,
    t.body as body, t.valid_from as valid_from, t.valid_to as valid_to,
    coalesce(t.unit_id, t.province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (t.unit_id is null and (select kstt.is_province_admin())) as mine
from kstt.feedback_template t
left join kstt.unit u on u.id = t.unit_id
where $1::boolean
or kstt.today() <= coalesce(t.valid_to, 'infinity')
order by u.name nulls first, t.title, t.id;
