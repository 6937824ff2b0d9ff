-- SPDX-License-Identifier: MIT
-- Who sees which record, in tables, search, history, counts and reports, as each
-- right: the unit that received it, the one it is routed to, coordinators above;
-- nobody else, and of a sealed one (tố cáo) only those who hold it.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- Everything that shows records: what I see of one, by its place there.
create function tap.leaks(name text, word text)
    returns text
    language sql
as $$
    select coalesce(string_agg(v.place, ' ' order by v.n), 'nothing')
    from (
        select 1, 'table', exists (select from kstt.feedback f where f.id = tap.id(leaks.name))
        union all
        select 2, 'party', exists (select from kstt.feedback_party f where f.feedback_id = tap.id(leaks.name))
        union all
        select 3, 'text', exists (select from kstt.feedback_text f where f.feedback_id = tap.id(leaks.name))
        union all
        select 4, 'steps', exists (select from kstt.feedback_step f where f.feedback_id = tap.id(leaks.name))
        union all
        select 5, 'clocks', exists (select from kstt.feedback_clock f where f.feedback_id = tap.id(leaks.name))
        union all
        select 6, 'charge', exists (select from kstt.feedback_charge f where f.feedback_id = tap.id(leaks.name))
        union all
        select 7, 'list', exists (
            select
            from tap.ask('feedback_list', null, null, null, null, null, null, null, null, null) q
            where (q ->> 'feedback_id')::bigint = tap.id(leaks.name))
        union all
        select 8, 'search', exists (
            select
            from tap.ask('feedback_list', null, null, null, null, null, null, null, word, null) q
            where (q ->> 'feedback_id')::bigint = tap.id(leaks.name))
        union all
        select 9, 'code', (
            select q ->> 'verdict' = 'found'
            from tap.ask('feedback_find', tap.stands(leaks.name, 'code')) q)
        union all
        select 10, 'one', exists (select from tap.ask('feedback_one', tap.id(leaks.name)::text))
        union all
        select 11, 'today', exists (
            select
            from tap.ask('feedback_today') q
            where (q ->> 'feedback_id')::bigint = tap.id(leaks.name))
        union all
        select 12, 'late', exists (
            select
            from tap.ask('feedback_late', null, '0') q
            where (q ->> 'feedback_id')::bigint = tap.id(leaks.name))
        union all
        select 13, 'alike', exists (
            select
            from tap.ask('feedback_likely_new', jsonb_build_object('phone', '0912345678', 'content', word)::text) q
            where (q ->> 'feedback_id')::bigint = tap.id(leaks.name))
        union all
        select 14, 'book', exists (
            select
            from kstt.unit u
            cross join lateral tap.ask('feedback_book', u.id::text, '2026-01-01', '2026-12-31') q
            where u.kind = 'province'
            and q ->> 'code' = tap.stands(leaks.name, 'code'))
        union all
        select 15, 'activity', exists (
            select
            from kstt.activity a
            where a.changes::text like '%' || word || '%'
            or a.note like '%' || word || '%')) v (n, place, seen)
    where v.seen
$$;
create function tap.all_shown()
    returns text
    language sql
return 'table party text steps clocks charge list search code one late alike book';

select set_config('tap.day', '2026-11-20', false);
\c - :admin
update kstt.instance set pinned_today = '2026-09-01';
\c - xa.dongkinh
select tap.add('plain', '05977', '{"content": "Phiền hà chuồn chuồn kim", "track": "conduct"}');
select tap.add('routed', '05977', '{"content": "Phiền hà chuồn chuồn kim hai", "track": "conduct"}');
select tap.add('secret', '05977', '{"content": "Tố giác chuồn chuồn kim ba"}');
select tap.move('routed', 'route', jsonb_build_object('unit', tap.unit('STP')));
\c - stp.dung
select tap.move('routed', 'accept');
select tap.move('routed', 'route', jsonb_build_object('unit', tap.unit('SNV')));
\c - snv.lan
select tap.move('routed', 'accept');
\c - :admin
update kstt.instance set pinned_today = '2026-11-20';

\c - xa.dongkinh
select tap.sees('the unit that received it', tap.leaks('plain', 'chuon'), replace(tap.all_shown(), 'one late', 'one today late'));
select tap.sees('it still sees what it routed on', tap.leaks('routed', 'chuon'), tap.all_shown());
\c - vpub.hoa
select tap.sees('a coordinator above', tap.leaks('plain', 'chuon'), tap.all_shown());
select tap.sees('and of the unit it is routed to', tap.leaks('routed', 'chuon'), tap.all_shown());
\c - snv.lan
select tap.sees('the unit it was routed to', tap.leaks('routed', 'chuon'), replace(tap.all_shown(), 'one late', 'one today late'));
select tap.sees('not what was not', tap.leaks('plain', 'chuon'), 'nothing');
\c - snv.binh
select tap.sees('that unit''s coordinator', tap.leaks('routed', 'chuon'), replace(tap.all_shown(), 'one late', 'one today late'));
\c - lanhdao.thao
select tap.sees('its leader reads', tap.leaks('routed', 'chuon'), tap.all_shown());
select tap.sees('nothing of other units', tap.leaks('plain', 'chuon'), 'nothing');
\c - stp.dung
select tap.sees('asked for a unit that is not theirs, nothing', (
    select count(*)::text
    from tap.ask('feedback_list', tap.unit('05977')::text, 'open', null, null, null, null, null, null, null)), '0');
