-- SPDX-License-Identifier: MIT
-- What the register runs by, set by who keeps it: how a unit works, wordings of replies,
-- titles of reports (and clocks, rules of routing: see the files beside). Of clocks,
-- units' ways and titles another one begins on a day, and the one before ends on the
-- eve; what does not hold yet is corrected itself. Nothing
-- is deleted but what was added and is taken back (87_feedback_data_undo.sql).

create or replace function kstt.feedback_told(value jsonb, beside jsonb)
    returns text
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when jsonb_typeof(value) = 'array' then (
            select string_agg(format('(%s) %s', e.n, e.item), '; ' order by e.n)
            from jsonb_array_elements_text(value) with ordinality e (item, n)
            where e.item is distinct from beside ->> (e.n::int - 1))
        else value #>> '{}'
        end
$$;
alter function kstt.feedback_told(jsonb, jsonb) owner to kstt_owner;
comment on function kstt.feedback_told(jsonb, jsonb) is 'A value of a row in words; of a list the items that differ from another list';
revoke execute on function kstt.feedback_told(jsonb, jsonb) from public;
grant execute on function kstt.feedback_told(jsonb, jsonb) to kstt_system;

create or replace function kstt.feedback_data_history(subject text, id bigint)
    returns table (at text, official_name text, what text, field text, was text, became text)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select kstt.stamp(a.at), o.name, a.what, c.key,
        kstt.feedback_told(c.value -> 0, c.value -> 1), kstt.feedback_told(c.value -> 1, c.value -> 0)
    from kstt.activity a
    left join kstt.official o on o.id = a.official_id
    left join lateral jsonb_each(a.changes) c on true
    where a.subject = feedback_data_history.subject
    and a.subject in ('feedback_rule', 'feedback_clock_rule', 'feedback_setting', 'feedback_template', 'feedback_form')
    and a.subject_id = feedback_data_history.id::text
    and kstt.may_read()
    order by a.id desc, c.key
    limit 500
$$;
alter function kstt.feedback_data_history(text, bigint) owner to kstt_system;
comment on function kstt.feedback_data_history(text, bigint) is
    'Who set a row that the register runs by, newest first: a line for each value, before and after. '
    'Whoever reads the row may read it';
revoke execute on function kstt.feedback_data_history(text, bigint) from public;
grant execute on function kstt.feedback_data_history(text, bigint) to kstt_official, kstt_api;

create or replace function kstt.feedback_settable(kind regclass, id bigint, version int)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row jsonb;
begin
    -- Who sets rows of one kind waits for who does so already, and then sees what that made of them.
    perform pg_advisory_xact_lock(kind::oid::bigint);
    if id is null then
        return '{}';
    end if;
    execute format('select to_jsonb(t) from %s t where t.id = $1', kind)
    into v_row
    using id;
    if v_row is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such rule for you';
    end if;
    if (v_row ->> 'version')::int is distinct from version then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed this rule',
            detail = coalesce((
                select concat_ws(', ', h.official_name, h.at)
                from pg_catalog.pg_class c
                cross join lateral kstt.feedback_data_history(c.relname, id) h
                where c.oid = kind
                limit 1), '');
    end if;
    return v_row;
end
$$;
alter function kstt.feedback_settable(regclass, bigint, int) owner to kstt_api;
comment on function kstt.feedback_settable(regclass, bigint, int) is 'A rule as it is, to be changed at the version seen. KS403, KS409';

create or replace function kstt.feedback_may_set(unit bigint)
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_province bigint := kstt.home_province();
begin
    if not (coalesce(unit, v_province) = any (kstt.my_coordinated()) or (unit is null and kstt.is_province_admin())) then
        raise exception using
            errcode = 'KS403',
            message = 'Only who coordinates the unit sets its rules',
            detail = (select u.name from kstt.unit u where u.id = coalesce(unit, v_province));
    end if;
    return v_province;
end
$$;
alter function kstt.feedback_may_set(bigint) owner to kstt_api;
comment on function kstt.feedback_may_set(bigint) is
    'The province, if I may set rules of a unit (null: of the whole province): its coordinators; the province''s also its admin. KS403';

