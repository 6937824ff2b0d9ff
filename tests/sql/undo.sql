-- SPDX-License-Identifier: MIT
-- Many marks at once, and undoing my last command.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('UNDO/1', 'LS', 'in_force', 'Sở Nội vụ; Văn phòng Sở; Sở Tư pháp; Sở Tài chính', tap.part());
select tap.plan('UNDO/2', 'SNV', 'in_force', 'Sở Nội vụ; Văn phòng Sở', tap.part());
select tap.plan('UNDO/3', 'SNV', 'draft', 'Sở Nội vụ', tap.part());
select tap.owed('UNDO/1@2026', '1.1', 'SNV') as snv, tap.owed('UNDO/2@2026', '1.1', 'SNV.VP') as vp,
    tap.owed('UNDO/2@2026', '1.1', 'SNV') as own, tap.owed('UNDO/1@2026', '1.1', 'STP') as stp,
    tap.owed('UNDO/1@2026', '1.1', 'STC') as stc, tap.owed('UNDO/3@2026', '1.1', 'SNV') as draft
\gset

-- The marks of these occurrences at the versions they have, as a client sends them.
create function tap.marks(state text, occurrences bigint[], more jsonb default '{}')
    returns jsonb
    language sql
    security definer
as $$
    select jsonb_agg(jsonb_build_object('occurrence', i.id, 'version', coalesce(o.version, 1), 'state', marks.state) || more order by i.n)
    from unnest(occurrences) with ordinality i (id, n)
    left join kstt.occurrence o on o.id = i.id
