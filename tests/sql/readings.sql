-- SPDX-License-Identifier: MIT
-- Confirming readings, granting later days, periodic reports.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part(period text, last date, class text default 'period')
    returns jsonb
    language sql
return jsonb_build_object('class', class, 'period', period, 'last', last);
create function tap.quarters()
    returns jsonb
    language sql
return jsonb_build_array(tap.part('Q1', '2026-03-31'), tap.part('Q2', '2026-06-30'), tap.part('Q3', '2026-09-30'),
    tap.part('Q4', '2026-12-31'));
select tap.plan('DOC/1', 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array('{"class": "ask"}'::jsonb));
select tap.plan('DOC/2', 'SNV', 'in_force', 'Văn phòng Sở', tap.quarters());
select tap.plan('DOC/3', 'SNV', 'draft', 'Văn phòng Sở', jsonb_build_array('{"class": "event"}'::jsonb));
select tap.plan('DOC/4', 'SNV', 'closed', 'Văn phòng Sở', tap.quarters());
select tap.plan('DOC/5', 'SNV', 'in_force', 'Văn phòng Sở; Sở Nội vụ', jsonb_build_array(tap.part('Q1', '2026-03-31')));
select tap.plan('DOC/6', 'LS', 'in_force', 'Sở Nội vụ; UBND cấp xã; UBND tỉnh', tap.quarters());
select tap.plan('DOC/7', 'LS', 'in_force', 'Sở Nội vụ', jsonb_build_array(tap.part('M02', '2026-02-28'), tap.part('H1', '2026-06-30'),
    tap.part('9M', '2026-09-30'), tap.part('Y', '2026-12-31'), tap.part('D', '2026-05-04', 'date'),
    '{"class": "count", "count": 3, "per": "quarter"}'::jsonb));
select tap.plan('DOC/8', 'SNV', 'in_force', 'Văn phòng Sở', jsonb_build_array('{"class": "continuous"}'::jsonb));

create function tap.confirm(key text, phrase text default null, reading text default null, parts jsonb default null,
        version int default null, request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select concat_ws(' ', r.new_version, r.new_reading, '+' || r.added, '~' || r.moved, '-' || r.removed, '=' || r.kept,
        replace(r.kept_which, E'\t', ' '))
    from kstt.schedule s
    cross join lateral api.reading_confirm(request, s.node_id, coalesce(confirm.version, s.version), confirm.phrase, confirm.reading,
        confirm.parts) r
    where s.node_id = tap.node(key, '1.1')
$$;
create function tap.report(key text, report boolean, version int default null)
    returns text
    language sql
as $$
    select concat_ws(' ', '+' || r.added, '~' || r.moved, '-' || r.removed, '=' || r.kept, replace(r.kept_which, E'\t', ' '))
    from kstt.schedule s
    cross join lateral api.report_set(gen_random_uuid(), s.node_id, coalesce(report.version, s.version), report.report) r
    where s.node_id = tap.node(key, '1.1')
$$;
create function tap.extend(day date, reason text, document text, variadic occurrences bigint[])
    returns text
    language sql
as $$
    select concat_ws(' ', x.extended, x.effective_due)
    from api.occurrences_extend(gen_random_uuid(), (
        select jsonb_agg(jsonb_build_object('occurrence', i.id, 'version', o.version))
        from unnest(occurrences) i (id)
        left join kstt.occurrence o on o.id = i.id), day, reason, document, null) x
$$;
create function tap.stands(key text)
    returns text
    language sql
    security definer
as $$
    select concat_ws(' | ', s.reading, s.phrase, s.proposed, s.to_confirm, f.login, s.report)
    from kstt.schedule s
    left join kstt.official f on f.id = s.confirmed_by
    where s.node_id = tap.node(key, '1.1')
$$;
create function tap.owes(key text, unit text default null)
    returns text
    language sql
    security definer
as $$
    select string_agg(concat_ws(' ', case when unit is null then u.code end, o.period, o.first_due, o.nominal_due, o.effective_due,
        case when o.cutoff is not null then format('(%s, %s)', o.phrase_due, o.cutoff) end, nullif(o.state, 'open')), '; '
        order by u.code, o.effective_due, o.period)
    from kstt.occurrence o
    join kstt.unit u on u.id = o.unit_id
    where o.node_id = tap.node(key, '1.1')
    and (unit is null or u.code = unit)
$$;
create function tap.undo()
    returns text
    language sql
as $$
    select concat_ws(' ', r.count, r.first_path, r.what)
    from api.undo_last(gen_random_uuid()) r
$$;
create function tap.waits(key text)
    returns text
    language sql
as $$
    select count(*)::text
    from tap.ask('today') t
    where t ->> 'bucket' = 'confirm'
    and t ->> 'plan_key' = key
$$;
create function tap.told(key text)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', h ->> 'what', h ->> 'official_name', h ->> 'document_number', h ->> 'note', h ->> 'day',
        h ->> 'from_due', h ->> 'to_due'), '; ')
    from tap.ask('node_history', tap.node(key, '1.1')::text) h
    where h ->> 'what' <> 'imported'
