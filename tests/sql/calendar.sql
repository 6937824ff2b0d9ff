-- SPDX-License-Identifier: MIT
-- Working days of 2024 to 2027, and which day counts for a deadline.
begin;
select plan(54);

select is((select count(*)::int from kstt.working_days(make_date(y.year, 1, 1), make_date(y.year, 12, 31))), y.days,
    'working days of ' || y.year)
from (values (2024, 251), (2025, 250), (2026, 249), (2027, 249)) y (year, days);

select is(kstt.calendar_state(y.year), y.state, format('the days off of %s are %s', y.year, y.state))
from (values (2024, 'announced'), (2025, 'announced'), (2026, 'announced'), (2027, 'by_law'), (2028, 'empty')) y (year, state);
select is((
    select string_agg(to_char(h.day, 'FMDD/FMMM'), ' ' order by h.day)
    from kstt.holiday h
    where h.day >= '2027-01-01'), '1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11', 'what the law gives for 2027');
select is((select bool_or(h.announced) from kstt.holiday h where h.day >= '2027-01-01'), false, 'none of it is announced');

select is(kstt.is_working_day(d.day), d.works, d.day || ' ' || d.why)
from (values
    (date '2026-11-20', true, 'an ordinary Friday'),
    (date '2026-11-21', false, 'a Saturday'),
    (date '2026-11-24', false, 'the new public holiday'),
    (date '2026-02-17', false, 'Tết'),
    (date '2026-01-02', false, 'swapped'),
    (date '2026-01-10', true, 'a worked Saturday'),
    (date '2026-08-22', true, 'a worked Saturday'),
    (date '2024-05-04', true, 'a worked Saturday'),
    (date '2025-04-26', true, 'a worked Saturday')) d (day, works, why);

select is(kstt.add_working_days(v.day, v.days), v.want, format('%s and %s working days', v.day, v.days))
from (values
    (date '2026-02-05', 5, date '2026-02-12'),
    (date '2026-02-12', 5, date '2026-02-26'),
    (date '2026-04-23', 5, date '2026-05-05'),
    (date '2026-08-20', 5, date '2026-08-26'),
    (date '2026-08-27', 5, date '2026-09-08'),
    (date '2026-11-20', 5, date '2026-11-30'),
    (date '2026-11-21', 5, date '2026-11-30'),
    (date '2026-01-08', 2, date '2026-01-10'),
    (date '2024-04-26', 5, date '2024-05-07'),
    (date '2025-04-25', 5, date '2025-05-06'),
    (date '2026-11-21', 15, date '2026-12-14'),
    (date '2026-11-21', 7, date '2026-12-02'),
    (date '2026-11-20', 10, date '2026-12-07'),
    (date '2026-12-30', 5, date '2027-01-07'),
    (date '2026-11-20', 0, date '2026-11-20'),
    (date '2026-11-30', -5, date '2026-11-20'),
    (date '2026-02-26', -5, date '2026-02-12')) v (day, days, want);

select is(kstt.effective_due(v.day, v.before), v.want, format('%s %s: %s', case when v.before then 'before ends' else 'ends' end,
    v.day, v.why))
from (values
    (date '2026-02-14', true, date '2026-02-13', 'a "trước" never moves forward'),
    (date '2026-02-14', false, date '2026-02-23', 'over Tết to the next working day'),
    (date '2024-02-14', true, date '2024-02-07', 'the last working day before Tết'),
    (date '2024-02-14', false, date '2024-02-15', 'after Tết'),
    (date '2026-02-15', false, date '2026-02-23', '10 days from 05/02/2026'),
    (date '2026-11-24', false, date '2026-11-25', 'over the new holiday'),
    (date '2026-11-24', true, date '2026-11-23', 'before the new holiday'),
    (date '2024-03-31', false, date '2024-04-01', 'the first quarter'),
    (date '2026-03-31', false, date '2026-03-31', 'a working day stays'),
    (date '2026-03-31', true, date '2026-03-31', 'a working day stays'),
    (date '2024-02-29', false, date '2024-02-29', 'February of a leap year'),
    (date '2024-05-31', false, date '2024-05-31', 'a Friday'),
    (date '2026-08-22', false, date '2026-08-22', 'a worked Saturday counts'),
    (date '2026-12-21', false, date '2026-12-21', '30 days from 21/11/2026')) v (day, before, want, why);

select is(kstt.period_end(v.period, 2026, date '2026-05-05'), v.want, 'period ' || v.period)
from (values
    ('Q1', date '2026-03-31'),
    ('M02', date '2026-02-28'),
    ('D', date '2026-05-05')) v (period, want);

select *
from finish();
rollback;