$$;
create function tap.mark_many(state text, occurrences bigint[], more jsonb default '{}', request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select format('%s %s %s', m.applied, m.already, cardinality(m.ids))
    from api.occurrences_mark(request, tap.marks(state, occurrences, more)) m
$$;
create function tap.stands(variadic occurrences bigint[])
    returns text
    language sql
    security definer
as $$
    select string_agg(concat_ws(' ', o.state, o.done_on, o.document_number, o.note), ', ' order by i.n)
    from unnest(occurrences) with ordinality i (id, n)
    join kstt.occurrence o on o.id = i.id
$$;
create function tap.undo(request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select concat_ws(' ', u.count, coalesce(u.from_state, '-'), coalesce(u.to_state, '-'), u.first_path, u.what)
    from api.undo_last(request) u
$$;
create function tap.detail(statement text)
    returns text
    language plpgsql
as $$
declare
    v_detail text;
begin
    execute statement;
    return 'not refused';
exception
    when others then
        get stacked diagnostics v_detail = pg_exception_detail;
        return regexp_replace(v_detail, '\d\d:\d\d', 'hh:mm');
end
$$;
create function tap.peek()
    returns text
    language sql
as $$
    select concat_ws(' ', q ->> 'count', coalesce(q ->> 'from_state', '-'), coalesce(q ->> 'to_state', '-'), q ->> 'first_path',
        q ->> 'first_unit', q ->> 'plan_key', q ->> 'what')
    from tap.ask('undo_peek') q
$$;

-- What the sample officials did before is not this test's.
delete from kstt.command;

\c - snv.lan
select tap.sees('nothing done yet, nothing to undo', tap.peek(), null);
select tap.refused('and undoing says so', 'select tap.undo()', 'KS422', 'There is nothing to undo');
select tap.does('one is done before, with its number', format('select tap.mark(%s, %L, %L, %L)', :own, 'done', '2026-03-30', '5/BC'));
select tap.sees('many at once; what stands so already is left alone', tap.mark_many('done', array[:snv, :own, :vp]), '2 1 2');
select tap.sees('each done today, and the proof that was there stays', tap.stands(:snv, :own, :vp),
    'done 2026-11-20, done 2026-03-30 5/BC, done 2026-11-20');
select tap.sees('another proof is not the same', tap.mark_many('done', array[:own], '{"document_number": "6/BC"}'), '1 0 1');
select tap.sees('all of them stand so: nothing is written', tap.mark_many('done', array[:own, :vp]), '0 2 0');
select tap.sees('the last command is told', tap.peek(), '1 done done 1.1 Sở Nội vụ UNDO/2@2026 marked');
select tap.sees('and undone', tap.undo(), '1 done done 1.1 marked');
select tap.sees('to what stood before', tap.stands(:own), 'done 2026-03-30 5/BC');
select tap.sees('then the one before is the last', tap.peek(), '2 open done 1.1 Sở Nội vụ UNDO/1@2026 marked');
select gen_random_uuid() as again
\gset
select tap.sees('which is undone as one', tap.undo(:'again'), '2 done open 1.1 marked');
select tap.sees('all its rows', tap.stands(:snv, :own, :vp), 'open, done 2026-03-30 5/BC, open');
select tap.sees('sent again it answers the same, and undoes nothing more', tap.undo(:'again'), '2 done open 1.1 marked');
select tap.sees('a mark that two later commands came after can be undone', tap.undo(), '1 done open 1.1 marked');
select tap.sees('and is', tap.stands(:own), 'open');
select tap.refused('then nothing is left', 'select tap.undo()', 'KS422', 'There is nothing to undo');
select tap.sees('history shows the undoing as such', (
    select string_agg(concat_ws(' ', a.what, a.from_state, a.to_state, a.document_number), ', ' order by a.id)
    from kstt.activity a
    where a.occurrence_id = :own), 'marked open done 5/BC, marked done done 6/BC, undone done done 5/BC, undone done open');
select tap.sees('reopening and undoing brings the proof back', concat_ws('; ', tap.mark(:own, 'done', '2026-03-30', '5/BC', '2026-03-29', 'Ghi'),
    tap.mark(:own, 'open'), tap.undo(), tap.stands(:own)),
    'done 2026-03-30 5/BC; open - -; 1 open done 1.1 marked; done 2026-03-30 5/BC Ghi');

select gen_random_uuid() as many
\gset
select tap.sees('many, for the first time', tap.mark_many('in_progress', array[:snv, :vp], request => :'many'), '2 0 2');
select tap.refused('the same number for other marks', format('select tap.mark_many(%L, array[%s, %s], request => %L)', 'done', :snv, :vp,
    :'many'), 'KS422', 'This request number was used for something else');
select tap.refused('one refused by a rule refuses all', format('select tap.mark_many(%L, array[%s, %s])', 'done', :vp, :draft), 'KS422',
    'This plan is not in force yet');
select tap.refused('one that is not mine refuses all', format('select tap.mark_many(%L, array[%s, %s])', 'done', :vp, :stp), 'KS403',
    'You may not write for this unit');
select tap.refused('one that is none refuses all', format('select tap.mark_many(%L, array[%s, -1])', 'done', :vp), 'KS403',
    'There is no such task for you');
select tap.refused('one past version refuses all', format('select tap.mark_many(%L, array[%s, %s], %L)', 'done', :vp, :snv, '{"version": 1}'),
    'KS409', 'Another official has changed this task');
select tap.sees('and the refusal says which, who and when', tap.detail(format('select tap.mark_many(%L, array[%s], %L)', 'done', :snv,
    '{"version": 1}')), 'UNDO/1@2026 1.1 Sở Nội vụ Q1: Lý Thị Lan (mẫu), 20/11/2026 hh:mm');
select tap.sees('a rule says which too', tap.detail(format('select tap.mark_many(%L, array[%s], %L)', 'done', :snv,
    '{"done_on": "2026-11-21"}')), 'UNDO/1@2026 1.1 Sở Nội vụ Q1: 21/11/2026');
select tap.refused('a task twice', format('select tap.mark_many(%L, array[%s, %s])', 'done', :vp, :vp), 'KS422',
    'A task stands there twice');
select tap.refused('thousands', format('select * from api.occurrences_mark(gen_random_uuid(), (select jsonb_agg(''{}''::jsonb) from
    generate_series(1, 5001)))'), 'KS422', 'These are too many tasks at once');
select tap.sees('nothing was written', tap.stands(:snv, :vp), 'in_progress, in_progress');
select tap.refused('an obstacle needs its reason here too', format('select tap.mark_many(%L, array[%s])', 'obstructed', :vp), 'KS422',
    'An obstacle needs its reason');
select tap.sees('no mark, no command', concat_ws('; ', tap.mark_many('done', '{}'), tap.peek()),
    '0 0 0; 2 open in_progress 1.1 Sở Nội vụ UNDO/1@2026 marked');

\c - snv.binh
select tap.sees('a colleague''s command is not mine to see', tap.peek(), null);
select tap.sees('no row of it', (select count(*)::text from kstt.command) || (select count(*)::text from kstt.command_row), '00');
select tap.refused('nor to undo', 'select tap.undo()', 'KS422', 'There is nothing to undo');
select tap.does('a colleague marks one of the two', format('select tap.mark(%s, %L, null, %L)', :vp, 'done', '8/BC'));

\c - snv.lan
select tap.refused('what somebody changed since is not undone', 'select tap.undo()', 'KS409', 'Somebody has changed it since');
select tap.sees('with the reason', tap.detail('select tap.undo()'),
    'UNDO/2@2026 1.1 VP Sở Nội vụ Q1: Nông Thanh Bình (mẫu), 20/11/2026 hh:mm');
select tap.sees('and no row of it is touched', tap.stands(:snv, :vp), 'in_progress, done 2026-11-20 8/BC');

\c - snv.binh
select tap.sees('the colleague takes theirs back', tap.undo(), '1 done in_progress 1.1 marked');
\c - snv.lan
select tap.refused('still the row has moved on', 'select tap.undo()', 'KS409', 'Somebody has changed it since');

\c - vpub.hoa
select tap.sees('a coordinator marks for two departments', tap.mark_many('done', array[:stp, :stc]), '2 0 2');
select tap.sees('each on behalf', (
    select string_agg(distinct o.on_behalf::text, ' ')
    from kstt.occurrence o
    where o.id in (:stp, :stc)), 'true');
select tap.sees('and takes it back', tap.undo(), '2 done open 1.1 marked');
select tap.sees('which is on behalf as well', (
    select string_agg(format('%s for %s', a.what, u.code), ', ' order by a.id)
    from kstt.activity a
    join kstt.unit u on u.id = a.on_behalf_of
    where a.occurrence_id = :stp), 'marked for STP, undone for STP');
select tap.does('once more', format('select tap.mark_many(%L, array[%s, %s])', 'done', :stp, :stc));

\c - lanhdao.minh
select tap.refused('a leader marks none of many', format('select tap.mark_many(%L, array[%s])', 'open', :stp), 'KS403',
    'You may not write for this unit');
\c - quantri
select tap.refused('nor an admin', format('select tap.mark_many(%L, array[%s])', 'open', :stp), 'KS403',
    'You may not write for this unit');
select tap.refused('no command is written past the api', 'delete from kstt.command', '42501', null);

\c - :admin
update kstt.plan
set state = 'closed'
where key = 'UNDO/1@2026';
\c - vpub.hoa
select tap.refused('a plan closed since keeps what was done', 'select tap.undo()', 'KS422', 'This plan is closed');
\c - :admin
update kstt.plan
set state = 'in_force'
where key = 'UNDO/1@2026';
update kstt.appointment
set valid_to = '2026-11-19'
where power = 'coordinator'
and official_id = (select o.id from kstt.official o where o.login = 'vpub.hoa');
\c - vpub.hoa
select tap.refused('whose right is gone undoes nothing', 'select tap.undo()', 'KS403', 'You may not write for this unit');

\ir help/tell.psql
