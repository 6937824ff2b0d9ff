-- SPDX-License-Identifier: MIT
-- What a unit passed on: open until accepted, then as far as it may still see; of a
-- tố cáo, and of all that it sees no more, only what it did itself.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- What I see of it in the list: nothing, all of it, or the stub.
create function tap.listed(name text)
    returns text
    language sql
return coalesce((
    select string_agg(concat_ws(' ', case when (q ->> 'waits')::boolean then 'waits' end, q ->> 'action', q ->> 'passed_to',
        q ->> 'document_number', q ->> 'document_date', case when (q ->> 'in_time')::boolean then 'in time' end,
        q ->> 'state', q ->> 'track', q ->> 'held_by', q ->> 'content', q ->> 'version'), '; ')
    from tap.ask('feedback_passed', 'false', null) q
    where (q ->> 'feedback_id')::bigint = tap.id(listed.name)), 'nothing');
-- Everything that the list and the steps tell of it, to the letter.
create function tap.told(name text)
    returns text
    language sql
return (
    select string_agg((q - 'cursor')::text, ' ')
    from (
        select q
        from tap.ask('feedback_passed', 'false', null) q
        where (q ->> 'feedback_id')::bigint = tap.id(told.name)
        union all
        select q
        from tap.ask('feedback_own_steps', tap.id(told.name)::text) q) q);
create function tap.counts()
    returns text
    language sql
return (select concat_ws('/', q ->> 'waiting', q ->> 'late', q ->> 'passed') from tap.ask('feedback_passed_counts') q);

\c - :admin
update kstt.instance set pinned_today = '2026-09-01';
\c - xa.dongkinh
select tap.add('open', '05977', '{"content": "Phiền hà chuồn chuồn kim", "track": "conduct"}');
select tap.add('secret', '05977', '{"content": "Tố giác chuồn chuồn kim hai"}');
select tap.move('secret', 'triage', '{"track": "denunciation", "note": "tố giác ông Nùng"}');
select tap.sees('nothing was passed on yet', tap.listed('open') || ' ' || tap.counts(), 'nothing 0/0/0');
\c - :admin
update kstt.instance set pinned_today = '2026-09-04';
\c - xa.dongkinh
select tap.move('open', 'route', jsonb_build_object('unit', tap.unit('STP'), 'note', 'lời dặn'));
select tap.move('secret', 'route', jsonb_build_object('unit', tap.unit('TTT'), 'note', 'gửi ông Nùng', 'document_number', '12/UBND',
    'document_date', '2026-09-04'));
select tap.sees('what nobody has accepted is open, with all I see', tap.listed('open'),
    'waits route Sở Tư pháp in time assigned conduct UBND phường Đông Kinh Phiền hà chuồn chuồn kim 2');
select tap.sees('a tố cáo too, without its words', tap.listed('secret'),
    'waits route Thanh tra tỉnh 12/UBND 2026-09-04 in time assigned denunciation UBND phường Đông Kinh 3');
select tap.sees('two wait, two were passed on', tap.counts(), '2/0/2');
select tap.sees('only these', (
    select count(*)::text
    from tap.ask('feedback_passed', 'true', null)), '2');
\c - stp.dung
select tap.sees('to whom it was offered it is nothing passed on', tap.listed('open') || ' ' || tap.counts(), 'nothing 0/0/0');
select tap.move('open', 'accept');
\c - ttt.long
select tap.move('secret', 'accept');

\c - xa.dongkinh
select tap.sees('who received it sees it on', tap.listed('open'),
    'route Sở Tư pháp in time handling conduct Sở Tư pháp Phiền hà chuồn chuồn kim 3');
select tap.sees('of a tố cáo only what was done here, and that it was in time', tap.listed('secret'),
    'route Thanh tra tỉnh 12/UBND 2026-09-04 in time');
select tap.sees('its own steps', (
    select string_agg(concat_ws(' ', q ->> 'action_name', q ->> 'passed_to', q ->> 'document_number', q ->> 'limit_day',
        q ->> 'in_time'), '; ')
    from tap.ask('feedback_own_steps', tap.id('secret')::text) q),
    'Giao xử lý Thanh tra tỉnh 12/UBND 2026-09-11 true; Phân loại 2026-09-09 true; Tiếp nhận');
select tap.sees('nothing else of it anywhere', tap.sight('secret'), '0/0/0/0/0/0');
select tap.sees('neither names nor words nor law', (tap.told('secret') ~* 'nùng|chuồn|thử|denun|tố|handl')::text, 'false');
select tap.sees('none waits', tap.counts(), '0/0/2');
-- What follows changes nothing of what is told.
select tap.told('secret') as before
\gset
\c - ttt.long
select tap.move('secret', 'extend', '{"days": "30", "reason": "phức tạp"}');
select tap.move('secret', 'finish', '{"outcome": "decided", "text": "kết luận"}');
\c - xa.dongkinh
select tap.sees('what follows is not told', tap.told('secret'), :'before');

