-- SPDX-License-Identifier: MIT
-- Marking, as the officials themselves: rights, rules, proof, history, conflict.
\ir help/officials.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('MARK/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp; UBND cấp xã; Văn phòng UBND tỉnh', tap.part());
select tap.plan('MARK/2', 'SNV', 'draft', 'Sở Nội vụ', tap.part());
select tap.plan('MARK/3', 'SNV', 'closed', 'Sở Nội vụ', tap.part());
select tap.owed('MARK/1@2026', '1.1', 'SNV') as snv, tap.owed('MARK/1@2026', '1.1', 'STP') as stp,
    tap.owed('MARK/1@2026', '1.1', 'VPUB') as vpub, tap.owed('MARK/1@2026', '1.1', '05977') as dongkinh,
    tap.owed('MARK/2@2026', '1.1', 'SNV') as draft, tap.owed('MARK/3@2026', '1.1', 'SNV') as closed,
    tap.node('MARK/1@2026', '1.1') as node
\gset
update kstt.occurrence
set state = 'cancelled'
where id = tap.owed('MARK/1@2026', '1.1', '05986');
select tap.owed('MARK/1@2026', '1.1', '05986') as cancelled
\gset

\c - snv.lan
select tap.sees('done today, without a number yet', tap.mark(:snv, 'done'), 'done 2026-11-20 -');
select tap.sees('the first version was seen, the second is there', (select o.version::text from kstt.occurrence o where o.id = :snv), '2');
select tap.sees('in progress takes the proof back', tap.mark(:snv, 'in_progress'), 'in_progress - -');
select tap.sees('done on a day, with a number', tap.mark(:snv, 'done', '2026-03-30', '15/BC-SNV', '2026-03-29'),
    'done 2026-03-30 15/BC-SNV');
select tap.sees('late is counted from the day that counts', (
    select m.days_late::text
    from kstt.occurrence o
    cross join lateral api.occurrence_mark(gen_random_uuid(), o.id, o.version, 'done', '2026-04-02', null, null, null) m
    where o.id = :snv), '2');
select tap.sees('reopening clears the proof', tap.mark(:snv, 'open'), 'open - -');
select tap.sees('but history keeps it', (
    select string_agg(concat_ws(' ', a.from_state, a.to_state, a.document_number), ', ' order by a.id)
    from kstt.activity a
    where a.occurrence_id = :snv), 'open done, done in_progress, in_progress done 15/BC-SNV, done done, done open');
select tap.sees('history names the official, the unit, and nobody else', (
    select distinct format('%s %s %s', f.login, u.code, a.on_behalf_of)
    from kstt.activity a
    join kstt.official f on f.id = a.official_id
    join kstt.unit u on u.id = a.unit_id
    where a.occurrence_id = :snv), 'snv.lan SNV ');
select tap.sees('nothing arose', tap.mark(:snv, 'nothing_arose', note => 'Không phát sinh'), 'nothing_arose 2026-11-20 -');
select tap.sees('obstructed with its reason', tap.mark(:snv, 'obstructed', note => 'Chờ Bộ'), 'obstructed - -');
select tap.sees('text is stored as NFC', (
    select r.new_document_number
    from kstt.occurrence o
    cross join lateral api.occurrence_mark(gen_random_uuid(), o.id, o.version, 'done', null,
        U&'1/Q\0110-e\0302\0323', null, '  ') r
    where o.id = :snv), U&'1/Q\0110-\1EC7');
select tap.sees('a blank note is none', (select o.note from kstt.occurrence o where o.id = :snv), null);

select tap.refused('an obstacle without a reason', format('select tap.mark(%s, %L)', :snv, 'obstructed'), 'KS422',
    'An obstacle needs its reason');
select tap.refused('a blank reason', format('select tap.mark(%s, %L, note => %L)', :snv, 'obstructed', '  '), 'KS422',
    'An obstacle needs its reason');
select tap.refused('done tomorrow', format('select tap.mark(%s, %L, %L)', :snv, 'done', '2026-11-21'), 'KS422',
    'The day lies in the future');
select tap.refused('a document of tomorrow', format('select tap.mark(%s, %L, null, %L, %L)', :snv, 'done', '1', '2026-11-21'),
    'KS422', 'The day lies in the future');
select tap.refused('done before the year', format('select tap.mark(%s, %L, %L)', :snv, 'done', '2025-11-30'), 'KS422',
    'The day lies before the year of the plan');
