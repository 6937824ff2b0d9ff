-- name: feedback_rules(all_rules boolean)
-- SPDX-License-Identifier: MIT
-- The routing rules, those that hold today or later, or all.
select r.id as row_id, r.version as version, r.priority as priority, r.unit_id as unit_id, w.name as unit_name, r.track as track,
    r.field as field, r.content_group as content_group, r.territory_id as territory_id, y.name as territory,
    r.about_unit_id as about_unit_id, a.name as about_unit, r.about_kind as about_kind, r.about_head::text as about_head,
    r.target_kind as target_kind, r.target_unit_id as target_unit_id, t.name as target_unit, r.reason as reason,
    r.article as article, r.valid_from as valid_from, r.valid_to as valid_to,
    coalesce(r.unit_id, r.province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (r.unit_id is null and (select kstt.is_province_admin())) as mine
from kstt.feedback_rule r
left join kstt.unit w on w.id = r.unit_id
left join kstt.unit y on y.id = r.territory_id
left join kstt.unit a on a.id = r.about_unit_id
left join kstt.unit t on t.id = r.target_unit_id
where $1::boolean
or kstt.today() <= coalesce(r.valid_to, 'infinity')
order by r.priority, r.id;
