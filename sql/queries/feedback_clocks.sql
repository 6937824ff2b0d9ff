-- name: feedback_clocks(feedback bigint)
-- SPDX-License-Identifier: MIT
-- The clocks of a record, with all that their day was counted from.
select
    c.id as clock_id,
    c.clock as clock,
    r.code as rule,
    c.article as article,
    r.source as source,
    c.from_day as from_day,
    c.days as days,
    c.day_unit as unit,
    c.extended as extended,
    c.paused_days as paused_days,
    c.nominal as nominal,
    c.effective as effective,
    c.state as state,
    c.stopped_on as stopped_on,
    n.days - c.paused_days as counted,
    c.effective - coalesce(c.stopped_on, kstt.today()) as days_left,
    r.law_unsure as law_unsure,
    format('%s %s + %s%s%s %s → %s%s', case r.starts when 'received' then 'nhận' else 'thụ lý' end,
        to_char(c.from_day, 'DD/MM/YYYY'), c.days, nullif(' + ' || c.extended, ' + 0'),
        nullif(' + ' || c.paused_days || ' dừng', ' + 0 dừng'),
        case c.day_unit when 'wd' then 'ngày làm việc' else 'ngày' end, to_char(c.nominal, 'DD/MM/YYYY'),
        case when c.effective <> c.nominal then ', tính đến ' || to_char(c.effective, 'DD/MM/YYYY') end) as explain,
    format('%s %s + %s%s%s %s → %s%s', case r.starts when 'received' then 'received' else 'accepted' end,
        to_char(c.from_day, 'DD/MM/YYYY'), c.days, nullif(' + ' || c.extended, ' + 0'),
        nullif(' + ' || c.paused_days || ' paused', ' + 0 paused'),
        case c.day_unit when 'wd' then 'working days' else 'days' end, to_char(c.nominal, 'DD/MM/YYYY'),
        case when c.effective <> c.nominal then ', counts until ' || to_char(c.effective, 'DD/MM/YYYY') end) as explain_en
from kstt.feedback_clock c
join kstt.feedback_clock_rule r on r.id = c.rule_id
cross join lateral kstt.feedback_days(c.from_day, coalesce(c.stopped_on, c.paused_on, kstt.today()), c.day_unit) n
where c.feedback_id = $1::bigint
order by c.state = 'stopped', c.effective, c.id;
