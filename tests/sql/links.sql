-- SPDX-License-Identifier: MIT
-- Which province task a department's task implements: who may say so, what is refused,
-- what completion offers, history, undoing, and files.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('NOI/LS', 'LS', 'in_force', 'Sở Nội vụ', tap.part());
select tap.plan('NOI/2025', 'LS', 'in_force', 'Sở Nội vụ', tap.part(), 2025);
select tap.plan('NOI/STP', 'STP', 'in_force', 'Sở Tư pháp', tap.part());
select tap.plan('NOI/D', 'SNV', 'draft', 'Sở Nội vụ', tap.part());
select tap.plan('NOI/C', 'SNV', 'closed', 'Sở Nội vụ', tap.part());
select tap.node('NOI/LS@2026', '1.1') as above, tap.node('NOI/LS@2026', '1') as section,
    tap.node('NOI/2025@2025', '1.1') as earlier, tap.node('NOI/STP@2026', '1.1') as beside,
    tap.node('NOI/D@2026', '1.1') as draft, tap.node('NOI/C@2026', '1.1') as closed,
    tap.node('11/KH-SNV@2024', '6.4') as old, tap.node('16/KH-SNV@2026', '4.1') as mine,
    tap.node('MẪU-KH-UBND@2026', '4.1') as sample
\gset
delete from kstt.command;

create function tap.link(node bigint, target bigint, linked boolean default true, version int default null)
    returns text
    language sql
as $$
    select l.changed::text
    from api.link_set(gen_random_uuid(), node, target, version, linked) l
$$;
create function tap.links(node bigint)
    returns text
    language sql
as $$
    select string_agg(concat(r ->> 'direction', ' ', r ->> 'plan_key', ' ', r ->> 'path',
        case when not (r ->> 'certain')::boolean then '?' end), ', ' order by r ->> 'direction' desc, r ->> 'plan_key', r ->> 'path')
    from tap.ask('node_links', node::text) r
$$;
create function tap.offers(node bigint, typed text)
    returns text
    language sql
as $$
    select string_agg(concat(r ->> 'code', case when r ->> 'version' is not null then '*' end,
        case when (r ->> 'exact')::boolean then '!' end), ', ')
    from tap.ask('link_targets', node::text, typed) r
$$;

\c - snv.lan
select tap.does('links a task of my unit''s draft', format('select tap.link(%s, %s)', :draft, :above));
select tap.sees('it is linked', tap.links(:draft), 'implements NOI/LS@2026 1.1');
select tap.sees('and seen from the other end', tap.links(:above), 'implemented NOI/D@2026 1.1');
select tap.sees('linking twice changes nothing', tap.link(:draft, :above), 'false');
select tap.refused('clearing what one has not seen', format('select tap.link(%s, %s, false)', :draft, :above), 'KS409',
    'Another official has changed this link');
select tap.refused('a plan that is closed', format('select tap.link(%s, %s)', :closed, :above), 'KS422', 'This plan is closed');
select tap.refused('a section', format('select tap.link(%s, %s)', :draft, :section), 'KS422', 'Only a task implements a task');
select tap.refused('a plan of a unit beside', format('select tap.link(%s, %s)', :draft, :beside), 'KS422',
    'A task implements one of a plan from above');
select tap.refused('its own plan', format('select tap.link(%s, %s)', :draft, :draft), 'KS422',
    'A task implements one of a plan from above');
select tap.refused('another year', format('select tap.link(%s, %s)', :draft, :earlier), 'KS422',
    'The two plans are not of one year');
select tap.refused('another unit''s task', format('select tap.link(%s, %s)', :beside, :above), 'KS403',
    'You may not write for this unit');
select tap.refused('a task that is not there', format('select tap.link(%s, %s)', 0, :above), 'KS403',
    'There is no such task for you');
select tap.sees('a draft''s link is undone', (select u.what || ' ' || u.first_path from api.undo_last(gen_random_uuid()) u),
    'linked 1.1');
select tap.sees('and gone', tap.links(:draft), null);
select tap.does('links it again', format('select tap.link(%s, %s)', :draft, :above));
select tap.does('clears it', format('select tap.link(%s, %s, false, 3)', :draft, :above));
select tap.sees('it is cleared', tap.links(:draft), null);
select tap.sees('what u would take back',
    (select concat(r ->> 'what', ' ', r ->> 'plan_key', ' ', r ->> 'first_path', r ->> 'first_unit') from tap.ask('undo_peek') r),
    'unlinked NOI/D@2026 1.1');
