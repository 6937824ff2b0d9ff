-- SPDX-License-Identifier: MIT
-- What a reading and its leads make owed.
\ir help/officials.psql

create function pg_temp.part(class text, more jsonb default '{}')
    returns jsonb
    language sql
return jsonb_build_object('class', class, 'period', '', 'first', null, 'last', null, 'before', false, 'offset', 0,
    'working_days', false, 'count', 0, 'per', null) || more;

create function pg_temp.owes(plan bigint)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', u.code || case when o.fallback then '!' else '' end, nullif(o.period, ''), o.seq,
        o.first_due, o.nominal_due, o.effective_due, o.due_rule), '; ' order by u.code, o.nominal_due, o.seq)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.plan_id = plan
$$;

begin;
select plan(31);
select is(pg_temp.owes(tap.plan('THU/' || v.nr, 'SNV', 'in_force', v.lead, v.parts)), v.want, v.what)
from (values
    (1, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('period', '{"period": "Q1", "last": "2026-03-31"}')),
        'SNV.VP Q1 1 2026-03-31 2026-03-31 by', 'a period is owed once'),
    (2, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('date', '{"period": "D", "last": "2026-02-14", "before": true}')),
        'SNV.VP D 1 2026-02-14 2026-02-13 before', 'a before keeps both days and moves back'),
    (3, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('date', '{"period": "D", "last": "2026-02-14"}')),
        'SNV.VP D 1 2026-02-14 2026-02-23 by', 'a by moves forward'),
    (4, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('period', '{"period": "Q2", "last": "2026-06-30"}'),
        pg_temp.part('extended', '{"period": "D", "last": "2026-08-31"}')),
        'SNV.VP Q2 1 2026-06-30 2026-08-31 2026-09-03 by', 'an extension replaces the day and keeps the first'),
    (5, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('count', '{"count": 2, "per": "half"}')),
        'SNV.VP H1 1 2026-06-30 2026-06-30 by; SNV.VP H1 2 2026-06-30 2026-06-30 by; '
        'SNV.VP H2 1 2026-12-31 2026-12-31 by; SNV.VP H2 2 2026-12-31 2026-12-31 by', 'so many per period are owed each'),
    (6, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('continuous')),
        'SNV.VP 1 by', 'continuous is owed without a day'),
    (7, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('event', '{"offset": 5}'), pg_temp.part('reference'),
        pg_temp.part('adhoc'), pg_temp.part('periodic'), pg_temp.part('ask'), pg_temp.part('unknown')),
        null, 'event, reference, adhoc, periodic, ask and unknown owe nothing'),
    (8, 'Thanh tra Sở; ai đó', jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV! Y 1 2026-12-31 2026-12-31 by; SNV.TTR Y 1 2026-12-31 2026-12-31 by',
        'each named co-lead owes, and the issuer, flagged, for who is not known'),
    (9, '', jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV! Y 1 2026-12-31 2026-12-31 by', 'without a lead the issuer owes, flagged'),
    (10, 'ai đó; người khác', jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV! Y 1 2026-12-31 2026-12-31 by', 'two unknown leads make one owed thing'),
    (11, 'Sở Nội vụ; ai đó', jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV Y 1 2026-12-31 2026-12-31 by', 'an issuer that is named owes once, unflagged'),
    (12, 'Văn phòng Sở; Thanh tra Sở; Văn phòng Sở',
        jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV.TTR Y 1 2026-12-31 2026-12-31 by; SNV.VP Y 1 2026-12-31 2026-12-31 by', 'a unit named twice owes once'),
    (13, 'UBND cấp huyện', jsonb_build_array(pg_temp.part('period', '{"period": "Y", "last": "2026-12-31"}')),
        'SNV! Y 1 2026-12-31 2026-12-31 by', 'a group without members is owed by the issuer, flagged'),
    (14, 'Các phòng, đơn vị', jsonb_build_array(pg_temp.part('date', '{"period": "D", "last": "2026-05-04"}')),
        'SNV.TCBC D 1 2026-05-04 2026-05-04 by; SNV.VP D 1 2026-05-04 2026-05-04 by',
        'a group of the issuer means units of its kinds below it'),
    (15, 'Văn phòng Sở', jsonb_build_array(pg_temp.part('date', '{"period": "D", "last": "2026-05-04"}'),
        pg_temp.part('date', '{"period": "D", "last": "2026-06-01"}')),
        'SNV.VP D 1 2026-05-04 2026-05-04 by; SNV.VP D 2 2026-06-01 2026-06-01 by', 'two plain dates are two owed things')
    ) v (nr, lead, parts, want, what);

create function pg_temp.kinds(plan bigint)
    returns text
    language sql
as $$
    select count(*)::text || ' ' || string_agg(distinct u.kind, ' ' order by u.kind)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.plan_id = plan
    and not o.fallback
$$;
select is(pg_temp.kinds(tap.plan('THU/' || v.nr, 'LS', 'in_force', 'UBND cấp xã; UBND cấp huyện',
    jsonb_build_array(pg_temp.part('period', v.part)), v.year)), v.want, v.what)
from (values
    (20, 2026, jsonb_build_object('period', 'Q1', 'last', '2026-03-31'), '65 commune ward', 'in 2026, 65 communes and wards'),
    (21, 2024, jsonb_build_object('period', 'Q1', 'last', '2024-03-31'), '22 city commune_group district',
        'in 2024, districts and their communes'),
    (22, 2025, jsonb_build_object('period', 'Q2', 'last', '2025-06-30'), '22 city commune_group district',
        'on the last day of the districts'),
    (23, 2025, jsonb_build_object('period', 'Q3', 'last', '2025-09-30'), '65 commune ward', 'and in the quarter after it')
    ) v (nr, year, part, want, what);

select is((select s.to_confirm from kstt.schedule s where s.node_id = tap.node('THU/' || v.nr || '@2026', '1.1')), v.want,
    v.what)
from (values
    (1, false, 'what is read and owed needs no confirming'),
    (7, true, 'what owes nothing waits to be confirmed')) v (nr, want, what);

select is(kstt.occurrences_add(p.id), 0, 'made again, ' || p.key || ' owes nothing more')
from kstt.plan p
where p.key in ('KH-UBND@2024', 'MẪU-KH-UBND@2026', 'THU/5@2026')
order by p.key;

update kstt.occurrence
set effective_due = '2026-04-01',
    nominal_due = '2026-04-01'
where node_id = tap.node('THU/1@2026', '1.1');
insert into kstt.assignment (province_id, plan_id, node_id, role, ordinal, text, unit_id)
select n.province_id, n.plan_id, n.id, 'lead', 9, 'Thanh tra Sở', u.id
from kstt.node n
cross join kstt.unit u
where n.id = tap.node('THU/1@2026', '1.1')
and u.code = 'SNV.TTR';
select is(kstt.occurrences_add((select p.id from kstt.plan p where p.key = 'THU/1@2026')), 1, 'a new lead adds what it owes');
select is(pg_temp.owes((select p.id from kstt.plan p where p.key = 'THU/1@2026')),
    'SNV.TTR Q1 1 2026-03-31 2026-03-31 by; SNV.VP Q1 1 2026-04-01 2026-04-01 by', 'and leaves what stood');

select is((
    select count(distinct o.unit_id)::int
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = tap.node('KH-UBND@2024', '15.1')
    and u.kind in ('department', 'office', 'board', 'inspectorate', 'district', 'city')), (
    select count(*)::int
    from kstt.unit u
    where u.kind in ('department', 'office', 'board', 'inspectorate', 'district', 'city')
    and coalesce(u.valid_from, '2024-01-15') <= '2024-01-15'
    and coalesce(u.valid_to, '2024-01-15') >= '2024-01-15'),
    'by 15/01/2024 the departments and districts of that day owe their plans');
select is_empty($$
    select o.id
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    join kstt.unit u on u.id = o.unit_id
    where (u.valid_from > make_date(p.year, 12, 31) or u.valid_to < make_date(p.year, 1, 1))
    and p.number not like 'THU/%'
$$, 'no plan is owed by a unit that was not there in its year');
select is_empty($$
    select o.id
    from kstt.occurrence o
    where o.effective_due is distinct from kstt.effective_due(o.nominal_due, o.due_rule = 'before')
    and o.plan_id not in (select p.id from kstt.plan p where p.number like 'THU/%')
$$, 'every effective day is the one that the calendar gives');
select is((
    select p.late::text || ' ' || p.soon
    from (
        select
            count(*) filter (where o.effective_due < kstt.today()) as late,
            count(*) filter (where o.effective_due between kstt.today() and kstt.today() + 30) as soon
        from kstt.occurrence o
        join kstt.plan p on p.id = o.plan_id
        where p.state = 'closed'
        and o.state = 'open') p) <> '0 0', true, 'closed plans hold open things of the past');
select is_empty($$
    select n.path, s.reading
    from kstt.node n
    join kstt.schedule s on s.node_id = n.id
    where not exists (select from kstt.schedule_part p where p.node_id = n.id)
$$, 'every reading has its parts');

select *
from finish();
rollback;
