-- name: feedback_book(unit bigint, since date, until date)
-- SPDX-License-Identifier: MIT
-- The register as a book: what a unit and those below it received in a time, in the order of the book, and then what they took over
-- from others, by the day they did, with the number in those' book. Whoever receives enters it (Nghị định 20/2008/NĐ-CP, điều 9),
-- also who receives it because it is theirs to settle (Luật Tố cáo, điều 24), whose form II.05a counts it as new. Of what they
-- passed on again feedback_own_steps tells. Sealed ones keep their number alone.
with scope as materialized (
    select b.unit_id
    from kstt.units_below(array[$1::bigint]) b
), entered as (
    select f.id, f.received_on as entered_on, null::text as taken_from
    from kstt.feedback f
    where f.received_by in (select s.unit_id from scope s)
    and f.received_on between $2::date and $3::date
    union all
    select f.id, c.entered_on, u.name
    from (
        select c.feedback_id, min(c.from_day) as entered_on
        from kstt.feedback_charge c
        where c.unit_id in (select s.unit_id from scope s)
        group by c.feedback_id) c
    join kstt.feedback f on f.id = c.feedback_id
    join kstt.unit u on u.id = f.received_by
    where c.entered_on between $2::date and $3::date
    and f.received_by not in (select s.unit_id from scope s)
)
select
    concat(case when n.taken_from is not null and f.book_serial is not null then o.code || ' ' end, f.book_serial || '/' || f.book_year)
        as book_number,
    n.entered_on as received_on,
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
    g.name as channel_name,
    i.name as field_name,
    r.name as track_name,
    s.name as state_name,
    n.taken_from as taken_from,
    case when n.taken_from is not null then f.received_on end as first_on
from entered n
join kstt.feedback f on f.id = n.id
join kstt.unit o on o.id = f.received_by
join kstt.unit h on h.id = f.held_by
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
left join kstt.feedback_kind k on k.kind_set = 'outcome'
    and k.code = f.outcome
left join kstt.feedback_kind g on g.kind_set = 'channel'
    and g.code = f.channel
left join kstt.feedback_kind i on i.kind_set = 'field'
    and i.code = f.field
left join kstt.feedback_track r on r.code = f.track
join kstt.feedback_state s on s.code = f.state
order by n.taken_from is not null, case when n.taken_from is null then f.book_year end nulls last,
    case when n.taken_from is null then f.received_by end, case when n.taken_from is null then f.book_serial end nulls last,
    n.entered_on, f.id;
