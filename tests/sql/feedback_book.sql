-- SPDX-License-Identifier: MIT
-- The register as a book: what a unit received, and what it took over from another by
-- the day it did; all that its form counts as new.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- A line for each record: its name here, number, day, from whom and the day there.
create function tap.book(unit text, since text, until text)
    returns text
    language sql
return (
    select coalesce(string_agg(concat_ws(' ', r.name, nullif(q ->> 'book_number', ''), q ->> 'received_on', q ->> 'taken_from', q ->> 'first_on',
        q ->> 'content'), ', ' order by n), 'empty')
    from tap.ask('feedback_book', tap.unit(unit)::text, since, until) with ordinality b (q, n)
    join tap.record r on tap.stands(r.name, 'code') = q ->> 'code');

-- Records that the form of a unit counts as new and its book has not; null: none.
create function tap.not_in_book(unit text, since text, until text)
    returns text
    language sql
return (
    select string_agg(c.code, ' ')
    from kstt.feedback_form_cells(tap.unit(unit), since::date, until::date, null, 7) c
    where c.code not in (select q ->> 'code' from tap.ask('feedback_book', tap.unit(unit)::text, since, until) q));

\c - :admin
update kstt.instance set pinned_today = '2026-11-10';
\c - vpub.tung
select tap.add('own', 'VPUB', '{"track": "conduct", "content": "một"}'),
    tap.add('passed', 'VPUB', '{"track": "conduct", "content": "hai"}'),
    tap.add('sealed', 'VPUB', '{"track": "denunciation", "content": "ba"}');
select tap.move('passed', 'route', jsonb_build_object('unit', tap.unit('SNV'))),
    tap.move('sealed', 'route', jsonb_build_object('unit', tap.unit('SNV')));
\c - snv.lan
select tap.add('other', 'SNV', '{"track": "conduct", "content": "bốn"}');
select tap.sees('what is offered is not in the book yet', tap.book('SNV', '2026-11-01', '2026-11-30'), 'other 1/2026 2026-11-10 bốn');
\c - :admin
update kstt.instance set pinned_today = '2026-11-20';
\c - snv.lan
select tap.move('passed', 'accept'), tap.move('sealed', 'accept');
select tap.sees('what was taken over is, by the day it was', tap.book('SNV', '2026-11-01', '2026-11-30'),
    'other 1/2026 2026-11-10 bốn, passed VPUB 2/2026 2026-11-20 Văn phòng UBND tỉnh 2026-11-10 hai, '
    'sealed VPUB 3/2026 2026-11-20 Văn phòng UBND tỉnh 2026-11-10 ***');
select tap.sees('in that time', tap.book('SNV', '2026-11-01', '2026-11-19'), 'other 1/2026 2026-11-10 bốn');
select tap.sees('and in no other', tap.book('SNV', '2026-11-21', '2026-11-30'), 'empty');
select tap.sees('all that the form has as new', tap.not_in_book('SNV', '2026-11-15', '2026-11-30'), null);
\c - snv.binh
select tap.sees('for who coordinates it', left(tap.book('SNV', '2026-11-15', '2026-11-30'), 29), 'passed VPUB 2/2026 2026-11-20');
\c - vpub.tung
select tap.sees('it stays in the book of who received it', tap.book('VPUB', '2026-11-01', '2026-11-30'),
    'own 1/2026 2026-11-10 một, passed 2/2026 2026-11-10 hai');
\c - vpub.hoa
select tap.sees('and stands once in the province''s', tap.book('LS', '2026-11-01', '2026-11-30'),
    'own 1/2026 2026-11-10 một, passed 2/2026 2026-11-10 hai, other 1/2026 2026-11-10 bốn');
\c - stp.dung
select tap.sees('others see none of it', tap.book('SNV', '2026-11-01', '2026-11-30'), 'empty');
\c - :admin
\ir help/tell.psql
