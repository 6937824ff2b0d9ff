-- SPDX-License-Identifier: MIT
-- Taking back one's own last change of what the register runs by: all rows stand as
-- before, one that was added goes, history tells it; what records are counted by, or
-- somebody changed since, stays.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

-- All that the register runs by, whoever asks, but for versions.
create function tap.all_rules()
    returns text
    language sql
    security definer
as $$
    select concat_ws(E'\n', (
            select string_agg((to_jsonb(r) - 'version')::text, E'\n' order by r.id)
            from kstt.feedback_rule r), (
            select string_agg((to_jsonb(r) - 'version')::text, E'\n' order by r.id)
            from kstt.feedback_clock_rule r), (
            select string_agg((to_jsonb(r) - 'version')::text, E'\n' order by r.id)
            from kstt.feedback_setting r), (
            select string_agg((to_jsonb(r) - 'version')::text, E'\n' order by r.id)
            from kstt.feedback_template r), (
            select string_agg((to_jsonb(r) - 'version')::text, E'\n' order by r.id)
            from kstt.feedback_form r))
$$;
create table tap.stood (
    id int generated always as identity,
    rules text not null default tap.all_rules()
);
grant select, insert on tap.stood to public;

-- The newest row that a pane shows me with these values, to be changed.
create function tap.newest(pane text, fits jsonb)
    returns jsonb
    language sql
return (
    select q
    from tap.ask(pane, 'true') q
    where q @> fits
    order by (q ->> 'row_id')::bigint desc
    limit 1);

create function tap.set(kind text, pane text, fits jsonb, data jsonb)
    returns void
    language plpgsql
as $$
declare
    v_row jsonb := case when fits is not null then tap.newest(pane, fits) end;
begin
    insert into tap.stood default values;
    execute format('select from api.%I($1, $2, $3, $4)', kind)
    using gen_random_uuid(), (v_row ->> 'row_id')::bigint, (v_row ->> 'version')::int, data::text;
end
$$;
create function tap.clock(fits jsonb, data jsonb)
    returns void
    language sql
return tap.set('feedback_clock_rule_set', 'feedback_clock_rules', fits, data);
create function tap.setting(fits jsonb, data jsonb)
    returns void
    language sql
return tap.set('feedback_setting_set', 'feedback_settings', fits, data);

create function tap.undo(request uuid default gen_random_uuid())
    returns text
    language sql
as $$
    select concat_ws(' ', u.count, u.what, u.first_path) from api.undo_last(request) u
$$;
-- Undone, all stands as it did `ago` changes before.
create function tap.back(what text, told text, ago int default 1)
    returns void
    language plpgsql
as $$
begin
    perform tap.sees(what || ': changed', (tap.all_rules() <> (select s.rules from tap.stood s order by s.id desc limit 1))::text, 'true')
    where ago = 1;
    perform tap.sees(what || ': u asks', (select concat_ws(' ', q ->> 'count', q ->> 'what', q ->> 'first_path') from tap.ask('undo_peek') q), told);
    perform tap.sees(what || ': u', tap.undo(), told);
    perform tap.sees(what || ': all stands as before', tap.all_rules(), (
        select s.rules
        from tap.stood s
        order by s.id desc
        offset ago - 1
        limit 1));
end
$$;

\c - :admin
update kstt.instance set pinned_today = '2026-11-20';

-- A clock of the law: what was added goes, and what ended for it goes on.
\c - quantri
select tap.clock('{"clock": "answer", "unit_id": null, "track": "conduct,regulation"}',
    '{"days": "10", "article": "Quyết định 12", "valid_from": "2026-12-01", "valid_to": ""}');
