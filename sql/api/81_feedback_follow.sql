-- SPDX-License-Identifier: MIT
-- What follows from a record by itself: numbers, who sees it, what search looks
-- at. All of kstt_system, for the writer may lose sight of the record by it.

create or replace function kstt.feedback_next(province bigint, unit bigint, year int)
    returns int
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.feedback_serial as s (province_id, unit_id, year, last)
    values (province, unit, year, 1)
    on conflict on constraint feedback_serial_pk do update
    set last = s.last + 1
    returning s.last
$$;
alter function kstt.feedback_next(bigint, bigint, int) owner to kstt_system;
comment on function kstt.feedback_next(bigint, bigint, int) is
    'The next number of a year: of receipt codes (unit is the province) or in a unit''s book. A write that fails gives its '
    'number back';

create or replace function kstt.feedback_sight_follow(feedback bigint)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.feedback;
    v_open boolean;
    v_units bigint[];
begin
    select f.*
    into strict v_row
    from kstt.feedback f
    where f.id = feedback;
    select not s.ended
    into v_open
    from kstt.feedback_state s
    where s.code = v_row.state;
    v_units := array[v_row.held_by, v_row.offered_to];
    if not v_row.sealed then
        v_units := v_units || v_row.submitted_to || (
            select array_agg(u)
            from unnest(array[v_row.received_by]) u
            where not (v_row.about_head
                and u in (select b.unit_id from kstt.units_below(array[v_row.about_unit_id]) b)));
    end if;
    delete from kstt.feedback_sight s
    where s.feedback_id = feedback
    and s.unit_id <> all (array_remove(v_units, null));
    insert into kstt.feedback_sight as s (feedback_id, unit_id, close, received_at, open, due, state, track, field, paused,
        held_by, turn)
    select distinct feedback, u, v_row.sealed, v_row.received_at, v_open, case when v_open then v_row.due end, v_row.state,
        coalesce(v_row.track, ''), coalesce(v_row.field, ''), v_open and v_row.paused, v_row.held_by,
        u = coalesce(v_row.offered_to, v_row.held_by)
    from unnest(v_units) u
    where u is not null
    on conflict on constraint feedback_sight_pk do update
    set close = excluded.close,
        received_at = excluded.received_at,
        open = excluded.open,
        due = excluded.due,
        state = excluded.state,
        track = excluded.track,
        field = excluded.field,
        paused = excluded.paused,
        held_by = excluded.held_by,
        turn = excluded.turn
    where s is distinct from excluded;
end
$$;
alter function kstt.feedback_sight_follow(bigint) owner to kstt_system;
comment on function kstt.feedback_sight_follow(bigint) is
    'Set through which units a record is seen, and what its pages are chosen by. A sealed one: only where it is held or '
    'offered; one about a unit''s own head: not by that unit or below it, unless it was routed there';

create or replace function kstt.feedback_words_follow(feedback bigint)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.feedback_text t
    set words = case
            when not f.sealed then concat(' ', kstt.feedback_wording(concat_ws(' ', f.code, p.name, p.phone_digits, p.email,
                p.address, t.content, f.procedure_name, f.file_code, f.portal_ref, f.about_text, f.forward_number,
                f.answer_number)), ' ')
            end,
        marks = array(
            select '@' || s.unit_id
            from kstt.feedback_sight s
            where s.feedback_id = f.id
            order by s.unit_id) || to_char(f.received_on, '#YYYYMM') || case when e.ended then '{}' else array['!'] end,
        version = t.version + 1
    from kstt.feedback f
    join kstt.feedback_state e on e.code = f.state
    left join kstt.feedback_party p on p.feedback_id = f.id
    where t.feedback_id = feedback
    and f.id = feedback
$$;
alter function kstt.feedback_words_follow(bigint) owner to kstt_system;
comment on function kstt.feedback_words_follow(bigint) is
    'Set what search looks at in a record (no words at all while it is sealed), after its sight';

create or replace function kstt.feedback_put(feedback bigint, record jsonb)
    returns void
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_party kstt.feedback_party;
    v_text kstt.feedback_text;
begin
    if not exists (select from kstt.feedback f where f.id = feedback and f.changed_by = kstt.me()) then
        raise exception using
            errcode = 'KS403',
            message = 'There is no such record for you';
    end if;
    select p.* into v_party from kstt.feedback_party p where p.feedback_id = feedback;
    select t.* into v_text from kstt.feedback_text t where t.feedback_id = feedback;
    if v_text.feedback_id is null then
        insert into kstt.feedback_party (feedback_id, province_id)
        select f.id, f.province_id from kstt.feedback f where f.id = feedback
        returning * into v_party;
        insert into kstt.feedback_text (feedback_id, province_id)
        select f.id, f.province_id from kstt.feedback f where f.id = feedback
        returning * into v_text;
    end if;
    v_party := jsonb_populate_record(v_party, record);
    v_text := jsonb_populate_record(v_text, record);
    update kstt.feedback_party p
    set sender_kind = v_party.sender_kind,
        name = v_party.name,
        address = v_party.address,
        phone = v_party.phone,
        email = v_party.email,
        version = p.version + 1
    where p.feedback_id = feedback;
    update kstt.feedback_text t
    set content = v_text.content
    where t.feedback_id = feedback;
    perform kstt.feedback_words_follow(feedback);
end
$$;
alter function kstt.feedback_put(bigint, jsonb) owner to kstt_system;
comment on function kstt.feedback_put(bigint, jsonb) is
    'Keep who said it and what was said, of a record that I have just written; only the keys given change. Not for officials: '
    'the write functions call it. KS403';

create or replace function kstt.feedback_said(feedback bigint)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object('sender_kind', p.sender_kind, 'name', p.name, 'address', p.address, 'phone', p.phone,
        'email', p.email, 'content', t.content)
    from kstt.feedback_party p
    join kstt.feedback_text t on t.feedback_id = p.feedback_id
    where p.feedback_id = feedback
$$;
alter function kstt.feedback_said(bigint) owner to kstt_system;
comment on function kstt.feedback_said(bigint) is 'What feedback_put keeps. Not for officials: the write functions call it';

create or replace function kstt.feedback_log_look(feedback bigint, unit bigint, reason text)
    returns void
    language sql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    insert into kstt.feedback_looked (province_id, feedback_id, unit_id, official_id, sealed, reason)
    select f.province_id, f.id, unit, kstt.me(), f.sealed, coalesce(reason, '')
    from kstt.feedback f
    where f.id = feedback
$$;
alter function kstt.feedback_log_look(bigint, bigint, text) owner to kstt_system;
comment on function kstt.feedback_log_look(bigint, bigint, text) is 'Log that I looked at the restricted part of a record. For the write functions';

revoke execute on function kstt.feedback_next(bigint, bigint, int), kstt.feedback_sight_follow(bigint),
    kstt.feedback_words_follow(bigint), kstt.feedback_put(bigint, jsonb), kstt.feedback_said(bigint),
    kstt.feedback_log_look(bigint, bigint, text) from public;
grant execute on function kstt.feedback_next(bigint, bigint, int), kstt.feedback_put(bigint, jsonb),
    kstt.feedback_said(bigint), kstt.feedback_log_look(bigint, bigint, text) to kstt_api;
