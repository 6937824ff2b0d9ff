-- SPDX-License-Identifier: MIT
-- Notes, further proofs and questions: who may, what history says, and undoing.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('GHI/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp; Sở Tài chính', tap.part());
select tap.plan('GHI/2', 'SNV', 'draft', 'Sở Nội vụ', tap.part());
select tap.plan('GHI/3', 'SNV', 'closed', 'Sở Nội vụ', tap.part());
select tap.owed('GHI/1@2026', '1.1', 'SNV') as snv, tap.owed('GHI/1@2026', '1.1', 'STP') as stp,
    tap.owed('GHI/1@2026', '1.1', 'STC') as stc, tap.owed('GHI/2@2026', '1.1', 'SNV') as draft,
    tap.owed('GHI/3@2026', '1.1', 'SNV') as closed, tap.node('GHI/1@2026', '1.1') as node
\gset
update kstt.occurrence
set state = 'cancelled'
where id = :stc;
delete from kstt.command;

create function tap.note(occurrence bigint, note text)
    returns text
    language sql
as $$
    select case when n.note_id > 0 then regexp_replace(n.at, '\d\d:\d\d', 'hh:mm') end
    from api.note_add(gen_random_uuid(), occurrence, note) n
$$;
create function tap.prove(occurrence bigint, number text, issued date, title text)
    returns bigint
    language sql
as $$
    select r.proof_id
    from api.proof_add(gen_random_uuid(), occurrence, number, issued, title) r
$$;
create function tap.unprove(proof bigint)
    returns bigint
    language sql
as $$
    select r.proof_id
    from api.proof_remove(gen_random_uuid(), proof) r
$$;
create function tap.question(occurrence bigint, message text)
    returns bigint
    language sql
as $$
    select a.ask_id
    from api.ask_add(gen_random_uuid(), occurrence, message) a
$$;
create function tap.answer(ask bigint)
    returns bigint
    language sql
as $$
    select a.ask_id
    from api.ask_done(gen_random_uuid(), ask) a
$$;
create function tap.undo()
    returns text
    language sql
as $$
    select concat_ws(' ', u.count, coalesce(u.from_state, '-'), u.first_path, u.what)
    from api.undo_last(gen_random_uuid()) u
$$;
-- The last events of an owed thing, the oldest first.
create function tap.told(occurrence bigint, last int)
    returns text
    language sql
as $$
    select string_agg(t.line, ', ' order by t.id)
    from (
        select a.id, concat_ws(' ', a.what, a.to_state, a.document_number, a.note, 'for ' || b.code) as line
        from kstt.activity a
        left join kstt.unit b on b.id = a.on_behalf_of
        where a.occurrence_id = told.occurrence
        order by a.id desc
        limit last) t
$$;
create function tap.proofs(node bigint)
    returns text
    language sql
as $$
    select string_agg(concat_ws(' ', case when q ->> 'proof_id' is null then 'own' end, q ->> 'number', q ->> 'issued',
        nullif(q ->> 'title', ''), q ->> 'by', q ->> 'mine'), ', ')
    from tap.ask('proofs', node::text) q
$$;
create function tap.open_asks()
    returns text
    language sql
as $$
    select coalesce(string_agg(concat_ws(' ', q ->> 'path', q ->> 'who', q ->> 'message'), ', '), '')
    from tap.ask('today') q
    where q ->> 'bucket' = 'asked'
$$;

\c - snv.lan
select tap.sees('an official leaves a note', tap.note(:snv, '  Chờ ý kiến  '), '20/11/2026 hh:mm');
select tap.sees('history tells it', tap.told(:snv, 9), 'noted Chờ ý kiến');
select tap.sees('in the task''s own', (
    select string_agg(concat_ws(' ', q ->> 'what', q ->> 'official_name', q ->> 'unit_name', q ->> 'note', q ->> 'period'), ', ')
    from tap.ask('node_history', :'node') q
    where q ->> 'what' = 'noted'), 'noted Lý Thị Lan (mẫu) Sở Nội vụ Chờ ý kiến Q1');