select tap.back('ten days', '1 feedback_clock_rule_added trả lời, PAKN về hành vi …');
select tap.sees('history says so', (
    select string_agg(concat_ws(' ', q ->> 'what', q ->> 'field', q ->> 'was', '>', q ->> 'became'), ', ')
    from tap.ask('feedback_data_history', 'feedback_clock_rule',
        tap.newest('feedback_clock_rules', '{"clock": "answer", "unit_id": null, "track": "conduct,regulation"}') ->> 'row_id') q),
    'undone valid_to 2026-11-30 >, changed valid_to > 2026-11-30');

-- Corrected twice, then taken back one by one, the adding last.
select tap.clock('{"clock": "answer", "unit_id": null, "track": "conduct,regulation"}',
    '{"days": "10", "article": "Quyết định 12", "valid_from": "2026-12-01", "valid_to": ""}');
select tap.clock('{"days": 10}', '{"days": "12", "article": "Quyết định 12", "valid_from": "2026-12-01"}');
select tap.clock('{"days": 12}', '{"valid_from": "2026-12-15"}');
select tap.clock('{"days": 12}', '{"valid_to": "2027-12-31"}');
select tap.back('its end', '1 feedback_clock_rule_changed trả lời, PAKN về hành vi …');
select tap.back('its day', '1 feedback_clock_rule_changed trả lời, PAKN về hành vi …', 2);
select tap.back('its days', '1 feedback_clock_rule_changed trả lời, PAKN về hành vi …', 3);
select tap.back('all of it', '1 feedback_clock_rule_added trả lời, PAKN về hành vi …', 4);

-- Sent twice it is undone once.
select tap.clock('{"clock": "accept", "unit_id": null}', '{"valid_to": "2026-12-31"}');
select tap.sees('once', tap.undo('11111111-1111-4111-8111-111111111111'), tap.undo('11111111-1111-4111-8111-111111111111'));
select tap.sees('as it was', tap.all_rules(), (select s.rules from tap.stood s order by s.id desc limit 1));

-- Somebody changed it since, or entered another beside it.
select tap.setting(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'approval', 'true', 'valid_from', '2026-12-10'));
\c - snv.binh
select tap.setting('{"unit_name": "Sở Nội vụ"}', '{"approval": "", "remote": "", "valid_from": "2026-12-10"}');
\c - quantri
select tap.refused('changed since', $$select tap.undo()$$, 'KS409', 'Somebody has changed this rule');
\c - snv.binh
select tap.back('by who changed it', '1 feedback_setting_changed Sở Nội vụ');
select tap.setting('{"unit_name": "Sở Nội vụ"}', '{"valid_from": "2026-12-20"}');
\c - quantri
select tap.setting(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'valid_from', '2026-12-10'));
\c - snv.binh
select tap.refused('another holds from that day now', $$select tap.undo()$$, 'KS409', 'Somebody has changed it since');
\c - quantri
select tap.back('what was entered', '1 feedback_setting_added Sở Nội vụ');
\c - snv.binh
select tap.sees('then it goes', tap.undo(), '1 feedback_setting_changed Sở Nội vụ');

-- The right that making it needed.
select tap.setting(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'approval', 'true', 'valid_from', '2026-12-12'));
\c - :admin
create table tap.coordinators as
select a.id
from kstt.appointment a
join kstt.official o on o.id = a.official_id
where o.login = 'snv.binh'
and a.power = 'coordinator';
update kstt.appointment a set power = 'official' where a.id in (select c.id from tap.coordinators c);
\c - snv.binh
select tap.refused('the right is gone', $$select tap.undo()$$, 'KS403', 'Only who coordinates the unit sets its rules');
\c - :admin
update kstt.appointment a set power = 'coordinator' where a.id in (select c.id from tap.coordinators c);
\c - snv.binh
select tap.back('the right is back', '1 feedback_setting_added Sở Nội vụ');
select tap.sees('others'' are not seen', (select count(*)::text from kstt.command_rule c where c.official_id <> kstt.me()), '0');

