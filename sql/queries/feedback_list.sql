-- name: feedback_list(unit bigint, state text, clock text, track text, field text, since date, until date, words text, after text)
-- SPDX-License-Identifier: MIT
-- A page of the register, 50 records. state: one, or open, ended, mine; clock: late, soon or paused; words: a code, or
-- words without diacritics; after: the cursor of the row before. Late and soon come by day, the rest newest first.
select
    f.id as feedback_id,
    f.version as version,
    f.code as code,
    f.received_on as received_on,
    kstt.stamp(f.received_at) as received_at,
    f.track as track,
    f.sealed as sealed,
    f.state as state,
    h.name as held_by,
    h.code as held_by_code,
    o.name as offered_to,
    r.name as received_by,
    p.name as sender,
    left(t.content, 200) as content,
    f.field as field,
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
    array_to_string(f.missing, ',') as missing,
    coalesce(coalesce(f.offered_to, f.held_by) = any ((select kstt.my_units())::bigint[])
        or f.held_by = any ((select kstt.my_units())::bigint[]), false) as mine,
    coalesce(f.held_by <> all ((select kstt.my_units())::bigint[])
        and coalesce(f.offered_to <> all ((select kstt.my_units())::bigint[]), true)
        and f.held_by = any ((select kstt.my_coordinated())::bigint[]), false) as on_behalf,
    (
        select count(*)::int
        from kstt.feedback_link l
        where l.removed_at is null
        and f.id in (l.feedback_id, l.other_id)) as links,
    n.cursor as cursor
from kstt.feedback_found($1::bigint, $2::text, $3::text, $4::text, $5::text, $6::date, $7::date, $8::text, $9::text)
    with ordinality n (feedback_id, cursor, number)
join kstt.feedback f on f.id = n.feedback_id
join kstt.unit h on h.id = f.held_by
join kstt.unit r on r.id = f.received_by
left join kstt.unit o on o.id = f.offered_to
left join kstt.feedback_party p on p.feedback_id = f.id
left join kstt.feedback_text t on t.feedback_id = f.id
left join kstt.feedback_clock c on c.feedback_id = f.id
    and (c.clock = f.due_clock or (f.due_clock is null and c.state = 'paused' and c.clock <> 'forward'))
order by n.number;
