-- name: proofs(node bigint)
-- SPDX-License-Identifier: MIT
-- The documents that prove what a task owes, by unit and day owed: first the one
-- of the mark itself (proof_id null), then those added to it. mine: I may remove it.
with shown as (
    select
        null::bigint as proof_id,
        o.id as occurrence_id,
        o.document_number as number,
        o.document_date as issued,
        '' as title,
        o.changed_by as official_id,
        o.changed_at as at
    from kstt.occurrence o
    where o.node_id = $1::bigint
    and num_nonnulls(o.document_number, o.document_date) > 0
    union all
    select
        r.id,
        r.occurrence_id,
        r.number,
        r.issued,
        r.title,
        r.official_id,
        r.at
    from kstt.proof r
    where r.node_id = $1::bigint
    and r.removed_at is null
)
select
    s.proof_id as proof_id,
    s.occurrence_id as occurrence_id,
    u.name as unit_name,
    kstt.period_told(o.id, o.period, o.seq) as period,
    s.number as number,
    s.issued as issued,
    s.title as title,
    f.name as by,
    kstt.stamp(s.at) as at,
    p.state = 'in_force' and s.proof_id is not null and o.unit_id = any ((select kstt.my_writable())::bigint[]) as mine
from shown s
join kstt.occurrence o on o.id = s.occurrence_id
join kstt.plan p on p.id = o.plan_id
join kstt.unit u on u.id = o.unit_id
left join kstt.official f on f.id = s.official_id
order by
    u.name collate "vi-x-icu",
    u.id,
    o.effective_due,
    o.seq,
    s.proof_id nulls first;
