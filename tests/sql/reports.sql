-- SPDX-License-Identifier: MIT
-- Reports tell how things stood at the end of a day; of today, what the panes tell.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part(last text)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'date', 'period', 'D', 'last', last));
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-03-02');
\c - :admin
select tap.plan('BC/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp; Văn phòng UBND tỉnh', tap.part('2026-03-31'));
select tap.plan('BC/2', 'SNV', 'in_force', 'Sở Nội vụ', tap.part('2026-03-31'));
select tap.owed('BC/1@2026', '1.1', 'SNV') as snv
\gset
create function tap.tasks(day text, key text default 'BC/1@2026', unit text default null, state text default null,
        closed boolean default false)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', q ->> 'unit_code', q ->> 'state', q ->> 'done_on', q ->> 'document_number', q ->> 'days_late'),
        ', ' order by q ->> 'unit_code')
    from tap.ask('report_tasks', day, (select u.id::text from kstt.unit u where u.code = tasks.unit),
        (select p.id::text from kstt.plan p where p.key = tasks.key), state, closed::text) q
$$;
create function tap.late(day text, key text default 'BC/1@2026', unit text default null, closed boolean default false)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', q ->> 'code', q ->> 'band1', q ->> 'band2', q ->> 'band3', q ->> 'band4'), ', ' order by n)
    from tap.ask('report_overdue', day, (select u.id::text from kstt.unit u where u.code = late.unit),
        (select p.id::text from kstt.plan p where p.key = late.key), closed::text) with ordinality t (q, n)
$$;

create function tap.same()
    returns void
    language sql
as $$
    select tap.sees(format('on today''s date the report of units is the pane''s%s', case when c.closed then ', with closed plans' end), (
        select jsonb_agg(q order by n)::text
        from tap.ask('report_overdue', kstt.today()::text, null, null, c.closed::text) with ordinality t (q, n)), (
        select jsonb_agg(q order by n)::text
        from tap.ask('overdue_by_unit', c.closed::text) with ordinality t (q, n)))
    from unnest(array[false, true]) c (closed);
    select tap.sees(format('and the report of tasks%s', case when c.closed then ', with closed plans' end), (
        select jsonb_agg(r order by r)::text
        from tap.ask('report_tasks', kstt.today()::text, null, null, 'late', c.closed::text) q
        cross join lateral jsonb_build_array(q ->> 'plan_key', q ->> 'path', q ->> 'unit_name', q ->> 'period', q ->> 'days_late',
            q ->> 'state') r), (
        select jsonb_agg(r order by r)::text
        from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = 'LS'), '0', c.closed::text) q
        cross join lateral jsonb_build_array(q ->> 'plan_key', q ->> 'path', q ->> 'unit_name', q ->> 'period', q ->> 'days_late',
            q ->> 'state') r))
    from unnest(array[false, true]) c (closed);
    select tap.sees('history tells today as the rows do', (
        select count(*)::text
        from kstt.occurrence o
        left join lateral (
            select a.to_state, a.done_on, a.document_number
            from kstt.activity a
            where a.occurrence_id = o.id
            and a.subject = 'occurrence'
            order by a.id desc
            limit 1) h on true
        where (o.state, o.done_on, o.document_number)
            is distinct from (coalesce(h.to_state, 'open'), h.done_on, h.document_number)), '0');
$$;
create function tap.all(day text)
    returns text
    language sql
as $$
    select md5((select jsonb_agg(q order by n)::text from tap.ask('report_overdue', day, null, null, 'true') with ordinality t (q, n))
        || (select jsonb_agg(q order by n)::text from tap.ask('report_tasks', day, null, null, null, 'true') with ordinality t (q, n)))
$$;

-- A row's days: in progress in April, done in May, done otherwise and reopened in June.
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-04-06');
\c - snv.lan
select tap.mark(:snv, 'in_progress');
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-05-05');
\c - snv.lan
select tap.mark(:snv, 'done', '2026-04-29', '1/BC');
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-06-01');
\c - snv.lan
select tap.mark(:snv, 'open');
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-06-02');
\c - snv.lan
select count from api.undo_last(gen_random_uuid());
\c - :admin
update kstt.plan
set state = 'closed'
where key = 'BC/2@2026';
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-11-20');