select tap.sees('the row''s version stays', (select o.version::text from kstt.occurrence o where o.id = :snv), '1');
select tap.sees('a note is undone', tap.undo(), '1 - 1.1 noted');
select tap.sees('and history tells that too', tap.told(:snv, 1), 'undone Chờ ý kiến');
select tap.refused('an empty note', format('select tap.note(%s, %L)', :snv, ' '), 'KS422', 'The text is missing');
select tap.refused('a note too long', format('select tap.note(%s, %L)', :snv, repeat('ệ', 4001)), 'KS422', 'The text is too long');
select tap.refused('a note on what another department owes', format('select tap.note(%s, %L)', :stp, 'x'), 'KS403',
    'You may not write for this unit');
select tap.refused('a note in a closed plan', format('select tap.note(%s, %L)', :closed, 'x'), 'KS422', 'This plan is closed');
select tap.refused('a note in a plan not in force', format('select tap.note(%s, %L)', :draft, 'x'), 'KS422',
    'This plan is not in force yet');
select tap.refused('a note on nothing', 'select tap.note(-1, ''x'')', 'KS403', 'There is no such task for you');

select tap.does('done, with a document', format('select tap.mark(%s, %L, %L, %L, %L)', :snv, 'done', '2026-03-30', '1/BC', '2026-03-30'));
select tap.prove(:snv, '2/QĐ', '2026-03-29', 'Quyết định') as second
\gset
select tap.prove(:snv, null, null, 'Biên bản họp') as third
\gset
select tap.sees('the mark''s document is the first proof', tap.proofs(:node),
    'own 1/BC 2026-03-30 Lý Thị Lan (mẫu) false, 2/QĐ 2026-03-29 Quyết định Lý Thị Lan (mẫu) true, '
    'Biên bản họp Lý Thị Lan (mẫu) true');
select tap.does('one is removed', format('select tap.unprove(%s)', :second));
select tap.sees('and is gone', tap.proofs(:node),
    'own 1/BC 2026-03-30 Lý Thị Lan (mẫu) false, Biên bản họp Lý Thị Lan (mẫu) true');
select tap.refused('removed it is not removed again', format('select tap.unprove(%s)', :second), 'KS409',
    'Somebody has removed this document already');
select tap.sees('removing is undone', tap.undo(), '1 - 1.1 proof_removed');
select tap.sees('and it stands there again', (tap.proofs(:node) like '%2/QĐ%')::text, 'true');
select tap.sees('adding is undone', tap.undo(), '1 - 1.1 proof_added');
select tap.sees('one after the other, also the one that was removed between', tap.undo(), '1 - 1.1 proof_added');
select tap.sees('the mark''s own is left', tap.proofs(:node), 'own 1/BC 2026-03-30 Lý Thị Lan (mẫu) false');
select tap.sees('history has all of it', tap.told(:snv, 6), 'proof_added 2/QĐ Quyết định, proof_added Biên bản họp, '
    'proof_removed 2/QĐ Quyết định, undone 2/QĐ Quyết định, undone Biên bản họp, undone 2/QĐ Quyết định');
select tap.refused('a document without a name', format('select tap.prove(%s, %L, null, %L)', :snv, ' ', ''), 'KS422',
    'A document needs its number or its title');
select tap.refused('a document of tomorrow', format('select tap.prove(%s, %L, %L, null)', :snv, '1', '2026-11-21'), 'KS422',
    'The day lies in the future');
select tap.refused('a document of no day', format('select tap.prove(%s, %L, %L, null)', :snv, '1', 'infinity'), 'KS422',
    'There is no such day');
select tap.refused('a document from before the year', format('select tap.prove(%s, %L, %L, null)', :snv, '1', '2025-11-30'), 'KS422',
    'The day lies before the year of the plan');
select tap.refused('a number too long', format('select tap.prove(%s, %L, null, null)', :snv, repeat('1', 101)), 'KS422',
    'The text is too long');
select tap.refused('a title too long', format('select tap.prove(%s, %L, null, %L)', :snv, '1', repeat('ệ', 501)), 'KS422',
    'The text is too long');
select tap.refused('a document of another department', format('select tap.prove(%s, %L, null, null)', :stp, '1'), 'KS403',
    'You may not write for this unit');
