-- name: feedback_one(feedback bigint)
-- SPDX-License-Identifier: MIT
-- All of one record; sender and words are null while it is sealed.
select
    f.id as feedback_id,
    f.version as version,
    f.code as code,
    coalesce(f.book_serial || '/' || f.book_year, '') as book_number,
    f.track as track,
    f.sealed as sealed,
    f.state as state,
    f.kind as kind,
    f.channel as channel,
    f.portal_ref as portal_ref,
    kstt.stamp(f.received_at) as received_at,
    f.received_on as received_on,
    e.name as entered_by,
    kstt.stamp(f.entered_at) as entered_at,
    f.received_by as received_by_id,
    r.name as received_by,
    f.held_by as held_by_id,
    h.name as held_by,
    f.offered_to as offered_to_id,
    o.name as offered_to,
    case when f.offered_to is not null then f.changed_note end as offered_reason,
    s.name as submitted_to,
    f.field as field,
    f.procedure_name as procedure_name,
    f.file_code as file_code,
    f.about_unit_id as about_unit_id,
    a.name as about_unit,
    f.about_text as about_text,
    f.about_head as about_head,
    f.content_group as content_group,
    f.territory_id as territory_id,
    w.name as territory,
    p.sender_kind as sender_kind,
    p.name as name,
    p.address as address,
    p.phone as phone,
    p.email as email,
    f.confidential as confidential,
    f.call_back as call_back,
    t.content as content,
    array_to_string(f.missing, ',') as missing,
    f.decline_reason as decline_reason,
    case when f.decline_reason is not null then (
        select d.note
        from kstt.feedback_step d
        where d.feedback_id = f.id
        and d.action = 'decline'
        order by d.id desc
        limit 1) end as decline_note,
    f.forwarded_to as forwarded_to,
    f.forward_number as document_number,
    f.forward_date as document_date,
    f.outcome as outcome,
    f.outcome_text as outcome_text,
    f.answer_number as answer_number,
    f.answer_date as answer_date,
    f.answered_on as answered_on,
    f.answered_via as answered_via,
    f.published_on as published_on,
    f.published_via as published_via,
    f.published_place as published_at_place,
    f.due as due,
    f.due_clock as clock,
    f.due - kstt.today() as days_left,
    case
    when c.id is not null then
        case
        when c.paused_on is not null then kstt.feedback_days_between(c.from_day, c.paused_on, c.day_unit) - c.paused_days
        else kstt.feedback_days_between(c.from_day, kstt.today(), c.day_unit) - c.paused_days
        end || '/' || (c.days + c.extended) || ' ' || c.day_unit
    end as days_count,
    f.paused as paused,
    coalesce(coalesce(f.offered_to, f.held_by) = any ((select kstt.my_units())::bigint[])
        or f.held_by = any ((select kstt.my_units())::bigint[]), false) as mine,
    coalesce(f.held_by <> all ((select kstt.my_units())::bigint[])
        and coalesce(f.offered_to <> all ((select kstt.my_units())::bigint[]), true)
        and f.held_by = any ((select kstt.my_coordinated())::bigint[]), false) as on_behalf
from kstt.feedback f
join kstt.unit h on h.id = f.held_by
join kstt.unit r on r.id = f.received_by
join kstt.official e on e.id = f.entered_by
left join kstt.unit o on o.id = f.offered_to
left join kstt.unit s on s.id = f.submitted_to
left join kstt.unit a on a.id = f.about_unit_id
left join kstt.unit w on w.id = f.territory_id
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
left join kstt.feedback_clock c on c.feedback_id = f.id
    and (c.clock = f.due_clock or (f.due_clock is null and c.state = 'paused' and c.clock <> 'forward'))
where f.id = $1::bigint;