\c - stp.dung
select tap.sees('before the plan was loaded there is nothing', tap.tasks('2026-03-01'), null);
select tap.sees('on the day it was', tap.tasks('2026-03-02'), 'SNV open 0, STP open 0, VPUB open 0');
select tap.sees('on its last day', tap.tasks('2026-03-31'), 'SNV open 0, STP open 0, VPUB open 0');
select tap.sees('the day after', tap.tasks('2026-04-01'), 'SNV open 1, STP open 1, VPUB open 1');
select tap.sees('a mark counts from the end of its own day', concat_ws('; ', tap.tasks('2026-04-05', state => 'in_progress'),
    tap.tasks('2026-04-06', state => 'in_progress')), 'SNV in_progress 6');
select tap.sees('the day it was done does not reach back before it was said', tap.tasks('2026-05-04', unit => 'SNV'), 'SNV in_progress 34');
select tap.sees('with its proof', tap.tasks('2026-05-05', unit => 'SNV'), 'SNV done 2026-04-29 1/BC 29');
select tap.sees('reopened, without', tap.tasks('2026-06-01', unit => 'SNV'), 'SNV open 62');
select tap.sees('undone, with it again', tap.tasks('2026-06-02', unit => 'SNV'), 'SNV done 2026-04-29 1/BC 29');
select tap.sees('what was late that day', tap.tasks('2026-06-01', state => 'late'), 'SNV open 62, STP open 62, VPUB open 62');
select tap.sees('or soon', tap.tasks('2026-03-20', state => 'soon'), 'SNV open 0, STP open 0, VPUB open 0');
select tap.sees('too early to be soon', tap.tasks('2026-03-10', state => 'soon'), null);
select tap.sees('units late that day, with those above them', tap.late('2026-06-01'), 'LS 0 0 0 0, VPUB 0 0 1 0, SNV 0 0 1 0, STP 0 0 1 0');
select tap.sees('by bands', tap.late('2026-04-07'), 'LS 0 0 0 0, VPUB 1 0 0 0, SNV 1 0 0 0, STP 1 0 0 0');
select tap.sees('done since', tap.late('2026-06-02'), 'LS 0 0 0 0, VPUB 0 0 1 0, STP 0 0 1 0');
select tap.sees('of one unit, without those above it', tap.late('2026-04-07', unit => 'SNV'), 'SNV 1 0 0 0');
select tap.sees('a plan in force that day', tap.tasks('2026-06-01', 'BC/2@2026'), 'SNV open 62');
select tap.sees('which is closed since', tap.tasks('2026-06-02', 'BC/2@2026'), null);
select tap.sees('unless closed ones are asked for', tap.tasks('2026-06-02', 'BC/2@2026', closed => true), 'SNV open 63');
select tap.sees('a day to come is today', tap.tasks('2027-01-01'), tap.tasks('2026-11-20'));
select tap.sees('no day is today', tap.tasks(null), tap.tasks('2026-11-20'));

select tap.same();
\c - vpub.hoa
select tap.same();
\c - lanhdao.minh
select tap.same();
\c - snv.cuong
select tap.sees('whose appointment has ended gets no report', (
    select count(*)::text
    from tap.ask('report_tasks', null, null, null, null, 'true')) || (
    select count(*)::text
    from tap.ask('report_overdue', null, null, null, 'true')), '00');

-- The next day, what was today is told by history alone.
\c - stp.dung
select tap.all('2026-11-20') as was
\gset
\c - quantri
select * from api.today_pin(gen_random_uuid(), '2026-11-21');
\c - stp.dung
select tap.sees('the next day all of yesterday''s report is told by history', tap.all('2026-11-20'), :'was');

\ir help/tell.psql
