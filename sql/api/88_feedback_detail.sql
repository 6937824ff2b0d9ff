-- SPDX-License-Identifier: MIT
-- All of one record in one function, as a pane opens it: below the policies each of
-- its tables would work out anew who I am. So it repeats what they say.

create or replace function kstt.feedback_detail(feedback bigint)
    returns table (feedback_id bigint, version int, code text, book_number text, track text, sealed boolean, state text,
        kind text, channel text, portal_ref text, received_at text, received_on date, entered_by text,
        entered_at text, received_by_id bigint, received_by text, held_by_id bigint, held_by text,
        offered_to_id bigint, offered_to text, offered_reason text, submitted_to text, field text,
        procedure_name text, file_code text, about_unit_id bigint, about_unit text, about_text text,
        about_head boolean, content_group text, territory_id bigint, territory text, sender_kind text, name text,
        address text, phone text, email text, confidential boolean, call_back boolean, content text, missing text,
        decline_reason text, decline_note text, forwarded_to text, document_number text, document_date date,
        outcome text, outcome_text text, answer_number text, answer_date date, answered_on date, answered_via text,
        published_on date, published_via text, published_at_place text, due date, clock text, days_left int,
        days_count text, paused boolean, mine boolean, on_behalf boolean)
    language plpgsql
    stable
    rows 1
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set plan_cache_mode = force_generic_plan
as $$
declare
    v_today date := kstt.today();
    v_own bigint[] := kstt.my_units();
    v_coordinated bigint[] := kstt.my_coordinated();
    v_sight bigint[] := kstt.my_sight();
    v_all boolean := kstt.is_installer();
begin
    return query
    select
        f.id, f.version, f.code::text, coalesce(f.book_serial || '/' || f.book_year, ''), f.track::text, f.sealed,
        f.state::text, f.kind::text, f.channel::text, f.portal_ref::text, kstt.stamp(f.received_at), f.received_on,
        e.name::text, kstt.stamp(f.entered_at), f.received_by, r.name::text, f.held_by, h.name::text, f.offered_to,
        o.name::text, case when f.offered_to is not null then (
            select d.note::text
            from kstt.feedback_step d
            where d.feedback_id = f.id
            and d.action = 'route'
            order by d.id desc
            limit 1)
        end, s.name::text, f.field::text,
        f.procedure_name::text, f.file_code::text, f.about_unit_id, a.name::text, f.about_text::text, f.about_head,
        f.content_group::text, f.territory_id, w.name::text, p.sender_kind::text, p.name::text, p.address::text,
        p.phone::text, p.email::text, f.confidential, f.call_back, t.content::text, array_to_string(f.missing, ','),
        f.decline_reason::text,
        case when f.decline_reason is not null then (
            select d.note::text
            from kstt.feedback_step d
            where d.feedback_id = f.id
            and d.action = 'decline'
            order by d.id desc
            limit 1)
        end,
        f.forwarded_to::text, f.forward_number::text, f.forward_date, f.outcome::text, f.outcome_text::text,
        f.answer_number::text, f.answer_date, f.answered_on, f.answered_via::text, f.published_on,
        f.published_via::text, f.published_place::text, f.due, f.due_clock::text, f.due - v_today,
        case when c.id is not null then
            concat(d.days - c.paused_days, '/', c.days + c.extended, ' ', c.day_unit)
        end,
        f.paused,
        f.held_by = any (v_own) or coalesce(f.offered_to = any (v_own), false),
        f.held_by <> all (v_own) and coalesce(f.offered_to <> all (v_own), true) and f.held_by = any (v_coordinated)
    from kstt.feedback f
    join kstt.unit h on h.id = f.held_by
    join kstt.unit r on r.id = f.received_by
    join kstt.official e on e.id = f.entered_by
    left join kstt.unit o on o.id = f.offered_to
    left join kstt.unit s on s.id = f.submitted_to
    left join kstt.unit a on a.id = f.about_unit_id
    left join kstt.unit w on w.id = f.territory_id
    left join kstt.feedback_party p on p.feedback_id = f.id
        and not f.sealed
    left join kstt.feedback_text t on t.feedback_id = f.id
        and not f.sealed
    left join kstt.feedback_clock c on c.feedback_id = f.id
        and (c.clock = f.due_clock or (f.due_clock is null and c.state = 'paused' and c.clock <> 'forward'))
    left join lateral kstt.feedback_days(c.from_day, coalesce(c.paused_on, v_today), c.day_unit) d on true
    where f.id = feedback_detail.feedback
    and (v_all or exists (
        select
        from kstt.feedback_sight v
        where v.feedback_id = f.id
        and v.unit_id = any (case when v.close then v_own else v_sight end)));
end
$$;
alter function kstt.feedback_detail(bigint) owner to kstt_system;
comment on function kstt.feedback_detail(bigint) is
    'A record that I see, with its clock; sender and words are null while it is sealed. No row: none for me';

revoke execute on function kstt.feedback_detail(bigint) from public;
grant execute on function kstt.feedback_detail(bigint) to kstt_official;
