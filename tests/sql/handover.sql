-- SPDX-License-Identifier: MIT
-- What an abolished unit still owes goes to a unit that came after it: who may, what is
-- refused, what follows, what stays, undoing, and that it never comes back by itself.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
-- SGTVT came to an end on 28/02/2025 and SXD after it; H-BACSON without a known successor.
select tap.plan('GIAO/1', 'LS', 'in_force', 'Sở Giao thông vận tải; Sở Xây dựng; UBND huyện Bắc Sơn; Sở Tư pháp', tap.part());
select tap.plan('GIAO/2', 'LS', 'closed', 'Sở Giao thông vận tải', tap.part());
select tap.plan('GIAO/3', 'LS', 'draft', 'Sở Giao thông vận tải', tap.part());
select tap.owed('GIAO/1@2026', '1.1', 'SGTVT') as gtvt, tap.owed('GIAO/1@2026', '1.1', 'SXD') as sxd,
    tap.owed('GIAO/1@2026', '1.1', 'H-BACSON') as huyen, tap.owed('GIAO/1@2026', '1.1', 'STP') as stp,
    tap.owed('GIAO/2@2026', '1.1', 'SGTVT') as closed, tap.owed('GIAO/3@2026', '1.1', 'SGTVT') as draft,
    tap.owed('KH-UBND@2024', '8.1', 'SGTVT') as old, tap.node('GIAO/1@2026', '1.1') as node
\gset
delete from kstt.command;
update kstt.appointment set valid_from = '2025-01-01' where official_id = (select id from kstt.official where login = 'sxd.quan');

create function tap.hand(occurrence bigint, unit text, version int default null)
    returns text
    language sql
as $$
    select h.applied::text
    from kstt.occurrence o
    cross join lateral api.handover(gen_random_uuid(), jsonb_build_array(jsonb_build_object('occurrence', o.id,
        'version', coalesce(hand.version, o.version), 'unit', unit))) h
    where o.id = occurrence
$$;
create function tap.owner(occurrence bigint)
    returns text
    language sql
as $$
    select concat_ws(' ', u.code, o.seq, o.state)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.id = occurrence
$$;
create function tap.listed(closed boolean default false)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', r ->> 'plan_key', r ->> 'unit_code', r ->> 'successor_code', case when (r ->> 'may')::boolean
        then 'may' end), ', ' order by r ->> 'plan_key', r ->> 'unit_code')
    from tap.ask('handover_list', closed::text) r
    where r ->> 'plan_key' like 'GIAO/%'
$$;
create function tap.units(unit text, typed text)
    returns text
    language sql
as $$
    select string_agg(concat(r ->> 'code', case when (r ->> 'known')::boolean then '*' end,
        case when (r ->> 'exact')::boolean then '!' end), ' ')
    from tap.ask('handover_units', coalesce((select u.id from kstt.unit u where u.code = units.unit), 0)::text, typed) r
$$;
create function tap.shown(node bigint)
    returns text
    language sql
as $$
    select string_agg(r ->> 'unit_name', ', ' order by r ->> 'unit_name')
    from tap.ask('node_occurrences', node::text, null) r
$$;
create function tap.periods(query text, variadic arguments text[])
    returns text
    language sql
as $$
    select string_agg(r ->> 'period', ' ' order by r ->> 'period')
    from tap.ask(query, variadic arguments) r
    where coalesce(r ->> 'plan_key', 'GIAO/1@2026') = 'GIAO/1@2026'
    and r ->> 'unit_name' like '%Sở Xây dựng'
$$;

create function tap.left_in_2024(as_of text)
    returns text
    language sql
as $$
    select count(*)::text
    from tap.ask('report_tasks', as_of, (select u.id::text from kstt.unit u where u.code = 'SGTVT'),
        (select p.id::text from kstt.plan p where p.key = 'KH-UBND@2024'), null, 'true') r
$$;

\c - vpub.hoa
select tap.sees('units that are no more, with the one known successor', tap.listed(),
    'GIAO/1@2026 H-BACSON may, GIAO/1@2026 SGTVT SXD may');
select tap.sees('closed plans too', tap.listed(true),
    'GIAO/1@2026 H-BACSON may, GIAO/1@2026 SGTVT SXD may, GIAO/2@2026 SGTVT SXD may');
