-- SPDX-License-Identifier: MIT
-- Writes one sample event, extension or mark as a report as whoever is connected: the
-- event for that unit, the extension of the unit's earliest occurrence of that task and
-- period; \gset fails, and so does the whole script, when there is none.

\echo :row
with target as (
    select n.id as node, s.version, u.id as unit, o.id as occurrence, o.version as owed_version
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    join kstt.schedule s on s.node_id = n.id
    left join kstt.unit u on u.code = :'unit'
    left join kstt.occurrence o on o.node_id = n.id
        and o.unit_id = u.id
        and o.period = :'period'
    where p.key = :'plan'
    and n.path = :'path'
    order by o.effective_due, o.seq
    limit 1
)
select case :'kind'
    when 'event' then (
        select e.event_id
        from api.event_add(gen_random_uuid(), t.node, t.version, 'event', nullif(:'date', '')::date,
            substring(:'days' from '^[0-9]+')::int, nullif(ltrim(:'days', '0123456789'), ''), nullif(:'number', ''),
            nullif(:'issued', '')::date, :'text', array[t.unit]) e)
    when 'extension' then (
        select x.extended
        from api.occurrences_extend(gen_random_uuid(),
            jsonb_build_array(jsonb_build_object('occurrence', t.occurrence, 'version', t.owed_version)),
            nullif(:'date', '')::date, :'text', nullif(:'number', ''), nullif(:'issued', '')::date) x)
    when 'report' then (
        select r.new_version
        from api.report_set(gen_random_uuid(), t.node, t.version, true) r)
    end as written
from target t
\gset
