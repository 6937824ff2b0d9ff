-- SPDX-License-Identifier: MIT
-- What the queries answer, run as the officials who would ask.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part(last text)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Y', 'last', last));
select tap.plan('DOC/1', 'SNV', 'in_force', 'Sở Nội vụ; Văn phòng Sở; Sở Tư pháp', tap.part('2026-10-30')) as one
\gset
select tap.plan('DOC/2', 'SNV', 'closed', 'Sở Nội vụ', tap.part('2026-11-13')) as two
\gset
select tap.plan('DOC/3', 'SNV', 'in_force', 'Sở Nội vụ', tap.part('2026-12-07')) as three
\gset
select tap.plan('DOC/4', 'SNV', 'in_force', 'Sở Nội vụ', tap.part('2026-12-08')) as four
\gset
select tap.plan('DOC/5', 'SNV', 'draft', 'Sở Nội vụ', tap.part('2026-10-30'));
select tap.plan('DOC/6', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-10-30'));
select tap.node('DOC/1@2026', '1') as section, tap.node('DOC/1@2026', '1.1') as task,
    tap.owed('DOC/1@2026', '1.1', 'SNV') as snv, tap.owed('DOC/1@2026', '1.1', 'SNV.VP') as vp
\gset

\c - vpub.hoa
select tap.sees('a session lists the appointments, the strongest first', (
    select string_agg(concat(q ->> 'right', ' ', q ->> 'unit_code', ' ', q ->> 'today', ' ', q ->> 'pinned'), ', ')
    from tap.ask('session') q), 'coordinator LS 2026-11-20 true, official VPUB 2026-11-20 true');
select tap.sees('each plan with what is owed and late', (
    select string_agg(concat_ws(' ', q ->> 'key', q ->> 'sections', q ->> 'tasks', q ->> 'owed', q ->> 'late', q ->> 'soon'),
        ', ' order by q ->> 'key')
    from tap.ask('plan_list', null) q
    where q ->> 'key' like 'DOC%'),
    'DOC/1@2026 1 1 2 2 0, DOC/2@2026 1 1 1 0 0, DOC/3@2026 1 1 1 0 1, DOC/4@2026 1 1 1 0 0, DOC/5@2026 1 1 1 0 0, '
    'DOC/6@2026 1 1 1 1 0');
select tap.sees('plans in force first, then drafts, closed ones, and samples', (
    select string_agg(distinct_state, ' ' order by first)
    from (
        select concat(q ->> 'state', case when (q ->> 'sample')::bool then '*' end) as distinct_state, min(n) as first
        from tap.ask('plan_list', null) with ordinality as t (q, n)
        group by 1) s), 'in_force draft closed in_force*');
select tap.sees('a branch counts what is below it', (
    select concat_ws(' ', q ->> 'kind', q ->> 'has_children', q ->> 'units', q ->> 'owed', q ->> 'late', q ->> 'next_due', q ->> 'own_id')
    from tap.ask('node_children', :'one', null, null) q), 'section true 2 2 2 2026-10-30');
select tap.sees('a task says what I would mark from here', (
    select concat_ws(' ', q ->> 'reading', q ->> 'to_confirm', q ->> 'own_count', q ->> 'own_version', q ->> 'own_state')
    from tap.ask('node_children', :'one', :'section', null) q), 'thử false 2 1 open');
select tap.sees('and what is mine or on behalf', (
    select string_agg(concat_ws(' ', q ->> 'unit_code', q ->> 'days_late', q ->> 'mine', q ->> 'on_behalf'), ', ')
    from tap.ask('node_occurrences', :'task', null) q), 'SNV 21 false true, SNV.VP 21 false true');

\c - snv.lan
select tap.sees('of several own units the earliest is marked first', (
    select concat_ws(' ', q ->> 'own_count', ((q ->> 'own_id')::bigint in (:snv, :vp))::text)
    from tap.ask('node_children', :'one', :'section', null) q), '2 true');
select tap.does('done', format('select tap.mark(%s, %L, %L, %L)', :snv, 'done', '2026-11-02', '9/BC'));
select tap.sees('then the next is', (
    select concat_ws(' ', q ->> 'done', q ->> 'late', q ->> 'own_count', (q ->> 'own_id')::bigint = :vp)
    from tap.ask('node_children', :'one', :'section', null) q), '1 1 1 t');
select tap.sees('history has it, newest first, with the import', (
    select string_agg(concat_ws(' ', q ->> 'what', q ->> 'official_name', q ->> 'unit_name', q ->> 'to_state', q ->> 'document_number'), ', ')
    from tap.ask('node_history', :'task') q), 'marked Lý Thị Lan (mẫu) Sở Nội vụ done 9/BC, imported in_force');
select tap.sees('a detail has its section and plan', (
    select concat_ws(' ', q ->> 'plan_key', q ->> 'path', q ->> 'section_text', q ->> 'phrase', q ->> 'reading')
    from tap.ask('node_detail', :'task') q), 'DOC/1@2026 1.1 Mục thử thử thử');
select tap.sees('leads are told as understood', (
    select string_agg(concat_ws(' ', q ->> 'role', q ->> 'text', q ->> 'members', q ->> 'resolved'), ', ')
    from tap.ask('node_assignments', :'task') q), 'lead Sở Nội vụ 1 true, lead Văn phòng Sở 1 true, lead Sở Tư pháp 1 true');
select tap.sees('the first of many, and how many there are', (
    select string_agg(concat_ws(' ', q ->> 'path', q ->> 'total', q ->> 'units'), ', ')
    from tap.ask('node_children', (select p.id::text from kstt.plan p where p.key = 'KH-UBND@2024'), null, '2') q),
    (select string_agg(concat_ws(' ', t.q ->> 'path', t.many, t.q ->> 'units'), ', ' order by t.n)
    from (
        select q, n, count(*) over () as many
        from tap.ask('node_children', (select p.id::text from kstt.plan p where p.key = 'KH-UBND@2024'), null, null)
            with ordinality as t (q, n)) t
    where t.n <= 2));
select tap.sees('the same of plans', (
    select string_agg(concat_ws(' ', q ->> 'key', q ->> 'total'), ', ') from tap.ask('plan_list', '2') q), (
    select string_agg(concat_ws(' ', t.q ->> 'key', t.many), ', ' order by t.n)
    from (
        select q, n, count(*) over () as many
        from tap.ask('plan_list', null) with ordinality as t (q, n)) t
    where t.n <= 2));
select tap.sees('a closed plan has nothing to mark', (
    select concat_ws(' ', q ->> 'own_count', coalesce(q ->> 'own_id', '-'))
    from tap.ask('node_children', :'two', (select q ->> 'node_id' from tap.ask('node_children', :'two', null, null) q), null) q), '0 -');

\c - stp.dung
create function pg_temp.late(closed bool)
    returns table (unit_id bigint, path bigint[], bands bigint[])
    language sql
as $$
    with recursive given as (
        select (q ->> 'unit_id')::bigint as id, (q ->> 'parent_id')::bigint as parent_id,
            array[(q ->> 'band1')::bigint, (q ->> 'band2')::bigint, (q ->> 'band3')::bigint, (q ->> 'band4')::bigint] as bands
        from tap.ask('overdue_by_unit', closed::text) q
    ), tree as (
        select g.id, array[g.id] as path, g.bands
        from given g
        where g.parent_id is null
        union all
        select g.id, t.path || g.id, g.bands
        from tree t
        join given g on g.parent_id = t.id
    )
    select t.id, t.path, t.bands
    from tree t
$$;
create function pg_temp.sum(unit text, band int, closed bool)
    returns bigint
    language sql
as $$
    select coalesce(sum(case when band = 0 then (select sum(b) from unnest(l.bands) b) else l.bands[band] end), 0)::bigint
    from pg_temp.late(closed) l
    where (select u.id from kstt.unit u where u.code = unit) = any (l.path)
$$;
select tap.sees(format('in %s, band %s%s, the pane''s sum is the drill-down''s count', v.unit, v.band,
        case when v.closed then ', with closed plans' else '' end),
    pg_temp.sum(v.unit, v.band, v.closed)::text, (
        select count(*)::text
        from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = v.unit), v.band::text, v.closed::text) q))