select tap.sees('who passed it on keeps their own steps', tap.leaks('routed', 'chuon'), 'steps');
select tap.sees('just those two', (
    select string_agg(q ->> 'action', ' ')
    from tap.ask('feedback_steps', tap.id('routed')::text) q), 'route accept');
select tap.sees('nothing of others', tap.leaks('plain', 'chuon'), 'nothing');
\c - vpub.tung
select tap.sees('an official of another unit', tap.leaks('plain', 'chuon') || ', ' || tap.leaks('routed', 'chuon'), 'nothing, nothing');
\c - sngv.khoi
select tap.sees('a division of another unit', tap.leaks('plain', 'chuon') || ', ' || tap.leaks('routed', 'chuon'), 'nothing, nothing');
\c - lanhdao.minh
select tap.sees('the province''s leader without it being submitted', tap.leaks('plain', 'chuon'), 'nothing');
\c - quantri
select tap.sees('an admin sees no feedback by that right', tap.leaks('plain', 'chuon') || ', ' || tap.leaks('routed', 'chuon'),
    'nothing, nothing');
select tap.sees('in no table', (
    select string_agg(t, ' ')
    from (
        select 'charge' as t from kstt.feedback_charge
        union all select 'change' from kstt.feedback_clock_change
        union all select 'link' from kstt.feedback_link
        union all select 'call' from kstt.feedback_call
        union all select 'looked' from kstt.feedback_looked
        union all select 'sight' from kstt.feedback_sight
        union all select 'step' from kstt.feedback_step) v), null);
select tap.sees('nor in reports', (select count(*)::text from tap.ask('feedback_form', tap.unit('LS')::text, '2026-08-15', '2026-12-14')), '0');
select tap.sees('nor a number of them', (select count(*)::text from tap.ask('feedback_counts', null, null, null)), '0');
select tap.sees('nor their serials', has_table_privilege('kstt.feedback_serial', 'select')::text, 'false');
\c - snv.cuong
select tap.sees('whose appointment has ended', tap.leaks('plain', 'chuon') || ', ' || tap.leaks('routed', 'chuon'), 'nothing, nothing');

-- Becoming a tố cáo hides it at once.
\c - vpub.hoa
select tap.sees('before', tap.leaks('secret', 'chuon'), tap.all_shown());
\c - xa.dongkinh
select tap.sees('re-tracked', tap.move('secret', 'triage', '{"track": "denunciation"}'), 'classified');
select tap.sees('the unit that holds it sees the stub alone', tap.leaks('secret', 'chuon'),
    'table steps clocks charge list code one today late book');
select tap.sees('without sender and words', (
    select concat_ws(' ', q ->> 'sealed', q ->> 'name', q ->> 'content', q ->> 'phone')
    from tap.ask('feedback_one', tap.id('secret')::text) q), 'true');
select tap.sees('masked in the book', (
    select concat(q ->> 'name', q ->> 'address', q ->> 'content')
    from tap.ask('feedback_book', tap.unit('05977')::text, '2026-01-01', '2026-12-31') q
    where q ->> 'code' = tap.stands('secret', 'code')), '*********');
select tap.refused('a look needs its reason', $$select * from api.feedback_look(gen_random_uuid(), tap.id('secret'), ' ')$$, 'KS422',
    'A look needs its reason');
select tap.sees('then it shows them', (
    select l.name || ': ' || l.content
    from api.feedback_look(gen_random_uuid(), tap.id('secret'), 'Chuyển Thanh tra') l), 'Lê Văn Thử (mẫu): Tố giác chuồn chuồn kim ba');
select tap.sees('and is logged', (
    select string_agg(concat_ws(' ', q ->> 'official_name', q ->> 'reason'), ', ')
    from tap.ask('feedback_looks', tap.id('secret')::text) q), 'Hà Thị Kinh (mẫu) Chuyển Thanh tra');
select tap.sees('never in the figures of the form', (
    select q ->> 'c3'
    from tap.ask('feedback_form', tap.unit('05977')::text, '2026-08-15', '2026-12-14') q
    where q ->> 'number' = ''), '2');
\c - vpub.hoa
select tap.sees('from the coordinator above', tap.leaks('secret', 'chuon'), 'nothing');
select tap.sees('and from their numbers', (
    select sum((q ->> 'records')::int)::text
    from tap.ask('feedback_counts', null, null, null) q), '2');
select tap.refused('no look either', $$select * from api.feedback_look(gen_random_uuid(), tap.id('secret'), 'Xem')$$, 'KS403',
    'There is no such record for you');
select tap.refused('nor any step', $$select * from api.feedback_move(gen_random_uuid(), tap.id('secret'), 2, 'handle', '{}')$$, 'KS403',
    'There is no such record for you');
