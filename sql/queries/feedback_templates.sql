-- name: feedback_templates(feedback bigint)
-- SPDX-License-Identifier: MIT
-- Wordings of a reply to a record, its fields filled in.
select t.id as template_id, t.title as title, kstt.feedback_fill(t.body, f.id) as body, t.track as track
from kstt.feedback f
join kstt.feedback_template t on (t.track is null or t.track = f.track)
    and (t.unit_id is null or t.unit_id in (select a.unit_id from kstt.units_above(f.held_by) a))
    and kstt.today() between coalesce(t.valid_from, '-infinity') and coalesce(t.valid_to, 'infinity')
where f.id = $1::bigint
order by t.track nulls last, t.unit_id nulls last, t.title;
