-- SPDX-License-Identifier: MIT
-- Marks one sample state as whoever is connected. The row means the unit's
-- earliest occurrence of that task and period that the mark can still change;
-- \gset fails, and so does the whole script, when there is none.

\echo :row
with target as (
    select o.id, o.version
    from kstt.occurrence o
    join kstt.node n on n.id = o.node_id
    join kstt.plan p on p.id = o.plan_id
    join kstt.unit u on u.id = o.unit_id
    where p.key = :'plan'
    and n.path = :'path'
    and u.code = :'unit'
    and (:'period' = '' or o.period = :'period')
    and (o.state in ('open', 'in_progress', 'obstructed')) = (:'state' <> 'open')
    order by o.effective_due nulls last, o.seq
    limit 1
)
select m.new_state as marked
from target t
cross join lateral api.occurrence_mark(gen_random_uuid(), t.id, t.version, :'state',
    nullif(:'done_on', '')::date, nullif(:'document', ''), nullif(:'document_date', '')::date,
    nullif(:'note', '')) m
\gset
