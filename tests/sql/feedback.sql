-- SPDX-License-Identifier: MIT
-- Taking feedback in, classifying, routing, answering: the state machine and its
-- rules, as officials go through it. The present day is 20 November 2026.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

\c - xa.dongkinh
select tap.sees('the code of the design', kstt.feedback_code(2026, 123), 'PA-2026-00123-7');
select tap.sees('a code as it is heard', (
    select string_agg(r.verdict || ' ' || coalesce(r.code, '-'), ', ' order by n)
    from unnest(array['PA-2026-00123-7', 'pa 2026 123 7', '2026001237', 'PA-2026-00132-7', 'PA-2026-00123-8', 'xin chào',
        'PA-2026-1234567-' || right(kstt.feedback_code(2026, 1234567), 1)]) with ordinality t (c, n)
    cross join lateral kstt.feedback_code_read(t.c) r),
    'code PA-2026-00123-7, code PA-2026-00123-7, code PA-2026-00123-7, check ' || kstt.feedback_code(2026, 132)
    || ', check PA-2026-00123-7, form -, code ' || kstt.feedback_code(2026, 1234567));
select tap.sees('every wrong digit is found', (
    select count(*)::text
    from generate_series(1, 2000, 37) s
    cross join lateral (select right(kstt.feedback_code(2026, s), 7) as c) k
    cross join generate_series(1, 5) p
    cross join generate_series(0, 9) d
    where substr(k.c, p, 1) <> d::text
    and kstt.feedback_check_digit('26' || overlay(left(k.c, 5) placing d::text from p for 1)) = right(k.c, 1)), '0');

select tap.sees('a whole record is new', tap.add('one', '05977'), 'new');
select tap.sees('what the decree wants and lacks waits', tap.add('two', '05977', '{"name": "", "phone": " "}'), 'awaiting');
select tap.sees('it says what', tap.stands('two', 'missing'), '["name", "contact"]');
select tap.sees('an e-mail is a contact', tap.add('mail', '05977', '{"phone": "", "email": "a@b.vn"}'), 'new');
select tap.sees('with a track it is classified at once', tap.add('quick', '05977', '{"track": "conduct"}'), 'classified');
select tap.sees('the forward clock runs for five working days, over 24 November', (
    select concat_ws(' ', q ->> 'clock', q ->> 'nominal', q ->> 'effective', q ->> 'explain')
    from tap.ask('feedback_clocks', tap.id('one')::text) q
    where q ->> 'clock' = 'forward'), 'forward 2026-11-30 2026-11-30 nhận 20/11/2026 + 5 ngày làm việc → 30/11/2026');
select tap.sees('its code finds it', (
    select concat_ws(' ', q ->> 'verdict', (q ->> 'feedback_id')::bigint = tap.id('one'))
    from tap.ask('feedback_find', replace(tap.stands('one', 'code'), '-', ' ')) q), 'found t');
select tap.sees('nobody wins by guessing', (
    select q ->> 'verdict' from tap.ask('feedback_find', kstt.feedback_code(2026, 99999)) q), 'none');
select tap.refused('another unit''s register', $$select tap.add('x', 'STP')$$, 'KS403', 'You may not write for this unit');
select tap.refused('no such channel', $$select tap.add('x', '05977', '{"channel": "pigeon"}')$$, 'KS422', 'There is no such word');
select tap.refused('from the future', $$select tap.add('x', '05977', '{"received_at": "2026-11-21 08:00"}')$$, 'KS422',
    'The day lies in the future');
select tap.refused('no day', $$select tap.add('x', '05977', '{"received_at": "2026-02-30 08:00"}')$$, 'KS422', 'There is no such day');
select tap.refused('nothing said', $$select tap.add('x', '05977', '{"content": "", "name": "", "phone": "", "address": ""}')$$,
    'KS422', 'The text is missing');
select tap.refused('a NUL is refused with its place', $$select * from api.feedback_add(gen_random_uuid(), tap.unit('05977'),
    '{"channel": "post", "content": "ab\\c\u0000d"}')$$, 'KS422', 'The text holds a character that cannot be kept');
