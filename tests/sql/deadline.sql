-- SPDX-License-Identifier: MIT
-- Deadlines counted from a day: what the law's examples give, and ten thousand
-- chance ones against a count day by day.
begin;
select plan(50);

select is((select d.nominal || ' ' || d.effective from kstt.deadline(v.from_day, v.n, v.unit) d), v.want,
    format('%s %s%s', v.from_day, to_char(v.n, 'SG999'), v.unit))
from (values
    (date '2026-02-05', 5, 'wd', '2026-02-12 2026-02-12'),
    (date '2026-02-12', 5, 'wd', '2026-02-26 2026-02-26'),
    (date '2026-04-23', 5, 'wd', '2026-05-05 2026-05-05'),
    (date '2026-08-20', 5, 'wd', '2026-08-26 2026-08-26'),
    (date '2026-08-27', 5, 'wd', '2026-09-08 2026-09-08'),
    (date '2026-11-20', 5, 'wd', '2026-11-30 2026-11-30'),
    (date '2026-11-21', 5, 'wd', '2026-11-30 2026-11-30'),
    (date '2026-01-08', 2, 'wd', '2026-01-10 2026-01-10'),
    (date '2024-04-26', 5, 'wd', '2024-05-07 2024-05-07'),
    (date '2025-04-25', 5, 'wd', '2025-05-06 2025-05-06'),
    (date '2026-12-30', 5, 'wd', '2027-01-07 2027-01-07'),
    (date '2026-11-21', 15, 'wd', '2026-12-14 2026-12-14'),
    (date '2026-11-21', 7, 'wd', '2026-12-02 2026-12-02'),
    (date '2026-02-05', 10, 'd', '2026-02-15 2026-02-23'),
    (date '2026-11-14', 10, 'd', '2026-11-24 2026-11-25'),
    (date '2026-11-21', 30, 'd', '2026-12-21 2026-12-21'),
    (date '2026-11-21', 45, 'd', '2027-01-05 2027-01-05'),
    (date '2026-07-01', -5, 'd', '2026-06-26 2026-06-26'),
    -- Backwards: never forward of the nominal day.
    (date '2026-07-05', -8, 'd', '2026-06-27 2026-06-26'),
    (date '2026-02-20', -3, 'd', '2026-02-17 2026-02-13'),
    (date '2026-11-25', -1, 'd', '2026-11-24 2026-11-23'),
    (date '2026-11-30', -5, 'wd', '2026-11-20 2026-11-20'),
    (date '2026-11-29', -5, 'wd', '2026-11-20 2026-11-20'),
    (date '2026-02-26', -5, 'wd', '2026-02-12 2026-02-12'),
    (date '2026-01-11', -1, 'wd', '2026-01-10 2026-01-10'),
    -- A month's ends, leap years, a year's turn.
    (date '2024-02-28', 1, 'd', '2024-02-29 2024-02-29'),
    (date '2026-02-28', 1, 'd', '2026-03-01 2026-03-02'),
    (date '2025-12-31', 1, 'wd', '2026-01-05 2026-01-05'),
    (date '2024-12-31', 1, 'd', '2025-01-01 2025-01-02'),
    -- Nothing to count.
    (date '2026-11-20', 0, 'd', '2026-11-20 2026-11-20'),
    (date '2026-11-21', 0, 'd', '2026-11-21 2026-11-23'),
    (date '2026-11-21', 0, 'wd', '2026-11-21 2026-11-23'),
    -- Far.
    (date '2026-11-20', 366, 'd', '2027-11-21 2027-11-22')) v (from_day, n, unit, want);

-- The readings of the plans' own phrases.
select is(kstt.effective_due(v.day, v.before), v.want, format('%s %s', v.phrase, v.day))
from (values
    ('Trước 15/02/2024', date '2024-02-14', true, date '2024-02-07'),
    ('Quý I/2024', date '2024-03-31', false, date '2024-04-01'),
    ('Quý I/2026', date '2026-03-31', false, date '2026-03-31'),
    ('Tháng 2/2024', date '2024-02-29', false, date '2024-02-29'),
    ('Tháng 05/2024', date '2024-05-31', false, date '2024-05-31'),
    ('Năm 2024', date '2024-12-31', false, date '2024-12-31'),
    ('Năm 2026', date '2026-12-31', false, date '2026-12-31')) v (phrase, day, before, want);

select is((select count(*) from kstt.deadline(null, 5, 'wd') d where d.nominal is null and d.effective is null), 1::bigint,
    'no day, no deadline');
select is((select count(*) from kstt.deadline('2026-11-20', null, 'd') d where d.effective is null), 1::bigint,
    'no number, no deadline');
select throws_ok($$select * from kstt.deadline('2026-11-20', 5, 'w')$$, 'KS422', 'Days are counted as d or wd');
select throws_ok($$select * from kstt.deadline('2026-11-20', 5, null)$$, 'KS422', 'Days are counted as d or wd');
select throws_ok($$select * from kstt.deadline('2026-11-20', 99999, 'd')$$, 'KS422', 'The calendar does not reach so far');
select throws_ok($$select * from kstt.deadline('2026-11-20', -9999, 'wd')$$, 'KS422', 'The calendar does not reach so far');
select throws_ok($$select * from kstt.deadline('1999-06-01', 400, 'wd')$$, 'KS422', 'The calendar does not reach so far');

-- Counts on its fingers, from the days off as they were entered.
create function pg_temp.counted(from_day date, n int, unit text)
    returns text
    language plpgsql
as $$
declare
    v_step int := case when n < 0 then -1 else 1 end;
    v_day date := from_day;
    v_left int := abs(n);
    v_end date;
    v_off date[] := array(select day from kstt.holiday where kind = 'off');
    v_worked date[] := array(select day from kstt.holiday where kind = 'work');
begin
    while v_left > 0 loop
        v_day := v_day + v_step;
        if unit = 'd' or v_day = any (v_worked)
            or not (v_day = any (v_off) or to_char(v_day, 'Dy') in ('Sat', 'Sun')) then
            v_left := v_left - 1;
        end if;
    end loop;
    v_end := v_day;
    while v_end <> all (v_worked) and (v_end = any (v_off) or to_char(v_end, 'Dy') in ('Sat', 'Sun')) loop
        v_end := v_end + v_step;
    end loop;
    return v_day || ' ' || v_end;
end
$$;

select setseed(0.20261120);
create temporary table chance as
select date '2023-11-01' + (random() * 1500)::int as from_day, (random() * 120)::int - 60 as n,
    case when random() < 0.5 then 'd' else 'wd' end as unit
from generate_series(1, 10000);

select is_empty($$
    select c.*, d.nominal, d.effective, pg_temp.counted(c.from_day, c.n, c.unit)
    from chance c
    cross join lateral kstt.deadline(c.from_day, c.n, c.unit) d
    where d.nominal || ' ' || d.effective is distinct from pg_temp.counted(c.from_day, c.n, c.unit)
$$, 'ten thousand deadlines agree with a count day by day');

-- The numbers follow the days off, in the same transaction.
insert into kstt.holiday (day, kind, name, source)
values ('2026-11-23', 'off', 'Nghỉ hoán đổi', ''), ('2026-11-28', 'work', 'Làm bù', '');
select is((select d.effective from kstt.deadline('2026-11-20', 5, 'wd') d), date '2026-11-30', 'a swap moves and gives back a day');
delete from kstt.holiday
where day = '2026-11-28';
select is((select d.effective from kstt.deadline('2026-11-20', 5, 'wd') d), date '2026-12-01', 'a day off moves what ends after it');

select *
from finish();
rollback;
