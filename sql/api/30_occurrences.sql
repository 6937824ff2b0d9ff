-- SPDX-License-Identifier: MIT
-- From readings and leads to what is owed: occurrences_add only adds, occurrences_renew
-- also follows a changed reading, group, lead or calendar.

drop function if exists kstt.occurrences_due(bigint);

create or replace function kstt.report_day_of(province bigint, kind text, on_day date)
    returns int
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select r.day
    from kstt.report_day r
    where r.province_id = province
    and r.kind = report_day_of.kind
    and on_day between r.valid_from and coalesce(r.valid_to, 'infinity')
    order by r.valid_from desc
    limit 1
$$;
alter function kstt.report_day_of(bigint, text, date) owner to kstt_api;
comment on function kstt.report_day_of(bigint, text, date) is
    'The day of the month of a cut-off (kind cutoff) or of a kind of unit''s submission, as it holds on a day; null: not set';

create or replace function kstt.report_cutoff(province bigint, period text, last_day date)
    returns date
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select date_trunc('month', last_day)::date + d.day - 1
    from kstt.report_day_of(province, 'cutoff', last_day) d (day)
    where period ~ '^([QM][0-9]+|H[12]|9M|Y)$'
$$;
alter function kstt.report_cutoff(bigint, text, date) owner to kstt_api;
comment on function kstt.report_cutoff(bigint, text, date) is
    'The last day that the figures of a period''s report cover, in its last month: quarter I, 15/12 to 14/3; half a year, '
    '15/12 to 14/6; nine months, to 14/9; a year, 15/12 to 14/12; a month, 15 to 14 (Nghị định 09/2019/NĐ-CP). Null: the '
    'period is none of these, or nothing is set';

create or replace function kstt.task_within(path text, above text)
    returns boolean
    language sql
    immutable
    parallel safe
return above is null or path = above or starts_with(path, above || '.');
alter function kstt.task_within(text, text) owner to kstt_api;
comment on function kstt.task_within(text, text) is 'Whether a node stands at or below another of its plan, by their paths; null: anywhere';

create or replace function kstt.occurrences_due(plan bigint, node bigint default null)
    returns table (node_id bigint, period text, seq int, first_due date, nominal_due date, effective_due date,
        due_rule text, members_on date, cutoff date)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with part as (
        select s.*, p.year, p.issued, c.report,
            x.last_day as extended_to,
            x.is_before as extended_before
        from kstt.plan p
        join kstt.node n on n.plan_id = p.id
        join kstt.schedule_part s on s.node_id = n.id
        join kstt.schedule c on c.node_id = n.id
        left join kstt.schedule_part x on x.node_id = s.node_id
            and x.ordinal = s.ordinal + 1
            and x.class = 'extended'
        where p.id = occurrences_due.plan
        and n.withdrawn_at is null
        and kstt.task_within(n.path, (select a.path from kstt.node a where a.id = occurrences_due.node))
    ), owed as (
        select part.node_id, part.ordinal, 1 as times, part.period,
            case when part.extended_to is not null then part.last_day end as first_due,
            coalesce(part.extended_to, part.last_day) as nominal_due,
            coalesce(part.extended_before, part.is_before) as is_before,
            kstt.period_end(part.period, part.year, part.last_day) as members_on,
            case
            when part.report and part.extended_to is null
                then kstt.report_cutoff(part.province_id, part.period, kstt.period_end(part.period, part.year, part.last_day))
            end as cutoff
        from part
        where part.class in ('period', 'date')
        union all
        select part.node_id, part.ordinal, t.times, y.period,
            null, y.last_day, false, y.last_day,
            case when part.report then kstt.report_cutoff(part.province_id, y.period, y.last_day) end
        from part
        cross join kstt.year_periods(part.per, part.year) y
        cross join generate_series(1, case when part.report then 1 else part.times end) t (times)
        where part.class = 'count'
        union all
        select part.node_id, min(part.ordinal), 1, '',
            null, null, false,
            greatest(
                least(kstt.today(), make_date(part.year, 12, 31)),
                coalesce(min(part.issued), make_date(part.year, 1, 1))),
            null
        from part
        where part.class = 'continuous'
        group by part.node_id, part.year
    ), day as materialized (
        select d.nominal_due, d.is_before, kstt.effective_due(d.nominal_due, d.is_before) as effective_due
        from (select distinct o.nominal_due, o.is_before from owed o where o.nominal_due is not null) d
    )
    select o.node_id, o.period,
        row_number() over (partition by o.node_id, o.period order by o.ordinal, o.times)::int,
        o.first_due, o.nominal_due, d.effective_due,
        case when o.is_before then 'before' else 'by' end,
        o.members_on,
        o.cutoff
    from owed o
    left join day d on d.nominal_due = o.nominal_due
        and d.is_before = o.is_before
$$;
alter function kstt.occurrences_due(bigint, bigint) owner to kstt_api;
comment on function kstt.occurrences_due(bigint, bigint) is
    'What each task of a plan (at or below one of its nodes) owes by its reading: period and date parts once, count=n/period n times at the period''s '
    'end, continuous once without a day; event, reference, adhoc, periodic, ask and unknown nothing. An extended part '
    'replaces the day of the part before it. What is withdrawn owes nothing. members_on: the last day of the period; for '
    'continuous today, kept within the plan''s issue and year''s end. cutoff: of a task marked as a report, which is owed '
    'once a period';