select tap.does('an escaped backslash is no NUL', $$select * from api.feedback_add(gen_random_uuid(), tap.unit('05977'),
    '{"channel": "post", "content": "a\\u0000 is text"}')$$);
create temporary table sent as select gen_random_uuid() as id;
select tap.sees('sent twice it is one record', (
    select string_agg(a.code, ' ')
    from sent s
    cross join generate_series(1, 1) g
    cross join lateral api.feedback_add(s.id, tap.unit('05977'), '{"content": "hai lần"}') a), (
    select a.code
    from sent s
    cross join lateral api.feedback_add(s.id, tap.unit('05977'), '{"content": "hai lần"}') a));

select tap.sees('completing registers it', (
    select c.new_state
    from api.feedback_change(gen_random_uuid(), tap.id('two'), tap.version('two'),
        '{"name": "Nông Thị Thử (mẫu)", "phone": "0987 654 321"}') c), 'registered');
select tap.sees('in the book', (tap.stands('two', 'book_serial') is not null)::text, 'true');
select tap.refused('an old version', $$select * from api.feedback_change(gen_random_uuid(), tap.id('two'), 1, '{}')$$, 'KS409',
    'Another official has changed this record');
select tap.refused('answering what is not handled', $$select tap.move('one', 'answer', '{"document_number": "1", "via": "letter"}')$$,
    'KS422', 'This step is not possible now');
select tap.sees('classified', tap.move('one', 'triage', '{"track": "conduct"}'), 'classified');
select tap.refused('a track that is none', $$select tap.move('one', 'triage', '{"track": "x"}')$$, 'KS422', 'There is no such track');
select tap.sees('its five choices then', (
    select string_agg(q ->> 'action', ' ')
    from tap.ask('feedback_moves', tap.id('one')::text) q), 'route handle forward decline triage');
select tap.refused('declining needs its reason', $$select tap.move('one', 'decline')$$, 'KS422', 'A reason is needed');
select tap.refused('routing needs a unit', $$select tap.move('one', 'route')$$, 'KS422', 'A unit is needed');
select tap.refused('not to itself', format($$select tap.move('one', 'route', '{"unit": %s}')$$, tap.unit('05977')), 'KS422',
    'The unit has this record already');
select tap.refused('not to a unit of the past', format($$select tap.move('one', 'route', '{"unit": %s}')$$, tap.unit('H-CAOLOC')),
    'KS422', 'The unit does not exist that day');
select tap.sees('offered to a department', tap.move('one', 'route', jsonb_build_object('unit', tap.unit('SNNMT'))), 'assigned');
select tap.sees('it stays mine until accepted', tap.sight('one') || ' ' || tap.stands('one', 'held_by'),
    '1/1/1/3/2/1 ' || tap.unit('05977'));
select tap.refused('which is not mine to do', $$select tap.move('one', 'accept')$$, 'KS403', 'You may not write for this unit');

\c - snnmt.ha
select tap.sees('offered to me', (
    select string_agg(concat_ws(' ', q ->> 'bucket', q ->> 'code'), ', ')
    from tap.ask('feedback_today') q
    where q ->> 'bucket' = 'offered'), 'offered ' || tap.stands('one', 'code'));
select tap.refused('giving it back needs a reason', $$select tap.move('one', 'return')$$, 'KS422', 'A reason is needed');
select tap.sees('given back', tap.move('one', 'return', '{"reason": "Không thuộc thẩm quyền"}'), 'classified');
select tap.sees('then only my own step is left to me', tap.sight('one') || ' ' || (
    select string_agg(concat_ws(' ', q ->> 'action', q ->> 'note'), ', ')
    from tap.ask('feedback_steps', tap.id('one')::text) q), '0/0/0/1/0/0 return Không thuộc thẩm quyền');
select tap.sees('and listed apart', (
    select string_agg(q ->> 'last_action', ' ')
    from tap.ask('feedback_mine_once') q), 'return');

\c - xa.dongkinh
select tap.sees('it waits at my desk again', (
    select string_agg(q ->> 'bucket', ' ')
    from tap.ask('feedback_today') q
    where q ->> 'code' = tap.stands('one', 'code')), 'soon');
select tap.sees('the department''s step is there to see', (
    select q ->> 'note'
    from tap.ask('feedback_steps', tap.id('one')::text) q
    limit 1), 'Không thuộc thẩm quyền');
