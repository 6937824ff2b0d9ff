-- SPDX-License-Identifier: MIT
-- What is owed, made anew: adds, and moves or removes only what nobody has touched.

create or replace function kstt.touch(occurrence kstt.occurrence)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case
        when occurrence.state <> 'open' then 'state'
        when exists (
            select
            from kstt.extension x
            where x.occurrence_id = occurrence.id
            and x.removed_at is null) then 'extended'
        when exists (
            select
            from kstt.proof r
            where r.occurrence_id = occurrence.id) then 'document'
        when occurrence.note <> '' or exists (
            select
            from kstt.note e
            where e.occurrence_id = occurrence.id) then 'note'
        when exists (
            select
            from kstt.ask a
            where a.occurrence_id = occurrence.id) then 'ask'
        -- Marked once and opened again: may move, but has a history worth keeping.
        when occurrence.changed_by is not null then 'marked'
        end
$$;
alter function kstt.touch(kstt.occurrence) owner to kstt_api;
comment on function kstt.touch(kstt.occurrence) is
    'Why an owed thing is kept as it is when its reading changes: state, extended, document, note, ask; marked: open again, so '
    'that its day may move but it is never removed. Null: nobody has touched it';

create or replace function kstt.event_due(event kstt.event, out nominal date, out effective date, out rule text)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select d.nominal, d.effective, case when event.day_count < 0 then 'before' else 'by' end
    from kstt.deadline(event.day, case event.kind when 'date' then 0 else event.day_count end,
        coalesce(event.day_unit, 'd')) d
$$;
alter function kstt.event_due(kstt.event) owner to kstt_api;
comment on function kstt.event_due(kstt.event) is
    'The last day that an event allows and the day that counts; both null when it sets none. Days before an event never '
    'move forward';

create or replace function kstt.renew_lock(plan bigint, above text)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select o.id
    from kstt.occurrence o
    join kstt.node n on n.id = o.node_id
    where o.plan_id = renew_lock.plan
    and kstt.task_within(n.path, above)
    order by o.id
    for update of o
$$;
alter function kstt.renew_lock(bigint, text) owner to kstt_api;
comment on function kstt.renew_lock(bigint, text) is
    'Lock what is owed, in key order: a mark that is on its way is seen by the statement after this one';