$$;
delete from kstt.command;

\c - snv.lan
select tap.sees('what is not understood waits', tap.waits('DOC/1@2026'), '1');
select tap.refused('and is not accepted as it stands', $$select tap.confirm('DOC/1@2026')$$, 'KS422',
    'The reading still leaves something open: type another phrase');
select tap.refused('nor another phrase that is not understood', $$select tap.confirm('DOC/1@2026', 'lúc nào đó', 'unknown',
    '[{"class": "unknown"}]')$$, 'KS422', 'The reading still leaves something open: type another phrase');
select tap.sees('another phrase is', tap.confirm('DOC/1@2026', 'Trong quý IV', 'Q4:2026-12-31', jsonb_build_array(tap.part('Q4',
    '2026-12-31'))), '2 Q4:2026-12-31 +1 ~0 -0 =0');
select tap.sees('kept with who confirmed it, and what was proposed', tap.stands('DOC/1@2026'),
    'Q4:2026-12-31 | Trong quý IV | thử | f | snv.lan | f');
select tap.sees('the plan''s wording stays', (select d ->> 'phrase' from tap.ask('node_detail', tap.node('DOC/1@2026', '1.1')::text) d),
    'thử');
select tap.sees('it waits no more', tap.waits('DOC/1@2026'), '0');
select tap.sees('it is owed', tap.owes('DOC/1@2026'), 'SNV.VP Q4 2026-12-31 2026-12-31');
select tap.sees('history tells it', tap.told('DOC/1@2026'), 'confirmed Lý Thị Lan (mẫu) Trong quý IV');
select tap.sees('it can be taken back', tap.undo(), '0 1.1 confirmed');
select tap.sees('which history calls so', (
    select h ->> 'what'
    from tap.ask('node_history', tap.node('DOC/1@2026', '1.1')::text) h
    where h ->> 'what' <> 'removed'
    limit 1), 'undone');
select tap.sees('as it was', tap.stands('DOC/1@2026') || coalesce(tap.owes('DOC/1@2026'), '') || tap.waits('DOC/1@2026'),
    'thử | t | f1');
select tap.sees('what is understood is confirmed as it stands', tap.confirm('DOC/2@2026'), '2 thử +0 ~0 -0 =0');
select tap.sees('by whom', tap.stands('DOC/2@2026'), 'thử | f | snv.lan | f');
select tap.sees('the first quarter is reported', tap.mark(tap.owed('DOC/2@2026', '1.1', 'SNV.VP'), 'done', '2026-03-20'),
    'done 2026-03-20 -');
select tap.sees('another reading keeps what is done, and tells it', tap.confirm('DOC/2@2026', 'Quý II', 'Q2:2026-06-30',
    jsonb_build_array(tap.part('Q2', '2026-06-30'))), '3 Q2:2026-06-30 +0 ~0 -2 =1 VP Sở Nội vụ Q1');
