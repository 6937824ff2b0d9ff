-- SPDX-License-Identifier: MIT
-- What becomes of owed things when a reading, a lead, a group or the calendar changes.
\ir help/officials.psql

create function tap.part(period text, last date, class text default 'period')
    returns jsonb
    language sql
return jsonb_build_object('class', class, 'period', period, 'last', last);

-- Another reading, without the functions that officials have for it.
create function tap.read_as(key text, variadic parts jsonb[])
    returns void
    language sql
as $$
    delete from kstt.schedule_part s
    where s.node_id = tap.node(key, '1.1');
    insert into kstt.schedule_part (node_id, ordinal, plan_id, province_id, class, period, last_day)
    select n.id, p.n, n.plan_id, n.province_id, p.part ->> 'class', p.part ->> 'period', (p.part ->> 'last')::date
    from kstt.node n
    cross join unnest(parts) with ordinality p (part, n)
    where n.id = tap.node(key, '1.1')
$$;
create function tap.renew(key text, path text default null)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', r.what, u.code, nullif(r.period, ''), r.from_due, r.to_due, r.reason), '; '
        order by r.what, u.code, r.period, r.seq)
    from kstt.plan p
    cross join lateral kstt.occurrences_renew(p.id, tap.node(key, path)) r
    join kstt.unit u on u.id = r.unit_id
    where p.key = renew.key
$$;
create function tap.owes(key text)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', u.code, nullif(o.period, ''), o.first_due, o.nominal_due, o.effective_due, o.state), '; '
        order by u.code, o.period, o.seq)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = tap.node(key, '1.1')
$$;

begin;
select plan(24);
select is_empty($$
    select r.*
    from kstt.plan p
    cross join lateral kstt.occurrences_renew(p.id) r
$$, 'nothing has changed, so nothing does');
select tap.plan('RENEW/1', 'SNV', 'in_force', 'Văn phòng Sở; Thanh tra Sở',
    jsonb_build_array(tap.part('Q1', '2026-03-31'), tap.part('Q2', '2026-06-30')));
select is(tap.renew('RENEW/1@2026'), null, 'nor after an import');

select tap.read_as('RENEW/1@2026', tap.part('Q1', '2026-03-31'), tap.part('Q3', '2026-09-30'));
select is(tap.renew('RENEW/1@2026'),
    'added SNV.TTR Q3 2026-09-30; added SNV.VP Q3 2026-09-30; removed SNV.TTR Q2 2026-06-30; removed SNV.VP Q2 2026-06-30',
    'another reading takes away what is untouched, and adds');
select tap.read_as('RENEW/1@2026', tap.part('Q1', '2026-03-31'), tap.part('Q3', '2026-08-31'));
select is(tap.renew('RENEW/1@2026'), 'moved SNV.TTR Q3 2026-09-30 2026-09-03; moved SNV.VP Q3 2026-09-30 2026-09-03',
    'another day of the same period moves it, and off a day off');
select is((select string_agg(distinct o.version || ' ' || o.changed_how, '; ') from kstt.occurrence o
    where o.node_id = tap.node('RENEW/1@2026', '1.1') and o.period = 'Q3'), '2 moved', 'to a version of its own');
select is((select string_agg(concat_ws(' ', a.what, a.period, a.changes), '; ' order by a.id) from kstt.activity a
    join kstt.unit u on u.id = a.owed_by where a.node_id = tap.node('RENEW/1@2026', '1.1') and u.code = 'SNV.VP'),
    'removed Q2 {"effective_due": ["2026-06-30", null]}; moved Q3 {"effective_due": ["2026-09-30", "2026-09-03"]}',
    'history tells both');

-- What has been touched: each in its own way.
select tap.plan('RENEW/' || n, 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array(tap.part('Q1', '2026-03-31')))
from generate_series(10, 16) n;
select tap.plan('RENEW/17', 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array(tap.part('Q1', '2026-03-31')));
update kstt.occurrence
set state = 'done',
    done_on = '2026-03-01'