select tap.does('done in the December before', format('select tap.mark(%s, %L, %L)', :snv, 'done', '2025-12-01'));
select tap.refused('a document from before the year', format('select tap.mark(%s, %L, null, %L, %L)', :snv, 'done', '1',
    '2025-11-30'), 'KS422', 'The day lies before the year of the plan');
select tap.refused('a state that is none', format('select tap.mark(%s, %L)', :snv, 'finished'), 'KS422', 'There is no such state');
select tap.refused('no state', format('select tap.mark(%s, null)', :snv), 'KS422', 'There is no such state');
select tap.refused('cancelling', format('select tap.mark(%s, %L)', :snv, 'cancelled'), 'KS422', 'There is no such state');
select tap.refused('a number too long', format('select tap.mark(%s, %L, null, %L)', :snv, 'done', repeat('1', 101)), 'KS422',
    'The text is too long');
select tap.refused('a note too long', format('select tap.mark(%s, %L, note => %L)', :snv, 'done', repeat('ệ', 4001)), 'KS422',
    'The text is too long');
select tap.refused('a plan not in force yet', format('select tap.mark(%s, %L)', :draft, 'done'), 'KS422',
    'This plan is not in force yet');
select tap.refused('a closed plan', format('select tap.mark(%s, %L)', :closed, 'done'), 'KS422', 'This plan is closed');
select tap.refused('another department''s task', format('select tap.mark(%s, %L)', :stp, 'done'), 'KS403',
    'You may not write for this unit');
select tap.refused('no such task', 'select * from api.occurrence_mark(gen_random_uuid(), -1, 1, ''done'', null, null, null, null)',
    'KS403', 'There is no such task for you');
select tap.refused('no request number', format('select * from api.occurrence_mark(null, %s, 1, %L, null, null, null, null)', :snv,
    'done'), 'KS422', 'A write needs a request number');
select tap.refused('a version that is past', format('select * from api.occurrence_mark(gen_random_uuid(), %s, 1, %L, null, null,
    null, null)', :snv, 'done'), 'KS409', 'Another official has changed this task');

\c - vpub.hoa
select tap.sees('a coordinator writes for a department below', tap.mark(:stp, 'done', '2026-03-31', '7/STP'), 'done 2026-03-31 7/STP');
select tap.sees('and for a commune', tap.mark(:dongkinh, 'in_progress'), 'in_progress - -');
select tap.sees('each recorded as on behalf of the unit', (
    select string_agg(format('%s for %s', u.code, b.code), ', ' order by a.id)
    from kstt.activity a
    join kstt.unit u on u.id = a.unit_id
    join kstt.unit b on b.id = a.on_behalf_of
    where a.node_id = :node), 'LS for STP, LS for 05977');
select tap.does('their own unit', format('select tap.mark(%s, %L)', :vpub, 'done'));
select tap.sees('their own unit is not on behalf', (select o.on_behalf::text from kstt.occurrence o where o.id = :vpub), 'false');
select tap.refused('a cancelled task', format('select tap.mark(%s, %L)', :cancelled, 'done'), 'KS422', 'This task was cancelled');
create function pg_temp.told(occurrence bigint)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    perform api.occurrence_mark(gen_random_uuid(), occurrence, 1, 'done', null, null, null, null);
    return 'not refused';
exception
    when sqlstate 'KS409' then
        get stacked diagnostics v_detail = pg_exception_detail;
        return regexp_replace(v_detail, '\d\d:\d\d', 'hh:mm');
end
$$;
select tap.sees('a conflict says who and when', pg_temp.told(:snv),
    'Lý Thị Lan (mẫu), 20/11/2026 hh:mm');

\c - xa.dongkinh
select tap.does('a commune writes its own', format('select tap.mark(%s, %L)', :dongkinh, 'done'));
select tap.sees('which is then not on behalf any more', (select o.on_behalf::text from kstt.occurrence o where o.id = :dongkinh), 'false');
select tap.refused('but not the province office''s', format('select tap.mark(%s, %L)', :vpub, 'open'), 'KS403',
    'You may not write for this unit');

\c - lanhdao.minh
select tap.refused('a leader does not write', format('select tap.mark(%s, %L)', :stp, 'open'), 'KS403',
    'You may not write for this unit');
\c - quantri
select tap.refused('an admin does not write', format('select tap.mark(%s, %L)', :stp, 'open'), 'KS403',
    'You may not write for this unit');

\ir help/tell.psql