select tap.sees('so both stand', tap.owes('DOC/2@2026', 'SNV.VP'),
    'Q1 2026-03-31 2026-03-31 done; Q2 2026-06-30 2026-06-30');
select tap.sees('undone, in the order of the commands', concat_ws(', ', tap.undo(), tap.undo(), tap.undo()),
    '0 1.1 confirmed, 1 1.1 marked, 0 1.1 confirmed');
select tap.sees('all is as it was', tap.stands('DOC/2@2026') || ' ' || tap.owes('DOC/2@2026', 'SNV.VP'),
    'thử | f | f Q1 2026-03-31 2026-03-31; Q2 2026-06-30 2026-06-30; Q3 2026-09-30 2026-09-30; Q4 2026-12-31 2026-12-31');
select tap.sees('a draft''s reading too', tap.confirm('DOC/3@2026'), '2 thử +0 ~0 -0 =0');
select tap.refused('not a closed plan''s', $$select tap.confirm('DOC/4@2026')$$, 'KS422', 'This plan is closed');
select tap.refused('not what was changed meanwhile', $$select tap.confirm('DOC/3@2026', version => 1)$$, 'KS409',
    'Somebody has changed the reading meanwhile');
select tap.refused('not of a plan of above', $$select tap.confirm('DOC/6@2026')$$, 'KS403', 'You may not write plans of this unit');
select tap.refused('nobody writes past the api', 'update kstt.schedule set to_confirm = false', '42501', null);
\c - snv.binh
select tap.does('the unit''s coordinator too', $$select tap.confirm('DOC/2@2026')$$);
\c - snv.lan
select tap.refused('and theirs is not mine to undo', 'select tap.undo(), tap.undo(), tap.undo()', 'KS422', 'There is nothing to undo');
\c - lanhdao.minh
select tap.refused('no leader', $$select tap.confirm('DOC/2@2026')$$, 'KS403', 'You may not write plans of this unit');
\c - quantri
select tap.refused('no admin', $$select tap.confirm('DOC/2@2026')$$, 'KS403', 'You may not write plans of this unit');

-- Extensions.
\c - :admin
select tap.owed('DOC/5@2026', '1.1', 'SNV.VP') as vp, tap.owed('DOC/5@2026', '1.1', 'SNV') as snv,
    tap.owed('DOC/6@2026', '1.1', 'SNV') as above, tap.owed('DOC/8@2026', '1.1', 'SNV.VP') as ongoing
\gset
\c - snv.lan
select tap.refused('an extension needs its reason', format('select tap.extend(%L, %L, %L, %s)', '2026-12-04', ' ', '1/QĐ', :vp),
    'KS422', 'An extension needs its reason');
select tap.refused('and a later day', format('select tap.extend(%L, %L, %L, %s)', '2026-03-31', 'chờ', '1/QĐ', :vp), 'KS422',
    'The new day must be later than the one before');
select tap.refused('within a year', format('select tap.extend(%L, %L, %L, %s)', '2028-03-31', 'chờ', '1/QĐ', :vp), 'KS422',
    'The day lies after the year of the plan');
select tap.refused('what has no day', format('select tap.extend(%L, %L, %L, %s)', '2026-12-31', 'chờ', '1/QĐ', :ongoing), 'KS422',
    'It has no day that could be extended');
select tap.refused('one''s own, of a plan of above, without a document', format('select tap.extend(%L, %L, null, %s)', '2026-12-31',
    'chờ', :above), 'KS422', 'Extending by oneself needs the document that grants it');
select tap.sees('with one', tap.extend('2026-06-06', 'chờ thông tư', '7/UBND-KSTT', :above), '1 2026-06-08');
select tap.sees('both at once', tap.extend('2026-12-05', 'chờ thông tư', '8/SNV', :vp, :snv), '2 2026-12-07');
select tap.sees('the first day stays', tap.owes('DOC/5@2026'), 'SNV Q1 2026-03-31 2026-12-05 2026-12-07; '
    'SNV.VP Q1 2026-03-31 2026-12-05 2026-12-07');
