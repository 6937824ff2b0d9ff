-- SPDX-License-Identifier: MIT
-- Who sees and may do what, each right by logging in as one who has it.
-- logins: thu.none thu.past thu.office
\ir help/officials.psql
-- A role of the cluster that is no official of ours.
do $$
begin
    if not exists (select from pg_roles where rolname = 'somebody_else') then
        create role somebody_else nologin;
    end if;
end
$$;
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('QUYEN/1', 'SNV', 'draft', 'Sở Nội vụ', tap.part()) as draft
\gset

create function tap.appoint(login text, unit text, power text, valid_to text default '')
    returns text
    language sql
as $$
    select format('%s %s %s', i.inserted, i.updated, i.unchanged)
    from api.official_import(gen_random_uuid(), jsonb_build_array(jsonb_build_object('login', appoint.login,
        'name', 'Người thử', 'unit', appoint.unit, 'right', appoint.power, 'valid_from', '2026-01-01',
        'valid_to', appoint.valid_to))) i
$$;
create function tap.rows()
    returns text
    language sql
as $$
    select format('%s %s %s %s %s %s', exists (select from kstt.unit), exists (select from kstt.plan),
        exists (select from kstt.node), exists (select from kstt.occurrence), exists (select from kstt.activity),
        exists (select from kstt.official))
$$;
create function tap.draft(plan bigint)
    returns text
    language sql
as $$
    select format('%s %s %s %s %s %s %s',
        (select count(*) from kstt.plan p where p.id = draft.plan),
        (select count(*) from kstt.node n where n.plan_id = draft.plan),
        (select count(*) from kstt.assignment a where a.plan_id = draft.plan),
        (select count(*) from kstt.schedule s where s.plan_id = draft.plan),
        (select count(*) from kstt.schedule_part s where s.plan_id = draft.plan),
        (select count(*) from kstt.occurrence o where o.plan_id = draft.plan),
        (select count(*) from kstt.activity a where a.plan_id = draft.plan))
$$;
-- Whom a coordinator writes for is what stands below in the tree, also where it is read from the rows' province.
create function tap.coordinated(code text)
    returns text
    language sql
as $$
    select (array(select c.unit_id from unnest(kstt.my_coordinated()) c (unit_id) order by 1)
        = array(select b.unit_id from kstt.units_below(array(select u.id from kstt.unit u where u.code = coordinated.code)) b
            order by 1))::text
$$;
-- A login that is appointed to nothing.
set role kstt_api;
select kstt.login_make('thu.none');
reset role;

\c - quantri
select tap.sees('an admin appoints, and the login is made', tap.appoint('thu.office', 'VPUB', 'admin'), '1 0 0');
select tap.sees('the same again changes nothing', tap.appoint('thu.office', 'VPUB', 'admin'), '0 0 1');
select tap.sees('an end of an appointment is a change', tap.appoint('thu.past', 'SNV', 'coordinator', '2026-11-20'), '1 0 0');
select tap.sees('which is moved', tap.appoint('thu.past', 'SNV', 'coordinator', '2026-11-19'), '0 1 0');
select tap.refused('nobody grants rights to themselves', $$select tap.appoint('quantri', 'SNV', 'official')$$, 'KS403',
    'Nobody grants rights to themselves');
select tap.refused('a login that does not fit', $$select tap.appoint('Root!', 'SNV', 'official')$$, 'KS422',
    'This login name does not fit the pattern');
select tap.refused('a login that is a role of the house', $$select tap.appoint('kstt_owner', 'SNV', 'official')$$, 'KS422',
    'This login name does not fit the pattern');
select tap.refused('a login that is somebody else', format('select tap.appoint(%L, %L, %L)', 'somebody_else', 'SNV', 'official'), 'KS422',
    'This login name is taken by another role');
select tap.refused('a right that is none', $$select tap.appoint('thu.office', 'SNV', 'owner')$$, 'KS422',
    'A cell of the file holds a word that is not known');
select tap.refused('a unit that is none', $$select tap.appoint('thu.office', 'ZZZ', 'official')$$, 'KS422', 'No such unit');
select tap.sees('an admin sees plans, units and history', tap.rows(), 't t t t t t');
select tap.sees('an admin of the province sees its unissued plans', tap.draft(:draft), '0 0 0 0 0 0 0');
select tap.refused('an admin writes no plan', $$select tap.plan('QUYEN/2', 'SNV', 'draft', '', tap.part())$$, 'KS403',
    'You may not write plans of this unit');
select tap.does('an admin of the province imports days off', $$select * from api.calendar_change(gen_random_uuid(),
    '[{"day": "2026-12-24", "kind": "off", "name": "Nghỉ thử", "source": "thử"}]')$$);
select tap.does('and pins the day of a test database', $$select * from api.today_pin(gen_random_uuid(), '2026-11-20')$$);
select tap.sees('what an admin changed is history', (
    select string_agg(a.what || ' ' || a.subject, ', ' order by a.id)
    from kstt.activity a
    where a.official_id = kstt.me()
    and a.subject = 'holiday'), 'added holiday');
select tap.refused('no table is written past the api', 'update kstt.occurrence set state = ''done''', '42501', null);
select tap.refused('no appointment is written past the api', 'insert into kstt.appointment (province_id, official_id, unit_id,
    power, valid_from) select u.id, kstt.me(), u.id, ''coordinator'', ''2026-01-01'' from kstt.unit u limit 1', '42501', null);
