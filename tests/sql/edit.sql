-- SPDX-License-Identifier: MIT
-- A plan in hand: writing its nodes anew, adding, moving, splitting, withdrawing,
-- and taking each back.
\ir help/officials.psql
\ir help/queries.psql

-- What the program's grammar sends with a phrase.
create function tap.day(day date)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'date', 'period', 'D', 'last', day));
create function tap.quarters()
    returns jsonb
    language sql
return jsonb_build_array(
    jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'),
    jsonb_build_object('class', 'period', 'period', 'Q2', 'last', '2026-06-30'),
    jsonb_build_object('class', 'period', 'period', 'Q3', 'last', '2026-09-30'),
    jsonb_build_object('class', 'period', 'period', 'Q4', 'last', '2026-12-31'));

-- The tree as one line: path, label and wording; a withdrawn node in brackets.
create function tap.tree(key text)
    returns text
    language sql
    security definer
as $$
    select string_agg(format(case when n.withdrawn_at is null then '%s %s' else '(%s %s)' end, n.path, n.text), ', ' order by n.ordinal)
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where p.key = tree.key
$$;
create function tap.owes(key text, path text)
    returns text
    language sql
    security definer
as $$
    select string_agg(concat_ws(' ', u.code, nullif(o.period, ''), o.effective_due, o.state), ', ' order by u.code, o.effective_due, o.period)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = tap.node(key, path)
