-- SPDX-License-Identifier: MIT
-- What the register runs by, set by who keeps it: clocks, how units work, wordings,
-- titles of reports; from a day on, with what it was before, and nobody else.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- Clocks of the pane, each "days from–to <in place of", and the newest of the province's.
create function tap.clocks(unit text default null)
    returns text
    language sql
return (
    select string_agg(concat_ws(' ', q ->> 'days', q ->> 'day_unit', q ->> 'valid_from', q ->> 'valid_to', '<' || (q ->> 'before_days')), ', '
        order by q ->> 'valid_from' nulls first)
    from tap.ask('feedback_clock_rules', 'true') q
    where q ->> 'clock' = 'answer'
    and q ->> 'track' like 'conduct%'
    and q ->> 'unit_name' is not distinct from clocks.unit);

create function tap.clock(rule bigint, version int, data jsonb)
    returns text
    language sql
return (
    select s.new_version::text
    from api.feedback_clock_rule_set(gen_random_uuid(), rule, version, data::text) s);

create function tap.newest(what text)
    returns text
    language sql
return (
    select q ->> newest.what
    from tap.ask('feedback_clock_rules', 'true') q
    where q ->> 'clock' = 'answer'
    and q ->> 'track' like 'conduct%'
    and q ->> 'unit_id' is null
    order by q ->> 'valid_from' desc nulls last
    limit 1);

create function tap.setting(setting bigint, version int, data jsonb)
    returns text
    language sql
return (
    select s.new_version::text
    from api.feedback_setting_set(gen_random_uuid(), setting, version, data::text) s);

create function tap.settings()
    returns text
    language sql
return (
    select string_agg(concat_ws(' ', q ->> 'remote', q ->> 'approval', q ->> 'valid_from', q ->> 'valid_to', '<' || (q ->> 'before_approval')), ', '
        order by q ->> 'valid_from')
    from tap.ask('feedback_settings', 'true') q
    where q ->> 'unit_name' = 'Sở Nội vụ');

create function tap.head(form text, day text)
    returns text
    language sql
return (
    select concat_ws(', ', min(q ->> 'title'), min(q ->> 'addressee'), count(*), min(q ->> 'col_title') filter (where q ->> 'col' = '14'))
    from tap.ask('feedback_form_head', form, day) q);

create function tap.heads(data jsonb)
    returns text
    language sql
return (
    select s.new_version::text
    from tap.ask('feedback_form_list', 'false') q
    cross join lateral api.feedback_form_set(gen_random_uuid(), (q ->> 'row_id')::bigint, (q ->> 'version')::int, data::text) s
    where q ->> 'code' = 'II.05a'
    order by q ->> 'valid_from' desc
    limit 1);

create function tap.looks(name text)
    returns text
    language sql
return (
    select coalesce(string_agg(concat_ws(' ', q ->> 'official_name', q ->> 'reason'), ', '), 'none')
    from tap.ask('feedback_looks', (tap.id(looks.name))::text) q);

\c - :admin
update kstt.instance set pinned_today = '2026-11-20';

-- A day that is none is told as such, in every kind of row, whoever asks.
\c - quantri
select tap.refused('a unit''s ways', $$select tap.setting(null, null, '{"unit_id": 1, "valid_from": "2026-02-30"}')$$, 'KS422', 'There is no such day');
select tap.refused('titles', $$select tap.heads('{"valid_from": "2026-02-30"}')$$, 'KS422', 'There is no such day');
select tap.refused('a last day', $$select tap.heads('{"valid_to": "30/02/2026"}')$$, 'KS422', 'There is no such day');
select tap.refused('no day at all', $$select tap.heads('{"valid_from": "infinity"}')$$, 'KS422', 'There is no such day');
select tap.refused('a clock', $$select tap.clock(tap.newest('row_id')::bigint, 1, '{"valid_to": "2026-02-30"}')$$, 'KS422', 'There is no such day');
select tap.refused('a wording', $$select * from api.feedback_template_set(gen_random_uuid(), null, null,
    '{"title": "Thử", "body": "Thử", "valid_from": "mai"}')$$, 'KS422', 'There is no such day');
select tap.refused('a rule of routing', $$select * from api.feedback_rule_set(gen_random_uuid(), null, null,
    '{"reason": "Thử", "target_kind": "above", "valid_to": "2026-13-01"}')$$, 'KS422', 'There is no such day');

-- The law's clocks are the administrator's.
select tap.sees('fifteen days at first', tap.clocks(), '15 wd');
select tap.does('ten from December on', $$select tap.clock(tap.newest('row_id')::bigint, 1,
    '{"days": "10", "day_unit": "wd", "extensions": "5, 5", "article": "Quyết định 12", "source": "", "valid_from": "2026-12-01", "valid_to": ""}')$$);
