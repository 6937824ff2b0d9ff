-- SPDX-License-Identifier: MIT
-- Form II.05a, the figures of tasks, routing proposals and settings, on the
-- sample register of the demo and on records of its own.
\ir help/officials.psql
\ir help/queries.psql
\ir help/feedback.psql

create function tap.form(unit text, period text, col text, field text default null)
    returns text
    language sql
return (
    select string_agg(q ->> col, ' ')
    from tap.ask('feedback_scope', unit, period) s
    cross join lateral tap.ask('feedback_form', s ->> 'unit_id', s ->> 'since', s ->> 'until') q
    where q ->> 'field' is not distinct from form.field);
grant execute on function tap.form(text, text, text, text) to public;

\c - vpub.hoa
select tap.sees('periods end on the 14th', (
    select string_agg(concat_ws(' ', t.p, p.since, p.until), ', ' order by n)
    from unnest(array['Q1/2026', 'q3/2026', 'M01/2026', 'H1/2026', '9M/2026', '2026', 'Q5/2026', 'x']) with ordinality t (p, n)
    cross join lateral kstt.feedback_period(t.p) p),
    'Q1/2026 2025-12-15 2026-03-14, q3/2026 2026-06-15 2026-09-14, M01/2026 2025-12-15 2026-01-14, '
    'H1/2026 2025-12-15 2026-06-14, 9M/2026 2025-12-15 2026-09-14, 2026 2025-12-15 2026-12-14');
select tap.sees('every form adds up: each unit, quarter, half and year', (
    select string_agg(concat_ws(' ', u.code, p, q ->> 'faults'), ', ')
    from kstt.unit u
    cross join unnest(array['Q1/2026', 'Q2/2026', 'Q3/2026', 'Q4/2026', 'H1/2026', 'Y/2026']) p
    cross join lateral kstt.feedback_period(p) d
    cross join lateral tap.ask('feedback_form', u.id::text, d.since::text, d.until::text) q
    where u.kind in ('province', 'office', 'department', 'board', 'ward')
    and q ->> 'faults' <> ''), null);
select tap.sees('it holds something', (tap.form('LS', '2026', 'c3')::int >= 25)::text, 'true');
select tap.sees('the fields make up the sum', (
    select (sum((q ->> 'c3')::int) = tap.form('LS', '2026', 'c3')::int)::text
    from tap.ask('feedback_form', tap.unit('LS')::text, '2025-12-15', '2026-12-14') q
    where q ->> 'number' <> ''), 'true');
select tap.sees('what is open at the end of a quarter is carried into the next', (
    select string_agg(concat_ws(' ', u.code, n.q), ', ')
    from kstt.unit u
    cross join generate_series(1, 3) n (q)
    where u.kind in ('province', 'department', 'office', 'ward')
    and tap.form(u.code, format('Q%s/2026', n.q), 'c11') is distinct from tap.form(u.code, format('Q%s/2026', n.q + 1), 'c6')), null);
select tap.sees('nobody has published more than was handled there', (
    select string_agg(concat_ws(' ', u.code, p), ', ')
    from kstt.unit u
    cross join unnest(array['Q1/2026', 'Q2/2026', 'Q3/2026', 'Q4/2026', 'Y/2026']) p
    where tap.form(u.code, p, 'c15')::int > tap.form(u.code, p, 'c8')::int), null);
select tap.sees('behind each number stand as many records', (
    select string_agg(c::text, ' ')
    from generate_series(3, 15) c
    where tap.form('LS', '2026', 'c' || c)::int <> (
        select count(*)
        from tap.ask('feedback_form_cells', tap.unit('LS')::text, '2025-12-15', '2026-12-14', null, c::text))), null);
select tap.sees('the form''s columns are data', (
    select count(*) || ' ' || min(q ->> 'law')
    from tap.ask('feedback_form_head', 'II.05a', '2026-11-20') q), '15 Thông tư 01/2020/TT-VPCP');
