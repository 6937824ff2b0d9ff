-- name: copy_looks(plan bigint)
-- SPDX-License-Identifier: MIT
-- What of a plan copied forward needs a look, in the order of the plan, settled or
-- not. was and became: the field in the old plan and in this one; about: the words
-- or units it is about. mine: I may settle it.
select
    l.id as look_id,
    l.version as version,
    l.kind as kind,
    l.field as field,
    l.was as was,
    l.became as became,
    l.about as about,
    l.settled_at is not null as settled,
    f.name as settled_by,
    n.id as node_id,
    n.path as path,
    n.label as label,
    n.text as text,
    p.key as plan_key,
    p.id = any ((select kstt.my_plans())::bigint[]) as mine
from kstt.copy_look l
join kstt.plan p on p.id = l.plan_id
left join kstt.node n on n.id = l.node_id
left join kstt.official f on f.id = l.settled_by
where l.plan_id = $1::bigint
order by
    n.ordinal nulls first,
    l.id;
