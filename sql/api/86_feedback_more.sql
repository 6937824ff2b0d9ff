-- SPDX-License-Identifier: MIT
-- What is done with a record beside moving it: splitting a mixed letter, linking
-- duplicates, calling back, looking at what is restricted.

create or replace function api.feedback_split(request uuid, feedback bigint, version int, parts text)
    returns table (feedback_id bigint, code text, state text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_part text;
    v_said jsonb;
    v_as kstt.appointment;
    r kstt.feedback;
    n kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_split', jsonb_build_array(feedback, version, md5(parts)));
    if v_done is null then
        r := kstt.feedback_take(feedback, version);
        v_as := kstt.mark_appointment(r.held_by);
        v_done := '[]';
        -- Each part keeps its own escapes, so that a NUL is found in it.
        for v_part in
            select e.value::text
            from json_array_elements(parts::json) e
        loop
            v_said := kstt.feedback_typed(v_part);
            perform kstt.feedback_check(v_said), kstt.feedback_track_check(v_said ->> 'track');
            if v_said ->> 'content' is null then
                raise exception using
                    errcode = 'KS422',
                    message = 'The text is missing';
            end if;
            v_said := kstt.feedback_said(feedback) || jsonb_build_object('channel', r.channel, 'field', r.field,
                'about_unit', r.about_unit_id, 'about_head', r.about_head, 'about_text', r.about_text,
                'territory', r.territory_id, 'call_back', r.call_back, 'confidential', r.confidential,
                'received_at', to_char(r.received_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI:SS.US')) || v_said;
            n := kstt.feedback_begin(r.held_by, v_as, v_said);
            n.changed_how := 'split';
            n.changed_note := r.code;
            insert into kstt.feedback values (n.*);
            perform kstt.feedback_put(n.id, v_said);
            if kstt.feedback_kept(n.id) then
                insert into kstt.feedback_link (province_id, feedback_id, other_id, kind, official_id)
                values (r.province_id, r.id, n.id, 'split', kstt.me());
            end if;
            v_done := v_done || jsonb_build_object('feedback_id', n.id, 'code', n.code, 'state', n.state);
        end loop;
        if v_done = '[]' then
            raise exception using
                errcode = 'KS422',
                message = 'The text is missing';
        end if;
        perform kstt.feedback_write(r, v_as, r.held_by, 'split', jsonb_build_object('note', (
            select string_agg(d ->> 'code', ', ')
            from jsonb_array_elements(v_done) d))),
            kstt.feedback_keep(request, feedback, 'split', 'holder', r.held_by, null);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_recordset(v_done) as d (feedback_id bigint, code text, state text);
end
$$;
alter function api.feedback_split(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_split(uuid, bigint, int, text) is
    'Make of a mixed letter one record for each part (a JSON array): with its sender and time, linked to it. The letter stays '
    'as it is. KS403, KS409, KS422';

create or replace function api.feedback_link(request uuid, feedback bigint, other bigint, kind text)
    returns table (link_id bigint)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_as kstt.appointment;
    v_other kstt.feedback;
    v_link bigint;
    v_stood jsonb;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_link', jsonb_build_array(feedback, other, kind));
    if v_done is null then
        if feedback = other then
            raise exception using
                errcode = 'KS422',
                message = 'A record is not linked to itself';
        end if;
        perform kstt.feedback_word('link', coalesce(kind, ''));
        select f.* into r from kstt.feedback f where f.id = feedback for update;
        select f.* into v_other from kstt.feedback f where f.id = other;
        if r.id is null or v_other.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such record for you';
        end if;
        v_as := kstt.mark_appointment(r.held_by);
        if exists (
                select
                from kstt.feedback_link l
                where l.removed_at is null
                and (feedback, other) in ((l.feedback_id, l.other_id), (l.other_id, l.feedback_id))) then
            raise exception using
                errcode = 'KS422',
                message = 'These records are linked already',
                detail = v_other.code;
        end if;
        v_stood := kstt.feedback_stood(feedback);
        insert into kstt.feedback_link (province_id, feedback_id, other_id, kind, official_id)
        values (r.province_id, feedback, other, kind, kstt.me())
        returning id into v_link;
        perform kstt.feedback_write(r, v_as, r.held_by, 'link', jsonb_build_object('note', v_other.code)),
            kstt.feedback_keep(request, feedback, 'link', 'holder', r.held_by, v_stood, v_link);
        v_done := jsonb_build_object('link_id', v_link);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.link_id
    from jsonb_to_record(v_done) as d (link_id bigint);
end
$$;
alter function api.feedback_link(uuid, bigint, bigint, text) owner to kstt_api;
comment on function api.feedback_link(uuid, bigint, bigint, text) is
    'Say that two records belong together (duplicate, related); neither is changed. KS403, KS422';

create or replace function api.feedback_unlink(request uuid, link bigint)
    returns table (link_id bigint)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_as kstt.appointment;
    v_link kstt.feedback_link;
    v_stood jsonb;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_unlink', jsonb_build_array(link));
    if v_done is null then
        select l.*
        into v_link
        from kstt.feedback_link l
        where l.id = link
        and l.removed_at is null;
        select f.* into r from kstt.feedback f where f.id = v_link.feedback_id for update;
        if r.id is null then
            raise exception using
                errcode = 'KS403',
                message = 'There is no such record for you';
        end if;
        v_as := kstt.mark_appointment(r.held_by);
        v_stood := kstt.feedback_stood(r.id);
        update kstt.feedback_link l
        set removed_by = kstt.me(),
            removed_at = kstt.now()
        where l.id = link;
        perform kstt.feedback_write(r, v_as, r.held_by, 'unlink', jsonb_build_object('note', (
            select f.code
            from kstt.feedback f
            where f.id = v_link.other_id))),
            kstt.feedback_keep(request, r.id, 'unlink', 'holder', r.held_by, v_stood, link);
        v_done := jsonb_build_object('link_id', link);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.link_id
    from jsonb_to_record(v_done) as d (link_id bigint);
end
$$;
alter function api.feedback_unlink(uuid, bigint) owner to kstt_api;
comment on function api.feedback_unlink(uuid, bigint) is 'Take a link back; who linked and unlinked is kept. KS403';

create or replace function api.feedback_call(request uuid, feedback bigint, version int, reached boolean, note text)
    returns table (feedback_id bigint, new_version int, tries int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_as kstt.appointment;
    r kstt.feedback;
begin
    v_done := kstt.request_begin(request, 'feedback_call', jsonb_build_array(feedback, version, reached, note));
    if v_done is null then
        r := kstt.feedback_take(feedback, version);
        v_as := kstt.mark_appointment(r.held_by);
        insert into kstt.feedback_call (province_id, feedback_id, reached, note, official_id)
        values (r.province_id, r.id, coalesce(reached, false), coalesce(kstt.tidy(left(note, 20000)), ''), kstt.me());
        if reached then
            r.call_back := false;
        end if;
        r.version := kstt.feedback_write(r, v_as, r.held_by, 'call', jsonb_build_object('note', kstt.tidy(note)));
        perform kstt.feedback_keep(request, feedback, 'call', 'holder', r.held_by, null);
        v_done := jsonb_build_object('feedback_id', r.id, 'new_version', r.version, 'tries', (
            select count(*)
            from kstt.feedback_call c
            where c.feedback_id = r.id));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (feedback_id bigint, new_version int, tries int);
end
$$;
alter function api.feedback_call(uuid, bigint, int, boolean, text) owner to kstt_api;
comment on function api.feedback_call(uuid, bigint, int, boolean, text) is
    'Keep a try to call the sender back; reached takes the record off the list. KS403, KS409';

create or replace function api.feedback_look(request uuid, feedback bigint, reason text)
    returns table (feedback_id bigint, name text, address text, phone text, email text, content text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_sealed boolean;
    v_unit bigint;
    v_said jsonb;
begin
    -- Nothing of it is kept under the request: sent again it looks again.
    select f.sealed
    into v_sealed
    from kstt.feedback f
    where f.id = feedback;
    select s.unit_id
    into v_unit
    from kstt.feedback_sight s
    where s.feedback_id = feedback
    limit 1;
    if v_sealed is null or v_unit is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such record for you';
    end if;
    if v_sealed and kstt.tidy(reason) is null then
        raise exception using
            errcode = 'KS422',
            message = 'A look needs its reason';
    end if;
    perform kstt.feedback_log_look(feedback, v_unit, kstt.tidy(left(reason, 20000)));
    v_said := kstt.feedback_said(feedback);
    return query
    select feedback, v_said ->> 'name', v_said ->> 'address', v_said ->> 'phone', v_said ->> 'email', v_said ->> 'content';
end
$$;
alter function api.feedback_look(uuid, bigint, text) owner to kstt_api;
comment on function api.feedback_look(uuid, bigint, text) is
    'The sender and the words of a record that I see; of a sealed one only this shows them, with a reason. Every look is '
    'logged (kstt.feedback_looked). KS403, KS422';
