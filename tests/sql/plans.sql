-- SPDX-License-Identifier: MIT
-- The five plans are stored to the letter: equal after NFC, with runs of white
-- space as one blank, to what was read from the documents by hand.
begin;
select plan(14);

create temporary table truth (
    plan text,
    path text,
    text text,
    lead text,
    coordinate text,
    deliverable text,
    "time" text,
    inherited text
);
\copy truth from 'tests/sql/data/plan-tasks.tsv' (format text, null '', header)

create function pg_temp.plain(wording text)
    returns text
    language sql
return btrim(regexp_replace(normalize(coalesce(wording, ''), nfc), '[\s\u00A0]+', ' ', 'g'));

create temporary view loaded as
select p.key as plan, n.path, pg_temp.plain(n.text) as text, pg_temp.plain(n.lead) as lead,
    pg_temp.plain(n.coordinate) as coordinate, pg_temp.plain(n.deliverable) as deliverable,
    pg_temp.plain(n.time) as time, array_to_string(n.inherited, ' ') as inherited
from kstt.node n
join kstt.plan p on p.id = n.plan_id
where n.kind = 'task';

select is((select count(*)::int from truth), 113, 'the three tables have 113 tasks');
select is_empty($$
    select t.plan, t.path, pg_temp.plain(t.text), pg_temp.plain(t.lead), pg_temp.plain(t.coordinate),
        pg_temp.plain(t.deliverable), pg_temp.plain(t.time), coalesce(t.inherited, '')
    from truth t
    except
    select l.plan, l.path, l.text, l.lead, l.coordinate, l.deliverable, l.time, l.inherited
    from loaded l
$$, 'every task of the tables is loaded to the letter');
select set_eq($$
    select l.plan || ' ' || l.path
    from loaded l
    where l.plan in (select t.plan from truth t)
    except
    select t.plan || ' ' || t.path
    from truth t
$$, array['KH-UBND@2024 15.1', 'KH-UBND@2024 15.2'], 'beside them stand only the two deadlines of part III');

select is(
    (
        select format('%s sections, %s tasks, %s', count(distinct split_part(n.path, '.', 1)) filter (where n.kind = 'task'),
            count(*) filter (where n.kind = 'task'), p.state)
        from kstt.plan p
        join kstt.node n on n.plan_id = p.id
        where p.key = v.key
        group by p.state),
    v.want, v.key)
from (values
    ('11/KH-SNV@2024', '14 sections, 43 tasks, closed'),
    ('KH-UBND@2024', '15 sections, 52 tasks, closed'),
    ('16/KH-SNV@2026', '11 sections, 17 tasks, in_force'),
    ('KH-BQLKKT@2024', '7 sections, 20 tasks, closed'),
    ('KH-SNgV@2026', '10 sections, 23 tasks, in_force')) v (key, want);

select set_eq($$
    select p.key || ' under ' || coalesce(u.key, '-') || case when p.parent_ref <> '' then ' or one not loaded' else '' end
    from kstt.plan p
    left join kstt.plan u on u.id = p.parent_id
    where not p.sample
$$, array['11/KH-SNV@2024 under KH-UBND@2024', 'KH-BQLKKT@2024 under KH-UBND@2024', 'KH-UBND@2024 under -',
    '16/KH-SNV@2026 under - or one not loaded', 'KH-SNgV@2026 under - or one not loaded'],
    'parents are loaded plans, or known as printed');
select is((
    select string_agg(n.path, ' ' order by n.position)
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where p.key = 'KH-UBND@2024'
    and n.kind = 'section'
    and n.label ~ '^\s*VI\s*$'), '4 6', 'the label VI stands twice in one plan, and only the path tells them apart');
select is_empty($$
    select n.id
    from kstt.node n
    where not (n.text is nfc normalized and n.lead is nfc normalized and n.time is nfc normalized)
$$, 'stored text is NFC');
select is_empty($$
    select n.id
    from kstt.node n
    join kstt.node u on u.id = n.parent_id
    where u.plan_id <> n.plan_id
    or n.path not like u.path || '.%'
    or n.level <> u.level + 1
    or u.ordinal >= n.ordinal
$$, 'paths, levels and order follow the tree');
select is_empty($$
    select n.id
    from kstt.node n
    where n.kind <> 'task'
    and exists (select from kstt.schedule s where s.node_id = n.id)
    union all
    select n.id
    from kstt.node n
    where n.kind = 'task'
    and not exists (select from kstt.schedule s where s.node_id = n.id)
$$, 'tasks, and only tasks, have a reading');
select throws_ok($$
    update kstt.node
    set text = U&'e\0302'
    where id = (select min(id) from kstt.node)
$$, '23514', null, 'text that is not NFC is refused');

select *
from finish();
rollback;
