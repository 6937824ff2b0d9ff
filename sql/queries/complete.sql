-- name: complete(prefix text)
-- SPDX-License-Identifier: MIT
-- Where one may go by code: at most 20, the best first. kind: plan, section, task,
-- unit. A plan goes by its key, or a word of its title; after a whole key and a
-- blank, its sections and tasks go by the labels printed ("X.3"; a bullet and what
-- has no label by its place) and by their path; a unit by its code, or words of its
-- name. code is what to type; a node's is its path where the labels stand twice.
with recursive asked as materialized (
    select
        a.folded,
        split_part(a.folded, ' ', 1) as key,
        case when a.folded like '% %' or $1::text ~ '[[:space:]]$' then btrim(substr(a.folded, length(split_part(a.folded, ' ', 1)) + 1)) end
            as rest
    from (values (kstt.fold(left($1::text, 200)))) a (folded)
), mine as materialized (
    select kstt.my_units() as own
), plans as materialized (
    select p.*, kstt.fold(p.key) as folded, p.issuer_id = any (m.own) as own
    from kstt.plan p
    cross join mine m
), named as materialized (
    select p.id, p.key
    from plans p
    join asked a on a.key = p.folded
    where a.rest is not null
    order by p.own desc, p.id
    limit 1
), tree (id, plan_id, path, kind, level, ordinal, code, text) as (
    select n.id, n.plan_id, n.path, n.kind, n.level, n.ordinal,
        coalesce(nullif(regexp_replace(n.label, '[^[:alnum:]]', '', 'g'), ''), n.position::text), n.text
    from named p
    join kstt.node n on n.plan_id = p.id
    where n.level = 1
    and n.kind in ('section', 'task')
    union all
    select n.id, n.plan_id, n.path, n.kind, n.level, n.ordinal,
        t.code || '.' || coalesce(nullif(regexp_replace(n.label, '[^[:alnum:]]', '', 'g'), ''), n.position::text), n.text
    from tree t
    join kstt.node n on n.parent_id = t.id
    where n.kind in ('section', 'task')
), coded as (
    select t.*, count(*) over (partition by t.plan_id, t.code) = 1 as alone
    from tree t
), found as (
    select
        case
        when starts_with(p.folded, a.folded) then 0
        when strpos(p.folded, a.folded) > 0 then 1
        else 3
        end as place,
        'plan' as kind,
        p.key as code,
        p.title as title,
        p.id as plan_id,
        null::bigint as node_id,
        null::bigint as unit_id,
        row_number() over (
            order by array_position(array['in_force', 'draft', 'closed'], p.state), p.sample, p.own desc, p.year desc, p.key)
            as rank
    from plans p
    cross join asked a
    where strpos(p.folded, a.folded) > 0
    or (length(a.folded) > 1 and strpos(kstt.fold(p.title), a.folded) > 0)
    union all
    select
        case
        when kstt.fold(c.code) = a.rest then 0
        when c.path = a.rest then 1
        else 2
        end,
        c.kind,
        p.key || ' ' || case when c.alone and (starts_with(kstt.fold(c.code), a.rest)) then c.code else c.path end,
        c.text,
        c.plan_id,
        c.id,
        null,
        c.level * 100000 + c.ordinal
    from coded c
    join named p on p.id = c.plan_id
    cross join asked a
    where starts_with(kstt.fold(c.code), a.rest)
    or starts_with(c.path, a.rest)
    union all
    select
        case
        when lower(u.code) = a.folded then 0
        when starts_with(lower(u.code), a.folded) then 1
        when starts_with(u.folded, a.folded) or starts_with(kstt.fold(u.short_name), a.folded) then 2
        else 3
        end,
        'unit',
        u.code,
        u.name,
        null,
        null,
        u.id,
        row_number() over (
            order by u.id = any (m.own) desc, coalesce(u.valid_to >= kstt.today(), true) desc, u.name collate "vi-x-icu")
    from kstt.unit u
    cross join asked a
    cross join mine m
    where starts_with(lower(u.code), a.folded)
    or (length(a.folded) > 1
        and (strpos(' ' || u.folded, ' ' || a.folded) > 0 or strpos(kstt.fold(u.short_name), a.folded) > 0))
)
select
    f.kind as kind,
    f.code as code,
    f.title as title,
    f.plan_id as plan_id,
    f.node_id as node_id,
    f.unit_id as unit_id
from found f
cross join asked a
where a.folded <> ''
order by
    f.place,
    array_position(array['plan', 'section', 'task', 'unit'], f.kind),
    f.rank
limit 20;