create or replace function kstt.feedback_rule_typed(typed text)
    returns jsonb
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_said jsonb := kstt.feedback_typed(typed);
begin
    if not isfinite((v_said ->> 'valid_from')::date) or not isfinite((v_said ->> 'valid_to')::date) then
        perform kstt.feedback_refuse('There is no such day');
    end if;
    return v_said;
exception
    when invalid_datetime_format or datetime_field_overflow then
        perform kstt.feedback_refuse('There is no such day');
end
$$;
alter function kstt.feedback_rule_typed(text) owner to kstt_api;
comment on function kstt.feedback_rule_typed(text) is
    'What was typed of a row that the register runs by, the days on which it begins and ends checked. KS422';

create or replace function kstt.feedback_span_check(first_day date, last_day date)
    returns void
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if first_day > last_day then
        raise exception using
            errcode = 'KS422',
            message = 'The last day lies before the first';
    end if;
end
$$;
alter function kstt.feedback_span_check(date, date) owner to kstt_api;
comment on function kstt.feedback_span_check(date, date) is 'KS422 when the last day lies before the first; null is open';

create or replace function kstt.feedback_begins(before jsonb, first_day date)
    returns boolean
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select before = '{}' or (coalesce((before ->> 'valid_from')::date, '-infinity') <= kstt.today()
        and (before ->> 'valid_from')::date is distinct from first_day)
$$;
alter function kstt.feedback_begins(jsonb, date) owner to kstt_api;
comment on function kstt.feedback_begins(jsonb, date) is
    'Whether what is set is another row: there was none ({}), or the one before holds already and this begins on another day';

-- It was told what it finds out now.
drop function if exists kstt.feedback_succeed(regclass, jsonb, text[], date);
create or replace function kstt.feedback_succeed(kind regclass, before jsonb, data jsonb, keys text[])
    returns date
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_first date := data ->> 'valid_from';
    v_last date := data ->> 'valid_to';
    -- One that does not hold yet moves itself.
    v_moves boolean := not kstt.feedback_begins(before, v_first);
    v_same text;
    v_taken boolean;
    v_next date;
begin
    if v_moves and (before ->> 'valid_from')::date is not distinct from v_first then
        return v_last;
    end if;
    data := data || jsonb_build_object('id', case when v_moves then before -> 'id' end);
    select 't.id is distinct from ($1 ->> ''id'')::bigint and '
        || string_agg(format('to_jsonb(t) -> %L is not distinct from $1 -> %1$L', k), ' and ')
    into v_same
    from unnest(keys) k;
    execute format('select bool_or(t.valid_from is not distinct from $2), min(t.valid_from) '
        'filter (where t.valid_from > $2 and t.valid_to is null) from %s t where %s', kind, v_same)
    into v_taken, v_next
    using data, v_first;
    if v_taken then
        raise exception using
            errcode = 'KS422',
            message = 'It holds from that day already: change that one';
    end if;
    execute format('update %s t set valid_to = null, version = t.version + 1 where %s and t.valid_to = $2 - 1', kind, v_same)
    using data, case when v_moves then (before ->> 'valid_from')::date end;
    v_last := coalesce(v_last, v_next - 1);
    -- What holds for a time leaves the one before it, which holds again afterwards.
    execute format('update %s t set valid_to = $2 - 1, version = t.version + 1 where %s '
        'and coalesce(t.valid_from, ''-infinity'') < $2 '
        'and coalesce(t.valid_to, ''infinity'') between $2 and coalesce($3, ''infinity'')', kind, v_same)
    using data, v_first, v_last;
    return v_last;
end
$$;
alter function kstt.feedback_succeed(regclass, jsonb, jsonb, text[]) owner to kstt_api;
comment on function kstt.feedback_succeed(regclass, jsonb, jsonb, text[]) is
    'Make way for a row of these keys from its day on: the one that holds until then ends on the eve. before: the row seen ({}: none); '
    'one that does not hold yet moves itself, and what ended for it goes on. Returns the row''s last day: the eve of the next that has '
    'none. KS422 when another begins on that very day';