\c - stp.dung
select tap.sees('a unit''s own form', (tap.form('STP', '2026', 'c3')::int >= 1)::text, 'true');
select tap.sees('not another unit''s', tap.form('SNV', '2026', 'c3'), null);
select tap.sees('nor the province''s', tap.form('LS', '2026', 'c3'), null);

-- Passed from unit to unit: received here, forwarded there, received there.
\c - :admin
update kstt.instance set pinned_today = '2026-12-10';
\c - xa.dongkinh
select tap.add('passed', '05977', '{"track": "regulation", "field": "CNTT"}'), tap.add('kept', '05977', '{"track": "regulation", "field": "CNTT"}');
select tap.move('passed', 'route', jsonb_build_object('unit', tap.unit('SKHCN')));
\c - skhcn.nam
select tap.move('passed', 'accept');
\c - :admin
update kstt.instance set pinned_today = '2026-12-20';
\c - skhcn.nam
select tap.move('passed', 'finish', '{"outcome": "amended"}');
select tap.sees('new there and still open on the 14th', concat_ws(' ', tap.form('SKHCN', 'M12/2026', 'c7', 'CNTT'),
    tap.form('SKHCN', 'M12/2026', 'c13', 'CNTT')), '1 1');
select tap.sees('carried over and handled in the next period', concat_ws(' ', tap.form('SKHCN', 'M01/2027', 'c6', 'CNTT'),
    tap.form('SKHCN', 'M01/2027', 'c10', 'CNTT')), concat_ws(' ', tap.form('SKHCN', 'M12/2026', 'c11', 'CNTT'), '1'));
\c - xa.dongkinh
select tap.sees('two received, one forwarded, one open', concat_ws(' ', tap.form('05977', 'M12/2026', 'c7', 'CNTT'),
    tap.form('05977', 'M12/2026', 'c14', 'CNTT'), tap.form('05977', 'M12/2026', 'c11', 'CNTT')), '2 1 1');
select tap.sees('and only that one goes on', tap.form('05977', 'M01/2027', 'c3', 'CNTT'), '1');
select tap.add('no', '05977', '{"track": "regulation", "field": "XNK"}');
select tap.move('no', 'decline', '{"decline": "duplicate"}');
select tap.sees('declined as it came it was never received', tap.form('05977', 'M01/2027', 'c3', 'XNK'), null);
select tap.sees('the province counts each once', (
    select tap.form('05977', 'M12/2026', 'c3', 'CNTT')), '2');

-- A plan's task that says "khi có phản ánh, kiến nghị" has the register's figures.
\c - :admin
create function tap.pakn()
    returns bigint
    language sql
return (
    select n.id
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where p.key = '16/KH-SNV@2026'
    and kstt.fold(n.time) like '%phan anh, kien nghi%'
    order by n.ordinal
    limit 1);
grant execute on function tap.pakn() to public;
select set_config('tap.pakn', coalesce(tap.pakn()::text, 'none'), false);
\c - lanhdao.minh
select tap.sees('its figures are open like the plan''s', (
    select (count(*) >= 1 and bool_and((q ->> 'received')::int = (q ->> 'handled')::int + (q ->> 'handling')::int
        + (q ->> 'forwarded')::int))::text
    from tap.ask('feedback_task', tap.pakn()::text) q), 'true');
select tap.sees('a division''s are those of its department, which keeps the register', (
    select string_agg(q ->> 'unit_name', ', ')
    from tap.ask('feedback_task', tap.pakn()::text) q), 'Sở Nội vụ');
select tap.sees('another task has none', (
    select count(*)::text
    from tap.ask('feedback_task', (
        select n.id::text
        from kstt.node n
        where n.kind = 'task'
        and n.time = 'Thường xuyên'
        limit 1))), '0');

-- Who should get it.
create function pg_temp.proposed(record jsonb)
    returns text
    language sql