select tap.sees('handled here', tap.move('one', 'handle'), 'handling');
select tap.sees('forwarding clock stopped', (
    select string_agg(concat_ws(' ', q ->> 'clock', q ->> 'state'), ', ')
    from tap.ask('feedback_clocks', tap.id('one')::text) q), 'answer running, forward stopped');
select tap.refused('more than the rule allows', $$select tap.move('one', 'extend', '{"days": "16", "reason": "Phức tạp"}')$$, 'KS422',
    'An extension is a number of days, at most');
select tap.refused('a day is no number of days', $$select tap.move('one', 'extend', '{"days": "15/12", "reason": "Phức tạp"}')$$, 'KS422',
    'An extension is a number of days, at most');
select tap.sees('extended', tap.move('one', 'extend', '{"days": "5", "reason": "Phức tạp", "document_number": "1/GH"}'), 'extended');
select tap.refused('once', $$select tap.move('one', 'extend', '{"days": "5", "reason": "Phức tạp"}')$$, 'KS422',
    'This step is not possible now');
select tap.sees('twenty working days then', (
    select concat_ws(' ', q ->> 'days', q ->> 'extended', q ->> 'effective', q ->> 'explain')
    from tap.ask('feedback_clocks', tap.id('one')::text) q
    where q ->> 'clock' = 'answer'), '15 5 2026-12-21 nhận 20/11/2026 + 15 + 5 ngày làm việc → 21/12/2026');
select tap.sees('stopped', tap.move('one', 'pause', '{"reason": "Chờ giám định"}'), 'extended');
select tap.sees('without a day meanwhile', coalesce(tap.stands('one', 'due'), 'none') || ' ' || tap.stands('one', 'paused'), 'none true');
select tap.sees('gathering', tap.move('one', 'gather', '{"reason": "Chưa đủ cơ sở"}'), 'gathering');

\c - :admin
update kstt.instance set pinned_today = '2026-11-30';
\c - xa.dongkinh
select tap.sees('running again', tap.move('one', 'unpause'), 'gathering');
select tap.sees('five working days later', tap.stands('one', 'due'), '2026-12-28');
select tap.sees('resumed', tap.move('one', 'resume'), 'handling');
select tap.sees('handled', tap.move('one', 'finish', '{"outcome": "corrected", "text": "Đã trả kết quả"}'), 'done');
select tap.refused('an answer needs its document', $$select tap.move('one', 'answer', '{"via": "letter"}')$$, 'KS422',
    'A document number is needed');
select tap.sees('answered', tap.move('one', 'answer', '{"document_number": "12/UBND", "document_date": "2026-11-30", "via": "letter"}'),
    'answered');
select tap.sees('no clock runs any more', coalesce(tap.stands('one', 'due'), 'none'), 'none');
select tap.sees('published', tap.move('one', 'publish', '{"via": "portal", "place": "dichvucong.gov.vn"}'), 'published');
select tap.sees('archived', tap.move('one', 'archive'), 'archived');
select tap.sees('every step is kept', (
    select string_agg(q ->> 'action', ' ' order by (q ->> 'step_id')::bigint)
    from tap.ask('feedback_steps', tap.id('one')::text) q),
    'add triage route return handle extend pause gather unpause resume finish answer publish archive');
select tap.refused('history is never changed', 'update kstt.feedback_step set note = null', '42501', null);

select tap.sees('outside', tap.move('quick', 'forward', '{"agency": "Công an tỉnh", "document_number": "5/CV", "document_date": "2026-11-30"}'),
    'forwarded');
select tap.sees('reopened', tap.move('quick', 'reopen', '{"reason": "Cơ quan nhận trả lại"}'), 'classified');
select tap.sees('its forwarding clock runs as before', tap.stands('quick', 'due_clock') || ' ' || tap.stands('quick', 'due'),
    'forward 2026-11-30');