select tap.sees('history tells it', tap.told('DOC/5@2026'), 'extended Lý Thị Lan (mẫu) 8/SNV chờ thông tư 2026-12-05 2026-03-31 '
    '2026-12-07; extended Lý Thị Lan (mẫu) 8/SNV chờ thông tư 2026-12-05 2026-03-31 2026-12-07');
select tap.sees('again', tap.extend('2026-12-10', 'lại chờ', '9/SNV', :vp), '1 2026-12-10');
select tap.sees('the very first day stays', tap.owes('DOC/5@2026', 'SNV.VP'), 'Q1 2026-03-31 2026-12-10 2026-12-10');
select tap.sees('taken back', tap.undo() || ' ' || tap.owes('DOC/5@2026', 'SNV.VP'), '1 1.1 extended Q1 2026-03-31 2026-12-05 2026-12-07');
select tap.sees('and the two', tap.undo() || ' ' || tap.owes('DOC/5@2026'),
    '2 1.1 extended SNV Q1 2026-03-31 2026-03-31; SNV.VP Q1 2026-03-31 2026-03-31');
select tap.does('it is done', format('select tap.mark(%s, %L)', :vp, 'done'));
select tap.refused('then there is nothing to extend', format('select tap.extend(%L, %L, %L, %s)', '2026-12-31', 'chờ', '1/QĐ', :vp),
    'KS422', 'Only what is still owed can be extended');
\c - vpub.hoa
select tap.sees('whoever writes the plan grants without one', tap.extend('2026-12-18', 'UBND tỉnh đồng ý', null, :above),
    '1 2026-12-18');
\c - xa.dongkinh
select tap.refused('nobody for another unit', format('select tap.extend(%L, %L, %L, %s)', '2026-12-31', 'chờ', '1/QĐ', :above),
    'KS403', 'You may not write for this unit');

-- Reports.
\c - vpub.hoa
select tap.sees('a report of quarters', tap.report('DOC/6@2026', true), '+0 ~267 -0 =1 Sở Nội vụ Q1');
select tap.sees('communes submit on the 18th, off a Sunday', tap.owes('DOC/6@2026', '05977'),
    'Q1 2026-03-18 2026-03-18 (2026-03-31, 2026-03-14); Q2 2026-06-18 2026-06-18 (2026-06-30, 2026-06-14); '
    'Q3 2026-09-18 2026-09-18 (2026-09-30, 2026-09-14); Q4 2026-12-18 2026-12-18 (2026-12-31, 2026-12-14)');
select tap.sees('departments on the 20th; what was extended stays', tap.owes('DOC/6@2026', 'SNV'),
    'Q2 2026-06-20 2026-06-22 (2026-06-30, 2026-06-14); Q3 2026-09-20 2026-09-21 (2026-09-30, 2026-09-14); '
    'Q1 2026-03-31 2026-12-18 2026-12-18; Q4 2026-12-20 2026-12-21 (2026-12-31, 2026-12-14)');
select tap.sees('the province on the 25th', tap.owes('DOC/6@2026', 'LS'),
    'Q1 2026-03-25 2026-03-25 (2026-03-31, 2026-03-14); Q2 2026-06-25 2026-06-25 (2026-06-30, 2026-06-14); '
    'Q3 2026-09-25 2026-09-25 (2026-09-30, 2026-09-14); Q4 2026-12-25 2026-12-25 (2026-12-31, 2026-12-14)');
select tap.sees('month, half, nine months, year; a plain day stays; so many times count once a period',
    concat(tap.report('DOC/7@2026', true), ' ', tap.owes('DOC/7@2026', 'SNV')),
    '+0 ~8 -8 =0 M02 2026-02-20 2026-02-23 (2026-02-28, 2026-02-14); Q1 2026-03-20 2026-03-20 (2026-03-31, 2026-03-14); '
    'D 2026-05-04 2026-05-04; H1 2026-06-20 2026-06-22 (2026-06-30, 2026-06-14); Q2 2026-06-20 2026-06-22 (2026-06-30, 2026-06-14); '
    '9M 2026-09-20 2026-09-21 (2026-09-30, 2026-09-14); Q3 2026-09-20 2026-09-21 (2026-09-30, 2026-09-14); '
    'Q4 2026-12-20 2026-12-21 (2026-12-31, 2026-12-14); Y 2026-12-20 2026-12-21 (2026-12-31, 2026-12-14)');
