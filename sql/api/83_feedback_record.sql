-- SPDX-License-Identifier: MIT
-- What the writes of feedback share: reading what was typed, the rules on it,
-- finding the record, and writing it with its step.

create or replace function kstt.feedback_refuse(message text, detail text default '')
    returns void
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'KS422',
        message = message,
        detail = detail;
end
$$;
alter function kstt.feedback_refuse(text, text) owner to kstt_api;
comment on function kstt.feedback_refuse(text, text) is 'KS422 with this message';

create or replace function kstt.feedback_typed(typed text)
    returns jsonb
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    -- A NUL as JSON writes it: not the end of an escaped backslash.
    v_before text := substring(typed from '^((?:[^\\]|\\(?!u0000).)*)\\u0000');
    v_result jsonb;
    v_long record;
begin
    if v_before is not null then
        raise exception using
            errcode = 'KS422',
            message = 'The text holds a character that cannot be kept',
            detail = concat_ws(', ', (
                select m[1]
                from regexp_matches(v_before, '"([a-z_]+)"\s*:\s*"(?:[^"\\]|\\.)*$', 'g') m
                limit 1), length(regexp_replace(substring(v_before from '"((?:[^"\\]|\\.)*)$'), '\\u[0-9a-fA-F]{4}|\\.', '.', 'g')) + 1);
    end if;
    select coalesce(jsonb_object_agg(e.key, kstt.tidy(e.value)), '{}')
    into v_result
    from jsonb_each_text(coalesce(nullif(typed, ''), '{}')::jsonb) e;
    select e.key, l.most
    into v_long
    from jsonb_each_text(v_result) e
    cross join lateral (
        select case
            when e.key in ('content', 'text') then 2000000
            when e.key in ('reason', 'note', 'body') then 20000
            else 500
            end as most) l
    where length(e.value) > l.most
    limit 1;
    if v_long.key is not null then
        raise exception using
            errcode = 'KS422',
            message = 'The text is too long',
            detail = format('%s: %s', v_long.key, v_long.most);
    end if;
    return v_result;
end
$$;
alter function kstt.feedback_typed(text) owner to kstt_api;
comment on function kstt.feedback_typed(text) is
    'What was typed, a JSON object, with each text as it is stored: NFC, trimmed, empty as null. KS422 a NUL (field and '
    'place), a text that is too long';

create or replace function kstt.feedback_word(kind_set text, code text)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if code is not null and not exists (
            select
            from kstt.feedback_kind k
            where k.kind_set = feedback_word.kind_set
            and k.code = feedback_word.code) then
        raise exception using
            errcode = 'KS422',
            message = 'There is no such word',
            detail = format('%s: %s', kind_set, code);
    end if;
end
$$;
alter function kstt.feedback_word(text, text) owner to kstt_api;
comment on function kstt.feedback_word(text, text) is 'KS422 unless the word belongs to the set';

