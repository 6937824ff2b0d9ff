-- SPDX-License-Identifier: MIT
-- A plan copied forward: the wording to the letter, leads that are no more replaced by
-- their one successor, and a list of what needs a look until it is settled.
\ir help/officials.psql
\ir help/queries.psql

create function tap.tasks(key text)
    returns jsonb
    language sql
    security definer
as $$
    select jsonb_agg(jsonb_build_object('node', n.id, 'time', replace(n.time, p.year::text, '2027'), 'reading', 'Q1:2027-03-31',
        'parts', jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2027-03-31')),
        'look', case when n.time like '%' || p.year || '%' then 'time_moved' end))
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where p.key = tasks.key
    and n.kind = 'task'
$$;
create function tap.copy(key text, number text, year int)
    returns text
    language sql
as $$
    select format('%s: %s tasks, %s looks', c.key, c.tasks, c.looks)
    from kstt.plan p
    cross join lateral api.plan_copy(gen_random_uuid(), p.id, jsonb_build_object('number', copy.number, 'year', copy.year,
        'title', p.title), tap.tasks(p.key)) c
    where p.key = copy.key
$$;
create function tap.looks(key text, variadic kinds text[])
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', l ->> 'path', l ->> 'kind', l ->> 'field', nullif(l ->> 'became', '')), '; ')
    from kstt.plan p
    cross join lateral tap.ask('copy_looks', p.id::text) l
    where p.key = looks.key
    and l ->> 'kind' = any (kinds)
    and not (l ->> 'settled')::boolean
$$;
create function tap.source(number text, issuer text, parent text, rows text[])
    returns bigint
    language plpgsql
as $$
declare
    v_plan bigint;
begin
    select b.plan_id
    into v_plan
    from api.plan_import_begin(gen_random_uuid(), jsonb_build_object('number', number, 'year', '2024',
        'issuer', issuer, 'title', 'Kế hoạch năm 2024', 'state', 'closed', 'parent', parent)) b;
    perform api.plan_import_nodes(v_plan, (
        select jsonb_agg(jsonb_build_object('ordinal', n, 'parent', case when n > 1 then 1 end, 'path', case when n > 1 then '1.' || n - 1 else '1' end,
            'kind', case when n > 1 then 'task' else 'section' end, 'level', case when n > 1 then 2 else 1 end, 'label', 'VI',
            'text', split_part(r, '|', 1), 'lead', split_part(r, '|', 2), 'time', split_part(r, '|', 3),
            'doubt', split_part(r, '|', 4), 'reading', 'ask', 'parts', '[{"class": "ask"}]'::jsonb) order by n)
        from unnest(rows) with ordinality t (r, n)));
    perform api.plan_import_end(v_plan);
    return v_plan;
end
$$;

select tap.source('COPY/1', 'SNV', 'KH-UBND@2024', array[
    'Mục  thứ nhất',
    'Việc một|Văn phòng Sở|Quý I/2024',
    'Việc hai|Sở Kế hoạch và Đầu tư; Sở Tài chính|Thường xuyên',
    'Việc ba năm 2024|UBND cấp huyện, Tổ nào đó|Thường xuyên',
    'Việc bốn|UBND huyện Tràng Định|Thường xuyên|Chữ mờ']);
select tap.source('COPY/2', 'SKHDT', null, array['Mục', 'Việc|Sở Kế hoạch và Đầu tư|Quý I/2024']);
select tap.source('COPY/3', 'H-TRANGDINH', null, array['Mục', 'Việc||Quý I/2024']);
select tap.node('COPY/1@2024', '1.2') as old
\gset
-- The plan above, of which tasks are implemented, and those of two later years: a copy of it
-- that was written anew since, and one that is loaded from a document.
select tap.source('TREN/1', 'LS', null, array['Mục', 'Rà soát quy trình năm 2024||Quý I/2024', 'Đào tạo cán bộ||Quý I/2024',
    'Việc bỏ đi||Quý I/2024']);
select tap.source('COPY/4', 'SNV', 'TREN/1@2024', array['Mục', 'Rút đi||Quý I/2024', 'Rà soát||Quý I/2024', 'Đào tạo||Quý I/2024',
    'Còn lại||Quý I/2024', 'Không nối||Quý I/2024']);
select api.link_import(gen_random_uuid(), '[{"plan": "COPY/4@2024", "path": "1.2", "implements_plan": "TREN/1@2024", "implements_path": "1.1", "sure": "sure", "source": "cùng việc"},
    {"plan": "COPY/4@2024", "path": "1.3", "implements_plan": "TREN/1@2024", "implements_path": "1.2", "sure": "sure"},
    {"plan": "COPY/4@2024", "path": "1.4", "implements_plan": "TREN/1@2024", "implements_path": "1.3", "sure": "sure"}]');
