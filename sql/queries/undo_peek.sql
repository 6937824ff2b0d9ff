-- name: undo_peek()
-- SPDX-License-Identifier: MIT
-- My last command that is not undone yet; no row: there is nothing to undo. at has
-- the day in front when it was not today; from_state and to_state are what the
-- command did (open -> done), null where its rows differ or no state was changed.
-- what: marked, extended, noted, proof_added, proof_removed, answered, handed_over; of a
-- command on a task as such (no unit): linked, unlinked, event_entered, event_changed,
-- event_removed, date_set, confirmed, report_set, report_unset. Of a plan: node_… with the path of the first, plan_… with the plan's key as
-- first_path. Of a step of a feedback record: feedback_…, action_name what it is called, first_path the record's
-- code, instead why it is not taken back and what to do. Of what the register runs by: feedback_rule_added, …_changed and so on, with
-- what the row is called as first_path.
with last as materialized (
    select c.*
    from kstt.command c
    where c.official_id = (select kstt.me())
    and c.undone_at is null
    order by c.id desc
    limit 1
)
select
    to_char(l.at at time zone 'Asia/Ho_Chi_Minh',
        case when (l.at at time zone 'Asia/Ho_Chi_Minh')::date = (select kstt.today()) then '' else 'DD/MM ' end || 'HH24:MI')
        as at,
    coalesce(nullif(r.count, 0), 1) as count,
    case when l.what = 'marked' then r.from_state end as from_state,
    case when l.what = 'marked' then r.to_state end as to_state,
    case when l.what ~ '^feedback_.*_(added|changed)$' then l.before ->> 'name' when f.code is not null then f.code when c.plan_id is null then n.path else coalesce(m.path, q.key) end as first_path,
    case when c.plan_id is null then u.name end as first_unit,
    coalesce(q.key, p.key) as plan_key,
    l.what as what,
    a.name as action_name,
    a.name_en as action_name_en,
    a.undo_not as instead,
    a.undo_not_en as instead_en
from last l
cross join lateral (
    select
        count(*)::int as count,
        case when min(w.from_state) = max(w.from_state) then min(w.from_state) end as from_state,
        case when min(w.to_state) = max(w.to_state) then min(w.to_state) end as to_state,
        (array_agg(w.occurrence_id order by w.ordinal))[1] as first_id,
        (array_agg(w.node_id order by w.ordinal))[1] as node_id
    from kstt.command_row w
    where w.command_id = l.id) r
left join lateral (
    select w.plan_id, w.node_id
    from kstt.command_node w
    where w.command_id = l.id
    order by w.ordinal
    limit 1) c on true
left join kstt.feedback_command f on f.command_id = l.id
left join kstt.feedback_action a on a.action = f.action
left join kstt.plan q on q.id = c.plan_id
left join kstt.node m on m.id = c.node_id
left join kstt.occurrence o on o.id = r.first_id
left join kstt.node n on n.id = coalesce(o.node_id, r.node_id, l.node_id)
left join kstt.unit u on u.id = o.unit_id
left join kstt.plan p on p.id = coalesce(n.plan_id, l.plan_id);