select tap.refused('no such document', 'select tap.unprove(-1)', 'KS403', 'There is no such document for you');
select tap.refused('an official asks nobody', format('select tap.question(%s, %L)', :snv, '?'), 'KS403', 'You may not ask this unit');
select tap.does('one more document', format('select tap.prove(%s, %L, null, null)', :snv, '3/TTr'));

\c - snv.binh
select tap.sees('the unit''s coordinator notes too', tap.note(:snv, 'Đã nhắc'), '20/11/2026 hh:mm');
select tap.refused('but asks no unit that is their own', format('select tap.question(%s, %L)', :snv, '?'), 'KS403',
    'You may not ask this unit');
select tap.refused('nor one elsewhere', format('select tap.question(%s, %L)', :stp, '?'), 'KS403', 'You may not ask this unit');
select tap.does('a colleague''s document is removed', format('select tap.unprove((select max((q ->> %L)::bigint) from tap.ask(%L, %L) q))',
    'proof_id', 'proofs', :'node'));
\c - snv.lan
select tap.refused('then adding it cannot be undone', 'select tap.undo()', 'KS409', 'Somebody has changed it since');

\c - vpub.hoa
select tap.question(:stp, 'Bao giờ xong?') as first
\gset
select tap.question(:stp, 'Gửi báo cáo') as other
\gset
select tap.sees('a coordinator above asks, which is history', tap.told(:stp, 9), 'asked Bao giờ xong?, asked Gửi báo cáo');
select tap.refused('an empty question', format('select tap.question(%s, %L)', :stp, ''), 'KS422', 'The text is missing');
select tap.refused('a question too long', format('select tap.question(%s, %L)', :stp, repeat('?', 1001)), 'KS422', 'The text is too long');
select tap.refused('about what was cancelled', format('select tap.question(%s, %L)', :stc, '?'), 'KS422', 'This task was cancelled');
select tap.sees('the asker is not asked', tap.open_asks(), '');
select tap.does('a coordinator adds a document', format('select tap.prove(%s, %L, null, null)', :stp, '9/STP'));
select tap.sees('on behalf', tap.told(:stp, 1), 'proof_added 9/STP for STP');

\c - stp.dung
select tap.sees('the unit sees both questions', tap.open_asks(), '1.1 Mã Thị Hòa (mẫu) Bao giờ xong?, 1.1 Mã Thị Hòa (mẫu) Gửi báo cáo');
select tap.does('answers one', format('select tap.answer(%s)', :first));
select tap.does('once more is nothing', format('select tap.answer(%s)', :first));
select tap.sees('the other stands', tap.open_asks(), '1.1 Mã Thị Hòa (mẫu) Gửi báo cáo');
select tap.sees('answering is undone', tap.undo(), '1 - 1.1 answered');
select tap.sees('and history tells it', tap.told(:stp, 2), 'answered Bao giờ xong?, undone Bao giờ xong?');
select tap.sees('which asks again', (select string_agg(concat_ws(' ', q ->> 'who', q ->> 'message', q ->> 'mine'), ', ')
    from tap.ask('asks', :'node') q), 'Mã Thị Hòa (mẫu) Bao giờ xong? true, Mã Thị Hòa (mẫu) Gửi báo cáo true');
select tap.does('answered again', format('select tap.answer(%s)', :first));
select tap.sees('in history once', tap.told(:stp, 2), 'undone Bao giờ xong?, answered Bao giờ xong?');
select tap.does('a mark', format('select tap.mark(%s, %L)', :stp, 'in_progress'));
select tap.sees('answers what is left', tap.open_asks(), '');
select tap.does('another', format('select tap.mark(%s, %L)', :stp, 'done'));
select tap.does('undone', 'select tap.undo()');
select tap.sees('leaves it answered', tap.open_asks(), '');
select tap.does('the mark that answered, undone', 'select tap.undo()');
select tap.sees('asks again', tap.open_asks(), '1.1 Mã Thị Hòa (mẫu) Gửi báo cáo');
select tap.sees('and history tells no answer that was none', tap.told(:stp, 5),
    'answered Bao giờ xong?, marked in_progress, marked done, undone in_progress, undone open');
select tap.refused('no such question', 'select tap.answer(-1)', 'KS403', 'There is no such question for you');