update kstt.node set withdrawn_at = kstt.now(), withdrawn_reason = 'thử' where id = tap.node('COPY/4@2024', '1.1');
delete from kstt.command;
create function tap.links(key text)
    returns text
    language sql
as $$
    select string_agg(format('%s → %s %s%s', n.path, q.key, t.path, case when not l.certain then '?' end), ', ' order by n.ordinal, t.path)
    from kstt.plan p
    join kstt.node n on n.plan_id = p.id
    join kstt.node_link l on l.node_id = n.id and l.removed_at is null
    join kstt.node t on t.id = l.target_id
    join kstt.plan q on q.id = t.plan_id
    where p.key = links.key
$$;
create function tap.look(key text, kind text)
    returns bigint
    language sql
as $$
    select l.id
    from kstt.copy_look l
    join kstt.plan p on p.id = l.plan_id
    where p.key = look.key
    and l.kind = look.kind
    order by l.id
    limit 1
$$;
create function tap.settle(look bigint, settled boolean)
    returns text
    language sql
as $$
    select s.waiting::text
    from kstt.copy_look l
    cross join lateral api.look_settle(gen_random_uuid(), l.id, l.version, settled) s
    where l.id = settle.look
$$;

\c - sngv.thu
select tap.refused('another unit''s plan is not copied', $$select tap.copy('COPY/1@2024', '7/KH', 2027)$$, 'KS403', 'You may not write plans of this unit');
\c - snv.lan
select tap.refused('not backwards', $$select tap.copy('COPY/1@2024', '7/KH', 2024)$$, 'KS422', 'A plan is copied to a later year');
select tap.sees('a copy is a draft, and says what needs a look', tap.copy('COPY/1@2024', '7/KH', 2027), '7/KH@2027: 4 tasks, 8 looks');
select tap.sees('it is one', (select format('%s %s %s', p.state, p.parent_id, (select count(*) from kstt.occurrence o where o.plan_id = p.id)) from kstt.plan p where p.key = '7/KH@2027'), 'draft  0');
select tap.sees('wording and labels to the letter', (select string_agg(n.label || '|' || n.text, ', ' order by n.ordinal) from kstt.node n join kstt.plan p on p.id = n.plan_id where p.key = '7/KH@2027'),
    'VI|Mục  thứ nhất, VI|Việc một, VI|Việc hai, VI|Việc ba năm 2024, VI|Việc bốn');
select tap.sees('the year in a phrase was moved', tap.looks('7/KH@2027', 'time_moved'), '1.1 time_moved time Quý I/2027');
select tap.sees('and is read so', (select s.reading from kstt.schedule s where s.node_id = tap.node('7/KH@2027', '1.1')), 'Q1:2027-03-31');
select tap.sees('the one successor leads', tap.looks('7/KH@2027', 'unit_mapped'), '1.2 unit_mapped lead Sở Tài chính; Sở Tài chính');
select tap.sees('whose successors the data does not know stays', tap.looks('7/KH@2027', 'unit_gone'), '1.4 unit_gone lead UBND huyện Tràng Định');
select tap.sees('an empty group, a name that means nobody', tap.looks('7/KH@2027', 'group_empty', 'unit_unknown'),
    '1.3 group_empty lead UBND cấp huyện, Tổ nào đó; 1.3 unit_unknown lead UBND cấp huyện, Tổ nào đó');
select tap.sees('a year in the wording, a doubt, the parent', tap.looks('7/KH@2027', 'wording_year', 'doubt', 'parent'),
    'parent parent; 1.3 wording_year text Việc ba năm 2024; 1.4 doubt text Việc bốn');
select tap.does('writing the lead anew settles it', $$select api.node_edit(gen_random_uuid(), tap.node('7/KH@2027', '1.3'), 1, '{"lead": "Sở Nội vụ"}')$$);
select tap.sees('that and no other', tap.looks('7/KH@2027', 'group_empty', 'unit_unknown', 'wording_year'), '1.3 wording_year text Việc ba năm 2024');
select tap.sees('or one says so', (select s.waiting::text from tap.ask('copy_looks', (select p.id::text from kstt.plan p where p.key = '7/KH@2027')) l
    cross join lateral api.look_settle(gen_random_uuid(), (l ->> 'look_id')::bigint, (l ->> 'version')::int, true) s where l ->> 'kind' = 'doubt'), '5');
select tap.refused('at the version that was seen', $$select api.look_settle(gen_random_uuid(), (l ->> 'look_id')::bigint, 1, false)
    from tap.ask('copy_looks', (select p.id::text from kstt.plan p where p.key = '7/KH@2027')) l where l ->> 'kind' = 'doubt'$$, 'KS409', 'Somebody has changed it since');
