-- SPDX-License-Identifier: MIT
-- Entering events, and days that a document sets; taking them back.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part(class text, day_offset int default 0, working boolean default false)
    returns jsonb
    language sql
return jsonb_build_object('class', class, 'offset', day_offset, 'working_days', working);
select tap.plan('SUKIEN/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp; Sở Tài chính', jsonb_build_array(tap.part('event')));
select tap.plan('SUKIEN/2', 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array(tap.part('event', 5, true)));
select tap.plan('SUKIEN/3', 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array(tap.part('event', -5)));
select tap.plan('SUKIEN/4', 'SNV', 'in_force', 'Văn phòng Sở; Sở Nội vụ', jsonb_build_array(tap.part('reference')));
select tap.plan('SUKIEN/5', 'SNV', 'in_force', 'Văn phòng Sở',
    jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31')));
select tap.plan('SUKIEN/6', 'SNV', 'draft', 'Văn phòng Sở', jsonb_build_array(tap.part('event')));
select tap.plan('SUKIEN/7', 'SNV', 'closed', 'Văn phòng Sở', jsonb_build_array(tap.part('event')));
select tap.plan('SUKIEN/8', 'SNV', 'in_force', 'Văn phòng Sở',
    jsonb_build_array(tap.part('event', 5, true), tap.part('event', 10)));
select tap.plan('SUKIEN/9', 'LS', 'in_force', 'các sở, ban, ngành tỉnh', jsonb_build_array(tap.part('adhoc')));

create function tap.units(variadic codes text[])
    returns bigint[]
    language sql
    security definer
as $$
    select coalesce(array_agg(u.id), '{}')
    from kstt.unit u
    where u.code = any (codes)
$$;
create function tap.enter(key text, kind text, day date, units bigint[], day_count int default null, day_unit text default null,
        document text default '12/QĐ', issued date default '2026-11-02', what text default null,
        request uuid default gen_random_uuid(), version int default 1)
    returns text
    language sql
as $$
    select concat_ws(' ', e.number, e.units_owing, coalesce(e.nominal_due::text, '-'), coalesce(e.effective_due::text, '-'))
    from api.event_add(request, tap.node(key, '1.1'), version, kind, day, day_count, day_unit, document, issued, what, units) e
$$;
create function tap.owes(key text)
    returns text
    language sql
    security definer
as $$
    select string_agg(concat_ws(' ', u.code, o.period, coalesce(o.nominal_due::text, '-'), coalesce(o.effective_due::text, '-'),
        o.due_rule), '; ' order by o.period, u.code)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = tap.node(key, '1.1')
$$;
create function tap.undo()
    returns text
    language sql
as $$
    select concat_ws(' ', r.count, r.first_path, r.what)
    from api.undo_last(gen_random_uuid()) r
$$;
delete from kstt.command;

\c - snv.lan
select tap.sees('five working days that the phrase says', tap.enter('SUKIEN/2@2026', 'event', '2026-11-20', tap.units('SNV.VP')),
    '1 1 2026-11-30 2026-11-30');
select tap.sees('are owed', tap.owes('SUKIEN/2@2026'), 'SNV.VP E1 2026-11-30 2026-11-30 by');
select tap.sees('a second event is the second one', tap.enter('SUKIEN/2@2026', 'event', '2026-11-21', tap.units('SNV.VP'), 5, 'wd'),
    '2 1 2026-11-30 2026-11-30');
select tap.refused('another number than the phrase''s', $$select tap.enter('SUKIEN/2@2026', 'event', '2026-11-20',
    tap.units('SNV.VP'), 3, 'wd')$$, 'KS422', 'The time phrase itself says how many days');
select tap.sees('days before an event never move forward, and it may lie ahead', tap.enter('SUKIEN/3@2026', 'event', '2026-12-18',
    tap.units('SNV.VP')), '1 1 2026-12-13 2026-12-11');
select tap.sees('with their rule', tap.owes('SUKIEN/3@2026'), 'SNV.VP E1 2026-12-13 2026-12-11 before');
select tap.sees('of two numbers the first one', tap.enter('SUKIEN/8@2026', 'event', '2026-11-20', tap.units('SNV.VP')),
    '1 1 2026-11-30 2026-11-30');
select tap.sees('or the one that is meant', tap.enter('SUKIEN/8@2026', 'event', '2026-11-20', tap.units('SNV.VP'), 10, 'd'),
    '2 1 2026-11-30 2026-11-30');
select tap.sees('a document sets the day, off a Sunday', tap.enter('SUKIEN/4@2026', 'date', '2026-12-13', tap.units('SNV', 'SNV.VP')),
    '1 2 2026-12-13 2026-12-14');
select tap.sees('for one unit another', tap.enter('SUKIEN/4@2026', 'date', '2026-12-20', tap.units('SNV.VP')),
    '2 1 2026-12-20 2026-12-21');
select tap.refused('a day needs its document', $$select tap.enter('SUKIEN/4@2026', 'date', '2026-12-13', tap.units('SNV'),
    document => ' ')$$, 'KS422', 'A day needs the document that it comes from');
select tap.refused('no event is waited for', $$select tap.enter('SUKIEN/4@2026', 'event', '2026-12-13', tap.units('SNV'))$$,
    'KS422', 'The time phrase waits for no event');
select tap.refused('nor a day where one is named', $$select tap.enter('SUKIEN/5@2026', 'date', '2026-12-13', tap.units('SNV'))$$,
    'KS422', 'The time phrase leaves no day to another document');
select tap.refused('nobody owes it', $$select tap.enter('SUKIEN/2@2026', 'event', '2026-11-20', '{}')$$, 'KS422',
    'Say which units owe it');
select tap.refused('a unit beside the issuer', $$select tap.enter('SUKIEN/2@2026', 'event', '2026-11-20', tap.units('STP'))$$,
    'KS422', 'The plan does not bind this unit');
select tap.refused('a draft', $$select tap.enter('SUKIEN/6@2026', 'event', '2026-11-20', tap.units('SNV.VP'))$$, 'KS422',
    'This plan is not in force yet');
select tap.refused('a closed plan', $$select tap.enter('SUKIEN/7@2026', 'event', '2026-11-20', tap.units('SNV.VP'))$$, 'KS422',
    'This plan is closed');
select tap.refused('another year', $$select tap.enter('SUKIEN/2@2026', 'event', '2024-12-31', tap.units('SNV.VP'))$$, 'KS422',
    'The day lies before the year of the plan');
select tap.refused('a year far ahead', $$select tap.enter('SUKIEN/2@2026', 'event', '2028-01-01', tap.units('SNV.VP'))$$, 'KS422',
    'The day lies after the year of the plan');
select tap.refused('a document of tomorrow', $$select tap.enter('SUKIEN/2@2026', 'event', '2026-11-20', tap.units('SNV.VP'),
    issued => '2026-11-21')$$, 'KS422', 'The day lies in the future');
select tap.refused('no day', $$select tap.enter('SUKIEN/2@2026', 'event', null, tap.units('SNV.VP'))$$, 'KS422',
    'There is no such day');
select tap.refused('days of another kind', $$select tap.enter('SUKIEN/9@2026', 'event', '2026-11-20', tap.units('SNV'), 3, 'weeks')$$,
    'KS422', 'Write the days as 10d or 5wd');
select tap.refused('a reading changed meanwhile', $$select tap.enter('SUKIEN/2@2026', 'event', '2026-11-20', tap.units('SNV.VP'),
    version => 7)$$, 'KS409', 'Somebody has changed the reading meanwhile');
select gen_random_uuid() as again
\gset
select tap.sees('without a number the official sets one', tap.enter('SUKIEN/1@2026', 'event', '2026-11-02', tap.units('SNV'), 10, 'd',
    request => :'again'), '1 1 2026-11-12 2026-11-12');
select tap.sees('sent again it answers the same, and adds nothing', tap.enter('SUKIEN/1@2026', 'event', '2026-11-02',
    tap.units('SNV'), 10, 'd', request => :'again') || tap.owes('SUKIEN/1@2026'),
    '1 1 2026-11-12 2026-11-12SNV E1 2026-11-12 2026-11-12 by');
select tap.sees('it is late by its day', (
    select o ->> 'days_late'
    from tap.ask('node_occurrences', tap.node('SUKIEN/1@2026', '1.1')::text, null) o), '8');
select tap.refused('in a plan of above, for no other unit', $$select tap.enter('SUKIEN/1@2026', 'event', '2026-11-20',
    tap.units('SNV', 'STP'))$$, 'KS403', 'You may not write for this unit');
select tap.refused('nor for a division below', $$select tap.enter('SUKIEN/1@2026', 'event', '2026-11-20', tap.units('SNV.VP'))$$,
    'KS403', 'This task is not for this unit');
select tap.sees('a group means its members', tap.enter('SUKIEN/9@2026', 'event', '2026-11-20', tap.units('SNV')),
    '1 1 - -');
select tap.sees('none: no day, never late', (
    select concat(o ->> 'days_late', o ->> 'effective_due')
    from tap.ask('node_occurrences', tap.node('SUKIEN/9@2026', '1.1')::text, null) o), '0');
select tap.sees('those units are proposed', (
    select string_agg(u ->> 'unit_code', ' ' order by u ->> 'unit_code') || max(u ->> 'mine')
    from tap.ask('node_units', tap.node('SUKIEN/1@2026', '1.1')::text) u), 'SNV STC STPtrue');
select tap.sees('and listed with their documents', (
    select string_agg(concat_ws(' ', e ->> 'number', e ->> 'kind', e ->> 'day', e ->> 'days', e ->> 'document_number',
        e ->> 'effective_due', e ->> 'units', e ->> 'official_name'), '; ')
    from tap.ask('node_events', tap.node('SUKIEN/3@2026', '1.1')::text) e),
    '1 event 2026-12-18 -5d 12/QĐ 2026-12-11 1 Lý Thị Lan (mẫu)');
select tap.sees('history has them', (
    select string_agg(concat_ws(' ', h ->> 'what', h ->> 'day', h ->> 'document_number', h ->> 'period'), '; ')
    from tap.ask('node_history', tap.node('SUKIEN/4@2026', '1.1')::text) h
    where h ->> 'what' <> 'imported'), 'date_set 2026-12-20 12/QĐ E2; date_set 2026-12-13 12/QĐ E1');

select tap.sees('the last one can be taken back', (
    select concat_ws(' ', q ->> 'what', q ->> 'count', q ->> 'first_path', q ->> 'plan_key')
    from tap.ask('undo_peek') q), 'event_entered 1 1.1 SUKIEN/9@2026');
select tap.sees('and is', tap.undo() || coalesce(tap.owes('SUKIEN/9@2026'), ''), '0 1.1 event_entered');
select tap.sees('with its row in history', (
    select string_agg(h ->> 'what', ' ')
    from tap.ask('node_history', tap.node('SUKIEN/9@2026', '1.1')::text) h
    where h ->> 'what' <> 'imported' and h ->> 'what' <> 'removed'), 'undone event_entered');
select tap.sees('the list is empty', (select count(*)::text from tap.ask('node_events', tap.node('SUKIEN/9@2026', '1.1')::text)), '0');

select tap.sees('an event on which somebody works', tap.mark(tap.owed('SUKIEN/1@2026', '1.1', 'SNV'), 'in_progress'),
    'in_progress - -');
select tap.does('is free again once that is undone', 'select tap.undo()');
select tap.refused('but keeps its history', 'select tap.undo()', 'KS409', 'Somebody has changed it since');

\c - vpub.hoa
select tap.sees('a coordinator of the issuer enters for many', tap.enter('SUKIEN/1@2026', 'event', '2026-11-20',
    tap.units('STP', 'STC'), 5, 'wd'), '2 2 2026-11-30 2026-11-30');
select tap.sees('each once', tap.owes('SUKIEN/1@2026'),
    'SNV E1 2026-11-12 2026-11-12 by; STC E2 2026-11-30 2026-11-30 by; STP E2 2026-11-30 2026-11-30 by');
\c - lanhdao.minh
select tap.refused('a leader enters none', $$select tap.enter('SUKIEN/1@2026', 'event', '2026-11-20', tap.units('SNV'))$$, 'KS403',
    'You may not write for this unit');
\c - quantri
select tap.refused('nor an admin', $$select tap.enter('SUKIEN/1@2026', 'event', '2026-11-20', tap.units('SNV'))$$, 'KS403',
    'You may not write for this unit');
\c - xa.dongkinh
select tap.refused('nor a commune that does not lead it', $$select tap.enter('SUKIEN/1@2026', 'event', '2026-11-20',
    tap.units('05977'))$$, 'KS403', 'This task is not for this unit');
select tap.refused('nobody writes past the api', 'insert into kstt.event default values', '42501', null);

-- Correcting and taking out.
\c - :admin
delete from kstt.command;
create function tap.change(key text, number int, day date, units bigint[], day_count int default null, day_unit text default null,
        document text default '12/QĐ', version int default null)
    returns text
    language sql
as $$
    select concat_ws(' ', c.units_owing, c.effective_due, '+' || c.added, '~' || c.moved, '-' || c.removed, '=' || c.kept,
        replace(c.kept_which, E'\t', ' '))
    from kstt.event e
    cross join lateral api.event_change(gen_random_uuid(), e.id, coalesce(change.version, e.version), change.day, change.day_count,
        change.day_unit, document, null, null, units) c
    where e.node_id = tap.node(key, '1.1')
    and e.number = change.number
$$;
create function tap.listed(key text)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', e ->> 'number', e ->> 'day', e ->> 'days', e ->> 'document_number', e ->> 'unit_codes'), '; ')
    from tap.ask('node_events', tap.node(key, '1.1')::text) e
$$;
\c - vpub.hoa
select tap.sees('another day, another unit', tap.change('SUKIEN/1@2026', 2, '2026-11-23', tap.units('STC', 'SYT'), 10, 'd'),
    '2 2026-12-03 +0 ~1 -0 =0');
select tap.sees('both owe it by that day, the one that left no more', tap.owes('SUKIEN/1@2026'),
    'SNV E1 2026-11-12 2026-11-12 by; STC E2 2026-12-03 2026-12-03 by; SYT E2 2026-12-03 2026-12-03 by');
select tap.sees('history tells it', (
    select string_agg(concat_ws(' ', h ->> 'what', h ->> 'day', h ->> 'alike'), '; ' order by h ->> 'what')
    from (
        select h
        from tap.ask('node_history', tap.node('SUKIEN/1@2026', '1.1')::text) h
        limit 2) h), 'event_changed 2026-11-23 0; moved 1');
select tap.sees('one of them is done', tap.mark(tap.owed('SUKIEN/1@2026', '1.1', 'STC'), 'done'), 'done 2026-11-20 -');
select tap.sees('that one keeps its day', tap.change('SUKIEN/1@2026', 2, '2026-11-24', tap.units('STC', 'SYT'), 10, 'd'),
    '2 2026-12-04 +0 ~1 -0 =1 Sở Tài chính E2');
select tap.refused('and cannot be left out', $$select tap.change('SUKIEN/1@2026', 2, '2026-11-24', tap.units('SYT'), 10, 'd')$$,
    'KS409', 'Somebody has changed it since');
select tap.refused('nor can the event go', $$select tap.change('SUKIEN/1@2026', 2, '2026-11-24', '{}')$$, 'KS409',
    'Somebody has changed it since');
select tap.refused('not from what one has not seen', $$select tap.change('SUKIEN/1@2026', 2, '2026-11-24', tap.units('STC', 'SYT'),
    version => 1)$$, 'KS409', 'Somebody has changed this event meanwhile');
select tap.sees('undone, one by one', concat_ws(', ', tap.undo(), tap.undo(), tap.undo()),
    '0 1.1 event_changed, 1 1.1 marked, 0 1.1 event_changed');
select tap.sees('it is as it was entered', tap.owes('SUKIEN/1@2026') || ' | ' || tap.listed('SUKIEN/1@2026'),
    'SNV E1 2026-11-12 2026-11-12 by; STC E2 2026-11-30 2026-11-30 by; STP E2 2026-11-30 2026-11-30 by | '
    '1 2026-11-02 10d 12/QĐ SNV; 2 2026-11-20 5wd 12/QĐ STC, STP');
select tap.refused('a number that the phrase says stays', $$select tap.change('SUKIEN/2@2026', 1, '2026-11-23', tap.units('SNV.VP'),
    3, 'wd')$$, 'KS422', 'The time phrase itself says how many days');
\c - snv.lan
select tap.sees('one is taken out whole', tap.change('SUKIEN/2@2026', 2, '2026-11-23', '{}'), '0 2026-11-30 +0 ~0 -0 =0');
select tap.sees('with what it made owed', tap.owes('SUKIEN/2@2026'), 'SNV.VP E1 2026-11-30 2026-11-30 by');
select tap.sees('and comes back', tap.undo() || ' ' || tap.owes('SUKIEN/2@2026'),
    '0 1.1 event_removed SNV.VP E1 2026-11-30 2026-11-30 by; SNV.VP E2 2026-11-30 2026-11-30 by');
select tap.refused('not another unit''s', $$select tap.change('SUKIEN/1@2026', 2, '2026-11-23', tap.units('SNV'))$$, 'KS403',
    'You may not write for this unit');

-- A changed calendar moves what an event makes owed; a changed lead does not.
\c - :admin
insert into kstt.holiday (day, kind, name, source)
values ('2026-11-27', 'off', 'Nghỉ thử', 'thử');
update kstt.assignment a
set unit_id = (select u.id from kstt.unit u where u.code = 'SYT')
where a.node_id = tap.node('SUKIEN/1@2026', '1.1');
select tap.sees('all of it by the calendar of then', (
    select string_agg(concat_ws(' ', r.what, u.code, r.from_due, r.to_due), '; ' order by u.code)
    from kstt.plan p
    cross join lateral kstt.occurrences_renew(p.id) r
    join kstt.unit u on u.id = r.unit_id
    where p.key = 'SUKIEN/1@2026'), 'moved STC 2026-11-30 2026-12-01; moved STP 2026-11-30 2026-12-01');
\ir help/tell.psql