select tap.sees('the one before ends on the eve', tap.clocks(), '15 wd 2026-11-30, 10 wd 2026-12-01 <15');
select tap.sees('with its extensions', tap.newest('extensions'), '5, 5');
select tap.refused('at the version seen', $$select tap.clock(tap.newest('row_id')::bigint, 7, '{"valid_to": "2027-01-01"}')$$, 'KS409',
    'Somebody has changed this rule');
select tap.does('corrected while it does not hold yet', $$select tap.clock(tap.newest('row_id')::bigint, 1,
    '{"days": "12", "article": "Quyết định 12", "valid_from": "2026-12-01"}')$$);
select tap.sees('in place', tap.clocks(), '15 wd 2026-11-30, 12 wd 2026-12-01 <15');
select tap.does('its day too', $$select tap.clock(tap.newest('row_id')::bigint, 2, '{"valid_from": "2026-12-15"}')$$);
select tap.sees('and the end of the one before', tap.clocks(), '15 wd 2026-12-14, 12 wd 2026-12-15 <15');
select q ->> 'row_id' as first, q ->> 'version' as version
from tap.ask('feedback_clock_rules', 'true') q
where q ->> 'clock' = 'answer'
and q ->> 'valid_to' = '2026-12-14'
\gset
select tap.does('for a time only', $$select tap.clock(tap.newest('row_id')::bigint, 3, '{"valid_from": "2026-12-16", "valid_to": "2026-12-20"}')$$);
select tap.sees('the one before goes on', tap.clocks(), '15 wd, 12 wd 2026-12-16 2026-12-20 <15');
select tap.refused('whoever saw it end has not seen that', format($$select tap.clock(%s, %s, '{"valid_to": "2026-12-10"}')$$, :first, :version),
    'KS409', 'Somebody has changed this rule');