select tap.does('naming the parent settles that it was missing', $$select api.plan_edit(gen_random_uuid(), p.id, p.version,
    '{"number": "7/KH", "title": "Kế hoạch", "parent_ref": "Kế hoạch của tỉnh"}') from kstt.plan p where p.key = '7/KH@2027'$$);
select tap.sees('and only that', tap.looks('7/KH@2027', 'parent', 'wording_year'), '1.3 wording_year text Việc ba năm 2024');
\c - sngv.thu
select tap.sees('others do not see them', (select count(*)::text from kstt.copy_look), '0');
select tap.refused('nor settle them', $$select api.look_settle(gen_random_uuid(), 1, 1, true)$$, 'KS403', 'You may not write plans of this unit');
\c - stc.phuc
select tap.sees('the plan of a unit that is no more goes on with its successor', tap.copy('COPY/2@2024', '8/KH', 2027), '8/KH@2027: 1 tasks, 2 looks');
select tap.sees('whose it is', (select u.code from kstt.plan p join kstt.unit u on u.id = p.issuer_id where p.key = '8/KH@2027'), 'STC');
select tap.sees('and is taken back whole', (select u.what || ' ' || u.first_path from api.undo_last(gen_random_uuid()) u), 'plan_copied 8/KH@2027');
select tap.sees('nothing of it is left', (select count(*)::text from kstt.plan p where p.key = '8/KH@2027'), '0');
\c - vpub.hoa
select tap.refused('of whose successors the data knows nothing, nobody copies', $$select tap.copy('COPY/3@2024', '9/KH', 2027)$$, 'KS422',
    'The unit that issued it has no one successor');

\c - snv.lan
select tap.sees('without a plan above for the new year no link goes along, and one look says so', tap.copy('COPY/4@2024', '10/KH', 2028)
    || '; ' || tap.looks('10/KH@2028', 'link_carried', 'link_lost', 'link_open'), '10/KH@2028: 4 tasks, 6 looks; link_open link');
select tap.sees('none', tap.links('10/KH@2028'), null);
select tap.sees('it says how many', (select l.about from kstt.copy_look l where l.id = tap.look('10/KH@2028', 'link_open')), 'TREN/1@2024 (3)');
\c - vpub.hoa
select tap.does('the plan above is copied', $$select tap.copy('TREN/1@2024', 'TREN/2', 2027)$$);
select tap.does('a task of it is written anew', $$select api.node_edit(gen_random_uuid(), tap.node('TREN/2@2027', '1.2'), 1, '{"text": "Bồi dưỡng cán bộ"}')$$);
select tap.does('one is withdrawn', $$select api.node_withdraw(gen_random_uuid(), tap.node('TREN/2@2027', '1.3'), 1, 'thôi')$$);
\c - snv.lan
select tap.sees('not to a plan that was not issued', tap.copy('COPY/4@2024', '11/KH', 2027) || tap.links('11/KH@2027'), null);
\c - vpub.hoa
select tap.does('it is issued', $$select api.plan_issue(gen_random_uuid(), p.id, p.version, p.number, '2026-11-20') from kstt.plan p where p.key = 'TREN/2@2027'$$);
\c - snv.lan
select tap.sees('what was copied before goes after it, when asked', (select concat_ws(' ', r.carried, tap.links('11/KH@2027'))
    from api.look_links(gen_random_uuid(), tap.look('11/KH@2027', 'link_open'), 1) r),
    '2 1.1 → TREN/2@2027 1.1?, 1.2 → TREN/2@2027 1.2?');
select tap.sees('with its looks', tap.looks('11/KH@2027', 'link_carried', 'link_lost', 'link_open'),
    '1.1 link_carried link TREN/2@2027 1.1; 1.2 link_carried link TREN/2@2027 1.2; 1.3 link_lost link');
select tap.refused('where the plan above is not there, nothing does', $$select api.look_links(gen_random_uuid(), tap.look('10/KH@2028', 'link_open'), 1)$$,
    'KS422', 'The plan above that came after it is not issued yet');
select tap.refused('nor twice', $$select api.look_links(gen_random_uuid(), l.id, 1) from kstt.copy_look l where l.kind = 'link_open' and l.settled_at is not null$$,
    'KS409', 'Somebody has changed it since');
select tap.sees('links go along, each to be looked at', tap.copy('COPY/4@2024', '12/KH', 2027), '12/KH@2027: 4 tasks, 7 looks');
select tap.sees('to the copy of the task, whatever its wording is by now; likely until somebody has looked', tap.links('12/KH@2027'),
    '1.1 → TREN/2@2027 1.1?, 1.2 → TREN/2@2027 1.2?');
select tap.sees('what came of a withdrawn one is told as lost', tap.looks('12/KH@2027', 'link_carried', 'link_lost', 'link_open'),
    '1.1 link_carried link TREN/2@2027 1.1; 1.2 link_carried link TREN/2@2027 1.2; 1.3 link_lost link');