where id = tap.owed('RENEW/10@2026', '1.1', 'SNV.VP');
update kstt.occurrence
set note = 'Đã hỏi'
where id = tap.owed('RENEW/11@2026', '1.1', 'SNV.VP');
insert into kstt.note (province_id, plan_id, node_id, occurrence_id, unit_id, text, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, 'Ghi', a.official_id, a.id
from kstt.occurrence o, (select a.* from kstt.appointment a limit 1) a
where o.id = tap.owed('RENEW/12@2026', '1.1', 'SNV.VP');
insert into kstt.proof (province_id, plan_id, node_id, occurrence_id, unit_id, number, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, '1/BC', a.official_id, a.id
from kstt.occurrence o, (select a.* from kstt.appointment a limit 1) a
where o.id = tap.owed('RENEW/13@2026', '1.1', 'SNV.VP');
insert into kstt.ask (province_id, plan_id, node_id, occurrence_id, unit_id, message, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, 'Đến đâu rồi?', a.official_id, a.id
from kstt.occurrence o, (select a.* from kstt.appointment a limit 1) a
where o.id = tap.owed('RENEW/14@2026', '1.1', 'SNV.VP');
insert into kstt.extension (province_id, plan_id, node_id, occurrence_id, unit_id, from_nominal, from_effective, to_nominal,
    to_effective, reason, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, o.nominal_due, o.effective_due, '2026-05-29', '2026-05-29',
    'Chờ thông tư', a.official_id, a.id
from kstt.occurrence o, (select a.* from kstt.appointment a limit 1) a
where o.id = tap.owed('RENEW/15@2026', '1.1', 'SNV.VP');
update kstt.occurrence
set first_due = '2026-03-31',
    nominal_due = '2026-05-29',
    effective_due = '2026-05-29',
    changed_how = 'extended'
where id = tap.owed('RENEW/15@2026', '1.1', 'SNV.VP');
update kstt.occurrence o
set changed_by = a.official_id,
    changed_appointment = a.id,
    changed_at = kstt.now()
from (select a.* from kstt.appointment a limit 1) a
where o.id = tap.owed('RENEW/16@2026', '1.1', 'SNV.VP');
select is(tap.renew('RENEW/15@2026'), null, 'what was extended from the day that still is wanted is not even told');

select tap.read_as('RENEW/' || n || '@2026', tap.part('Q2', '2026-06-30'))
from generate_series(10, 16) n;
select is(tap.renew('RENEW/' || v.n || '@2026'), format('added SNV.VP Q2 2026-06-30; kept SNV.VP Q1 %s %s', v.due, v.why),
    'kept, and told, what has: ' || v.why)
from (values
    (10, 'state', '2026-03-31'),
    (11, 'note', '2026-03-31'),
    (12, 'note', '2026-03-31'),
    (13, 'document', '2026-03-31'),
    (14, 'ask', '2026-03-31'),
    (15, 'extended', '2026-05-29'),
    (16, 'marked', '2026-03-31')) v (n, why, due);
select is(tap.owes('RENEW/10@2026'), 'SNV.VP Q1 2026-03-31 2026-03-31 done; SNV.VP Q2 2026-06-30 2026-06-30 open',
    'what is done stays done on its day');

-- What was opened again may move.
select tap.read_as('RENEW/16@2026', tap.part('Q1', '2026-03-20'), tap.part('Q2', '2026-06-30'));
select is(tap.renew('RENEW/16@2026'), 'moved SNV.VP Q1 2026-03-31 2026-03-20', 'what was opened again, and is empty, moves');

-- Leads.
insert into kstt.assignment (province_id, plan_id, node_id, role, ordinal, text, unit_id)
select n.province_id, n.plan_id, n.id, 'lead', 2, 'Thanh tra Sở', u.id
from kstt.node n, kstt.unit u
where n.id = tap.node('RENEW/17@2026', '1.1')
and u.code = 'SNV.TTR';
select is(tap.renew('RENEW/17@2026'), 'added SNV.TTR Q1 2026-03-31', 'a new lead owes it');
delete from kstt.assignment a
where a.node_id = tap.node('RENEW/17@2026', '1.1')
and a.ordinal = 1;
select is(tap.renew('RENEW/17@2026'), 'removed SNV.VP Q1 2026-03-31', 'one that leads no more does not');

-- A group.
select tap.plan('RENEW/20', 'SNV', 'in_force', 'Các phòng, đơn vị', jsonb_build_array(tap.part('Q4', '2026-12-31')));
insert into kstt.unit (province_id, parent_id, code, kind, name)
select u.province_id, u.id, 'SNV.MOI', 'division', 'Phòng Mới'
from kstt.unit u
where u.code = 'SNV';
select is(tap.renew('RENEW/20@2026'), 'added SNV.MOI Q4 2026-12-31', 'a new member of a group owes it');
update kstt.unit
set valid_to = '2026-12-30'
where code = 'SNV.MOI';
select is(tap.renew('RENEW/20@2026'), 'removed SNV.MOI Q4 2026-12-31', 'and no more when it has gone by the end of the period');

-- The calendar.
insert into kstt.holiday (day, kind, name, source)
values ('2026-12-31', 'off', 'Nghỉ thử', 'thử');
select is((select count(*)::int from kstt.plan p cross join lateral kstt.occurrences_renew(p.id) r where p.key = 'RENEW/20@2026'
    and r.what = 'moved' and r.to_due = '2027-01-04'), (select count(*)::int from kstt.occurrence o
    where o.node_id = tap.node('RENEW/20@2026', '1.1')), 'a new day off moves the day that counts');

-- One node of a plan; a closed plan.
select tap.read_as('RENEW/17@2026', tap.part('Q2', '2026-06-30'));
select is(tap.renew('RENEW/17@2026', '1.1'), 'added SNV.TTR Q2 2026-06-30; removed SNV.TTR Q1 2026-03-31', 'one task alone');
select tap.read_as('RENEW/17@2026', tap.part('Q3', '2026-09-30'));
select is(tap.renew('RENEW/17@2026', '1'), 'added SNV.TTR Q3 2026-09-30; removed SNV.TTR Q2 2026-06-30', 'or all below a section');
update kstt.plan
set state = 'closed'
where key = 'RENEW/17@2026';
select tap.read_as('RENEW/17@2026', tap.part('Q4', '2026-12-31'));
select is(tap.renew('RENEW/17@2026'), null, 'a closed plan stays as it is');

select *
from finish();
rollback;