select tap.does('the clearing is undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('it is linked once more', tap.links(:draft), 'implements NOI/LS@2026 1.1');
select tap.does('and the linking before it', 'select api.undo_last(gen_random_uuid())');
select tap.sees('history tells each', (
    select string_agg(a.what || coalesce(' ' || a.note, ''), ', ' order by a.id)
    from kstt.activity a
    where a.node_id = :draft
    and a.subject = 'node_link'), 'linked NOI/LS@2026 1.1, undone NOI/LS@2026 1.1, linked NOI/LS@2026 1.1, '
        'unlinked NOI/LS@2026 1.1, undone NOI/LS@2026 1.1, undone NOI/LS@2026 1.1');
select tap.does('a task of a plan in force', format('select tap.link(%s, %s)', :mine, :sample));
select tap.sees('an old link is seen as it was read', tap.links(:old), 'implements KH-UBND@2024 6.8');

-- By subject, not by number; what is typed finds it.
select tap.sees('nothing typed: the linked one first, then alike', split_part(tap.offers(:old, ''), ', ', 1), 'KH-UBND@2024 6.8*');
select tap.sees('the same words first', split_part(tap.offers(:mine, ''), ', ', 1), 'MẪU-KH-UBND@2026 4.1*');
select tap.sees('by place', split_part(tap.offers(:old, '6.8'), ', ', 1), 'KH-UBND@2024 6.8*!');
select tap.sees('by printed labels', tap.offers(:old, 'vi.8'), 'KH-UBND@2024 6.8*!');
select tap.sees('with the key', tap.offers(:old, 'kh-ubnd@2024 15.2'), 'KH-UBND@2024 15.2!');
select tap.sees('by words', tap.offers(:old, 'tai cho tiep nhan'), 'KH-UBND@2024 6.8*');
select tap.sees('words that nobody wrote', tap.offers(:old, 'may bay'), null);
select tap.sees('only plans of the year and from above', (
    select string_agg(distinct split_part(r ->> 'code', ' ', 1), ' ')
    from tap.ask('link_targets', :old::text, '') r), 'KH-UBND@2024');
select tap.refused('no file of links', $$select api.link_import(gen_random_uuid(), '[]')$$, 'KS403',
    'Only an administrator of the province may do this');

\c - snv.binh
select tap.does('a coordinator of the unit clears it', format('select tap.link(%s, %s, false, 1)', :mine, :sample));
\c - vpub.hoa
select tap.does('the province''s coordinator links it on behalf', format('select tap.link(%s, %s)', :mine, :sample));
select tap.sees('as history says', (
    select f.login || ' ' || u.code
    from kstt.activity a
    join kstt.official f on f.id = a.official_id
    join kstt.unit u on u.id = a.unit_id
    where a.node_id = :mine
    order by a.id desc
    limit 1), 'vpub.hoa LS');
\c - lanhdao.thao
select tap.refused('a leader', format('select tap.link(%s, %s, false, 3)', :mine, :sample), 'KS403', 'You may not write for this unit');
\c - stp.dung
select tap.sees('a draft''s link is its issuer''s to see', tap.links(:above), null);

\c - quantri
create temporary table file as
select jsonb_build_object('plan', 'NOI/C@2026', 'path', '1.1', 'implements_plan', 'NOI/LS@2026', 'implements_path', '1.1',
    'sure', 'likely', 'source', 'thử') as row;
select tap.sees('an admin loads a link of a closed plan', (
    select concat_ws(' ', i.inserted, i.updated, i.unchanged)
    from api.link_import(gen_random_uuid(), (select jsonb_agg(f.row) from file f)) i), '1 0 0');
select tap.sees('it is not sure', tap.links(:closed), 'implements NOI/LS@2026 1.1?');
select tap.sees('again: unchanged', (
    select concat_ws(' ', i.inserted, i.updated, i.unchanged)
    from api.link_import(gen_random_uuid(), (select jsonb_agg(f.row) from file f)) i), '0 0 1');
select tap.sees('corrected', (
    select concat_ws(' ', i.inserted, i.updated, i.unchanged)
    from api.link_import(gen_random_uuid(), (select jsonb_agg(f.row || '{"sure": "sure"}') from file f)) i), '0 1 0');
select tap.refused('no such task', format('select api.link_import(gen_random_uuid(), %L)',
    (select jsonb_agg(f.row || '{"implements_path": "9.9"}') from file f)), 'KS422', 'No such task');
select tap.refused('no such word', format('select api.link_import(gen_random_uuid(), %L)',
    (select jsonb_agg(f.row || '{"sure": "maybe"}') from file f)), 'KS422', 'A cell of the file holds a word that is not known');
select tap.refused('a row twice', format('select api.link_import(gen_random_uuid(), %L)',
    (select jsonb_agg(f.row) || jsonb_agg(f.row) from file f)), 'KS422', 'A row of the file stands there twice');

-- The 2024 links, entered by reading.
\c - :admin
select tap.sees('all 43 tasks of 000 and all 20 of 003 were read',
    (select count(distinct l.node_id)::text from kstt.node_link l join kstt.plan p on p.id = l.plan_id where p.year = 2024), '63');
select tap.sees('numbers that mislead', (
    select string_agg(n.path || '→' || t.path, ' ' order by n.ordinal, t.ordinal)
    from kstt.node_link l
    join kstt.node n on n.id = l.node_id
    join kstt.node t on t.id = l.target_id
    join kstt.plan p on p.id = l.plan_id
    where p.key = '11/KH-SNV@2024'
    and n.path <> t.path), '3.3→3.4 3.4→3.5 3.5→3.6 5.2→5.1 6.4→6.8 6.5→6.4 8.2→8.3 9.1→9.2 9.2→9.3 9.3→9.4 12.2→12.4 12.3→12.5');
\ir help/tell.psql