select tap.sees('the node that was left out shifts none: each look is at its own task', (select string_agg(l ->> 'text', ', ' order by l ->> 'path')
    from kstt.plan p cross join lateral tap.ask('copy_looks', p.id::text) l where p.key = '12/KH@2027' and l ->> 'kind' = 'time_moved'),
    'Rà soát, Đào tạo, Còn lại, Không nối');
select tap.sees('why they are one matter goes along', (select string_agg(distinct l.source, '') from kstt.node_link l where l.node_id = tap.node('12/KH@2027', '1.1')), 'cùng việc');
select tap.sees('whoever has looked at it is sure', tap.settle(tap.look('12/KH@2027', 'link_carried'), true) || ' ' || tap.links('12/KH@2027'),
    '6 1.1 → TREN/2@2027 1.1, 1.2 → TREN/2@2027 1.2?');
select tap.sees('or not, after all', tap.settle(tap.look('12/KH@2027', 'link_carried'), false) || ' ' || tap.links('12/KH@2027'),
    '7 1.1 → TREN/2@2027 1.1?, 1.2 → TREN/2@2027 1.2?');
select tap.does('taking a wrong one out settles it too', $$select api.link_set(gen_random_uuid(), l.node_id, l.target_id, l.version, false)
    from kstt.node_link l where l.node_id = tap.node('12/KH@2027', '1.2')$$);
select tap.sees('that one', tap.looks('12/KH@2027', 'link_carried', 'link_lost'), '1.1 link_carried link TREN/2@2027 1.1; 1.3 link_lost link');
select tap.does('undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('it is there and waits again', tap.links('12/KH@2027') || '; ' || tap.looks('12/KH@2027', 'link_carried'),
    '1.1 → TREN/2@2027 1.1?, 1.2 → TREN/2@2027 1.2?; 1.1 link_carried link TREN/2@2027 1.1; 1.2 link_carried link TREN/2@2027 1.2');
select tap.does('what was lost is linked by hand', $$select api.link_set(gen_random_uuid(), tap.node('12/KH@2027', '1.3'), tap.node('TREN/2@2027', '1.1'), null, true)$$);
select tap.sees('and lost no more', tap.looks('12/KH@2027', 'link_lost'), null);

-- Undoing an edit opens again what it settled, and nothing else.
select tap.does('a phrase is written anew', $$select api.node_edit(gen_random_uuid(), tap.node('12/KH@2027', '1.1'), 1,
    '{"time": "Quý II/2027", "reading": "Q2:2027-06-30", "parts": [{"class": "period", "period": "Q2", "last": "2027-06-30"}]}')$$);
select tap.sees('its look is settled', tap.looks('12/KH@2027', 'time_moved'),
    '1.2 time_moved time Quý I/2027; 1.3 time_moved time Quý I/2027; 1.4 time_moved time Quý I/2027');
select tap.does('undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('and open', tap.looks('12/KH@2027', 'time_moved'),
    '1.1 time_moved time Quý I/2027; 1.2 time_moved time Quý I/2027; 1.3 time_moved time Quý I/2027; 1.4 time_moved time Quý I/2027');
select tap.does('written in two', $$select api.node_split(gen_random_uuid(), n.id, n.version, '{"time": "Quý III/2027"}', '{"text": "Nửa sau"}')
    from kstt.node n where n.id = tap.node('12/KH@2027', '1.4')$$);
select tap.sees('settled', (select count(*)::text from kstt.copy_look l where l.settled_at is not null and l.kind = 'time_moved'
    and l.node_id = tap.node('12/KH@2027', '1.4')), '1');
select tap.does('somebody opens it again', $$select tap.settle(l.id, false) from kstt.copy_look l where l.kind = 'time_moved' and l.node_id = tap.node('12/KH@2027', '1.4')$$);
select tap.does('and settles it', $$select tap.settle(l.id, true) from kstt.copy_look l where l.kind = 'time_moved' and l.node_id = tap.node('12/KH@2027', '1.4')$$);
select tap.does('the split is undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('what was said since stays', (select count(*)::text from kstt.copy_look l where l.settled_at is not null and l.kind = 'time_moved'
    and l.node_id = tap.node('12/KH@2027', '1.4')), '1');
select tap.does('the parent is named', $$select api.plan_edit(gen_random_uuid(), p.id, p.version,
    '{"number": "10/KH", "title": "Kế hoạch", "parent_ref": "Kế hoạch của tỉnh"}') from kstt.plan p where p.key = '10/KH@2028'$$);
select tap.sees('settled', tap.looks('10/KH@2028', 'parent'), null);
select tap.does('undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('it waits again', tap.looks('10/KH@2028', 'parent'), 'parent parent');
\ir help/tell.psql
