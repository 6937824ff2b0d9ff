-- SPDX-License-Identifier: MIT
-- Saying where many owed things stand: all of them or none.

create or replace function kstt.which(occurrence bigint)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat(p.key, ' ', n.path, ' ', coalesce(u.short_name, u.name), nullif(' ' || o.period, ' '))
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    join kstt.node n on n.id = o.node_id
    join kstt.unit u on u.id = o.unit_id
    where o.id = occurrence
$$;
alter function kstt.which(bigint) owner to kstt_api;
comment on function kstt.which(bigint) is 'An owed thing as a message names it: plan, path, unit, period';

create or replace function kstt.mark_asked(marks jsonb)
    returns table (ordinal int, occurrence bigint, version int, state text, done_on date, document_number text,
        document_date date, note text)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select m.n::int, r.occurrence, r.version, r.state, r.done_on, kstt.tidy(r.document_number), r.document_date,
        kstt.tidy(r.note)
    from jsonb_array_elements(marks) with ordinality m (mark, n)
    cross join lateral jsonb_to_record(m.mark) as r (occurrence bigint, version int, state text, done_on date,
        document_number text, document_date date, note text)
$$;
alter function kstt.mark_asked(jsonb) owner to kstt_api;
comment on function kstt.mark_asked(jsonb) is 'The marks that a client sends, as rows in its order';

create or replace function kstt.marks_refuse(marks jsonb)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_twice bigint;
begin
    if jsonb_array_length(marks) > 5000 then
        raise exception using
            errcode = 'KS422',
            message = 'These are too many tasks at once',
            detail = '5000';
    end if;
    select m.occurrence
    into v_twice
    from kstt.mark_asked(marks) m
    group by m.occurrence
    having count(*) > 1
    limit 1;
    if found then
        raise exception using
            errcode = 'KS422',
            message = 'A task stands there twice',
            detail = kstt.which(v_twice);
    end if;
end
$$;
alter function kstt.marks_refuse(jsonb) owner to kstt_api;
comment on function kstt.marks_refuse(jsonb) is 'What is wrong with a set of marks as a whole, each a KS422';

create or replace function kstt.mark_one(occurrence bigint, version int, state text, done_on date, document_number text,
        document_date date, note text, out before kstt.occurrence, out after kstt.occurrence)
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_plan kstt.plan;
    v_as kstt.appointment;
    v_code text;
    v_message text;
    v_detail text;
begin
    select o.*
    into before
    from kstt.occurrence o
    where o.id = occurrence;
    if before.id is null then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such task for you';
    end if;
    begin
        select p.*
        into v_plan
        from kstt.plan p
        where p.id = before.plan_id;
        v_as := kstt.mark_appointment(before.unit_id);
        perform kstt.mark_refuse(before, v_plan, state, done_on, document_number, document_date, note);
        -- What a mark leaves out it does not deny: a proof that is there stays.
        if before.state = state
            and coalesce(done_on = before.done_on, done_on is null)
            and coalesce(document_number = before.document_number, document_number is null)
            and coalesce(document_date = before.document_date, document_date is null)
            and coalesce(note = before.note, note is null) then
            return;
        end if;
        after := kstt.mark_write(before, v_as, version, state, done_on, document_number, document_date, note);
    exception
        when sqlstate 'KS403' or sqlstate 'KS409' or sqlstate 'KS422' then
            get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail;
            raise exception using
                errcode = v_code,
                message = v_message,
                detail = concat_ws(': ', kstt.which(occurrence), nullif(v_detail, ''));
    end;
end
$$;
alter function kstt.mark_one(bigint, int, text, date, text, date, text) owner to kstt_api;
comment on function kstt.mark_one(bigint, int, text, date, text, date, text) is
    'One of many marks, by the rules of occurrence_mark; what is refused names the task. after is null when the row already '
    'stands so: in that state, and with each part of the proof that the mark gives';

create or replace function api.occurrences_mark(request uuid, marks jsonb)
    returns table (applied int, already int, ids bigint[])
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_command bigint;
    v_mark record;
    v_pair record;
    v_ids bigint[] := '{}';
    v_already int := 0;
begin
    v_done := kstt.request_begin(request, 'occurrences_mark', marks);
    if v_done is null then
        perform kstt.marks_refuse(marks);
        -- In key order, so that two officials' sets wait for each other and never lock up.
        for v_mark in
            select m.*
            from kstt.mark_asked(marks) m
            order by m.occurrence
        loop
            v_pair := kstt.mark_one(v_mark.occurrence, v_mark.version, v_mark.state, v_mark.done_on, v_mark.document_number,
                v_mark.document_date, v_mark.note);
            if (v_pair.after).id is null then
                v_already := v_already + 1;
                continue;
            end if;
            v_command := coalesce(v_command, kstt.command_begin(request, 'marked'));
            perform kstt.command_keep(v_command, cardinality(v_ids) + 1, v_pair.before, (v_pair.after).version);
            v_ids := v_ids || v_mark.occurrence;
        end loop;
        v_done := jsonb_build_object('applied', cardinality(v_ids), 'already', v_already, 'ids', v_ids);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.applied, r.already, r.ids
    from jsonb_to_record(v_done) as r (applied int, already int, ids bigint[]);
end
$$;
alter function api.occurrences_mark(uuid, jsonb) owner to kstt_api;
comment on function api.occurrences_mark(uuid, jsonb) is
    'Mark many at once, by the rules of occurrence_mark. marks: an array of {occurrence, version, state, done_on, '
    'document_number, document_date, note}. Rows that already stand so are left alone and counted; one refusal (KS403, '
    'KS409, KS422, its detail names the task) refuses all. One command, undone as one';
