-- SPDX-License-Identifier: MIT
-- Writes one sample note, further document or question as whoever is connected, on
-- the unit's earliest occurrence of that task and period; \gset fails, and so does
-- the whole script, when there is none.

\echo :row
with target as (
    select o.id
    from kstt.occurrence o
    join kstt.node n on n.id = o.node_id
    join kstt.plan p on p.id = o.plan_id
    join kstt.unit u on u.id = o.unit_id
    where p.key = :'plan'
    and n.path = :'path'
    and u.code = :'unit'
    and (:'period' = '' or o.period = :'period')
    order by o.effective_due nulls last, o.seq
    limit 1
)
select case :'kind'
    when 'note' then (select w.note_id from api.note_add(gen_random_uuid(), t.id, :'text') w)
    when 'document' then (select w.proof_id from api.proof_add(gen_random_uuid(), t.id, nullif(:'number', ''),
        nullif(:'issued', '')::date, :'text') w)
    when 'ask' then (select w.ask_id from api.ask_add(gen_random_uuid(), t.id, :'text') w)
    end as written
from target t
\gset