select tap.sees('known successors are offered', tap.units('SGTVT', ''), 'SXD*');
select tap.sees('what the data do not know stays empty', tap.units('H-BACSON', ''), null);
select tap.sees('and is asked, by words', tap.units('H-BACSON', 'xa bac son'), '06325');
select tap.sees('or code', tap.units(null, 'sxd'), 'SXD!');
select tap.sees('no unit that is gone', tap.units(null, 'sgtvt'), null);

select tap.refused('a unit that still exists', format('select tap.hand(%s, %L)', :stp, 'SXD'), 'KS422', 'This unit still exists');
select tap.refused('to one that is gone', format('select tap.hand(%s, %L)', :gtvt, 'SKHDT'), 'KS422',
    'The unit that takes over does not exist today');
select tap.refused('to none', format('select tap.hand(%s, %L)', :gtvt, 'XX'), 'KS422', 'No such unit');
select tap.refused('at another version', format('select tap.hand(%s, %L, 7)', :gtvt, 'SXD'), 'KS409',
    'Another official has changed this task');
select tap.refused('a plan that is not issued', format('select tap.hand(%s, %L)', :draft, 'SXD'), 'KS422',
    'This plan is not in force yet');

-- A note, a document and a question hang on it.
select tap.does('a note', format('select api.note_add(gen_random_uuid(), %s, %L)', :gtvt, 'đang làm dở'));
select tap.does('a document', format('select api.proof_add(gen_random_uuid(), %s, %L, null, %L)', :gtvt, '1/BC', 'Báo cáo'));
select tap.does('a question', format('select api.ask_add(gen_random_uuid(), %s, %L)', :gtvt, 'Bao giờ xong?'));
select tap.does('in progress', format('select tap.mark(%s, %L)', :gtvt, 'in_progress'));
select tap.sees('handed over, beside what the new unit owes already', tap.hand(:gtvt, 'SXD'), '1');
select tap.sees('the same row, at another unit, in its state', tap.owner(:gtvt), 'SXD 2 in_progress');
select tap.sees('the plan keeps the old name', tap.shown(:node),
    'Sở GTVT → Sở Xây dựng, Sở Tư pháp, Sở Xây dựng, UBND huyện Bắc Sơn');
-- The new unit owed the same period already, so seq is 2; but the plan names each unit once.
select u.id as sxd_unit from kstt.unit u where u.code = 'SXD'
\gset
select tap.sees('both are told by the period that the plan names', tap.periods('node_occurrences', :node::text, null), 'Q1 Q1');
select tap.sees('overdue', tap.periods('overdue_tasks', :'sxd_unit', '0', 'false'), 'Q1 Q1');
select tap.sees('in a search', tap.periods('search', '', null, :'sxd_unit', null, 'false'), 'Q1 Q1');
select tap.sees('in a report', tap.periods('report_tasks', null, :'sxd_unit', null, null, 'false'), 'Q1 Q1');
select tap.sees('among the documents', tap.periods('proofs', :node::text), 'Q1');
select tap.sees('it is listed no more', tap.listed(), 'GIAO/1@2026 H-BACSON may');
select tap.sees('it cannot be handed over once more', (
    select string_agg(r ->> 'unit_code', ' ') from tap.ask('handover_list', 'false') r where r ->> 'occurrence_id' = :gtvt::text), null);
select tap.sees('what hangs on it has followed', (
    select concat_ws(' ', (select u.code from kstt.note e join kstt.unit u on u.id = e.unit_id where e.occurrence_id = :gtvt),
        (select u.code from kstt.proof r join kstt.unit u on u.id = r.unit_id where r.occurrence_id = :gtvt),
        (select u.code from kstt.ask a join kstt.unit u on u.id = a.unit_id where a.occurrence_id = :gtvt))), 'SXD SXD SXD');
select tap.sees('history: who, what, and both names', (
    select concat_ws(' ', h ->> 'official_name', h ->> 'what', h ->> 'note')
    from tap.ask('node_history', :node::text) h
    limit 1), 'Mã Thị Hòa (mẫu) handed_over Sở Giao thông vận tải → Sở Xây dựng');
select tap.sees('nothing else is told of it', (
    select string_agg(a.what, ' ' order by a.id)
    from kstt.activity a
    where a.occurrence_id = :gtvt), 'noted proof_added asked marked handed_over');
