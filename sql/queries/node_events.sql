-- name: node_events(node bigint)
-- SPDX-License-Identifier: MIT
-- The events of a task and the days that documents set for it, in the order in
-- which they were entered. days: "10d", "5wd", or null where none are counted;
-- unit_codes: who owes it.
select
    e.id as event_id,
    e.number as number,
    e.kind as kind,
    e.day as day,
    e.day_count || e.day_unit as days,
    e.document_number as document_number,
    e.document_date as document_date,
    e.text as text,
    d.effective as effective_due,
    e.version as version,
    (select count(*)::int from kstt.occurrence o where o.event_id = e.id) as units,
    (
        select string_agg(u.code, ', ' order by u.name collate "vi-x-icu", u.id)
        from kstt.occurrence o
        join kstt.unit u on u.id = o.unit_id
        where o.event_id = e.id) as unit_codes,
    f.name as official_name,
    kstt.stamp(e.at) as at
from kstt.event e
left join kstt.official f on f.id = e.official_id
cross join lateral kstt.deadline(e.day, case e.kind when 'date' then 0 else e.day_count end,
    coalesce(e.day_unit, 'd')) d
where e.node_id = $1::bigint
and e.removed_at is null
order by e.number;
