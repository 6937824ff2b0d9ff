-- SPDX-License-Identifier: MIT
-- Taking back one's own last step of a record: all of it stands as before, history
-- shows it, and what has gone outside or was acted on since is not taken back.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- All that a record is, whoever asks, but for how it came to be so and its number
-- in the book, which stays given.
create function tap.whole(name text)
    returns text
    language sql
    security definer
as $$
    select concat_ws(E'\n', (
            select (to_jsonb(f) - '{version,changed_by,changed_appointment,changed_for,changed_at,changed_how,changed_note,changed_document,changed_document_date,book_year,book_serial}'::text[])::text
            from kstt.feedback f
            where f.id = tap.id(whole.name)), (
            select (to_jsonb(p) - 'version')::text || (to_jsonb(t) - 'version')::text
            from kstt.feedback_party p
            join kstt.feedback_text t on t.feedback_id = p.feedback_id
            where p.feedback_id = tap.id(whole.name)), (
            select string_agg(to_jsonb(c)::text, ' ' order by c.id)
            from kstt.feedback_clock c
            where c.feedback_id = tap.id(whole.name)), (
            select string_agg(to_jsonb(c)::text, ' ' order by c.id)
            from kstt.feedback_clock_change c
            where c.feedback_id = tap.id(whole.name)), (
            select string_agg(to_jsonb(c)::text, ' ' order by c.id)
            from kstt.feedback_charge c
            where c.feedback_id = tap.id(whole.name)), (
            select string_agg((to_jsonb(s) || jsonb_build_object('id', 0))::text, ' ' order by s.unit_id)
            from kstt.feedback_sight s
            where s.feedback_id = tap.id(whole.name)), (
            select string_agg(concat(l.feedback_id, '=', l.other_id, l.kind), ' ' order by l.feedback_id, l.other_id)
            from kstt.feedback_link l
            where l.removed_at is null))
