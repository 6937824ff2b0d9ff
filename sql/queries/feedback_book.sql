-- name: feedback_book(unit bigint, since date, until date)
-- SPDX-License-Identifier: MIT
-- The register as a book: what a unit and those below it received in a time, in the order of the book. Sealed ones keep their number alone.
select
    coalesce(f.book_serial || '/' || f.book_year, '') as book_number,
    f.received_on as received_on,
    f.code as code,
    f.channel as channel,
    case when f.sealed then '***' else p.name end as name,
    case when f.sealed then '***' else p.address end as address,
    case when f.sealed then '***' else t.content end as content,
    f.field as field,
    f.track as track,
    f.state as state,
    h.name as held_by,
    concat_ws(', ', f.forwarded_to, f.forward_number, to_char(f.forward_date, 'DD/MM/YYYY')) as document,
    f.due as due,
    k.name as result,
    concat_ws(', ', f.answer_number, to_char(f.answer_date, 'DD/MM/YYYY')) as answered,
    f.published_on as published,
    n.name as channel_name,
    i.name as field_name,
    r.name as track_name,
    s.name as state_name
from kstt.feedback f
join kstt.unit h on h.id = f.held_by
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
left join kstt.feedback_kind k on k.kind_set = 'outcome'
    and k.code = f.outcome
left join kstt.feedback_kind n on n.kind_set = 'channel'
    and n.code = f.channel
left join kstt.feedback_kind i on i.kind_set = 'field'
    and i.code = f.field
left join kstt.feedback_track r on r.code = f.track
join kstt.feedback_state s on s.code = f.state
where f.received_by in (select b.unit_id from kstt.units_below(array[$1::bigint]) b)
and f.received_on between $2::date and $3::date
order by f.book_year nulls last, f.received_by, f.book_serial nulls last, f.id;
