-- SPDX-License-Identifier: MIT
-- What a unit passed on: all of a record that it still sees, and of one that it sees
-- no more only what it did itself, told alike whether that is sealed or not.

create or replace function kstt.feedback_passed(waiting boolean, after bigint)
    returns table (feedback_id bigint, code text, passed_on date, passed_at text, action text, passed_to text,
        document_number text, document_date date, due date, due_clock text, received_on date, days_waited int,
        waits boolean, seen boolean, version int, track text, sealed boolean, state text, held_by text, content text,
        cursor bigint)
    language sql
    stable
    rows 50
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with my as materialized (
        select kstt.my_units() as own, kstt.my_sight() as sight, kstt.today() as today
    ), offered as (
        select f.id as feedback_id, (
            select max(s.id)
            from kstt.feedback_step s
            where s.feedback_id = f.id
            and s.action = 'route') as step_id
        from my m
        join kstt.feedback f on f.held_by = any (m.own)
            and f.offered_to is not null
        where after is null
        order by f.due nulls last, f.id
        limit 200
    ), gone as (
        select g.feedback_id, g.step_id
        from my m
        -- Each unit for itself, from its newest step on.
        cross join lateral unnest(m.own) u (id)
        cross join lateral (
            select s.feedback_id, s.id as step_id
            from kstt.feedback_step s
            join kstt.feedback f on f.id = s.feedback_id
            where s.unit_id = u.id
            and (s.action = 'forward'
                or (s.to_unit_id is not null and s.action in ('route', 'return', 'add', 'change')))
            -- A correction while another unit or a leader is asked names these, but passes nothing on.
            and (s.action <> 'change' or s.to_state not in ('assigned', 'submitted'))
            and (after is null or s.id < after)
            and waiting is not true
            -- Still mine, or mine again: it was not passed on.
            and case s.action
                when 'forward' then f.state in ('forwarded', 'archived')
                else f.held_by <> all (m.own) and coalesce(f.offered_to <> all (m.own), true)
                end
            and not exists (
                select
                from kstt.feedback_step n
                where n.feedback_id = s.feedback_id
                and n.id > s.id
                and n.unit_id = any (m.own)
                and (n.action = 'forward'
                    or (n.to_unit_id is not null and n.action in ('route', 'return', 'add', 'change')))
                and (n.action <> 'change' or n.to_state not in ('assigned', 'submitted')))
            order by s.id desc
            limit 50) g
        order by g.step_id desc
        limit 50
    ), passed as (
        select o.feedback_id, o.step_id, true as waits
        from offered o
        union all
        select g.feedback_id, g.step_id, false
        from gone g
    )
    select f.id, f.code, (s.at at time zone 'Asia/Ho_Chi_Minh')::date, kstt.stamp(s.at), s.action,
        coalesce(s.to_agency::text, t.name::text), s.document_number::text, s.document_date, s.due, s.due_clock, (
            select max(c.from_day)
            from kstt.feedback_charge c
            where c.feedback_id = f.id
            and c.unit_id = s.unit_id
            and c.from_day <= (s.at at time zone 'Asia/Ho_Chi_Minh')::date),
        case when p.waits then m.today - (s.at at time zone 'Asia/Ho_Chi_Minh')::date end,
        p.waits, v.seen,
        case when v.seen then f.version end, case when v.seen then f.track end, v.seen and f.sealed,
        case when v.seen then f.state end, case when v.seen then h.name::text end,
        case when v.seen and not f.sealed then left(x.content, 200) end, p.step_id
    from passed p
    cross join my m
    join kstt.feedback f on f.id = p.feedback_id
    join kstt.feedback_step s on s.id = p.step_id
    join kstt.unit h on h.id = f.held_by
    left join kstt.unit t on t.id = s.to_unit_id
    left join kstt.feedback_text x on x.feedback_id = f.id
    cross join lateral (
        select exists (
            select
            from kstt.feedback_sight g
            where g.feedback_id = f.id
            and g.unit_id = any (case when g.close then m.own else m.sight end)) as seen) v
    order by p.waits desc, case when p.waits then f.due end nulls last, p.step_id desc
$$;
alter function kstt.feedback_passed(boolean, bigint) owner to kstt_system;
comment on function kstt.feedback_passed(boolean, bigint) is
    'What my own units passed on or returned: first what nobody has accepted yet (at most 200; waiting true: only these), then the '
    'rest, 50 before the step `after`, each record once. Of one that I no longer see: its code and what my unit did, never who, '
    'what, under which law, or what became of it. due: the day it had until then';

create or replace function kstt.feedback_passed_counts()
    returns table (waiting int, late int, passed int)
    language sql
    stable
    rows 1
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with my as materialized (
        select kstt.my_units() as own, kstt.today() as today,
            date_trunc('year', kstt.today()::timestamp) at time zone 'Asia/Ho_Chi_Minh' as since
    )
    select o.waiting, o.late, (
        select (count(*) filter (where s.at >= m.since))::int
        from (
            select s.at
            from unnest(m.own) u (id)
            cross join lateral (
                select s.at
                from kstt.feedback_step s
                where s.unit_id = u.id
                and (s.action = 'forward'
                    or (s.to_unit_id is not null and s.action in ('route', 'return', 'add', 'change')))
                and (s.action <> 'change' or s.to_state not in ('assigned', 'submitted'))
                order by s.id desc
                limit 1000) s
            limit 1000) s)
    from my m
    cross join lateral (
        select count(*)::int as waiting, (count(*) filter (where f.due < m.today))::int as late
        from kstt.feedback f
        where f.held_by = any (m.own)
        and f.offered_to is not null) o
$$;
alter function kstt.feedback_passed_counts() owner to kstt_system;
comment on function kstt.feedback_passed_counts() is
    'Of what my own units passed on: how many records nobody has accepted yet, how many of these are late, and how many times this '
    'year anything was passed on (at most 1000)';

create or replace function kstt.feedback_own_steps(feedback bigint)
    returns table (code text, at text, action text, official_name text, passed_to text, document_number text,
        document_date date, due date, due_clock text, in_time boolean)
    language sql
    stable
    rows 20
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select f.code, kstt.stamp(s.at), s.action, o.name::text, coalesce(s.to_agency::text, t.name::text), s.document_number::text,
        s.document_date, s.due, s.due_clock, (s.at at time zone 'Asia/Ho_Chi_Minh')::date <= s.due
    from kstt.feedback_step s
    join kstt.feedback f on f.id = s.feedback_id
    join kstt.official o on o.id = s.official_id
    left join kstt.unit t on t.id = s.to_unit_id
    where s.feedback_id = feedback_own_steps.feedback
    and s.unit_id = any (kstt.my_units())
    order by s.id desc
    limit 200
$$;
alter function kstt.feedback_own_steps(bigint) owner to kstt_system;
comment on function kstt.feedback_own_steps(bigint) is
    'What my own units did with a record, whoever has it now: when, which step, to whom, by which document, and whether within the '
    'day it had. Neither notes nor tracks nor states, so that nothing is told of what was said';

revoke execute on function kstt.feedback_passed(boolean, bigint), kstt.feedback_passed_counts(),
    kstt.feedback_own_steps(bigint) from public;
grant execute on function kstt.feedback_passed(boolean, bigint), kstt.feedback_passed_counts(),
    kstt.feedback_own_steps(bigint) to kstt_official;