-- What a record is counted by stays; what is not counted by goes whenever it began.
\c - snv.binh
select tap.clock(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'clock', 'answer', 'track', 'conduct', 'days', '7', 'article',
    'Quy chế của Sở', 'valid_from', '2026-11-20'));
\c - snv.lan
select tap.add('counted', 'SNV', '{"track": "conduct"}');
\c - snv.binh
select tap.refused('counted by it', $$select tap.undo()$$, 'KS422', 'Records are counted by it already: end it, or begin another');
select tap.clock('{"days": 7, "unit_name": "Sở Nội vụ"}', '{"valid_to": "2026-11-20"}');
select tap.back('its last day is not reached', '1 feedback_clock_rule_changed trả lời, PAKN về hành vi …, Sở Nội vụ');
select tap.clock('{"days": 7, "unit_name": "Sở Nội vụ"}', '{"valid_to": "2026-11-20"}');
\c - :admin
update kstt.instance set pinned_today = '2026-11-23';
\c - snv.lan
select tap.add('after', 'SNV', '{"track": "conduct"}');
\c - snv.binh
select tap.refused('others were counted without it since', $$select tap.undo()$$, 'KS422',
    'Records are counted by it already: end it, or begin another');

-- A unit that becomes remote has other days for complaints; whether its leader approves
-- counts no day.
select tap.setting(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'approval', 'true', 'valid_from', '2026-11-23'));
\c - snv.lan
select tap.add('complaint', 'SNV', '{"track": "complaint"}');
\c - snv.binh
select tap.back('the leader', '1 feedback_setting_added Sở Nội vụ');
select tap.setting(null, jsonb_build_object('unit_id', tap.unit('SNV'), 'remote', 'true', 'valid_from', '2026-11-23'));
\c - snv.lan
select tap.add('remote', 'SNV', '{"track": "complaint"}');
select tap.move('remote', 'handle');
\c - snv.binh
select tap.refused('a remote unit''s days', $$select tap.undo()$$, 'KS422', 'Records are counted by it already: end it, or begin another');

-- Rules of routing, wordings and titles: whenever it is one's own last.
\c - vpub.hoa
select tap.set('feedback_rule_set', 'feedback_rules', null, jsonb_build_object('track', 'conduct', 'target_kind', 'unit', 'target_unit_id',
    tap.unit('SNV'), 'reason', 'Nội vụ (mẫu)'));
select tap.set('feedback_rule_set', 'feedback_rules', '{"reason": "Nội vụ (mẫu)"}', '{"reason": "Tổ chức (mẫu)", "priority": "3"}');
select tap.back('a rule changed', '1 feedback_rule_changed Tổ chức (mẫu)');
select tap.back('a rule added', '1 feedback_rule_added Nội vụ (mẫu)', 2);
\c - snv.binh
select tap.set('feedback_template_set', 'feedback_template_list', null, jsonb_build_object('unit_id', tap.unit('SNV'), 'title', 'Xin lỗi (mẫu)',
    'body', 'Kính gửi {name}'));
select tap.back('a wording', '1 feedback_template_added Xin lỗi (mẫu), Sở Nội vụ');
\c - quantri
select tap.set('feedback_form_set', 'feedback_form_list', '{"code": "II.05a"}', '{"title": "Mới (mẫu)", "valid_from": "2027-01-01"}');
select tap.set('feedback_form_set', 'feedback_form_list', '{"title": "Mới (mẫu)"}', '{"c14": "Chuyển cơ quan"}');
select tap.back('a column''s title', '1 feedback_form_changed Mới (mẫu)');
select tap.back('the titles', '1 feedback_form_added Mới (mẫu)', 2);
\c - :admin
select tap.sees('each is in the history of all', (
    select string_agg(distinct a.subject, ' ' order by a.subject)
    from kstt.activity a
    where a.what = 'undone'
    and a.subject like 'feedback_%'), 'feedback_clock_rule feedback_form feedback_rule feedback_setting feedback_template');
\ir help/tell.psql
