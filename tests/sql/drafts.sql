-- SPDX-License-Identifier: MIT
-- A plan from its first word to its end: nobody but its issuer's people sees a draft,
-- wherever they look; issued it is owed; closed or withdrawn it rests.
\ir help/officials.psql
\ir help/queries.psql

create function tap.quarters()
    returns jsonb
    language sql
return jsonb_build_array(
    jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'),
    jsonb_build_object('class', 'period', 'period', 'Q4', 'last', '2026-12-31'));
-- Wherever a plan could be met: how often it is.
create function tap.meets(key text, node bigint)
    returns text
    language sql
as $$
    select concat_ws(' ',
        (select count(*) from tap.ask('plan_list', null) r where r ->> 'key' like meets.key || '%'),
        (select count(*) from tap.ask('complete', meets.key) r),
        (select count(*) from tap.ask('search', 'vô tiền khoáng hậu', null, null, null, 'true') r),
        (select count(*) from tap.ask('today') r where r ->> 'plan_key' like meets.key || '%'),
        (select count(*) from tap.ask('node_detail', node::text) r),
        (select count(*) from tap.ask('node_occurrences', node::text, null) r),
        (select count(*) from tap.ask('node_assignments', node::text) r),
        (select count(*) from tap.ask('node_history', node::text) r),
        (select count(*) from tap.ask('plan_nodes', meets.key || '@2026') r),
        (select count(*) from tap.ask('report_tasks', null, null, null, null, 'true') r where r ->> 'plan_key' like meets.key || '%'),
        (select count(*) from tap.ask('copy_looks', (select n.plan_id::text from kstt.node n where n.id = node)) r),
        (select count(*) from kstt.plan_count c join kstt.plan p on p.id = c.plan_id where p.key like meets.key || '%'))
$$;
create function tap.create_plan(number text, issuer text, more jsonb default '{}')
    returns text
    language sql
as $$
    select c.key
    from api.plan_create(gen_random_uuid(), jsonb_build_object('number', number, 'year', 2026, 'issuer', issuer,
        'title', 'Kế hoạch vô tiền khoáng hậu') || more) c
$$;
create function tap.plan_id(key text)
    returns bigint
    language sql
    security definer
as $$
    select p.id
    from kstt.plan p
    where p.key = plan_id.key
$$;
create function tap.plan_version(key text)
    returns int
    language sql
    security definer
as $$
    select p.version
    from kstt.plan p
    where p.key = plan_version.key
$$;
create function tap.issue(key text, number text, issued date, version int default null)
    returns text
    language sql
as $$
    select format('%s tasks %s owed %s fallback %s unread %s left out %s', i.key, i.tasks, i.occurrences, i.fallback, i.unread, i.left_out)
    from api.plan_issue(gen_random_uuid(), tap.plan_id(issue.key), coalesce(version, tap.plan_version(issue.key)), number, issued) i
$$;
create function tap.undo()
    returns text
    language sql
as $$
    select u.what || ' ' || u.first_path
    from api.undo_last(gen_random_uuid()) u
$$;
delete from kstt.command;
-- A draft that was imported owes already, but nobody else sees what.
select tap.plan('DRAFT/9', 'SNV', 'draft', 'Sở Nội vụ; Văn phòng Sở', tap.quarters());