select tap.sees('before: what the old unit had left in 2024', tap.left_in_2024(null), '35');
select tap.does('one of these is handed over', format('select tap.hand(%s, %L)', :old, 'SXD'));
select tap.sees('today it is not the old unit''s', tap.left_in_2024(null), '34');
select tap.sees('as of an earlier day it was', tap.left_in_2024('2026-06-30'), '35');
select tap.does('undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('and the old unit''s again', tap.left_in_2024(null), '35');

\c - sxd.quan
select tap.sees('today of the new unit''s official', (
    select string_agg(t.period, ' ' order by t.id)
    from (
        select distinct r ->> 'occurrence_id' as id, r ->> 'period' as period
        from tap.ask('today') r
        where r ->> 'plan_key' = 'GIAO/1@2026') t), 'Q1 Q1');
select tap.refused('an official hands nothing over', format('select tap.hand(%s, %L)', :huyen, 'SXD'), 'KS403',
    'Only who coordinates both units may hand over');
select tap.sees('the new unit''s official may write it', (
    select string_agg((r ->> 'mine')::text, ' ' order by r ->> 'unit_name') from tap.ask('node_occurrences', :node::text, null) r),
    'true false true false');
select tap.does('and marks it', format('select tap.mark(%s, %L, null, %L)', :gtvt, 'done', '5/BC-SXD'));
\c - vpub.hoa
select tap.refused('it was marked since: the handover stays', 'select api.undo_last(gen_random_uuid())', 'KS409',
    'Somebody has changed it since');
\c - sxd.quan
select tap.does('the mark is undone', 'select api.undo_last(gen_random_uuid())');
\c - snv.binh
select tap.refused('a coordinator of one department', format('select tap.hand(%s, %L)', :huyen, 'SNV'), 'KS403',
    'Only who coordinates both units may hand over');
\c - quantri
select tap.refused('an admin keeps units, not what they owe', format('select tap.hand(%s, %L)', :huyen, 'SNV'), 'KS403',
    'Only who coordinates both units may hand over');

\c - vpub.hoa
select tap.does('several at once', format('select api.handover(gen_random_uuid(), %L)', (
    select jsonb_agg(jsonb_build_object('occurrence', o.id, 'version', o.version, 'unit', '06325'))
    from kstt.occurrence o
    where o.id in (:huyen, :closed))));
select tap.sees('also what a closed plan left', tap.owner(:huyen) || ', ' || tap.owner(:closed), '06325 1 open, 06325 1 open');
select tap.sees('undone as one', (select u.what || ' ' || u.count from api.undo_last(gen_random_uuid()) u), 'handed_over 2');
select tap.sees('both are back', tap.owner(:huyen) || ', ' || tap.owner(:closed), 'H-BACSON 1 open, SGTVT 1 open');
select tap.sees('history tells that', (
    select string_agg(a.what, ' ' order by a.id)
    from kstt.activity a
    where a.occurrence_id = :huyen), 'handed_over undone');
select tap.refused('all or none', format('select api.handover(gen_random_uuid(), %L)', (
    select jsonb_agg(jsonb_build_object('occurrence', o.id, 'version', o.version, 'unit', '06325'))
    from kstt.occurrence o
    where o.id in (:huyen, :stp))), 'KS422', 'This unit still exists');
select tap.sees('none', tap.owner(:huyen), 'H-BACSON 1 open');
select tap.does('one to a commune', format('select tap.hand(%s, %L)', :huyen, '06325'));

-- What is owed is made anew: nothing is resurrected, nothing handed over is lost.
\c - :admin
select tap.sees('adding what is missing adds nothing', kstt.occurrences_add((select p.id from kstt.plan p where p.key = 'GIAO/1@2026'))::text, '0');
select tap.sees('making it anew changes nothing', (
    select string_agg(r.what, ' ')
    from kstt.occurrences_renew((select p.id from kstt.plan p where p.key = 'GIAO/1@2026')) r), null);
select tap.sees('all is where it was', (
    select string_agg(u.code || ' ' || o.seq, ', ' order by u.code, o.seq)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = :node), '06325 1, STP 1, SXD 1, SXD 2');
\ir help/tell.psql