create or replace function kstt.feedback_braces_check(body text)
    returns void
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_wrong text;
begin
    select m[1]
    into v_wrong
    from regexp_matches(body, '\{([^{}\s]*)\}', 'g') m
    where m[1] <> all (kstt.feedback_fields())
    limit 1;
    if v_wrong is not null then
        perform kstt.feedback_refuse('No such field in braces', format('{%s}; {%s}', v_wrong,
            array_to_string(kstt.feedback_fields(), '} {')));
    end if;
end
$$;
alter function kstt.feedback_braces_check(text) owner to kstt_api;
comment on function kstt.feedback_braces_check(text) is 'KS422 when a wording has a field in braces that no record fills';

create or replace function kstt.feedback_fields()
    returns text[]
    language sql
    immutable
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array['code', 'name', 'address', 'received', 'unit', 'content', 'outcome', 'text', 'decline', 'agency', 'document',
        'missing', 'due', 'today']
$$;
alter function kstt.feedback_fields() owner to kstt_owner;
comment on function kstt.feedback_fields() is 'The fields in braces that kstt.feedback_fill knows';
grant execute on function kstt.feedback_fields() to kstt_official, kstt_api;

create or replace function api.feedback_template_set(request uuid, template bigint, version int, template_data text)
    returns table (template_id bigint, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before jsonb;
    v_stood jsonb;
    r kstt.feedback_template;
begin
    v_done := kstt.request_begin(request, 'feedback_template_set', jsonb_build_array(template, version, template_data));
    if v_done is null then
        v_before := kstt.feedback_settable('kstt.feedback_template', template, version);
        v_stood := kstt.feedback_data_rows('kstt.feedback_template');
        r := jsonb_populate_record(null::kstt.feedback_template, v_before || kstt.feedback_rule_typed(template_data)
            || jsonb_build_object('version', coalesce((v_before ->> 'version')::int, 0) + 1));
        perform kstt.feedback_track_check(r.track);
        r.province_id := kstt.feedback_may_set(r.unit_id);
        if r.title is null or r.body is null then
            perform kstt.feedback_refuse('The text is missing');
        end if;
        perform kstt.feedback_span_check(r.valid_from, r.valid_to), kstt.feedback_braces_check(r.body);
        if template is null then
            r.id := nextval('kstt.feedback_template_id_seq');
            insert into kstt.feedback_template values (r.*);
        else
            perform kstt.feedback_may_set((v_before ->> 'unit_id')::bigint);
            update kstt.feedback_template t
            set (unit_id, track, title, body, valid_from, valid_to, version)
                = (r.unit_id, r.track, r.title, r.body, r.valid_from, r.valid_to, r.version)
            where t.id = template;
        end if;
        v_done := jsonb_build_object('template_id', r.id, 'new_version', r.version);
        perform kstt.feedback_data_keep(request, 'kstt.feedback_template', v_stood, r.id), kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (template_id bigint, new_version int);
end
$$;
alter function api.feedback_template_set(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_template_set(uuid, bigint, int, text) is 'Add or change a wording of replies. KS403, KS409, KS422';

create or replace function api.feedback_setting_set(request uuid, setting bigint, version int, setting_data text)
    returns table (setting_id bigint, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before jsonb;
    v_stood jsonb;
    r kstt.feedback_setting;
begin
    v_done := kstt.request_begin(request, 'feedback_setting_set', jsonb_build_array(setting, version, setting_data));
    if v_done is null then
        v_before := kstt.feedback_settable('kstt.feedback_setting', setting, version);
        v_stood := kstt.feedback_data_rows('kstt.feedback_setting');
        r := jsonb_populate_record(null::kstt.feedback_setting, jsonb_build_object('valid_from', kstt.today()) || v_before
            || (kstt.feedback_rule_typed(setting_data) - '{id,version}'::text[])
            || case when setting is not null then jsonb_build_object('unit_id', v_before -> 'unit_id') else '{}' end);
        r.remote := coalesce(r.remote, false);
        r.approval := coalesce(r.approval, false);
        r.valid_from := coalesce(r.valid_from, kstt.today());
        if r.unit_id is null then
            perform kstt.feedback_refuse('A unit is needed');
        end if;
        r.province_id := kstt.home_province();
        if not kstt.is_province_admin() then
            perform kstt.feedback_may_set(r.unit_id);
        end if;
        perform kstt.feedback_span_check(r.valid_from, r.valid_to);
        r.valid_to := kstt.feedback_succeed('kstt.feedback_setting', v_before, to_jsonb(r), '{unit_id}');
        if kstt.feedback_begins(v_before, r.valid_from) then
            r.id := nextval('kstt.feedback_setting_id_seq');
            r.version := 1;
            insert into kstt.feedback_setting values (r.*);
        else
            r.version := r.version + 1;
            update kstt.feedback_setting s
            set (remote, approval, valid_from, valid_to, version) = (r.remote, r.approval, r.valid_from, r.valid_to, r.version)
            where s.id = setting;
        end if;
        v_done := jsonb_build_object('setting_id', r.id, 'new_version', r.version);
        perform kstt.feedback_data_keep(request, 'kstt.feedback_setting', v_stood, r.id), kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (setting_id bigint, new_version int);
end
$$;
alter function api.feedback_setting_set(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_setting_set(uuid, bigint, int, text) is
    'How a unit works: remote, approval, unit_id, valid_from, valid_to. setting null adds one; another valid_from than that of '
    'the one seen, which holds, begins a new one on that day; else it is corrected. By its coordinators and the province''s administrator. '
    'KS403, KS409, KS422';

create or replace function api.feedback_form_set(request uuid, form bigint, version int, form_data text)
    returns table (form_id bigint, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before jsonb;
    v_stood jsonb;
    v_said jsonb;
    r kstt.feedback_form;
begin
    v_done := kstt.request_begin(request, 'feedback_form_set', jsonb_build_array(form, version, form_data));
    if v_done is null then
        if form is null or not kstt.is_province_admin() then
            raise exception using
                errcode = 'KS403',
                message = 'Only an administrator of the province may do this';
        end if;
        v_before := kstt.feedback_settable('kstt.feedback_form', form, version);
        v_stood := kstt.feedback_data_rows('kstt.feedback_form');
        v_said := kstt.feedback_rule_typed(form_data) - '{id,version,code,titles}'::text[];
        r := jsonb_populate_record(null::kstt.feedback_form, v_before || v_said);
        r.titles := array(
            select coalesce(case when v_said ? ('c' || t.n) then v_said ->> ('c' || t.n) else t.title end, '')
            from unnest(r.titles) with ordinality t (title, n)
            order by t.n);
        r.subtitle := coalesce(r.subtitle, '');
        r.addressee := coalesce(r.addressee, '');
        r.law := coalesce(r.law, '');
        r.valid_from := coalesce(r.valid_from, kstt.today());
        if r.title is null or '' = any (r.titles) then
            perform kstt.feedback_refuse('The text is missing');
        end if;
        perform kstt.feedback_span_check(r.valid_from, r.valid_to);
        r.valid_to := kstt.feedback_succeed('kstt.feedback_form', v_before, to_jsonb(r), '{code}');
        if kstt.feedback_begins(v_before, r.valid_from) then
            r.id := nextval('kstt.feedback_form_id_seq');
            r.version := 1;
            insert into kstt.feedback_form values (r.*);
        else
            r.version := r.version + 1;
            update kstt.feedback_form f
            set (title, subtitle, addressee, law, titles, valid_from, valid_to, version)
                = (r.title, r.subtitle, r.addressee, r.law, r.titles, r.valid_from, r.valid_to, r.version)
            where f.id = form;
        end if;
        v_done := jsonb_build_object('form_id', r.id, 'new_version', r.version);
        perform kstt.feedback_data_keep(request, 'kstt.feedback_form', v_stood, r.id), kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (form_id bigint, new_version int);
end
$$;
alter function api.feedback_form_set(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_form_set(uuid, bigint, int, text) is
    'What stands over a report and its columns (c1, c2, …): corrected, or with another valid_from anew from that day on. By the '
    'province''s administrator. KS403, KS409, KS422';