create or replace function kstt.occurrences_wanted(plan bigint, node bigint default null)
    returns table (node_id bigint, unit_id bigint, period text, seq int, fallback boolean, first_due date, nominal_due date,
        effective_due date, due_rule text, phrase_due date, cutoff date)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with plan as materialized (
        select p.id, p.issuer_id, p.province_id
        from kstt.plan p
        where p.id = occurrences_wanted.plan
    ), due as materialized (
        select d.*
        from kstt.occurrences_due(occurrences_wanted.plan, occurrences_wanted.node) d
    ), member as materialized (
        select g.group_id, g.members_on, m.unit_id
        from (
            select distinct a.group_id, d.members_on
            from due d
            join kstt.assignment a on a.node_id = d.node_id
            where a.role = 'lead'
            and a.group_id is not null) g
        cross join plan p
        cross join lateral kstt.group_members(g.group_id, p.issuer_id, g.members_on) m
    ), owing as (
        select d.node_id, d.period, d.seq, a.unit_id, a.fallback
        from due d
        join kstt.assignment a on a.node_id = d.node_id
        where a.role = 'lead'
        and a.unit_id is not null
        union all
        -- A group without members is owed by the issuer, flagged like any
        -- lead that means nothing.
        select d.node_id, d.period, d.seq, coalesce(m.unit_id, p.issuer_id), m.unit_id is null
        from due d
        cross join plan p
        join kstt.assignment a on a.node_id = d.node_id
        left join member m on m.group_id = a.group_id
            and m.members_on = d.members_on
        where a.role = 'lead'
        and a.group_id is not null
    ), below as materialized (
        select b.unit_id
        from plan p
        cross join lateral kstt.units_below(array[p.issuer_id]) b
    ), once as (
        -- A plan binds its issuer and whom the issuer stands above: a unit beside
        -- or above it owes nothing by being named, the issuer does.
        select
            o.node_id,
            o.period,
            o.seq,
            coalesce(b.unit_id, p.issuer_id) as unit_id,
            bool_and(o.fallback or b.unit_id is null) as fallback
        from owing o
        cross join plan p
        left join below b on b.unit_id = o.unit_id
        group by o.node_id, o.period, o.seq, coalesce(b.unit_id, p.issuer_id)
    ), submission as materialized (
        -- Of reports alone, and once for each kind of unit and period: a plan may
        -- owe tens of thousands of things.
        select w.kind, w.members_on, w.cutoff, l.nominal, l.effective
        from (
            select distinct u.kind, d.members_on, d.cutoff
            from due d
            join once o on o.node_id = d.node_id
                and o.period = d.period
                and o.seq = d.seq
            join kstt.unit u on u.id = o.unit_id
            where d.cutoff is not null) w
        cross join plan p
        cross join lateral kstt.report_day_of(p.province_id, w.kind, w.members_on) s (day)
        cross join lateral kstt.deadline((date_trunc('month', w.cutoff)::date + s.day - 1), 0, 'd') l
    )
    -- What was handed over is owed by whoever has it now.
    select d.node_id, coalesce(g.unit_id, o.unit_id), d.period, coalesce(g.seq, d.seq), o.fallback, d.first_due,
        coalesce(r.nominal, d.nominal_due), coalesce(r.effective, d.effective_due), d.due_rule,
        case when r.nominal is not null then d.nominal_due end,
        case when r.nominal is not null then d.cutoff end
    from due d
    join once o on o.node_id = d.node_id
        and o.period = d.period
        and o.seq = d.seq
    left join kstt.handover h on h.node_id = o.node_id
        and h.from_unit_id = o.unit_id
        and h.period = o.period
        and h.from_seq = o.seq
        and h.removed_at is null
    left join kstt.occurrence g on g.id = h.occurrence_id
    join kstt.unit u on u.id = o.unit_id
    left join submission r on r.kind = u.kind
        and r.members_on = d.members_on
        and r.cutoff = d.cutoff
$$;
alter function kstt.occurrences_wanted(bigint, bigint) owner to kstt_api;
comment on function kstt.occurrences_wanted(bigint, bigint) is
    'What a plan (at or below one of its nodes) owes, unit by unit. Each named co-lead owes, a unit once for each period '
    'however often it is named; of whoever is not the issuer or below it, the issuer owes it. A report is due on the day on '
    'which its unit submits, beside the day that the phrase names and the cut-off';

create or replace function kstt.occurrences_add(plan bigint)
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_added int;
begin
    insert into kstt.occurrence (province_id, plan_id, node_id, unit_id, period, seq, fallback,
        first_due, nominal_due, effective_due, due_rule, phrase_due, cutoff)
    select p.province_id, p.id, w.node_id, w.unit_id, w.period, w.seq, w.fallback,
        w.first_due, w.nominal_due, w.effective_due, w.due_rule, w.phrase_due, w.cutoff
    from kstt.plan p
    cross join lateral kstt.occurrences_wanted(p.id) w
    where p.id = occurrences_add.plan
    order by w.node_id, w.unit_id, w.nominal_due, w.period, w.seq
    on conflict on constraint occurrence_once do nothing;
    get diagnostics v_added = row_count;
    return v_added;
end
$$;
alter function kstt.occurrences_add(bigint) owner to kstt_api;
comment on function kstt.occurrences_add(bigint) is
    'Add what a plan owes and does not hold yet; never changes or removes a row. How many were added';