-- A letter about several things.
select tap.sees('split in two', (
    select string_agg(s.state, ' ' order by s.feedback_id)
    from api.feedback_split(gen_random_uuid(), tap.id('mail'), tap.version('mail'), '[{"content": "Đất đai", "track": "regulation",
        "field": "DATDAI"}, {"content": "Khiếu nại quyết định thu hồi đất", "track": "complaint"}]') s), 'classified classified');
select tap.sees('each with the sender, linked to the letter, which stays', (
    select string_agg(concat_ws(' ', q ->> 'kind', q ->> 'content'), ', ' order by (q ->> 'feedback_id')::bigint)
    from tap.ask('feedback_links', tap.id('mail')::text) q) || ' ' || tap.stands('mail', 'state'),
    'split Đất đai, split Khiếu nại quyết định thu hồi đất new');
select tap.sees('linked as a duplicate', (
    select (l.link_id > 0)::text
    from api.feedback_link(gen_random_uuid(), tap.id('quick'), tap.id('two'), 'duplicate') l), 'true');
select tap.refused('but once', $$select * from api.feedback_link(gen_random_uuid(), tap.id('two'), tap.id('quick'), 'duplicate')$$, 'KS422',
    'These records are linked already');
select tap.refused('not with itself', $$select * from api.feedback_link(gen_random_uuid(), tap.id('two'), tap.id('two'), 'duplicate')$$,
    'KS422', 'A record is not linked to itself');
select tap.does('unlinked', format('select * from api.feedback_unlink(gen_random_uuid(), %s)', (
    select q ->> 'link_id'
    from tap.ask('feedback_links', tap.id('two')::text) q)));
select tap.sees('and no more', (select count(*)::text from tap.ask('feedback_links', tap.id('two')::text)), '0');
select tap.sees('another of the same telephone is likely the same', (
    select string_agg(distinct q ->> 'why', ' ')
    from tap.ask('feedback_likely_new', '{"phone": "0912345678", "content": "ho so dat dai nop lau chua co ket qua"}') q), 'phone');

-- A complaint keeps its own clocks, from before and since July.
select tap.add('old', '05977', '{"track": "complaint", "received_at": "2026-06-30 09:00"}'),
    tap.add('new', '05977', '{"track": "complaint", "received_at": "2026-07-01 09:00"}'),
    tap.add('far', '05977', '{"track": "complaint", "received_at": "2026-11-13 09:00"}');
select tap.sees('accepting: ten days until June, seven working days since July', (
    select string_agg(concat_ws(' ', q ->> 'rule', q ->> 'article', q ->> 'days', q ->> 'unit', q ->> 'nominal', q ->> 'effective'), ', ')
    from (values ('old'), ('new')) n (name)
    cross join lateral tap.ask('feedback_clocks', tap.id(n.name)::text) q),
    'accept-2011 Luật Khiếu nại 02/2011/QH13, điều 27 10 d 2026-07-10 2026-07-10, '
    'accept-2026 Nghị định 155/2026/NĐ-CP, điều 16 khoản 1 7 wd 2026-07-10 2026-07-10');
select tap.refused('not accepted before it came', $$select tap.move('far', 'handle', '{"on": "2026-11-12"}')$$, 'KS422',
    'It must not be before');
select tap.refused('nor tomorrow', $$select tap.move('far', 'handle', '{"on": "2026-12-01"}')$$, 'KS422', 'The day lies in the future');
select tap.sees('accepted', tap.move('far', 'handle'), 'handling');
select tap.sees('thirty days from then, moved off the holiday', (
    select concat_ws(' ', q ->> 'clock', q ->> 'from_day', q ->> 'nominal', q ->> 'effective')
    from tap.ask('feedback_clocks', tap.id('far')::text) q
    where q ->> 'state' = 'running'), 'resolve 2026-11-30 2026-12-30 2026-12-30');

-- Written down later than it was done: the day that counts is the one it was done on.
select tap.add('late', '05977', '{"track": "complaint", "received_at": "2026-11-13 09:00"}');
select tap.sees('accepted days ago', tap.move('late', 'handle', '{"on": "2026-11-18"}'), 'handling');
select tap.sees('counted from that day', (
    select concat_ws(' ', q ->> 'clock', q ->> 'from_day', q ->> 'nominal', q ->> 'effective')
    from tap.ask('feedback_clocks', tap.id('late')::text) q
    where q ->> 'state' = 'running'), 'resolve 2026-11-18 2026-12-18 2026-12-18');
select tap.refused('it came before it was accepted', $$select * from api.feedback_change(gen_random_uuid(), tap.id('late'),
    tap.version('late'), '{"received_at": "2026-11-19 08:00"}')$$, 'KS422', 'It was accepted before that day');

-- The day it came was typed wrong: all its clocks are counted anew, by the rules of that day.
select tap.add('typo', '05977', '{"track": "complaint", "received_at": "2026-07-01 09:00"}'),
    tap.add('tet', '05977', '{"track": "conduct", "received_at": "2026-11-16 09:00"}');
select tap.move('tet', 'handle');
select tap.does('the day of each corrected', $$select c.*
    from (values ('typo', '2026-06-30 09:00'), ('tet', '2026-02-12 16:00')) n (name, at)
    cross join lateral api.feedback_change(gen_random_uuid(), tap.id(n.name), tap.version(n.name),
        jsonb_build_object('received_at', n.at)::text) c$$);
select tap.sees('ten days until June', (
    select concat_ws(' ', q ->> 'rule', q ->> 'from_day', q ->> 'days', q ->> 'unit', q ->> 'effective')
    from tap.ask('feedback_clocks', tap.id('typo')::text) q), 'accept-2011 2026-06-30 10 d 2026-07-10');
select tap.sees('over Tết, what runs and what has ended', (
    select string_agg(concat_ws(' ', q ->> 'clock', q ->> 'state', q ->> 'from_day', q ->> 'effective'), ', ' order by q ->> 'clock')
    from tap.ask('feedback_clocks', tap.id('tet')::text) q),
    'answer running 2026-02-12 2026-03-12, forward stopped 2026-02-12 2026-02-26');
select tap.sees('the record''s own day with them', (
    select concat_ws(' ', q ->> 'due', q ->> 'clock')
    from tap.ask('feedback_one', tap.id('tet')::text) q), '2026-03-12 answer');
-- A clock that stood since before its new first day stood from that day on.
select tap.add('rest', '05977', '{"track": "conduct", "received_at": "2026-11-16 09:00"}');
select tap.move('rest', 'handle');
select tap.move('rest', 'pause', '{"reason": "chờ giám định", "on": "2026-11-17"}');
select tap.does('the day corrected while it stands', format('select * from api.feedback_change(gen_random_uuid(), %s, %s, %L)', tap.id('rest'),
    tap.version('rest'), '{"received_at": "2026-11-24 08:00"}'));
select tap.move('rest', 'unpause', '{"on": "2026-11-26"}');
select tap.sees('two days are added', (
    select concat_ws(' ', q ->> 'clock', q ->> 'from_day', q ->> 'paused_days', q ->> 'effective')
    from tap.ask('feedback_clocks', tap.id('rest')::text) q
    where q ->> 'state' = 'running'), 'answer 2026-11-24 2 2026-12-17');

-- About the head of a unit with a clock of its own: it was never that unit's, also when it is counted anew.
\c - snv.binh
select tap.does('four days for my unit', $$select * from api.feedback_clock_rule_set(gen_random_uuid(), null, null, jsonb_build_object('unit_id',
    tap.unit('SNV'), 'clock', 'answer', 'track', 'conduct', 'days', '4', 'article', 'Quy chế của Sở', 'valid_from', '2026-11-01',
    'valid_to', '2026-11-20')::text)$$);
\c - snv.lan
select tap.add('above', 'SNV', jsonb_build_object('track', 'conduct', 'received_at', '2026-11-17 09:00', 'about_unit', tap.unit('SNV'),
    'about_head', 'true'));
\c - vpub.hoa
select tap.does('its day corrected', format('select * from api.feedback_change(gen_random_uuid(), %s, %s, %L)', tap.id('above'),
    tap.version('above'), '{"received_at": "2026-11-16 09:00"}'));
select tap.sees('fifteen days still', (
    select concat_ws(' ', q ->> 'from_day', q ->> 'days', q ->> 'unit')
    from tap.ask('feedback_clocks', tap.id('above')::text) q
    where q ->> 'clock' = 'answer'), '2026-11-16 15 wd');

-- Approval by the leader, where the unit wants it.
\c - snv.binh
select tap.does('the unit''s coordinator wants approval', $$select * from api.feedback_setting_set(gen_random_uuid(), null, null,
    jsonb_build_object('unit_id', tap.unit('SNV'), 'approval', true)::text)$$);
select tap.refused('not of another unit', $$select * from api.feedback_setting_set(gen_random_uuid(), null, null,
    jsonb_build_object('unit_id', tap.unit('STP'), 'approval', true)::text)$$, 'KS403', 'Only who coordinates the unit sets its rules');
\c - snv.lan
select tap.add('led', 'SNV', '{"track": "conduct"}');
select tap.move('led', 'handle');
select tap.refused('finished only by approval', $$select tap.move('led', 'finish', '{"outcome": "explained"}')$$, 'KS422',
    'This step is not possible now');
select tap.sees('submitted', tap.move('led', 'submit', '{"outcome": "explained"}'), 'submitted');
select tap.refused('nobody approves their own', $$select tap.move('led', 'approve')$$, 'KS403',
    'Only the leader it was submitted to may do this');
\c - lanhdao.thao
select tap.sees('waits for the leader', (
    select string_agg(q ->> 'bucket', ' ')
    from tap.ask('feedback_today') q), 'submitted');
select tap.sees('sent back', tap.move('led', 'refuse', '{"reason": "Bổ sung"}'), 'handling');
\c - snv.lan
select tap.move('led', 'submit', '{"outcome": "explained"}');
\c - lanhdao.thao
select tap.sees('approved', tap.move('led', 'approve'), 'done');
-- Nobody approves what is about themselves.
\c - snv.binh
select * from api.feedback_setting_set(gen_random_uuid(), null, null, jsonb_build_object('unit_id', tap.unit('SNV.VP'), 'approval', true)::text);
\c - vpub.hoa
select tap.add('self', 'VPUB', jsonb_build_object('track', 'conduct', 'about_unit', tap.unit('SNV'), 'about_head', 'true'));
select tap.move('self', 'route', jsonb_build_object('unit', tap.unit('SNV.VP')));
\c - snv.lan
select tap.move('self', 'accept');
select tap.sees('submitted from below', tap.move('self', 'submit', '{"outcome": "explained"}'), 'submitted');
\c - lanhdao.thao
select tap.sees('not to whom it is about', (select count(*)::text from kstt.feedback f where f.id = tap.id('self')), '0');
\c - lanhdao.minh
select tap.sees('but above', tap.move('self', 'approve'), 'done');

-- Entered on behalf of a unit below, and recorded as such.
\c - vpub.hoa
select tap.add('behalf', '05983', '{"track": "conduct"}');
select tap.sees('on behalf', (
    select concat_ws(' ', q ->> 'official_name', q ->> 'on_behalf_of')
    from tap.ask('feedback_steps', tap.id('behalf')::text) q), 'Mã Thị Hòa (mẫu) UBND phường Lương Văn Tri');
select tap.sees('which the page says too', (
    select concat_ws(' ', q ->> 'mine', q ->> 'on_behalf', q ->> 'days_count')
    from tap.ask('feedback_list', null, 'open', null, null, null, null, null, tap.stands('behalf', 'code'), null) q),
    'false true 0/5 wd');
-- Calling back.
select tap.add('call', 'VPUB', '{"track": "conduct", "call_back": "true"}');
select tap.move('call', 'handle'), tap.move('call', 'finish', '{"outcome": "explained"}');
select tap.sees('waits to be called', (
    select concat_ws(' ', q ->> 'phone', q ->> 'tries')
    from tap.ask('feedback_calls', null) q), '0912 345 678 0');
select tap.does('not reached', $$select * from api.feedback_call(gen_random_uuid(), tap.id('call'), tap.version('call'), false, 'Máy bận')$$);
select tap.sees('stays on the list', (
    select q ->> 'tries'
    from tap.ask('feedback_calls', null) q), '1');
select tap.does('reached', $$select * from api.feedback_call(gen_random_uuid(), tap.id('call'), tap.version('call'), true, '')$$);
select tap.sees('off the list', (select count(*)::text from tap.ask('feedback_calls', null)), '0');
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);

\ir help/tell.psql