select tap.sees('a missed quarter stays owed', (
    select string_agg(o ->> 'period', ' ')
    from tap.ask('node_occurrences', tap.node('DOC/6@2026', '1.1')::text, null) o
    where o ->> 'unit_code' = '05977'
    and (o ->> 'days_late')::int > 0), 'Q1 Q2 Q3');
select tap.sees('what each report covers, and when it is submitted', (
    select string_agg(concat_ws(' ', r ->> 'period', r ->> 'first_day', r ->> 'cutoff', r ->> 'submitted'), '; ')
    from tap.ask('report_spans', tap.node('DOC/7@2026', '1.1')::text) r),
    'M02 2026-01-15 2026-02-14 23/02, 25/02; Q1 2025-12-15 2026-03-14 18/03, 20/03, 25/03; '
    'Q2 2026-03-15 2026-06-14 18/06, 22/06, 25/06; H1 2025-12-15 2026-06-14 18/06, 22/06, 25/06; '
    'Q3 2026-06-15 2026-09-14 18/09, 21/09, 25/09; 9M 2025-12-15 2026-09-14 18/09, 21/09, 25/09; '
    'Q4 2026-09-15 2026-12-14 18/12, 21/12, 25/12; Y 2025-12-15 2026-12-14 18/12, 21/12, 25/12');
select tap.sees('taken back', tap.undo() || ' ' || tap.owes('DOC/7@2026', 'SNV'), '0 1.1 report_set M02 2026-02-28 2026-03-02; '
    'Q1 2026-03-31 2026-03-31; Q1 2026-03-31 2026-03-31; Q1 2026-03-31 2026-03-31; D 2026-05-04 2026-05-04; H1 2026-06-30 2026-06-30; '
    'Q2 2026-06-30 2026-06-30; Q2 2026-06-30 2026-06-30; Q2 2026-06-30 2026-06-30; 9M 2026-09-30 2026-09-30; '
    'Q3 2026-09-30 2026-09-30; Q3 2026-09-30 2026-09-30; Q3 2026-09-30 2026-09-30; Q4 2026-12-31 2026-12-31; '
    'Q4 2026-12-31 2026-12-31; Q4 2026-12-31 2026-12-31; Y 2026-12-31 2026-12-31');
\c - snv.lan
select tap.refused('what has no period is no report', $$select tap.report('DOC/8@2026', true)$$, 'KS422',
    'Only what is owed by month, quarter or year can be a periodic report');
select tap.refused('the province''s task is not mine to mark', $$select tap.report('DOC/6@2026', false)$$, 'KS403',
    'You may not write plans of this unit');
select tap.refused('nor are the days mine to set', $$select * from api.report_day_import(gen_random_uuid(), '[]')$$, 'KS403',
    'Only an administrator of the province may do this');
\c - quantri
select tap.sees('an admin sets another day from next quarter on', (
    select concat_ws(' ', r.inserted, r.updated, r.unchanged)
    from api.report_day_import(gen_random_uuid(), '[{"kind": "commune", "day": "16", "valid_from": "2026-10-01", "valid_to": "",
        "source": "thử"}, {"kind": "ward", "day": "16", "valid_from": "2026-10-01", "valid_to": "", "source": "thử"}]') r),
    '2 0 0');
select tap.sees('which reports follow', tap.owes('DOC/6@2026', '05977'),
    'Q1 2026-03-18 2026-03-18 (2026-03-31, 2026-03-14); Q2 2026-06-18 2026-06-18 (2026-06-30, 2026-06-14); '
    'Q3 2026-09-18 2026-09-18 (2026-09-30, 2026-09-14); Q4 2026-12-16 2026-12-16 (2026-12-31, 2026-12-14)');