$$;
create function tap.edit(node bigint, fields jsonb, version int default null, request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select concat_ws(' ', e.path, 'v' || e.new_version, '+' || e.added, '~' || e.moved, '-' || e.removed,
        'done ' || e.kept_done, 'kept ' || e.kept_touched)
    from kstt.node n
    cross join lateral api.node_edit(request, n.id, coalesce(edit.version, n.version), fields) e
    where n.id = node
$$;
create function tap.add(key text, place text, target text, fields jsonb)
    returns text
    language sql
as $$
    select format('%s +%s', a.path, a.added)
    from kstt.plan p
    cross join lateral api.node_add(gen_random_uuid(), p.id, place, tap.node(key, target), fields) a
    where p.key = add.key
$$;
create function tap.move(node bigint, section text, number int)
    returns text
    language sql
as $$
    select m.was || ' > ' || m.path
    from kstt.node n
    cross join lateral api.node_move(gen_random_uuid(), n.id, n.version, section, number) m
    where n.id = node
$$;
create function tap.withdraw(node bigint, reason text)
    returns text
    language sql
as $$
    select format('%s: %s nodes, %s cancelled', w.path, w.nodes, w.cancelled)
    from kstt.node n
    cross join lateral api.node_withdraw(gen_random_uuid(), n.id, n.version, reason) w
    where n.id = node
$$;
create function tap.undo()
    returns text
    language sql
as $$
    select u.what || ' ' || u.first_path
    from api.undo_last(gen_random_uuid()) u
$$;
create function tap.history(node bigint)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', h ->> 'what', h ->> 'to_state', h ->> 'changed', h ->> 'was'), '; ')
    from tap.ask('node_history', node::text) h
    where h ->> 'what' in ('changed', 'added', 'removed')
    and h ->> 'changed' is not null
$$;

select tap.plan('EDIT/1', 'SNV', 'in_force', 'Sở Nội vụ; Văn phòng Sở', tap.quarters());
select tap.plan('EDIT/2', 'SNV', 'draft', 'Sở Nội vụ', tap.quarters());
select tap.plan('EDIT/3', 'SNV', 'closed', 'Sở Nội vụ', tap.quarters());
select tap.plan('EDIT/4', 'STP', 'in_force', 'Sở Tư pháp', tap.quarters());
select tap.node('EDIT/1@2026', '1.1') as task, tap.node('EDIT/1@2026', '1') as section,
    tap.owed('EDIT/1@2026', '1.1', 'SNV') as own
\gset
delete from kstt.command;

\c - snv.lan
-- Writing anew.
select tap.sees('what would become of it is told before: moved, and kept', (
    select format('+%s ~%s -%s done %s kept %s', e.added, e.moved, e.removed, e.kept_done, e.kept_touched)
    from api.node_edit_preview(:task, 1, jsonb_build_object('time', 'chậm nhất 15/6/2026', 'reading', 'D:2026-06-15', 'parts', tap.day('2026-06-15'))) e),
    '+2 ~0 -8 done 0 kept 0');
select tap.sees('and nothing is written by telling', (select n.version || ' ' || n.time from kstt.node n where n.id = :task), '1 thử');
select tap.refused('telling is refused as writing is: at another version', format('select * from api.node_edit_preview(%s, 7, %L)',
    :task, '{"text": "x"}'), 'KS409', 'Somebody has changed it since');
select tap.refused('without its wording', format('select * from api.node_edit_preview(%s, 1, %L)', :task, '{"text": " "}'), 'KS422',
    'The text is missing');
select tap.does('the first quarter is done', format('select tap.mark(%s, %L, %L, %L)', :own, 'done', '2026-03-30', '5/BC'));
select tap.sees('a new phrase moves what is open, keeps what is done', tap.edit(:task, jsonb_build_object('time', 'Quý I, quý II, 15/9',
    'reading', 'Q1:2026-03-20 Q2:2026-06-30', 'parts', jsonb_build_array(
    jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-20'),
    jsonb_build_object('class', 'period', 'period', 'Q2', 'last', '2026-06-30')))), '1.1 v2 ~1 -4 done 1');
select tap.sees('so it is owed', tap.owes('EDIT/1@2026', '1.1'),
    'SNV Q1 2026-03-31 done, SNV Q2 2026-06-30 open, SNV.VP Q1 2026-03-20 open, SNV.VP Q2 2026-06-30 open');
select tap.sees('history keeps the wording before', tap.history(:task), 'changed time thử');
select tap.sees('the same values again are no change', tap.edit(:task, '{"time": "Quý I, quý II, 15/9", "text": "Việc thử"}'), '1.1 v2');
select tap.sees('a lead that was changed owes instead', tap.edit(:task, '{"lead": "Văn phòng Sở", "text": "Việc đã sửa", "label": "1a"}'),
    '1.1 v3 -1 done 1');
select tap.sees('what was done stays with who did it', tap.owes('EDIT/1@2026', '1.1'),
    'SNV Q1 2026-03-31 done, SNV.VP Q1 2026-03-20 open, SNV.VP Q2 2026-06-30 open');
select tap.refused('an older version is not written', format('select tap.edit(%s, %L, 2)', :task, '{"text": "Khác"}'), 'KS409',
    'Somebody has changed it since');
select tap.refused('wording cannot be empty', format('select tap.edit(%s, %L)', :task, '{"text": " "}'), 'KS422', 'The text is missing');
select tap.sees('confirming is not the client''s to say', tap.edit(:task, jsonb_build_object('time', 'khi có', 'reading', 'event',
    'parts', jsonb_build_array(jsonb_build_object('class', 'event')), 'confirmed_by', 1, 'confirmed_at', '2026-01-01', 'to_confirm', false)),
    '1.1 v4 -2 done 1');
select tap.sees('it waits to be confirmed', (select format('%s %s %s', s.reading, s.to_confirm, s.confirmed_by) from kstt.schedule s where s.node_id = :task), 'event t ');
select tap.sees('undoing brings the phrase back', tap.undo(), 'node_edited 1.1');
select tap.sees('and what was owed', tap.owes('EDIT/1@2026', '1.1'),
    'SNV Q1 2026-03-31 done, SNV.VP Q1 2026-03-20 open, SNV.VP Q2 2026-06-30 open');
select tap.sees('undoing goes on: the lead', tap.undo(), 'node_edited 1.1');
select tap.sees('undoing goes on: the first phrase', tap.undo(), 'node_edited 1.1');
select tap.sees('all is as it was', (select concat_ws('|', n.label, n.text, n.lead, n.time) from kstt.node n where n.id = :task),
    '1|Việc thử|Sở Nội vụ; Văn phòng Sở|thử');
select tap.sees('with all it owed', tap.owes('EDIT/1@2026', '1.1'),
    'SNV Q1 2026-03-31 done, SNV Q2 2026-06-30 open, SNV Q3 2026-09-30 open, SNV Q4 2026-12-31 open, '
    'SNV.VP Q1 2026-03-31 open, SNV.VP Q2 2026-06-30 open, SNV.VP Q3 2026-09-30 open, SNV.VP Q4 2026-12-31 open');
select tap.sees('then the mark', tap.undo(), 'marked 1.1');

-- Adding, moving, splitting.
select tap.sees('a task is owed at once', tap.add('EDIT/1@2026', 'after', '1.1', jsonb_build_object('kind', 'task', 'label', '2', 'text', 'Việc hai',
    'lead', 'Sở Nội vụ', 'time', '15/6', 'reading', 'D:2026-06-15', 'parts', tap.day('2026-06-15'))), '1.2 +1');
select tap.sees('a section at the end', tap.add('EDIT/1@2026', 'below', null, '{"kind": "section", "label": "VI", "text": "Mục hai"}'), '2 +0');
select tap.sees('a basis before them, by its own letter', tap.add('EDIT/1@2026', 'below', null, '{"kind": "basis", "text": "Căn cứ"}'), 'b1 +0');
select tap.sees('another section follows its like', tap.add('EDIT/1@2026', 'below', null, '{"kind": "section", "text": "Mục ba"}')
    || ': ' || tap.tree('EDIT/1@2026'), '3 +0: 1 Mục thử, 1.1 Việc thử, 1.2 Việc hai, 2 Mục hai, 3 Mục ba, b1 Căn cứ');
select tap.sees('and is taken back', tap.undo(), 'node_added 3');
select tap.sees('one between two', tap.add('EDIT/1@2026', 'after', '1', '{"kind": "section", "label": "VI", "text": "Mục giữa"}'), '2 +0');
select tap.sees('paths follow, labels do not matter', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc thử, 1.2 Việc hai, 2 Mục giữa, 3 Mục hai, b1 Căn cứ');
select tap.refused('a task stands in a section', $$select tap.add('EDIT/1@2026', 'below', null, '{"kind": "task", "text": "Lạc"}')$$, 'KS422',
    'A task stands in a section');
select tap.refused('a section not in a task', $$select tap.add('EDIT/1@2026', 'below', '1.1', '{"kind": "section", "text": "Lạc"}')$$, 'KS422',
    'It cannot stand there');
select tap.refused('a label that stands twice names none', format($$select tap.move(%s, 'VI', 1)$$, :task), 'KS422',
    'Several sections are called so: give the place');
select tap.sees('a task moves to another section', tap.move(:task, '3', 1), '1.1 > 3.1');
select tap.sees('which numbers its siblings anew', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, 3 Mục hai, 3.1 Việc thử, b1 Căn cứ');
select tap.sees('history says from where', split_part(tap.history(:task), ';', 1), 'changed path 1.1');
select tap.sees('a second one there', tap.add('EDIT/1@2026', 'below', '3', '{"kind": "task", "text": "Việc ba"}'), '3.2 +0');
select tap.sees('past the end is the end', tap.move(:task, '3', 99), '3.1 > 3.2');
select tap.refused('a section not below itself', format($$select tap.move(%s, '1.1', 1)$$, :section), 'KS422', 'It cannot stand there');
select tap.sees('a section moves with all below', tap.move(:section, '', 2), '1 > 2');
select tap.sees('to here', tap.tree('EDIT/1@2026'),
    '1 Mục giữa, 2 Mục thử, 2.1 Việc hai, 3 Mục hai, 3.1 Việc ba, 3.2 Việc thử, b1 Căn cứ');
select tap.sees('undone, one after the other', tap.undo() || ', ' || tap.undo(), 'node_moved 2, node_moved 3.2');
select tap.sees('as it was', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, 3 Mục hai, 3.1 Việc thử, 3.2 Việc ba, b1 Căn cứ');
select tap.sees('one task becomes two', (
    select format('%s +%s', s.path, s.added)
    from kstt.node n
    cross join lateral api.node_split(gen_random_uuid(), n.id, n.version, '{"text": "Việc thử, phần đầu"}', jsonb_build_object(
        'text', 'Phần sau', 'lead', 'Văn phòng Sở', 'time', '15/6', 'reading', 'D:2026-06-15', 'parts', tap.day('2026-06-15'))) s
    where n.id = :task), '3.2 +1');
select tap.sees('side by side', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, 3 Mục hai, 3.1 Việc thử, phần đầu, 3.2 Phần sau, 3.3 Việc ba, b1 Căn cứ');
select tap.sees('undone as one', tap.undo(), 'node_split 3.1');
select tap.sees('and one again', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, 3 Mục hai, 3.1 Việc thử, 3.2 Việc ba, b1 Căn cứ');

-- Withdrawing.
select tap.does('some of it is done', format('select tap.mark(%s, %L, %L, %L)', :own, 'done', '2026-03-30', '5/BC'));
select tap.refused('not without a reason', format($$select tap.withdraw(%s, ' ')$$, :task), 'KS422', 'Withdrawing needs its reason');
select tap.sees('what is open is cancelled', tap.withdraw(tap.node('EDIT/1@2026', '3'), 'Bãi bỏ theo 12/QĐ'), '3: 3 nodes, 7 cancelled');
select tap.sees('what is done stays', tap.owes('EDIT/1@2026', '3.1'),
    'SNV Q1 2026-03-31 done, SNV Q2 2026-06-30 cancelled, SNV Q3 2026-09-30 cancelled, SNV Q4 2026-12-31 cancelled, '
    'SNV.VP Q1 2026-03-31 cancelled, SNV.VP Q2 2026-06-30 cancelled, SNV.VP Q3 2026-09-30 cancelled, SNV.VP Q4 2026-12-31 cancelled');
select tap.sees('it stays where it stood', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, (3 Mục hai), (3.1 Việc thử), (3.2 Việc ba), b1 Căn cứ');
select tap.sees('with its reason', (select d ->> 'withdrawn_reason' from tap.ask('node_detail', :'task') d), 'Bãi bỏ theo 12/QĐ');
select tap.refused('and is not changed any more', format('select tap.edit(%s, %L)', :task, '{"text": "Khác"}'), 'KS422', 'This was withdrawn');
select tap.refused('nor filled', $$select tap.add('EDIT/1@2026', 'below', '3', '{"kind": "task", "text": "Lạc"}')$$, 'KS422', 'This was withdrawn');
select tap.sees('its tasks are counted no more', (select format('%s tasks', l ->> 'tasks') from tap.ask('plan_list', null) l where l ->> 'key' = 'EDIT/1@2026'), '1 tasks');
select tap.sees('undone, it is owed as before', tap.undo() || ': ' || tap.owes('EDIT/1@2026', '3.1'),
    'node_withdrawn 3: SNV Q1 2026-03-31 done, SNV Q2 2026-06-30 open, SNV Q3 2026-09-30 open, SNV Q4 2026-12-31 open, '
    'SNV.VP Q1 2026-03-31 open, SNV.VP Q2 2026-06-30 open, SNV.VP Q3 2026-09-30 open, SNV.VP Q4 2026-12-31 open');
select tap.sees('adding is undone by taking out', tap.undo() || ', ' || tap.undo(), 'marked 3.1, node_added 3.2');
select tap.sees('of what nobody has touched', tap.tree('EDIT/1@2026'),
    '1 Mục thử, 1.1 Việc hai, 2 Mục giữa, 3 Mục hai, 3.1 Việc thử, b1 Căn cứ');

-- Rights.
select tap.refused('a closed plan stays as it is', format('select tap.edit(%s, %L)', tap.node('EDIT/3@2026', '1.1'), '{"text": "Khác"}'), 'KS422',
    'This plan is closed');
select tap.refused('another unit''s plan is not mine', format('select tap.edit(%s, %L)', tap.node('EDIT/4@2026', '1.1'), '{"text": "Khác"}'), 'KS403',
    'You may not write plans of this unit');
\c - snv.binh
select tap.sees('the coordinator of the unit writes too', tap.edit(:task, '{"deliverable": "Báo cáo"}'), '3.1 v15');
\c - sngv.thu
select tap.refused('others do not', format('select tap.edit(%s, %L)', :task, '{"text": "Khác"}'), 'KS403', 'You may not write plans of this unit');
select tap.refused('nor withdraw', format($$select tap.withdraw(%s, 'x')$$, :task), 'KS403', 'You may not write plans of this unit');
select tap.refused('nor of a draft they do not see', format('select api.node_edit(gen_random_uuid(), %s, 1, %L)', tap.node('EDIT/2@2026', '1.1'), '{"text": "Khác"}'),
    'KS403', 'There is no such task for you');
\c - lanhdao.thao
select tap.refused('leaders read', format('select tap.edit(%s, %L)', :task, '{"text": "Khác"}'), 'KS403', 'You may not write plans of this unit');
\c - quantri
select tap.refused('administrators too', format('select tap.edit(%s, %L)', :task, '{"text": "Khác"}'), 'KS403', 'You may not write plans of this unit');
\ir help/tell.psql
