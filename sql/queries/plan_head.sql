-- name: plan_head(plan_key text, issuer text)
-- SPDX-License-Identifier: MIT
-- The heads of the plans of this key, of this issuer alone when one is given, as
-- an import takes them.
select
    p.id as plan_id,
    p.number as number,
    p.year as year,
    u.code as issuer,
    p.title as title,
    p.issued as issued,
    p.issued_text as issued_text,
    a.key as parent,
    p.parent_ref as parent_ref,
    p.state as state,
    p.sample as sample
from kstt.plan p
join kstt.unit u on u.id = p.issuer_id
left join kstt.plan a on a.id = p.parent_id
where p.key = normalize($1::text, nfc)
and ($2::text is null or u.code = $2::text)
order by
    p.id;