from (
    select u.unit, b.band, c.closed
    from unnest(array['LS', 'SNV', 'VPUB', '05977']) u (unit)
    cross join generate_series(0, 4) b (band)
    cross join unnest(array[false, true]) c (closed)) v;
select tap.sees('every ageing band has at least three rows', (
    select bool_and(pg_temp.sum('LS', b, false) >= 3)::text
    from generate_series(1, 4) b), 'true');
select tap.sees('all that is late is shown', pg_temp.sum('LS', 0, false)::text, (
    select count(*)::text
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    where o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due < kstt.today()
    and p.state = 'in_force'));
select tap.sees('closed plans weigh in only when asked for', (pg_temp.sum('LS', 0, true) > pg_temp.sum('LS', 0, false))::text, 'true');
select tap.sees('the longest late stand first', (
    select bool_and(days <= before)::text
    from (
        select (q ->> 'days_late')::int as days, lag((q ->> 'days_late')::int, 1, 100000) over (order by n) as before
        from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = 'LS'), '0', 'true')
            with ordinality as t (q, n)) d), 'true');
select tap.sees('a task of mine is known as mine', (
    select string_agg(distinct concat_ws(' ', q ->> 'unit_name', q ->> 'mine', q ->> 'on_behalf'), ', ')
    from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = 'LS'), '0', 'false') q
    where q ->> 'plan_key' in ('DOC/1@2026', 'DOC/6@2026')), 'Sở Tư pháp true false, Văn phòng Sở Nội vụ false false');
select tap.sees('an unissued plan of others is nowhere', (
    select count(*)::text
    from tap.ask('plan_list', null) q
    where q ->> 'key' = 'DOC/5@2026') || (select count(*)::text from tap.ask('plan_nodes', 'DOC/5@2026') q), '00');
select tap.sees('nodes of a plan come in document order', (
    select string_agg(q ->> 'path', ' ')
    from tap.ask('plan_nodes', 'DOC/1@2026') q), '1 1.1');

\c - quantri
select tap.does('the next day', $$select * from api.today_pin(gen_random_uuid(), '2026-12-08')$$);
\c - stp.dung
select tap.sees('what is due yesterday is late today, by a day', (
    select concat_ws(' ', q ->> 'days_late', q ->> 'unit_name')
    from tap.ask('overdue_tasks', (select u.id::text from kstt.unit u where u.code = 'LS'), '1', 'false') q
    where q ->> 'plan_key' = 'DOC/3@2026'), '1 Sở Nội vụ');
select tap.sees('what is due today is not late yet', (
    select concat_ws(' ', q ->> 'late', q ->> 'soon')
    from tap.ask('plan_list', null) q
    where q ->> 'key' = 'DOC/4@2026'), '0 1');

\ir help/tell.psql