return (
    select concat_ws(': ', q ->> 'unit_code', q ->> 'article')
    from tap.ask('feedback_propose', record::text) q
    limit 1);
\c - vpub.tung
create function pg_temp.proposed(record jsonb)
    returns text
    language sql
return (
    select concat_ws(': ', q ->> 'unit_code', q ->> 'article')
    from tap.ask('feedback_propose', record::text) q
    limit 1);
select tap.sees('conduct in a commune: its chair', pg_temp.proposed(jsonb_build_object('track', 'conduct', 'about_unit', tap.unit('06325'))),
    '06325: Nghị định 20/2008/NĐ-CP, điều 14');
select tap.sees('of the chair: the level above', pg_temp.proposed(jsonb_build_object('track', 'conduct', 'about_unit', tap.unit('06325'),
    'about_head', true)), 'LS: Nghị định 20/2008/NĐ-CP, điều 14');
select tap.sees('a rule about land', pg_temp.proposed('{"track": "regulation", "field": "DATDAI"}'), 'SNNMT: Tạm đặt theo chức năng');
select tap.sees('a tố cáo', pg_temp.proposed('{"track": "denunciation"}'), 'TTT: Luật Tố cáo 25/2018/QH14, điều 24');
select tap.sees('nothing fits: the focal office, never nobody', split_part(pg_temp.proposed('{}'), ':', 1), 'VPUB');
select tap.refused('rules are not for officials', $$select * from api.feedback_rule_set(gen_random_uuid(), null, null,
    '{"target_kind": "about", "reason": "x"}')$$, 'KS403', 'Only who coordinates the unit sets its rules');
\c - vpub.hoa
select tap.does('a coordinator adds one', format($$select * from api.feedback_rule_set(gen_random_uuid(), null, null,
    '{"priority": "1", "field": "DATDAI", "target_kind": "unit", "target_unit_id": "%s", "reason": "Thử", "valid_from": "2026-12-01"}')$$,
    tap.unit('SXD')));
select tap.sees('it goes first', (
    select q ->> 'unit_code' || ' ' || (q ->> 'reason')
    from tap.ask('feedback_propose', '{"track": "regulation", "field": "DATDAI"}') q
    limit 1), 'SXD Thử');
select tap.refused('a target is needed', $$select * from api.feedback_rule_set(gen_random_uuid(), null, null,
    '{"target_kind": "unit", "reason": "x"}')$$, 'KS422', 'A unit is needed');
select tap.does('and ends it', $$select s.*
    from tap.ask('feedback_rules', 'true') q
    cross join lateral api.feedback_rule_set(gen_random_uuid(), (q ->> 'row_id')::bigint, (q ->> 'version')::int,
        '{"valid_to": "2026-12-19"}') s
    where q ->> 'reason' = 'Thử'$$);
select tap.sees('after its last day it is out', (
    select q ->> 'unit_code'
    from tap.ask('feedback_propose', '{"track": "regulation", "field": "DATDAI"}') q
    limit 1), 'SNNMT');