create or replace function kstt.occurrences_renew(plan bigint, node bigint default null)
    returns table (what text, occurrence_id bigint, node_id bigint, unit_id bigint, period text, seq int, from_due date,
        to_due date, reason text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_plan kstt.plan;
    v_above text := (select n.path from kstt.node n where n.id = occurrences_renew.node);
begin
    select p.*
    into strict v_plan
    from kstt.plan p
    where p.id = occurrences_renew.plan;
    if v_plan.state = 'closed' then
        return;
    end if;
    perform kstt.renew_lock(v_plan.id, v_above);

    return query
    with wanted as materialized (
        select w.*, null::bigint as event_id
        from kstt.occurrences_wanted(v_plan.id, occurrences_renew.node) w
        union all
        select o.node_id, o.unit_id, o.period, o.seq, o.fallback, null, d.nominal, d.effective, d.rule, null, null, e.id
        from kstt.event e
        join kstt.node n on n.id = e.node_id
        join kstt.occurrence o on o.event_id = e.id
        cross join lateral kstt.event_due(e) d
        where e.plan_id = v_plan.id
        and e.removed_at is null
        and kstt.task_within(n.path, v_above)
    ), held as materialized (
        select o.*, kstt.touch(o) as touched, exists (
            select
            from kstt.extension x
            where x.occurrence_id = o.id
            and x.removed_at is null) as extended
        from kstt.occurrence o
        join kstt.node n on n.id = o.node_id
        where o.plan_id = v_plan.id
        and kstt.task_within(n.path, v_above)
    ), pair as materialized (
        select
            h.id,
            coalesce(h.node_id, w.node_id) as node_id,
            coalesce(h.unit_id, w.unit_id) as unit_id,
            coalesce(h.period, w.period) as period,
            coalesce(h.seq, w.seq) as seq,
            h.touched,
            h.extended,
            w.node_id is not null as is_wanted,
            coalesce(h.first_due, h.nominal_due) as promised,
            h.effective_due as old_due,
            w.fallback,
            w.first_due,
            w.nominal_due,
            w.effective_due,
            w.due_rule,
            w.phrase_due,
            w.cutoff,
            (h.fallback, h.first_due, h.nominal_due, h.effective_due, h.due_rule, h.phrase_due, h.cutoff) is distinct from
                (w.fallback, w.first_due, w.nominal_due, w.effective_due, w.due_rule, w.phrase_due, w.cutoff) as differs
        from held h
        full join wanted w on w.node_id = h.node_id
            and w.unit_id = h.unit_id
            and w.period = h.period
            and w.seq = h.seq
            and w.event_id is not distinct from h.event_id
    ), moved as (
        update kstt.occurrence o
        set fallback = p.fallback,
            first_due = p.first_due,
            nominal_due = p.nominal_due,
            effective_due = p.effective_due,
            due_rule = p.due_rule,
            phrase_due = p.phrase_due,
            cutoff = p.cutoff,
            changed_how = 'moved',
            version = o.version + 1
        from pair p
        where o.id = p.id
        and p.is_wanted
        and p.differs
        and coalesce(p.touched, 'marked') = 'marked'
        returning p.*
    ), removed as (
        delete from kstt.occurrence o
        using pair p
        where o.id = p.id
        and not p.is_wanted
        and p.touched is null
        returning p.*
    ), added as (
        insert into kstt.occurrence (province_id, plan_id, node_id, unit_id, period, seq, fallback,
            first_due, nominal_due, effective_due, due_rule, phrase_due, cutoff)
        select v_plan.province_id, v_plan.id, p.node_id, p.unit_id, p.period, p.seq, p.fallback,
            p.first_due, p.nominal_due, p.effective_due, p.due_rule, p.phrase_due, p.cutoff
        from pair p
        where p.id is null
        order by p.node_id, p.unit_id, p.nominal_due, p.period, p.seq
        returning id, node_id, unit_id, period, seq, effective_due
    )
    select 'added', a.id, a.node_id, a.unit_id, a.period, a.seq, null::date, a.effective_due, null::text
    from added a
    union all
    select 'moved', m.id, m.node_id, m.unit_id, m.period, m.seq, m.old_due, m.effective_due, null
    from moved m
    union all
    select 'removed', r.id, r.node_id, r.unit_id, r.period, r.seq, r.old_due, null, null
    from removed r
    union all
    select 'kept', p.id, p.node_id, p.unit_id, p.period, p.seq, p.old_due, p.effective_due, p.touched
    from pair p
    where p.touched is not null
    and p.differs
    and not (p.touched = 'marked' and p.is_wanted)
    -- What was extended has another day on purpose, also once it is done.
    and (not p.extended or p.promised is distinct from coalesce(p.first_due, p.nominal_due));
end
$$;
alter function kstt.occurrences_renew(bigint, bigint) owner to kstt_system;
comment on function kstt.occurrences_renew(bigint, bigint) is
    'Bring what a plan (or what stands at or below one of its nodes) owes to its present readings, leads, groups and '
    'calendar. Adds what is missing; moves or removes what is open and untouched; what has a state, document, note, question '
    'or extension is kept, and told when it no longer fits. what: added, moved, removed, kept; from_due and to_due: the days '
    'that count; reason: why it was kept. Nothing in a closed plan. Checks no right: its callers do';

grant execute on function kstt.touch(kstt.occurrence), kstt.event_due(kstt.event), kstt.renew_lock(bigint, text),
    kstt.task_within(text, text), kstt.report_day_of(bigint, text, date), kstt.report_cutoff(bigint, text, date), kstt.occurrences_due(bigint, bigint), kstt.occurrences_wanted(bigint, bigint)
    to kstt_system;
grant execute on function kstt.occurrences_renew(bigint, bigint) to kstt_api;
grant execute on function kstt.report_day_of(bigint, text, date), kstt.report_cutoff(bigint, text, date) to kstt_official;