\c - sngv.thu
select tap.refused('nobody writes for another unit', $$select tap.create_plan('DRAFT/1', 'SNV')$$, 'KS403', 'You may not write plans of this unit');
\c - lanhdao.thao
select tap.refused('a leader does not write', $$select tap.create_plan('DRAFT/1', 'SNV')$$, 'KS403', 'You may not write plans of this unit');
\c - snv.lan
select tap.refused('a plan needs its number', $$select tap.create_plan(' ', 'SNV')$$, 'KS422', 'A plan needs its number, without @');
select tap.refused('and a title', $$select tap.create_plan('DRAFT/1', 'SNV', '{"title": ""}')$$, 'KS422', 'A plan needs its title');
select tap.refused('and a year', $$select tap.create_plan('DRAFT/1', 'SNV', '{"year": 1999}')$$, 'KS422', 'There is no such year');
select tap.refused('and a parent that is there', $$select tap.create_plan('DRAFT/1', 'SNV', '{"parent": "1/X@2026"}')$$, 'KS422', 'The parent plan is not loaded');
select tap.sees('a draft begins with its head', tap.create_plan('DRAFT/1', 'SNV', '{"parent": "KH-UBND@2024"}'), 'DRAFT/1@2026');
select tap.refused('once', $$select tap.create_plan('DRAFT/1', 'SNV')$$, 'KS422', 'A plan of this number is there already');
select tap.sees('what was just made can be taken back', tap.undo() || ', ' || tap.create_plan('DRAFT/1', 'SNV'), 'plan_added DRAFT/1@2026, DRAFT/1@2026');
select tap.refused('empty it cannot be issued', $$select tap.issue('DRAFT/1@2026', null, '2026-11-02')$$, 'KS422', 'A plan needs a task before it is issued');
select tap.does('it gets a section', $$select api.node_add(gen_random_uuid(), tap.plan_id('DRAFT/1@2026'), 'below', null,
    '{"kind": "section", "label": "I", "text": "Mục"}')$$);
select tap.does('and two tasks', format($$select api.node_add(gen_random_uuid(), tap.plan_id('DRAFT/1@2026'), 'below', tap.node('DRAFT/1@2026', '1'),
    jsonb_build_object('kind', 'task', 'text', 'Việc vô tiền khoáng hậu ' || t, 'lead', 'Sở Nội vụ; Văn phòng Sở', 'time', 'quý I, IV',
    'reading', 'Q1:2026-03-31 Q4:2026-12-31', 'parts', %L::jsonb))
    from (values ('một'), ('hai'), ('khi có')) v (t)$$, tap.quarters()));
select tap.does('one not understood', format($$select api.node_edit(gen_random_uuid(), tap.node('DRAFT/1@2026', '1.3'), 1,
    jsonb_build_object('time', 'đâu đó', 'reading', 'unknown', 'parts', '[{"class": "unknown"}]'::jsonb))$$));
