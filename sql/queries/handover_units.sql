-- name: handover_units(unit bigint, typed text)
-- SPDX-License-Identifier: MIT
-- Units of today that may take over from a unit (0: from several), by code or words:
-- first those known to come after it; any other once something is typed. At most 20.
with asked as materialized (
    select kstt.fold(left($2::text, 200)) as folded, kstt.my_coordinated() as coordinated
), known as materialized (
    select s.unit_id as id
    from kstt.successors($1::bigint) s
), shown as (
    select u.id, u.code, u.name, k.id is not null as known,
        lower(u.code) = a.folded or u.folded = a.folded as exact
    from asked a
    join kstt.unit u on u.id = any (a.coordinated)
        and u.kind <> 'commune_group'
        and kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')
    left join known k on k.id = u.id
    where (a.folded = '' and k.id is not null)
    or (a.folded <> '' and (starts_with(lower(u.code), a.folded)
        or strpos(' ' || u.folded, ' ' || a.folded) > 0
        or strpos(kstt.fold(u.short_name), a.folded) > 0))
)
select
    s.id as unit_id,
    s.code as code,
    s.name as title,
    s.known as known,
    s.exact as exact
from shown s
order by
    s.exact desc,
    s.known desc,
    s.name collate "vi-x-icu",
    s.id
limit 20;