create or replace function kstt.feedback_missing(track text, channel text, said jsonb)
    returns text[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(array_agg(r.field order by array_position(array['content', 'name', 'address', 'contact'], r.field)), '{}')
    from kstt.feedback_required r
    where coalesce(track, 'conduct') = any (r.tracks)
    and (r.channels is null or channel = any (r.channels))
    and case r.field
        when 'contact' then coalesce(said ->> 'phone', said ->> 'email')
        else said ->> r.field
        end is null
$$;
alter function kstt.feedback_missing(text, text, jsonb) owner to kstt_api;
comment on function kstt.feedback_missing(text, text, jsonb) is 'What the law wants said and nobody said (kstt.feedback_required)';

create or replace function kstt.feedback_own(unit bigint)
    returns table (unit_id bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select b.unit_id
    from kstt.unit u
    cross join lateral kstt.units_below(array[u.id]) b
    where u.id = unit
    and (u.kind <> 'province' or b.unit_id = u.id)
$$;
alter function kstt.feedback_own(bigint) owner to kstt_owner;
comment on function kstt.feedback_own(bigint) is
    'The units under a unit''s head, which do not see what is said about that head; of the province only itself';

create or replace function kstt.feedback_above(unit bigint)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(u.parent_id, (
        select o.id
        from kstt.unit o
        where o.parent_id = u.id
        and o.kind = 'office'
        order by o.id
        limit 1), u.id)
    from kstt.unit u
    where u.id = unit
$$;
alter function kstt.feedback_above(bigint) owner to kstt_owner;
comment on function kstt.feedback_above(bigint) is 'The unit above; above the province its office, which receives for it';

create or replace function kstt.feedback_hold(record kstt.feedback)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when record.about_head and record.held_by in (select o.unit_id from kstt.feedback_own(record.about_unit_id) o)
            then kstt.feedback_above(record.about_unit_id)
        else record.held_by
        end
$$;
alter function kstt.feedback_hold(kstt.feedback) owner to kstt_api;
comment on function kstt.feedback_hold(kstt.feedback) is
    'Who holds a record: what is said about the head of the unit that holds it goes to the unit above at once';

create or replace function kstt.feedback_rehold(r kstt.feedback)
    returns kstt.feedback
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_holder bigint := kstt.feedback_hold(r);
begin
    if v_holder <> r.held_by then
        r.held_by := v_holder;
        r.state := case r.state when 'assigned' then 'classified' when 'submitted' then 'handling' else r.state end;
        r.offered_to := null;
        r.submitted_to := null;
    end if;
    return r;
end
$$;
alter function kstt.feedback_rehold(kstt.feedback) owner to kstt_api;
comment on function kstt.feedback_rehold(kstt.feedback) is
    'A record with the unit that may hold it: once it is about the holder''s own head, an offer or a submission falls back';

create or replace function kstt.feedback_take(feedback bigint, version int)
    returns kstt.feedback
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.feedback;
begin
    select f.*
    into v_row
    from kstt.feedback f
    where f.id = feedback
    for update;
    if v_row.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such record for you';
    end if;
    if v_row.version is distinct from version then
        raise exception using
            errcode = 'KS409',
            message = 'Another official has changed this record',
            detail = (
                select concat(o.name, ', ', kstt.stamp(v_row.changed_at))
                from kstt.official o
                where o.id = v_row.changed_by);
    end if;
    return v_row;
end
$$;
alter function kstt.feedback_take(bigint, int) owner to kstt_api;
comment on function kstt.feedback_take(bigint, int) is 'A record to be written. KS403 there is none for me, KS409 it is not as I saw it';

create or replace function kstt.feedback_kept(feedback bigint)
    returns boolean
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select exists (select from kstt.feedback f where f.id = feedback)
$$;
alter function kstt.feedback_kept(bigint) owner to kstt_api;
comment on function kstt.feedback_kept(bigint) is 'Whether I still see a record after what I did';

create or replace function kstt.feedback_write(r kstt.feedback, v_as kstt.appointment, for_unit bigint, how text, details jsonb)
    returns int
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.feedback f
    set track = r.track,
        state = r.state,
        kind = r.kind,
        channel = r.channel,
        portal_ref = r.portal_ref,
        received_at = r.received_at,
        book_year = r.book_year,
        book_serial = r.book_serial,
        held_by = r.held_by,
        offered_to = r.offered_to,
        submitted_to = r.submitted_to,
        field = r.field,
        procedure_name = r.procedure_name,
        file_code = r.file_code,
        about_unit_id = r.about_unit_id,
        about_text = r.about_text,
        about_head = r.about_head,
        content_group = r.content_group,
        territory_id = r.territory_id,
        confidential = r.confidential,
        call_back = r.call_back,
        missing = r.missing,
        accepted_on = r.accepted_on,
        decline_reason = r.decline_reason,
        forwarded_to = r.forwarded_to,
        forward_number = r.forward_number,
        forward_date = r.forward_date,
        outcome = r.outcome,
        outcome_text = r.outcome_text,
        answer_number = r.answer_number,
        answer_date = r.answer_date,
        answered_on = r.answered_on,
        answered_via = r.answered_via,
        published_on = r.published_on,
        published_via = r.published_via,
        published_place = r.published_place,
        settled_on = r.settled_on,
        settled_as = r.settled_as,
        version = f.version + 1,
        changed_by = v_as.official_id,
        changed_appointment = v_as.id,
        changed_for = for_unit,
        changed_at = kstt.now(),
        changed_how = how,
        changed_note = coalesce(details ->> 'reason', details ->> 'note'),
        changed_document = details ->> 'document_number',
        changed_document_date = (details ->> 'document_date')::date
    where f.id = r.id
    returning f.version
$$;
alter function kstt.feedback_write(kstt.feedback, kstt.appointment, bigint, text, jsonb) owner to kstt_api;
comment on function kstt.feedback_write(kstt.feedback, kstt.appointment, bigint, text, jsonb) is
    'Write a record as it now is, with the step that the history takes over; its new version';

create or replace function kstt.feedback_book(r kstt.feedback)
    returns kstt.feedback
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if r.book_serial is null then
        r.book_year := extract(year from kstt.today());
        r.book_serial := kstt.feedback_next(r.province_id, r.received_by, r.book_year);
    end if;
    return r;
end
$$;
alter function kstt.feedback_book(kstt.feedback) owner to kstt_api;
comment on function kstt.feedback_book(kstt.feedback) is 'A record with its number in the book of the unit that received it';

create or replace function kstt.feedback_fields(record jsonb)
    returns jsonb
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(case e.key when 'about_unit' then 'about_unit_id' when 'territory' then 'territory_id'
        else e.key end, case when e.key in ('about_head', 'confidential', 'call_back') then coalesce(e.value, 'false')
        else e.value end), '{}')
    from jsonb_each_text(record) e
    where e.key in ('channel', 'portal_ref', 'kind', 'confidential', 'call_back', 'field', 'procedure_name', 'file_code',
        'about_unit', 'about_text', 'about_head', 'content_group', 'territory')
$$;
alter function kstt.feedback_fields(jsonb) owner to kstt_api;
comment on function kstt.feedback_fields(jsonb) is 'What was typed that belongs to the record itself, by its columns';

create or replace function kstt.feedback_check(record jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_at timestamptz;
begin
    v_at := (record ->> 'received_at')::timestamp at time zone 'Asia/Ho_Chi_Minh';
    perform kstt.feedback_word('channel', record ->> 'channel'),
        kstt.feedback_word('sender', record ->> 'sender_kind'),
        kstt.feedback_word('kind', record ->> 'kind'),
        kstt.feedback_word('field', record ->> 'field'),
        kstt.feedback_word('group', record ->> 'content_group');
    if v_at > kstt.now() then
        raise exception using
            errcode = 'KS422',
            message = 'The day lies in the future',
            detail = kstt.stamp(v_at);
    end if;
    if not isfinite(v_at) or v_at < '2000-01-01' then
        raise exception using
            errcode = 'KS422',
            message = 'There is no such day';
    end if;
    if (record ->> 'about_head')::boolean and record ->> 'about_unit' is null and record ? 'about_unit' then
        raise exception using
            errcode = 'KS422',
            message = 'A unit is needed';
    end if;
exception
    when invalid_datetime_format or datetime_field_overflow then
        raise exception using
            errcode = 'KS422',
            message = 'There is no such day';
end
$$;
alter function kstt.feedback_check(jsonb) owner to kstt_api;
comment on function kstt.feedback_check(jsonb) is 'The rules on what was typed, each a KS422';