select tap.does('one withdrawn before anybody saw it', $$select api.node_withdraw(gen_random_uuid(), tap.node('DRAFT/1@2026', '1.2'), 1, 'nhầm')$$);
select tap.sees('nothing of it is owed', (select count(*)::text from kstt.occurrence o where o.plan_id = tap.plan_id('DRAFT/1@2026')), '0');
select tap.sees('its issuer meets it', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '1 1 3 1 1 0 2 2 4 0 0 1');
\c - lanhdao.thao
select tap.sees('so does who leads the unit', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '1 1 3 1 1 0 2 2 4 0 0 1');
\c - vpub.hoa
select tap.sees('and who coordinates it', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '1 1 3 0 1 0 2 2 4 0 0 1');
\c - sngv.thu
select tap.sees('an imported one neither', tap.meets('DRAFT/9', tap.node('DRAFT/9@2026', '1.1'))
    || ' ' || (select count(*) from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = 'LS'), '0', 'true') r where r ->> 'plan_key' like 'DRAFT/%')
    || ' ' || (select count(*) from kstt.occurrence o where o.node_id = tap.node('DRAFT/9@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0 0 0');
select tap.sees('another department meets it nowhere', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0');
\c - xa.dongkinh
select tap.sees('a commune neither', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0');
\c - lanhdao.minh
select tap.sees('nor does a leader of the province', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0');
\c - quantri
select tap.sees('nor does an administrator', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0');

\c - snv.lan
select tap.refused('it is not closed before it is issued', $$select api.plan_close(gen_random_uuid(), tap.plan_id('DRAFT/1@2026'), tap.plan_version('DRAFT/1@2026'))$$,
    'KS422', 'This plan is not in force yet');
select tap.refused('not issued in the future', $$select tap.issue('DRAFT/1@2026', null, '2027-01-02')$$, 'KS422', 'The day lies in the future');
select tap.refused('nor at an old version', $$select tap.issue('DRAFT/1@2026', null, '2026-11-02', 0)$$, 'KS409', 'Somebody has changed it since');
select tap.sees('issued it is owed, and what was withdrawn is left out', tap.issue('DRAFT/1@2026', '99/KH-SNV', '2026-11-02'),
    '99/KH-SNV@2026 tasks 2 owed 4 fallback 0 unread 1 left out 1');
select tap.sees('the paths close up', (select string_agg(n.path, ' ' order by n.ordinal) from kstt.node n where n.plan_id = tap.plan_id('99/KH-SNV@2026')), '1 1.1 1.2');
select tap.refused('once', $$select tap.issue('99/KH-SNV@2026', null, '2026-11-02')$$, 'KS422', 'This plan has been issued already');
\c - sngv.thu
select tap.sees('now everybody meets it', split_part(tap.meets('99/KH-SNV', tap.node('99/KH-SNV@2026', '1.1')), ' ', 1), '1');
select tap.refused('but does not close it', $$select api.plan_close(gen_random_uuid(), tap.plan_id('99/KH-SNV@2026'), tap.plan_version('99/KH-SNV@2026'))$$,
    'KS403', 'You may not write plans of this unit');
\c - snv.lan
select tap.sees('issued by mistake, before anything was entered', tap.undo(), 'plan_issued 99/KH-SNV@2026');
\c - sngv.thu
select tap.sees('nobody meets it again', tap.meets('DRAFT/1', tap.node('DRAFT/1@2026', '1.1')), '0 0 0 0 0 0 0 0 0 0 0 0');
\c - snv.lan
select tap.does('issued again', $$select tap.issue('DRAFT/1@2026', '99/KH-SNV', '2026-11-02')$$);
select tap.does('its head is put right', $$select api.plan_edit(gen_random_uuid(), tap.plan_id('99/KH-SNV@2026'), tap.plan_version('99/KH-SNV@2026'),
    '{"number": "99/KH-SNV", "title": "Tên khác", "issued": "2026-11-03", "parent": "KH-UBND@2024"}')$$);
select tap.sees('the title before stays in history', (
    select h ->> 'was' from tap.ask('node_history', tap.node('99/KH-SNV@2026', '1')::text) h where h ->> 'changed' like '%title%' limit 1),
    '2026-11-02 | Kế hoạch vô tiền khoáng hậu');
select tap.does('something is entered', $$select tap.mark(tap.owed('99/KH-SNV@2026', '1.1', 'SNV'), 'done', '2026-11-10', '7/BC')$$);
select tap.sees('closed, what is open stays open', (select c.still_open::text from api.plan_close(gen_random_uuid(),
    tap.plan_id('99/KH-SNV@2026'), tap.plan_version('99/KH-SNV@2026')) c), '3');
select tap.refused('and nothing is marked', $$select tap.mark(tap.owed('99/KH-SNV@2026', '1.1', 'SNV.VP'), 'done')$$, 'KS422', 'This plan is closed');
select tap.sees('closing is taken back', tap.undo(), 'plan_closed 99/KH-SNV@2026');
select tap.sees('withdrawn, what is open is cancelled', (select format('%s', w.cancelled) from api.plan_withdraw(gen_random_uuid(),
    tap.plan_id('99/KH-SNV@2026'), tap.plan_version('99/KH-SNV@2026'), 'Thay bằng kế hoạch khác') w), '3');
select tap.sees('it is listed as withdrawn', (select l ->> 'state' from tap.ask('plan_list', null) l where l ->> 'key' = '99/KH-SNV@2026'), 'withdrawn');
select tap.sees('withdrawing is taken back', tap.undo(), 'plan_withdrawn 99/KH-SNV@2026');
select tap.sees('all is owed again', (select string_agg(o.state, ' ' order by o.state) from kstt.occurrence o where o.plan_id = tap.plan_id('99/KH-SNV@2026')), 'done open open open');
select tap.sees('then the mark is', tap.undo(), 'marked 1.1');
select tap.refused('but the head was changed since it was issued', $$select (tap.undo() || tap.undo())$$, 'KS409', 'Somebody has changed it since');
\ir help/tell.psql