select tap.refused('no login is made past the api', 'select kstt.login_make(''thu.more'')', '42501', null);
select tap.refused('no role is taken on', 'set role kstt_api', '42501', null);
select tap.refused('nor the system''s', 'set role kstt_system', '42501', null);
select tap.refused('history is not written past the triggers', 'insert into kstt.activity (what, subject, subject_id)
    values (''marked'', ''occurrence'', ''1'')', '42501', null);

\c - thu.office
select tap.refused('an admin of one office appoints nobody elsewhere', $$select tap.appoint('thu.past', 'SNV', 'official')$$, 'KS403',
    'You may not appoint anybody in this unit');
select tap.refused('nor imports what the province shares', $$select * from api.calendar_change(gen_random_uuid(), '[]')$$, 'KS403',
    'Only an administrator of the province may do this');
select tap.refused('nor pins the day', $$select * from api.today_pin(gen_random_uuid(), null)$$, 'KS403',
    'Only an administrator of the province may do this');
select tap.sees('and appoints in their own', tap.appoint('thu.past', 'VPUB', 'leader', '2026-01-02'), '1 0 0');

\c - snv.lan
select tap.sees('an official sees plans, units and history', tap.rows(), 't t t t t t');
select tap.sees('and the unissued plan of their own unit', tap.draft(:draft), '1 2 1 1 1 1 1');
select tap.does('an official writes a plan of their own unit', $$select tap.plan('QUYEN/3', 'SNV', 'draft', '', tap.part())$$);
select tap.refused('but none of another', $$select tap.plan('QUYEN/3', 'STP', 'draft', '', tap.part())$$, 'KS403',
    'You may not write plans of this unit');
select tap.refused('nor fills another''s', format('select * from api.plan_import_nodes(%s, %L)',
    (select p.id from kstt.plan p where p.key = 'KH-SNgV@2026'), '[]'), 'KS403', 'You may not write plans of this unit');
select tap.refused('an official imports no units', $$select * from api.unit_import(gen_random_uuid(), '[]')$$, 'KS403',
    'Only an administrator of the province may do this');
select tap.refused('and appoints nobody', $$select tap.appoint('thu.past', 'SNV', 'official')$$, 'KS403',
    'Only an administrator may do this');
select tap.sees('days off that others keep are not their history', (
    select count(*)::text
    from kstt.activity a
    where a.subject = 'holiday'), '0');

\c - snv.binh
select tap.sees('their coordinator sees the unissued plan', tap.draft(:draft), '1 2 1 1 1 1 1');
\c - lanhdao.thao
select tap.sees('their leader sees it too', tap.draft(:draft), '1 2 1 1 1 1 1');
\c - vpub.hoa
select tap.sees('the province''s coordinator sees it', tap.draft(:draft), '1 2 1 1 1 1 1');
\c - stp.dung
select tap.sees('an unissued plan is invisible to another department', tap.draft(:draft), '0 0 0 0 0 0 0');
select tap.refused('and what it would owe cannot be marked', format('select * from api.occurrence_mark(gen_random_uuid(),
    (select tap.owed(%L, %L, %L)), 1, %L, null, null, null, null)', 'QUYEN/1@2026', '1.1', 'SNV', 'done'), 'KS403',
    'There is no such task for you');
\c - xa.dongkinh
select tap.sees('a commune does not see it either', tap.draft(:draft), '0 0 0 0 0 0 0');
select tap.sees('but sees every issued plan', (select count(*)::text from kstt.plan p where p.number not like 'QUYEN%'), '6');
\c - lanhdao.minh
select tap.sees('a leader reads', tap.rows(), 't t t t t t');
select tap.refused('and writes no plan', $$select tap.plan('QUYEN/4', 'LS', 'draft', '', tap.part())$$, 'KS403',
    'You may not write plans of this unit');

\c - snv.cuong
select tap.sees('an appointment that has ended shows nothing', tap.rows(), 'f f f f f f');
select tap.sees('and makes no session', (select count(*)::text from kstt.my_appointments()), '0');
\c - vpub.hoa
select tap.sees('a province''s coordinator coordinates its whole tree', tap.coordinated('LS'), 'true');
\c - snv.binh
select tap.sees('a department''s the department', tap.coordinated('SNV'), 'true');
\c - snv.lan
select tap.sees('an official nobody', kstt.my_coordinated()::text, '{}');
\c - thu.past
select tap.sees('nor one that ended yesterday', tap.rows(), 'f f f f f f');
\c - thu.none
select tap.sees('a login that is nobody sees nothing', tap.rows(), 'f f f f f f');
select tap.sees('but can tell which version is installed', (
    select format('%s %s', exists (select from kstt.schema_version), exists (select from kstt.holiday))), 't f');
select tap.refused('and writes nothing', $$select * from api.today_pin(gen_random_uuid(), null)$$, 'KS403',
    'Only an administrator of the province may do this');

\c - :admin
select tap.refused('a plan that is loaded is not loaded again', $$select tap.plan('QUYEN/1', 'SNV', 'draft', '', tap.part())$$,
    'KS422', 'This plan is loaded already');
select tap.refused('history is not changed, by nobody', 'update kstt.activity set what = ''marked''', 'KS403',
    'History is never changed');
select tap.refused('nor removed', 'delete from kstt.activity', 'KS403', 'History is never changed');
select tap.refused('nor emptied', 'truncate kstt.activity', 'KS403', 'History is never changed');
update kstt.instance
set kind = 'production',
    pinned_today = null;
select tap.refused('a production database pins no day', $$select * from api.today_pin(gen_random_uuid(), '2026-01-01')$$, 'KS422',
    'Only a demo or test database can pin the day');
update kstt.official
set disabled = true
where login = 'stp.dung';
\c - stp.dung
select tap.sees('a disabled official sees nothing', tap.rows(), 'f f f f f f');

\ir help/tell.psql