select tap.does('back again', $$select tap.clock(tap.newest('row_id')::bigint, 4, '{"valid_from": "2026-12-01", "valid_to": ""}')$$);
select tap.does('for a time in between', $$select tap.clock(null, null, '{"clock": "answer", "track": "conduct", "days": "20",
    "article": "Tạm thời", "valid_from": "2027-02-01", "valid_to": "2027-02-10"}')$$);
select tap.sees('which leaves the one before it', tap.clocks(), '15 wd 2026-11-30, 12 wd 2026-12-01 <15, 20 wd 2027-02-01 2027-02-10 <12');
select tap.does('one without an end', $$select tap.clock(null, null, '{"clock": "answer", "track": "conduct", "days": "13",
    "article": "x", "valid_from": "2027-01-01"}')$$);
select tap.sees('and takes the place of the one before', tap.clocks(),
    '15 wd 2026-11-30, 12 wd 2026-12-01 2026-12-31 <15, 13 wd 2027-01-01 <12, 20 wd 2027-02-01 2027-02-10 <13');
select tap.sees('what holds after the last day is told', (
    select string_agg(q ->> 'after_days', ' ' order by q ->> 'valid_from' nulls first)
    from tap.ask('feedback_clock_rules', 'true') q
    where q ->> 'clock' = 'answer'
    and q ->> 'track' like 'conduct%'), '12 13 13');
select tap.refused('no two from one day', $$select tap.clock(null, null, '{"clock": "answer", "track": "conduct", "days": "9", "article": "x",
    "valid_from": "2027-01-01"}')$$, 'KS422', 'It holds from that day already: change that one');
select tap.refused('what holds is not changed', $$select s.*
    from tap.ask('feedback_clock_rules', 'false') q
    cross join lateral tap.clock((q ->> 'row_id')::bigint, (q ->> 'version')::int, '{"days": "1", "article": "x"}') s
    where q ->> 'clock' = 'forward'$$, 'KS422', 'It holds already: what changes begins on a later day');
select tap.refused('a number', $$select tap.clock(tap.newest('row_id')::bigint, 1, '{"days": "ten", "valid_from": "2028-01-01"}')$$, 'KS422',
    'Write the days as a whole number from 1 to 1000');
select tap.refused('numbers', $$select tap.clock(tap.newest('row_id')::bigint, 1, '{"extensions": "5 5", "valid_from": "2028-01-01"}')$$,
    'KS422', 'Write extensions as days, one after the other: 30, 30');
select tap.refused('an article', $$select tap.clock(tap.newest('row_id')::bigint, 1, '{"article": "", "valid_from": "2028-01-01", "valid_to": ""}')$$, 'KS422',
    'Say which article it follows from');
select tap.refused('a first day before the last', $$select tap.clock(tap.newest('row_id')::bigint, 1,
    '{"valid_from": "2028-01-01", "valid_to": "2027-01-01"}')$$, 'KS422', 'The last day lies before the first');
select tap.refused('a clock that there is', $$select tap.clock(null, null, '{"clock": "answer", "track": "denunciation", "days": "1"}')$$, 'KS422',
    'There is no such clock');
select tap.sees('history tells all of it', (
    select string_agg(concat_ws(' ', q ->> 'official_name', q ->> 'what', q ->> 'field', q ->> 'was', q ->> 'became'), ', ')
    from tap.ask('feedback_clock_rules', 'true') r
    cross join lateral tap.ask('feedback_data_history', 'feedback_clock_rule', r ->> 'row_id') q
    where r ->> 'valid_from' = '2026-12-01'),
    'Quản Văn Trí (mẫu) changed valid_to 2026-12-31, Quản Văn Trí (mẫu) changed valid_from 2026-12-16 2026-12-01, '
    'Quản Văn Trí (mẫu) changed valid_to 2026-12-20, Quản Văn Trí (mẫu) changed valid_from 2026-12-15 2026-12-16, '
    'Quản Văn Trí (mẫu) changed valid_to 2026-12-20, '
    'Quản Văn Trí (mẫu) changed valid_from 2026-12-01 2026-12-15, Quản Văn Trí (mẫu) changed days 10 12, Quản Văn Trí (mẫu) added');

-- A unit's own is set by who coordinates it, and by nobody else.
\c - vpub.hoa
select tap.refused('the law''s are not the coordinator''s', $$select tap.clock(tap.newest('row_id')::bigint, 1, '{"valid_to": "2028-01-01"}')$$,
    'KS403', 'Only an administrator of the province may do this');
\c - snv.binh
select tap.sees('none is mine to change', (
    select count(*)::text from tap.ask('feedback_clock_rules', 'true') q where (q ->> 'mine')::boolean), '0');
select tap.does('seven days for my unit', $$select tap.clock(null, null, jsonb_build_object('unit_id', tap.unit('SNV'), 'clock', 'answer',
    'track', 'conduct', 'days', '7', 'article', 'Quy chế của Sở', 'valid_from', '2026-11-20'))$$);
select tap.sees('in place of the province''s', tap.clocks('Sở Nội vụ'), '7 wd 2026-11-20 <15');
select tap.refused('no unit takes longer than the law', format($$select tap.clock(null, null, jsonb_build_object('unit_id', tap.unit('SNV'),
    'clock', 'check', 'track', 'denunciation', 'days', %L, 'extensions', %L, 'article', 'Quy chế của Sở',
    'valid_from', '2026-11-20'))$$, d.days, d.extensions), 'KS422', 'A unit must not take longer than the law')
from (values ('900', '3'), ('7', '30')) d (days, extensions);
select tap.does('but it may be quicker', $$select tap.clock(null, null, jsonb_build_object('unit_id', tap.unit('SNV'),
    'clock', 'check', 'track', 'denunciation', 'days', '5', 'article', 'Quy chế của Sở', 'valid_from', '2026-11-20'))$$);
select tap.does('nothing but how long it runs differs', $$select tap.clock(null, null, jsonb_build_object('unit_id', tap.unit('SNV'),
    'clock', 'answer', 'track', 'question', 'days', '9', 'article', 'Quy chế của Sở', 'valid_from', '2026-11-20',
    'tracks', '{denunciation}', 'starts', 'accepted', 'ends_in', '{}'))$$);
select tap.sees('not for what, since when and until what it runs', (
    select concat_ws(' ', r.tracks, r.starts, r.ends_in = p.ends_in)
    from kstt.feedback_clock_rule r
    join kstt.feedback_clock_rule p on p.code = 'question'
    and p.unit_id is null
    where r.unit_id = tap.unit('SNV')
    and r.days = 9), '{question} received t');
select tap.refused('not for another', $$select tap.clock(null, null, jsonb_build_object('unit_id', tap.unit('STP'), 'clock', 'answer',
    'track', 'conduct', 'days', '7', 'article', 'x', 'valid_from', '2026-11-20'))$$, 'KS403', 'Only who coordinates the unit sets its rules');
select tap.refused('nor for all', $$select tap.clock(null, null, '{"clock": "answer", "track": "conduct", "days": "7", "article": "x"}')$$, 'KS403',
    'Only who coordinates the unit sets its rules');
\c - snv.lan
select tap.refused('an official sets none', $$select s.*
    from tap.ask('feedback_clock_rules', 'true') q
    cross join lateral tap.clock((q ->> 'row_id')::bigint, (q ->> 'version')::int, '{"valid_to": "2026-12-01"}') s
    where q ->> 'unit_name' = 'Sở Nội vụ'$$, 'KS403', 'Only who coordinates the unit sets its rules');

-- How a unit works.
\c - snv.binh
select tap.does('the leader approves from today on', $$select tap.setting(null, null, jsonb_build_object('unit_id', tap.unit('SNV'),
    'approval', 'true', 'valid_from', '2026-11-20'))$$);
select tap.refused('a unit is needed', $$select tap.setting(null, null, '{"approval": "true"}')$$, 'KS422', 'A unit is needed');
select tap.does('and no more from December on', $$select s.*
    from tap.ask('feedback_settings', 'false') q
    cross join lateral tap.setting((q ->> 'row_id')::bigint, 1, '{"approval": "", "valid_from": "2026-12-01"}') s
    where q ->> 'unit_name' = 'Sở Nội vụ'$$);
select tap.sees('each with what it was before', tap.settings(), ' true 2026-11-20 2026-11-30,   2026-12-01 <true');
select tap.refused('an old version', $$select s.*
    from tap.ask('feedback_settings', 'false') q
    cross join lateral tap.setting((q ->> 'row_id')::bigint, 9, '{"approval": ""}') s$$, 'KS409', 'Somebody has changed this rule');
\c - stp.dung
select tap.refused('not by another unit', $$select s.*
    from tap.ask('feedback_settings', 'false') q
    cross join lateral tap.setting((q ->> 'row_id')::bigint, (q ->> 'version')::int, '{"approval": ""}') s$$, 'KS403',
    'Only who coordinates the unit sets its rules');
\c - quantri
select tap.does('the administrator sets any unit''s', $$select tap.setting(null, null, jsonb_build_object('unit_id', tap.unit('STP'),
    'remote', 'true'))$$);

-- Wordings: fields in braces are those that a record fills.
\c - snv.binh
select tap.refused('a field that no record has', $$select * from api.feedback_template_set(gen_random_uuid(), null, null,
    jsonb_build_object('unit_id', tap.unit('SNV'), 'title', 'x', 'body', 'Kính gửi {ten}')::text)$$, 'KS422', 'No such field in braces');
select tap.does('all there are', $$select * from api.feedback_template_set(gen_random_uuid(), null, null, jsonb_build_object('unit_id',
    tap.unit('SNV'), 'title', 'x', 'body', (select string_agg('{' || n || '}', ' ') from unnest(kstt.feedback_fields()) n))::text)$$);
\c - snv.lan
select tap.add('one', 'SNV', '{"track": "conduct"}');
select tap.sees('are filled', (
    select (q ->> 'body' !~ '[{}]')::text
    from tap.ask('feedback_templates', tap.id('one')::text) q
    where q ->> 'title' = 'x'), 'true');

-- What stands over reports is the administrator's.
\c - vpub.hoa
select tap.refused('not by a coordinator', $$select tap.heads('{"title": "x"}')$$, 'KS403', 'Only an administrator of the province may do this');
\c - quantri
select tap.does('a new edition', $$select tap.heads('{"title": "Mới", "addressee": "Bộ", "c14": "Chuyển đi", "valid_from": "2027-01-01"}')$$);
select tap.sees('holds from its day on', tap.head('II.05a', '2027-01-01'), 'Mới, Bộ, 15, Chuyển đi');
select tap.sees('not before', split_part(tap.head('II.05a', '2026-12-31'), ',', 1), 'Kết quả tiếp nhận');
select tap.refused('no column without a title', $$select tap.heads('{"c14": ""}')$$, 'KS422', 'The text is missing');
select tap.does('corrected', $$select tap.heads('{"c14": "Chuyển cơ quan"}')$$);
select tap.sees('told', (
    select string_agg(concat_ws(' ', q ->> 'field', q ->> 'was', q ->> 'became'), ', ')
    from tap.ask('feedback_form_list', 'true') r
    cross join lateral tap.ask('feedback_data_history', 'feedback_form', r ->> 'row_id') q
    where r ->> 'title' = 'Mới'
    and q ->> 'field' is not null), 'titles (14) Chuyển đi (14) Chuyển cơ quan');
select tap.sees('the book has a title too', tap.head('book', '2026-11-20'),
    'Sổ theo dõi tiếp nhận, xử lý phản ánh, kiến nghị, , 15, Văn bản trả lời');

-- Who looked: oneself, and who coordinates the unit.
\c - snv.lan
select tap.add('secret', 'SNV', '{"track": "denunciation"}');
select count(*) from api.feedback_look(gen_random_uuid(), tap.id('secret'), 'Chuyển Thanh tra');
select tap.sees('oneself', tap.looks('secret'), 'Lý Thị Lan (mẫu) Chuyển Thanh tra');
\c - snv.binh
select tap.sees('the coordinator, of all records', (
    select string_agg(q ->> 'reason', ' ') from tap.ask('feedback_looks', null) q), 'Chuyển Thanh tra');
\c - stp.dung
select tap.sees('nobody else', (select count(*)::text from tap.ask('feedback_looks', null)), '0');
\c - quantri
select tap.sees('not the administrator', (select count(*)::text from tap.ask('feedback_looks', null)), '0');
\c - :admin
\ir help/tell.psql