$$;
create function tap.undo(request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select concat_ws(' ', u.count, u.first_path = tap.stands(r.name, 'code'), u.what)
    from api.undo_last(request) u
    left join tap.record r on tap.stands(r.name, 'code') = u.first_path
$$;
create function tap.back(name text, what text, action text, details jsonb default '{}')
    returns void
    language plpgsql
as $$
declare
    v_before text := tap.whole(name);
begin
    perform tap.move(name, action, details);
    perform tap.sees(what || ': it is another record now', (v_before <> tap.whole(name))::text, 'true');
    perform tap.sees(what || ': u', tap.undo(), '1 t feedback_' || action);
    perform tap.sees(what || ': it is what it was', tap.whole(name), v_before);
end
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
        return concat_ws(' ', sqlstate, sqlerrm, v_detail);
end
$$;
create function tap.peek()
    returns text
    language sql
as $$
    select concat_ws(' ', q ->> 'what', q ->> 'action_name', q ->> 'instead')
    from tap.ask('undo_peek') q
$$;

\c - :admin
update kstt.instance set pinned_today = '2026-09-01';
-- A unit whose answers its leader approves.
\c - snv.binh
select * from api.feedback_setting_set(gen_random_uuid(), null, null,
    jsonb_build_object('unit_id', tap.unit('SNV'), 'approval', true, 'valid_from', '2026-01-01')::text);

\c - xa.dongkinh
select tap.add('a', '05977', '{"content": "Phiền hà chuồn chuồn kim"}');
select tap.sees('what was taken in is not undone', tap.detail('select tap.undo()'),
    'KS422 This step is not taken back hồ sơ đã tiếp nhận; hãy sửa, hoặc ghi không tiếp nhận');
select tap.sees('and the question says so first', tap.peek(),
    'feedback_add Tiếp nhận hồ sơ đã tiếp nhận; hãy sửa, hoặc ghi không tiếp nhận');
select tap.back('a', 'a track', 'triage', '{"track": "conduct"}');
select tap.sees('a number in the book is given once: the next step takes the same', tap.move('a', 'triage', '{"track": "conduct"}'), 'classified');
select tap.sees('it', tap.stands('a', 'book_serial'), '1');
select tap.back('a', 'another track, and other clocks', 'triage', '{"track": "complaint"}');
select tap.back('a', 'sealed, and open again', 'triage', '{"track": "denunciation"}');
select tap.back('a', 'declined', 'decline', '{"decline": "unclear"}');
select tap.back('a', 'handed on', 'route', jsonb_build_object('unit', tap.unit('STP'), 'note', 'lời dặn'));
select tap.sees('history shows it', (
    select string_agg(concat_ws('/', q ->> 'action', q ->> 'note', q ->> 'undone'), ' ')
    from (select q from tap.ask('feedback_steps', tap.id('a')::text) q limit 2) q), 'undo/Giao xử lý route/lời dặn');
select tap.move('a', 'route', jsonb_build_object('unit', tap.unit('STP'), 'note', 'lời dặn'));
select tap.back('a', 'not handed on after all', 'withdraw', '{"reason": "nhầm"}');
-- Two of mine, one after the other.
select tap.move('a', 'withdraw');
select tap.sees('u once', tap.undo(), '1 t feedback_withdraw');
select tap.sees('u twice', tap.undo(), '1 t feedback_route');
select tap.sees('it is classified again', tap.stands('a', 'state'), 'classified');
select tap.move('a', 'route', jsonb_build_object('unit', tap.unit('STP'), 'note', 'lời dặn'));

\c - stp.dung
select tap.back('a', 'returned, and out of sight', 'return', '{"reason": "không thuộc thẩm quyền"}');
select tap.sees('what the sender asked is still told', (
    select q ->> 'offered_reason'
    from tap.ask('feedback_one', tap.id('a')::text) q), 'lời dặn');
select tap.back('a', 'accepted: the same day nobody else has answered for it', 'accept');
select tap.move('a', 'accept');
\c - xa.dongkinh
select tap.sees('who handed it on may not: it was accepted', left(tap.detail('select tap.undo()'), 68),
    'KS409 Somebody has changed it since ' || tap.stands('a', 'code') || ': Lương Quốc Dũng');
\c - stp.dung
select tap.back('a', 'gathering', 'gather', '{"reason": "chờ thêm"}');
select tap.back('a', 'extended', 'extend', '{"days": "5", "reason": "phức tạp"}');
select tap.back('a', 'paused', 'pause', '{"reason": "chờ giám định"}');
select tap.move('a', 'pause', '{"reason": "chờ giám định", "on": "2026-09-01"}');
\c - :admin
update kstt.instance set pinned_today = '2026-09-08';
\c - stp.dung
select tap.back('a', 'running again, three days later', 'unpause');
select tap.move('a', 'unpause');
select tap.back('a', 'handled', 'finish', '{"outcome": "explained", "text": "đã giải thích"}');
select tap.move('a', 'finish', '{"outcome": "explained", "text": "đã giải thích"}');
select tap.back('a', 'answered', 'answer', '{"document_number": "5/STP", "document_date": "2026-09-08", "via": "letter"}');
select tap.move('a', 'answer', '{"document_number": "5/STP", "document_date": "2026-09-08", "via": "letter"}');
\c - :admin
update kstt.instance set pinned_today = '2026-09-10';
\c - stp.dung
select tap.back('a', 'opened again: it stays settled on the day it was', 'reopen', '{"reason": "sót"}');
select tap.move('a', 'publish', '{"via": "website"}');
select tap.sees('what was published is not undone', tap.detail('select tap.undo()'),
    'KS422 This step is not taken back đã công khai; hãy mở lại hồ sơ kèm lý do');
select tap.move('a', 'archive');
select tap.sees('nor what was archived', tap.detail('select tap.undo()'),
    'KS422 This step is not taken back đã lưu hồ sơ; hãy mở lại kèm lý do');

-- What is sent outside, split, or a call that was made.
\c - xa.dongkinh
select tap.add('b', '05977', '{"content": "Phiền hà chuồn chuồn kim hai", "track": "regulation", "call_back": "true"}');
select tap.add('c', '05977', '{"content": "Phiền hà chuồn chuồn kim ba", "track": "conduct"}');
select tap.does('a call', format('select api.feedback_call(gen_random_uuid(), %s, %s, true, null)', tap.id('b'), tap.version('b')));
select tap.sees('is not undone', left(tap.detail('select tap.undo()'), 51), 'KS422 This step is not taken back cuộc gọi đã ghi; ');
select tap.does('a letter that is split', format('select api.feedback_split(gen_random_uuid(), %s, %s, %L)', tap.id('b'), tap.version('b'),
    '[{"content": "một phần"}]'));
select tap.sees('is not put together', left(tap.detail('select tap.undo()'), 46), 'KS422 This step is not taken back đơn đã tách;');
select tap.move('b', 'forward', '{"agency": "Bộ Tư pháp", "document_number": "7/UBND", "document_date": "2026-09-10"}');
select tap.sees('nor what went outside', left(tap.detail('select tap.undo()'), 47), 'KS422 This step is not taken back đã chuyển đi;');

-- Links and what was written down.
select tap.whole('c') as before
\gset
select api.feedback_link(gen_random_uuid(), tap.id('c'), tap.id('b'), 'related');
select tap.sees('a link is taken back', tap.undo(), '1 t feedback_link');
select tap.sees('there is none', tap.whole('c'), :'before');
select l.link_id as link
from api.feedback_link(gen_random_uuid(), tap.id('c'), tap.id('b'), 'related') l
\gset
select tap.whole('c') as before
\gset
select api.feedback_unlink(gen_random_uuid(), :link);
select tap.sees('and unlinking', tap.undo(), '1 t feedback_unlink');
select tap.sees('it is linked', tap.whole('c'), :'before');
select tap.whole('c') as before
\gset
select api.feedback_change(gen_random_uuid(), tap.id('c'), tap.version('c'),
    '{"name": "", "content": "Xóa nhầm", "channel": "post", "received_at": "2026-09-02 08:00"}');
select tap.sees('what was written over', tap.undo(), '1 t feedback_change');
select tap.sees('comes back to the letter', tap.whole('c'), :'before');
select tap.sees('and is found by its words', (
    select count(*)::text
    from tap.ask('feedback_list', null, null, null, null, null, null, null, 'chuon kim ba', null)), '1');

-- The same write sent again.
select tap.move('c', 'handle');
select tap.sees('u', tap.undo('00000000-0000-4000-8000-000000000077'), '1 t feedback_handle');
select tap.sees('the same u once more is the same u', tap.undo('00000000-0000-4000-8000-000000000077'), '1 t feedback_handle');
select tap.sees('it was undone once', (
    select count(*)::text
    from tap.ask('feedback_steps', tap.id('c')::text) q
    where q ->> 'undone' = 'Tự xử lý'), '1');
select tap.move('c', 'handle');
select tap.sees('marks and steps are undone in the order they were made', tap.peek(), 'feedback_handle Tự xử lý');

-- Whom a tố cáo hides from does not open it again.
\c - vpub.hoa
select tap.move('c', 'triage', '{"track": "denunciation"}');
select tap.sees('the coordinator who sealed it sees it no more', (
    select count(*)::text
    from kstt.feedback f
    where f.id = tap.id('c')), '0');
select tap.refused('and does not unseal it', 'select tap.undo()', 'KS403', 'There is no such record for you');
select tap.refused('nobody reads what stood before', 'select c.stood from kstt.feedback_command c', '42501', null);
select tap.sees('nor what others did', (
    select string_agg(distinct c.action, ' ')
    from kstt.feedback_command c), 'triage');
\c - xa.dongkinh
select tap.sees('what somebody else did since is named to whom sees it', left(tap.detail('select tap.undo()'), 54),
    'KS409 Somebody has changed it since ' || tap.stands('c', 'code') || ': M');
\c - :admin
select tap.sees('and what stood before has gone', (
    select count(*)::text
    from kstt.feedback_command c
    where c.feedback_id = tap.id('c')
    and c.official_id = (select o.id from kstt.official o where o.login = 'xa.dongkinh')
    and c.stood is not null), '0');

-- Nor does a unit get back what is about its own head.
\c - xa.dongkinh
select tap.add('m', '05977', '{"track": "conduct"}');
select api.feedback_change(gen_random_uuid(), tap.id('m'), tap.version('m'),
    jsonb_build_object('about_unit', tap.unit('05977'), 'about_head', 'true')::text);
select tap.sees('it went up', tap.sight('m'), '0/0/0/2/0/0');
select tap.refused('and stays there', 'select tap.undo()', 'KS403', 'There is no such record for you');
select tap.sees('unseen', tap.sight('m'), '0/0/0/2/0/0');

-- Approval: the leader takes back the leader's step, the official the official's.
\c - snv.lan
select tap.add('d', 'SNV', '{"track": "conduct"}');
select tap.move('d', 'handle');
select tap.back('d', 'submitted', 'submit', '{"outcome": "apologised"}');
select tap.move('d', 'submit', '{"outcome": "apologised"}');
\c - lanhdao.thao
select tap.back('d', 'approved', 'approve');
select tap.back('d', 'not approved', 'refuse', '{"reason": "thiếu căn cứ"}');
\c - snv.lan
select tap.back('d', 'submitted still, nobody acted', 'resume');
-- A complaint's clock that began with accepting it goes with that.
select tap.add('e', 'SNV', '{"track": "complaint"}');
select tap.back('e', 'a complaint accepted', 'handle');
select tap.add('f', 'SNV', '{"track": "complaint", "received_at": "2026-09-03 08:00"}');
select tap.back('f', 'accepted on an earlier day', 'handle', '{"on": "2026-09-08"}');
select tap.sees('and then on its own', tap.move('f', 'handle'), 'handling');
select tap.sees('whose clock begins that day', (
    select c.from_day::text
    from kstt.feedback_clock c
    where c.feedback_id = tap.id('f')
    and c.clock = 'resolve'), '2026-09-10');
select tap.move('e', 'handle');
select tap.back('e', 'and extended', 'extend', '{"days": "15", "reason": "phức tạp"}');
select tap.sees('then accepting is taken back too', tap.undo(), '1 t feedback_handle');
select tap.sees('its clock has gone', (
    select string_agg(c.clock, ' ')
    from kstt.feedback_clock c
    where c.feedback_id = tap.id('e')), 'accept');

-- Over night another unit has answered for it: reports keep that.
select tap.add('g', 'SNV', '{"track": "conduct"}');
select tap.move('g', 'route', jsonb_build_object('unit', tap.unit('STP')));
\c - stp.dung
select tap.move('g', 'accept');
\c - :admin
update kstt.instance set pinned_today = '2026-09-14';
\c - stp.dung
select tap.sees('accepted some days ago', tap.undo(), '1 t feedback_accept');
\c - snv.lan
select tap.sees('the sender holds it again, reports know the days between', (
    select string_agg(concat_ws(' ', u.code, c.from_day, c.to_day), ', ' order by c.id)
    from kstt.feedback_charge c
    join kstt.unit u on u.id = c.unit_id
    where c.feedback_id = tap.id('g')), 'SNV 2026-09-10 2026-09-10, STP 2026-09-10 2026-09-14, SNV 2026-09-14');

-- Whoever works elsewhere now takes nothing back there.
select tap.add('h', 'SNV', '{"track": "conduct"}');
select tap.move('h', 'handle');
\c - :admin
update kstt.appointment a
set valid_to = '2026-09-13'
from kstt.official o
join kstt.unit u on u.code = 'SNV'
where o.id = a.official_id
and o.login = 'snv.lan'
and a.unit_id = u.id;
\c - snv.lan
select tap.refused('not with an appointment that has ended', 'select tap.undo()', 'KS403', 'You may not write for this unit');
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);
\ir help/tell.psql
