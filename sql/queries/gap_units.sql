-- name: gap_units(plan bigint, typed text)
-- SPDX-License-Identifier: MIT
-- Units whose gaps to a plan one may ask for, by code or words: first those that have a
-- plan below it; any other unit once something is typed. At most 20.
with asked as materialized (
    select kstt.fold(left($2::text, 200)) as folded, s.*
    from kstt.gap_scope($1::bigint, null) s
)
select
    u.id as unit_id,
    u.code as code,
    u.name as title,
    lower(u.code) = a.folded or u.folded = a.folded as exact
from asked a
join kstt.unit u on true
cross join lateral (
    select exists (
        select
        from kstt.plan p
        where p.id = any (a.below_ids)
        and p.issuer_id = u.id) as has_plan) h
where (a.folded = '' and h.has_plan)
or (a.folded <> '' and (starts_with(lower(u.code), a.folded)
    or strpos(' ' || u.folded, ' ' || a.folded) > 0
    or strpos(kstt.fold(u.short_name), a.folded) > 0))
order by
    4 desc,
    h.has_plan desc,
    u.name collate "vi-x-icu",
    u.id
limit 20;