\c - quantri
select tap.sees('from the admin', tap.leaks('secret', 'chuon'), 'nothing');
\c - lanhdao.minh
select tap.sees('from the leader', tap.leaks('secret', 'chuon'), 'nothing');
\c - xa.dongkinh
select tap.move('secret', 'route', jsonb_build_object('unit', tap.unit('VPUB')));
\c - vpub.tung
select tap.sees('offered to another unit', tap.leaks('secret', 'chuon'), 'table steps clocks charge list code one today late book');
select tap.move('secret', 'accept');
\c - xa.dongkinh
select tap.sees('who passed it on sees nothing, not even own steps', tap.leaks('secret', 'chuon'), 'nothing');
\c - stp.dung
select tap.sees('others never did', tap.leaks('secret', 'chuon'), 'nothing');

-- About the head of the very unit that takes it down.
\c - :admin
create function tap.links(name text)
    returns text
    language sql
return (
    select q ->> 'links'
    from tap.ask('feedback_list', null, null, null, null, null, null, null, null, null) q
    where (q ->> 'feedback_id')::bigint = tap.id(links.name));
\c - xa.tamthanh
select tap.sees('kept away at once, and held above', (
    select concat_ws(' ', a.kept, a.held_by)
    from api.feedback_add(gen_random_uuid(), tap.unit('05986'), jsonb_build_object('channel', 'telephone', 'name', 'Lý Thử (mẫu)',
        'address', 'Tam Thanh', 'phone', '0900000001', 'content', 'Chủ tịch phường chậm trễ bọ xít', 'about_unit', tap.unit('05986'),
        'about_head', true, 'track', 'conduct')::text) a), 'f UBND tỉnh Lạng Sơn');
\c - :admin
insert into tap.record
select 'head', f.id
from kstt.feedback f
where f.about_head;
\c - xa.tamthanh
select tap.sees('its own step is all that unit sees', tap.leaks('head', 'bo xit'), 'steps');
select tap.sees('and no number of it', (
    select coalesce(q ->> 'c3', '0')
    from tap.ask('feedback_form', tap.unit('05986')::text, '2026-08-15', '2026-12-14') q
    where q ->> 'number' = ''), '0');
\c - vpub.hoa
select tap.sees('the province has it', tap.leaks('head', 'bo xit'), 'table party text steps clocks charge list search code one today book');
select tap.sees('the unit itself is not proposed', (
    select string_agg(q ->> 'unit_code', ' ')
    from tap.ask('feedback_proposal', tap.id('head')::text) q), 'LS VPUB');
\c - xa.tamthanh
select tap.add('own', '05986', '{"track": "conduct"}');
\c - vpub.hoa
select * from api.feedback_link(gen_random_uuid(), tap.id('own'), tap.id('head'), 'related');
select tap.sees('linked with another record of the unit', tap.links('own'), '1');
\c - xa.tamthanh
select tap.sees('which is not told of that', tap.links('own') || (select count(*) from tap.ask('feedback_links', tap.id('own')::text)), '00');
\c - vpub.hoa
select tap.sees('unless it is routed there', tap.move('head', 'route', jsonb_build_object('unit', tap.unit('05986'))), 'assigned');
\c - xa.tamthanh
select tap.sees('then it is theirs to see', tap.leaks('head', 'bo xit'),
    'table party text steps clocks charge list search code one today book');
select tap.move('head', 'return', '{"reason": "Về chính người đứng đầu"}');
select tap.sees('until given back', tap.leaks('head', 'bo xit'), 'steps');

-- Policy and search function show the same, for every right.
\c - :admin
create function tap.same()
    returns void
    language sql
as $$
    select tap.sees('the function shows what the policy shows', (
        select array_agg(f.feedback_id order by f.feedback_id)::text
        from kstt.feedback_found(null, null, null, null, null, null, null, null, null, 1000) f), (
        select array_agg(f.id order by f.id)::text
        from kstt.feedback f));
    select tap.sees('by words too', (
        select array_agg(f.feedback_id order by f.feedback_id)::text
        from kstt.feedback_found(null, null, null, null, null, null, null, 'chuồn', null, 1000) f), (
        select array_agg(t.feedback_id order by t.feedback_id)::text
        from kstt.feedback_text t
        where t.words like '%chuon%'));
    select tap.sees('and what is late', (
        select array_agg(f.feedback_id order by f.feedback_id)::text
        from kstt.feedback_overdue(null) f), (
        select array_agg(f.id order by f.id)::text
        from kstt.feedback f
        where f.due < kstt.today()));
$$;
\c - xa.dongkinh
select tap.same();
\c - xa.tamthanh
select tap.same();
\c - stp.dung
select tap.same();
\c - snv.lan
select tap.same();
\c - snv.binh
select tap.same();
\c - vpub.hoa
select tap.same();
\c - vpub.tung
select tap.same();
\c - lanhdao.minh
select tap.same();
\c - lanhdao.thao
select tap.same();
\c - quantri
select tap.same();
\c - snv.cuong
select tap.same();
\c - :admin
select tap.same();
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);

\ir help/tell.psql