-- Nobody else is told of it.
\c - vpub.hoa
select tap.sees('a coordinator above', concat_ws(' ', tap.listed('secret'), tap.told('secret')), 'nothing');
\c - xa.tamthanh
select tap.sees('another unit', concat_ws(' ', tap.listed('secret'), tap.told('secret')), 'nothing');
\c - lanhdao.minh
select tap.sees('a leader', concat_ws(' ', tap.listed('secret'), tap.told('secret')), 'nothing');
\c - quantri
select tap.sees('an admin', concat_ws(' ', tap.listed('secret'), tap.told('secret')), 'nothing');

-- Tracked anew as tố cáo by who has it now: it hides at once.
\c - stp.dung
select tap.move('open', 'triage', '{"track": "denunciation", "note": "hóa ra tố cáo"}');
\c - xa.dongkinh
select tap.sees('only the stub is left', tap.listed('open'), 'route Sở Tư pháp in time');
select tap.sees('without a word', (tap.told('open') ~* 'chuồn|lời dặn|thử|conduct|denun|tố')::text, 'false');
select tap.sees('and nothing anywhere', tap.sight('open'), '0/0/0/0/0/0');

-- A unit in between sees the stub, before and after the same.
select tap.add('third', '05977', '{"content": "Phiền hà chuồn chuồn kim ba", "track": "conduct"}');
select tap.move('third', 'route', jsonb_build_object('unit', tap.unit('STP')));
\c - stp.dung
select tap.move('third', 'accept');
select tap.move('third', 'route', jsonb_build_object('unit', tap.unit('SNV'), 'note', 'chuồn chuồn'));
\c - snv.lan
select tap.move('third', 'accept');
\c - stp.dung
select tap.sees('who passed it on in between', tap.listed('third'), 'route Sở Nội vụ in time');
select tap.told('third') as before
\gset
\c - snv.lan
select tap.move('third', 'triage', '{"track": "denunciation"}');
\c - stp.dung
select tap.sees('is not told that it is sealed now', tap.told('third'), :'before');

-- Returned, withdrawn, outside, above, too late.
\c - :admin
update kstt.instance set pinned_today = '2026-09-21';
\c - xa.dongkinh
select tap.add('back', '05977', '{"track": "conduct", "received_at": "2026-09-07 08:00"}');
select tap.move('back', 'route', jsonb_build_object('unit', tap.unit('STP')));
select tap.sees('too late', (
    select q ->> 'in_time'
    from tap.ask('feedback_passed', 'true', null) q), 'false');
select tap.sees('and it says so', split_part(tap.counts(), '/', 1) || '/' || split_part(tap.counts(), '/', 2), '1/0');
\c - stp.dung
select tap.move('back', 'return', '{"reason": "không phải"}');
select tap.sees('who returned it', tap.listed('back'), 'return UBND phường Đông Kinh in time');
\c - xa.dongkinh
select tap.sees('what came back was not passed on', tap.listed('back'), 'nothing');
select tap.move('back', 'forward', '{"agency": "Bộ Công an", "document_number": "13/UBND", "document_date": "2026-09-21"}');
select tap.sees('outside', left(tap.listed('back'), 38), 'forward Bộ Công an 13/UBND 2026-09-21 ');
select tap.move('back', 'reopen', '{"reason": "thiếu"}');
select tap.sees('and back from there', tap.listed('back'), 'nothing');
select tap.add('head', '05977', jsonb_build_object('track', 'conduct', 'about_unit', tap.unit('05977'), 'about_head', 'true'));
select tap.sees('about the own head: it went up at once', (tap.listed('head') like 'add UBND tỉnh%')::text, 'true');
select tap.sees('and nothing of it is here', tap.sight('head'), '0/0/0/1/0/0');

-- What happens to it while it waits is no passing on: not on another day, and not once more.
select tap.add('waits', '05977', '{"track": "conduct"}');
select tap.move('waits', 'route', jsonb_build_object('unit', tap.unit('STP')));
select tap.counts() as before
\gset
select tap.listed('waits') as listed
\gset
\c - :admin
update kstt.instance set pinned_today = '2026-10-20';
\c - xa.dongkinh
select * from api.feedback_change(gen_random_uuid(), tap.id('waits'), tap.version('waits'), '{"phone": "0999999999"}');
select tap.sees('corrected while it waits, it was passed on as it was', tap.listed('waits'), replace(:'listed', ' 2', ' 3'));
select tap.sees('and once', split_part(tap.counts(), '/', 3), split_part(:'before', '/', 3));
\c - stp.dung
select tap.move('waits', 'return', '{"reason": "nhầm"}');
select * from api.undo_last(gen_random_uuid());
\c - xa.dongkinh
select tap.sees('it waits for whom it was passed on to that day', split_part(tap.listed('waits'), ' assigned', 1),
    'waits route Sở Tư pháp in time');
\c - stp.dung
select tap.move('waits', 'accept');
\c - xa.dongkinh
select tap.sees('and so it was when it is accepted', split_part(tap.listed('waits'), ' handling', 1), 'route Sở Tư pháp in time');
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);
\ir help/tell.psql
