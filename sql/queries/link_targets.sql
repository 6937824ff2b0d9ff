-- name: link_targets(node bigint, typed text)
-- SPDX-License-Identifier: MIT
-- Tasks that a task may implement, for what was typed, the best first: the place of a
-- task ("6.8", or with the printed labels "VI.8", with or without the plan's key), or
-- words of its wording; nothing typed: those linked already, then those that share
-- most words. At most 20. Of the plans of units above and of the same year, its own
-- parent plan first. exact: this one task is named; version: of the link that stands there, null when none does.
with recursive mine as materialized (
    select n.id, n.folded, p.id as plan_id, p.year, p.parent_id, p.issuer_id
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where n.id = $1::bigint
), above (id) as (
    select u.parent_id
    from mine m
    join kstt.unit u on u.id = m.issuer_id
    where u.parent_id is not null
    union
    select u.parent_id
    from above a
    join kstt.unit u on u.id = a.id
    where u.parent_id is not null
), plans as materialized (
    select p.id, p.key, kstt.fold(p.key) as folded, p.id = m.parent_id as own
    from mine m
    join kstt.plan p on p.year = m.year
    join above a on a.id = p.issuer_id
), asked as materialized (
    select
        coalesce(p.id, 0) as plan_id,
        case when p.id is null then a.folded else btrim(substr(a.folded, length(p.folded) + 1)) end as folded
    from (values (kstt.fold(left($2::text, 200)))) a (folded)
    left join plans p on starts_with(a.folded || ' ', p.folded || ' ')
    limit 1
), tree (id, plan_id, parent_id, path, ordinal, kind, withdrawn_at, code, text, folded) as (
    select n.id, n.plan_id, n.parent_id, n.path, n.ordinal, n.kind, n.withdrawn_at,
        coalesce(nullif(regexp_replace(n.label, '[^[:alnum:]]', '', 'g'), ''), n.position::text), n.text, n.folded
    from plans p
    join kstt.node n on n.plan_id = p.id
    where n.level = 1
    and n.kind in ('section', 'task')
    union all
    select n.id, n.plan_id, n.parent_id, n.path, n.ordinal, n.kind, n.withdrawn_at,
        t.code || '.' || coalesce(nullif(regexp_replace(n.label, '[^[:alnum:]]', '', 'g'), ''), n.position::text),
        n.text, n.folded
    from tree t
    join kstt.node n on n.parent_id = t.id
    where n.kind in ('section', 'task')
), words as materialized (
    select array(select distinct w from regexp_split_to_table(m.folded, '[^[:alnum:]]+') w where length(w) > 1) as own
    from mine m
), found as (
    select t.*, p.key, p.own, l.id as link_id, l.version, l.certain, l.removed_at,
        case
        when a.folded = '' then case when l.removed_at is null and l.id is not null then 0 else 1 end
        when t.path = a.folded or kstt.fold(t.code) = a.folded then 0
        when starts_with(t.path, a.folded) or starts_with(kstt.fold(t.code), a.folded) then 1
        else 2
        end as place,
        case when a.folded = '' then (
            select count(distinct w)
            from regexp_split_to_table(t.folded, '[^[:alnum:]]+') w
            where w = any (s.own)) else 0 end as shared
    from tree t
    join plans p on p.id = t.plan_id
    cross join asked a
    cross join words s
    left join kstt.node_link l on l.node_id = $1::bigint
        and l.target_id = t.id
    where t.kind = 'task'
    and t.withdrawn_at is null
    and a.plan_id in (0, t.plan_id)
    and (a.folded = ''
        or starts_with(t.path, a.folded)
        or starts_with(kstt.fold(t.code), a.folded)
        or not exists (
            select
            from regexp_split_to_table(a.folded, ' ') w
            where strpos(t.folded, w) = 0))
)
select
    f.id as node_id,
    f.key || ' ' || f.path as code,
    f.text as title,
    case when f.removed_at is null then f.version end as version,
    f.place = 0 and (select a.folded <> '' from asked a) and count(*) filter (where f.place = 0) over () = 1 as exact
from found f
order by
    f.place,
    f.own desc nulls last,
    f.shared desc,
    f.key,
    f.ordinal
limit 20;
