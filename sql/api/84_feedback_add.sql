-- SPDX-License-Identifier: MIT
-- Taking a record in, and completing or correcting what was written down.

create or replace function kstt.feedback_begin(unit bigint, v_as kstt.appointment, record jsonb)
    returns kstt.feedback
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    r kstt.feedback;
begin
    if not exists (
            select
            from kstt.unit u
            where u.id = unit
            and kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')) then
        raise exception using
            errcode = 'KS422',
            message = 'The unit does not exist that day';
    end if;
    r.about_head := false;
    r.confidential := false;
    r.call_back := false;
    r := jsonb_populate_record(r, kstt.feedback_fields(record));
    r.id := nextval('kstt.feedback_id_seq');
    r.province_id := v_as.province_id;
    r.channel := coalesce(r.channel, 'direct');
    r.year := extract(year from kstt.today());
    r.serial := kstt.feedback_next(r.province_id, r.province_id, r.year);
    r.code := kstt.feedback_code(r.year, r.serial);
    r.received_at := coalesce((record ->> 'received_at')::timestamp at time zone 'Asia/Ho_Chi_Minh', kstt.now());
    r.received_by := unit;
    r.held_by := unit;
    r.held_by := kstt.feedback_hold(r);
    r.track := record ->> 'track';
    r.missing := kstt.feedback_missing(r.track, r.channel, record);
    r.state := case when r.missing <> '{}' then 'awaiting' when r.track is not null then 'classified' else 'new' end;
    if r.state = 'classified' then
        r := kstt.feedback_book(r);
    end if;
    r.entered_by := v_as.official_id;
    r.entered_at := kstt.now();
    r.sealed := false;
    r.paused := false;
    r.version := 1;
    r.changed_by := v_as.official_id;
    r.changed_appointment := v_as.id;
    r.changed_for := unit;
    r.changed_at := kstt.now();
    r.changed_how := 'add';
    r.changed_note := record ->> 'note';
    return r;
end
$$;
alter function kstt.feedback_begin(bigint, kstt.appointment, jsonb) owner to kstt_api;
comment on function kstt.feedback_begin(bigint, kstt.appointment, jsonb) is
    'A new record of a unit, with its number and code: awaiting what the law wants said, else new, or classified at once';

create or replace function kstt.feedback_track_check(track text)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if track is not null and not exists (select from kstt.feedback_track t where t.code = track) then
        raise exception using
            errcode = 'KS422',
            message = 'There is no such track',
            detail = track;
    end if;
end
$$;
alter function kstt.feedback_track_check(text) owner to kstt_api;
comment on function kstt.feedback_track_check(text) is 'KS422 unless the track exists';

create or replace function api.feedback_add(request uuid, unit bigint, record text)
    returns table (feedback_id bigint, version int, code text, state text, missing text, kept boolean, held_by text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_said jsonb;
    v_as kstt.appointment;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_add', jsonb_build_array(unit, md5(record)));
    if v_done is null then
        v_said := kstt.feedback_typed(record);
        perform kstt.feedback_check(v_said), kstt.feedback_track_check(v_said ->> 'track');
        if num_nonnulls(v_said ->> 'content', v_said ->> 'name', v_said ->> 'phone', v_said ->> 'address') = 0 then
            raise exception using
                errcode = 'KS422',
                message = 'The text is missing';
        end if;
        v_as := kstt.mark_appointment(unit);
        r := kstt.feedback_begin(unit, v_as, v_said);
        insert into kstt.feedback values (r.*);
        perform kstt.feedback_put(r.id, v_said),
            kstt.feedback_keep(request, r.id, 'add', 'holder', unit, null);
        v_done := jsonb_build_object('feedback_id', r.id, 'version', r.version, 'code', r.code, 'state', r.state,
            'missing', array_to_string(r.missing, ','), 'kept', kstt.feedback_kept(r.id),
            'held_by', (select u.name from kstt.unit u where u.id = r.held_by));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (feedback_id bigint, version int, code text, state text, missing text, kept boolean,
        held_by text);
end
$$;
alter function api.feedback_add(uuid, bigint, text) owner to kstt_api;
comment on function api.feedback_add(uuid, bigint, text) is
    'Take in what somebody of the public says, for a unit: record is a JSON object of what was written down. What Nghị định '
    '20/2008/NĐ-CP, điều 7 wants and is missing leaves it awaiting. kept false: it is about the unit''s own head, held_by '
    'has it and the writer does not see it. KS403, KS422';

create or replace function api.feedback_change(request uuid, feedback bigint, version int, record text)
    returns table (feedback_id bigint, new_version int, new_state text, missing text, kept boolean)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_typed jsonb;
    v_as kstt.appointment;
    v_before kstt.feedback;
    v_stood jsonb;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_change', jsonb_build_array(feedback, version, md5(record)));
    if v_done is null then
        v_typed := kstt.feedback_typed(record);
        perform kstt.feedback_check(v_typed);
        v_before := kstt.feedback_take(feedback, version);
        v_as := kstt.mark_appointment(v_before.held_by);
        v_stood := kstt.feedback_stood(feedback);
        r := jsonb_populate_record(v_before, kstt.feedback_fields(v_typed));
        r.received_at := coalesce((v_typed ->> 'received_at')::timestamp at time zone 'Asia/Ho_Chi_Minh', r.received_at);
        if r.accepted_on < (r.received_at at time zone 'Asia/Ho_Chi_Minh')::date then
            perform kstt.feedback_refuse(message := 'It was accepted before that day', detail := to_char(r.accepted_on, 'DD/MM/YYYY'));
        end if;
        r.missing := kstt.feedback_missing(r.track, r.channel, kstt.feedback_said(feedback) || v_typed);
        if r.state = 'awaiting' and r.missing = '{}' then
            r.state := case when r.track is null then 'registered' else 'classified' end;
            r := kstt.feedback_book(r);
        end if;
        if (r.about_head, r.about_unit_id) is distinct from (v_before.about_head, v_before.about_unit_id) then
            r := kstt.feedback_rehold(r);
        end if;
        r.version := kstt.feedback_write(r, v_as, v_before.held_by, 'change', v_typed);
        perform kstt.feedback_put(feedback, v_typed),
            kstt.feedback_keep(request, feedback, 'change', 'holder', v_before.held_by, v_stood);
        v_done := jsonb_build_object('feedback_id', r.id, 'new_version', r.version, 'new_state', r.state,
            'missing', array_to_string(r.missing, ','), 'kept', kstt.feedback_kept(r.id));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (feedback_id bigint, new_version int, new_state text, missing text, kept boolean);
end
$$;
alter function api.feedback_change(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_change(uuid, bigint, int, text) is
    'Complete or correct a record: only the keys given change. What nothing is missing in any more is registered. '
    'KS403, KS409, KS422';