\c - snv.lan
select tap.sees('another department sees that they may not', (select q ->> 'mine' from tap.ask('asks', :'node') q), 'false');
select tap.refused('another department answers nothing', format('select tap.answer(%s)', :other), 'KS403',
    'You may not write for this unit');
\c - vpub.hoa
select tap.does('the asker takes a question back', format('select tap.answer(%s)', :other));
select tap.does('and asks it after all', 'select tap.undo()');
select tap.does('or not', format('select tap.answer(%s)', :other));
\c - lanhdao.minh
select tap.sees('a leader above leaves a note', tap.note(:stp, 'Khẩn trương'), '20/11/2026 hh:mm');
select tap.sees('which is not on behalf', tap.told(:stp, 1), 'noted Khẩn trương');
select tap.refused('but proves nothing', format('select tap.prove(%s, %L, null, null)', :stp, '1'), 'KS403',
    'You may not write for this unit');
select tap.refused('and asks nothing', format('select tap.question(%s, %L)', :stp, '?'), 'KS403', 'You may not ask this unit');
select tap.sees('a leader takes a note back', tap.undo(), '1 - 1.1 noted');
\c - lanhdao.thao
select tap.refused('a leader elsewhere leaves none', format('select tap.note(%s, %L)', :stp, 'x'), 'KS403',
    'You may not write for this unit');
\c - quantri
select tap.refused('nor an admin', format('select tap.note(%s, %L)', :stp, 'x'), 'KS403', 'You may not write for this unit');
select tap.refused('no note is written past the api', 'update kstt.note set text = ''x''', '42501', null);
select tap.refused('no proof', 'delete from kstt.proof', '42501', null);
select tap.refused('no question', 'update kstt.ask set done_at = now()', '42501', null);

\c - :admin
insert into kstt.note (province_id, plan_id, node_id, occurrence_id, unit_id, text, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, 'x', a.official_id, a.id
from kstt.occurrence o
join kstt.appointment a on a.unit_id = o.unit_id
where o.id = :draft
limit 1;
insert into kstt.proof (province_id, plan_id, node_id, occurrence_id, unit_id, number, official_id, appointment_id)
select e.province_id, e.plan_id, e.node_id, e.occurrence_id, e.unit_id, '7', e.official_id, e.appointment_id
from kstt.note e
where e.occurrence_id = :draft;
insert into kstt.ask (province_id, plan_id, node_id, occurrence_id, unit_id, message, official_id, appointment_id)
select e.province_id, e.plan_id, e.node_id, e.occurrence_id, e.unit_id, '?', e.official_id, e.appointment_id
from kstt.note e
where e.occurrence_id = :draft;
create function tap.remarks(occurrence bigint)
    returns text
    language sql
as $$
    select format('%s %s %s', (select count(*) from kstt.note e where e.occurrence_id = remarks.occurrence),
        (select count(*) from kstt.proof r where r.occurrence_id = remarks.occurrence),
        (select count(*) from kstt.ask a where a.occurrence_id = remarks.occurrence))
$$;
select tap.sees('in an unissued plan', tap.remarks(:draft), '1 1 1');
\c - snv.lan
select tap.sees('its unit sees notes, proofs and questions', tap.remarks(:draft), '1 1 1');
\c - vpub.hoa
select tap.sees('its coordinators do', tap.remarks(:draft), '1 1 1');
\c - lanhdao.thao
select tap.sees('its leader does', tap.remarks(:draft), '1 1 1');
\c - stp.dung
select tap.sees('other departments do not', tap.remarks(:draft), '0 0 0');
select tap.sees('of an issued plan they do', tap.remarks(:snv), '2 3 0');
\c - xa.dongkinh
select tap.sees('a commune does not', tap.remarks(:draft), '0 0 0');
\c - lanhdao.minh
select tap.sees('nor a leader elsewhere', tap.remarks(:draft), '0 0 0');
\c - quantri
select tap.sees('nor an admin of the province', tap.remarks(:draft), '0 0 0');
\c - snv.cuong
select tap.sees('whose appointment has ended sees none at all', tap.remarks(:snv), '0 0 0');

\ir help/tell.psql