-- Clocks are settings by unit and day; what runs keeps the rule it began by.
select tap.does('a shorter answer for one unit', format($$select * from api.feedback_clock_rule_set(gen_random_uuid(), null, null,
    '{"code": "answer-ttd", "clock": "answer", "track": "conduct", "unit_id": "%s", "days": "7", "article": "Quy chế của phường",
    "source": "thử", "valid_from": "2026-12-15"}')$$, tap.unit('05977')));
\c - xa.dongkinh
select tap.add('short', '05977', '{"track": "conduct"}'), tap.add('long', '05977', '{"track": "conduct", "received_at": "2026-12-14 09:00"}');
select tap.sees('holds from its day on, for that unit', (
    select string_agg(concat_ws(' ', q ->> 'days', q ->> 'article'), ', ' order by n.name desc)
    from (values ('short'), ('long')) n (name)
    cross join lateral tap.ask('feedback_clocks', tap.id(n.name)::text) q
    where q ->> 'clock' = 'answer'), '7 Quy chế của phường, 15 Quy chế của tỉnh (chưa có số liệu xác nhận)');
select tap.move('short', 'handle');
select tap.refused('an official sets none', $$select * from api.feedback_clock_rule_set(gen_random_uuid(), null, null,
    '{"clock": "answer", "track": "conduct", "days": "1"}')$$, 'KS403', 'Only who coordinates the unit sets its rules');
\c - xa.bacson
select tap.add('remote', '06325', '{"track": "complaint"}');
select tap.move('remote', 'handle');
select tap.sees('forty-five days in a remote unit', (
    select concat_ws(' ', q ->> 'days', q ->> 'rule')
    from tap.ask('feedback_clocks', tap.id('remote')::text) q
    where q ->> 'clock' = 'resolve'), '45 resolve-remote');
select tap.sees('fifteen more when complex, no further', tap.move('remote', 'extend', '{"days": "15", "reason": "Phức tạp"}'), 'extended');
select tap.refused('sixty is the end', $$select tap.move('remote', 'extend', '{"days": "1", "reason": "x"}')$$, 'KS422',
    'This step is not possible now');

-- A day off that is entered later moves what still runs.
\c - :admin
select tap.sees('before', (
    select q ->> 'effective'
    from tap.ask('feedback_clocks', tap.id('short')::text) q
    where q ->> 'clock' = 'answer'), '2026-12-29');
\c - quantri
select tap.does('a day off more', $$select * from api.calendar_change(gen_random_uuid(),
    '[{"day": "2026-12-28", "kind": "off", "name": "Thử", "source": "thử"}]')$$);
\c - :admin
select tap.sees('after', (
    select q ->> 'effective'
    from tap.ask('feedback_clocks', tap.id('short')::text) q
    where q ->> 'clock' = 'answer'), '2026-12-30');
select tap.sees('the record with it, and no step of it', (
    select concat_ws(' ', f.due, (select string_agg(s.action, ' ') from kstt.feedback_step s where s.feedback_id = f.id))
    from kstt.feedback f
    where f.id = tap.id('short')), '2026-12-30 add handle');

-- Templates are filled, the public's words last.
\c - xa.dongkinh
select tap.add('brace', '05977', '{"name": "{code} Bẫy (mẫu)", "track": "conduct"}');
select tap.sees('fields of the record, and none of its own braces', (
    select (q ->> 'body' like '%{code} Bẫy (mẫu)%' and q ->> 'body' like '%' || tap.stands('brace', 'code') || '%')::text
    from tap.ask('feedback_templates', tap.id('brace')::text) q
    where q ->> 'track' = 'conduct'), 'true');
-- Hostile words are kept as they are and found.
select tap.add('hostile', '05977', jsonb_build_object('content', E'=cmd|''/c calc''!A0 \u202Eđảo \u200Bkhông \u0301dấu \u001B[31mđỏ'));
select tap.sees('kept to the letter', (
    select (q ->> 'content' = normalize(E'=cmd|''/c calc''!A0 \u202Eđảo \u200Bkhông \u0301dấu \u001B[31mđỏ', NFC))::text
    from tap.ask('feedback_one', tap.id('hostile')::text) q), 'true');
select tap.sees('found by its words', (
    select count(*)::text
    from tap.ask('feedback_list', null, null, null, null, null, null, null, 'cmd| dao', null)), '1');
select tap.sees('a million letters too', tap.add('huge', '05977', jsonb_build_object('content', repeat('chữ dài ', 125000))), 'new');
select tap.refused('two million are the most', $$select tap.add('x', '05977', jsonb_build_object('content', repeat('x', 2000001)))$$, 'KS422',
    'The text is too long');
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);

\ir help/tell.psql