select tap.refused('a day that is none', $$select * from api.report_day_import(gen_random_uuid(), '[{"kind": "commune", "day": "31",
    "valid_from": "2026-10-01", "valid_to": "", "source": "thử"}]')$$, 'KS422', 'A cell of the file holds a word that is not known');

-- One day at a time: told before it is written, only at the version that was seen.
\c - :admin
create function tap.day(kind text, valid_from date, day int, valid_to date default null)
    returns text
    language sql
as $$
    select concat_ws(' ', r.moved, r.kept_done, r.kept_touched)
    from (values (1)) one (x)
    left join kstt.report_day d on d.kind = day.kind and d.valid_from = day.valid_from
    cross join lateral api.report_day_set(gen_random_uuid(), day.kind, day.valid_from, d.version, day.day, day.valid_to, 'thử') r
$$;
create function tap.shown_day(kind text)
    returns text
    language sql
as $$
    select string_agg(concat(r ->> 'day', case when (r ->> 'holds')::boolean then '*' end, case when (r ->> 'mine')::boolean then '!' end),
        ' ')
    from tap.ask('report_days') r
    where r ->> 'kind' = shown_day.kind
$$;
\c - quantri
select tap.sees('all are shown, the one that holds today told', tap.shown_day('ward'), '16*! 18!');
select tap.sees('what would move', (select p.moved::text from api.report_day_preview('ward', '2026-10-01', 1, 15, null, 'thử') p), '8');
select tap.sees('is only told', tap.shown_day('ward'), '16*! 18!');
select tap.sees('then it is written', tap.day('ward', '2026-10-01', 15), '8 0 1');
select tap.sees('and the reports follow', right(tap.owes('DOC/6@2026', '05977'), 49), 'Q4 2026-12-15 2026-12-15 (2026-12-31, 2026-12-14)');
select tap.sees('another cut-off moves no deadline', tap.day('cutoff', '2019-03-12', 15), '0 0 1');
select tap.sees('but is told with each', right(tap.owes('DOC/6@2026', '05977'), 49), 'Q4 2026-12-15 2026-12-15 (2026-12-31, 2026-12-15)');
select tap.refused('what was changed meanwhile', $$select * from api.report_day_set(gen_random_uuid(), 'ward', '2026-10-01', 1, 17,
    null, 'thử')$$, 'KS409', 'Somebody has changed this day of reports meanwhile');
select tap.refused('what is there already', $$select * from api.report_day_set(gen_random_uuid(), 'ward', '2026-10-01', null, 17,
    null, 'thử')$$, 'KS409', 'Somebody has changed this day of reports meanwhile');
select tap.refused('no day of every month', $$select * from api.report_day_set(gen_random_uuid(), 'commune', '2027-01-01', null, 29,
    null, 'thử')$$, 'KS422', 'There is no such day');
select tap.refused('no kind of unit', $$select * from api.report_day_set(gen_random_uuid(), 'village', '2027-01-01', null, 2,
    null, 'thử')$$, 'KS422', 'There is no such word');
select tap.refused('an end before the beginning', $$select * from api.report_day_set(gen_random_uuid(), 'commune', '2027-01-01', null, 2,
    '2026-01-01', 'thử')$$, 'KS422', 'The last day lies before the first');
select tap.refused('nobody knows where from', $$select * from api.report_day_set(gen_random_uuid(), 'commune', '2027-01-01', null, 2,
    null, ' ')$$, 'KS422', 'The text is missing');
\c - snv.lan
select tap.sees('an official looks', tap.shown_day('ward'), '15* 18');
select tap.refused('and does not write', $$select * from api.report_day_set(gen_random_uuid(), 'ward', '2026-10-01', 2, 17, null,
    'thử')$$, 'KS403', 'Only an administrator of the province may do this');
select tap.refused('nor tries', $$select * from api.report_day_preview('ward', '2026-10-01', 2, 17, null, 'thử')$$, 'KS403',
    'Only an administrator of the province may do this');
\ir help/tell.psql
