-- SPDX-License-Identifier: MIT
-- What waits for me: what sql/queries/today.sql asks. A fresh backend answers it at
-- the start of every session, and one statement over all of it would spend most of
-- that time on being planned. So the buckets are small statements that join little,
-- and the tables are read past their policies. Who sees what is repeated here: only
-- what my units owe, issue or are asked, and no draft of others.

create or replace function kstt.today_things(me bigint, units bigint[])
    returns table (bucket text, bucket_count bigint, number bigint, node_id bigint, occurrence_id bigint, ask_id bigint,
        activity_id bigint)
    language plpgsql
    rows 100
    stable
    set search_path = kstt, pg_catalog, pg_temp
    -- The joins below are written in the order that is to be taken.
    set join_collapse_limit = 1
as $$
#variable_conflict use_column
declare
    v_most constant int := 60;
    v_today constant date := kstt.today();
    v_sunday constant date := date_trunc('week', v_today)::date + 6;
    v_fortnight constant date := kstt.add_working_days(v_today, 10);
    v_month_end constant date := date_trunc('month', v_today)::date + interval '1 month - 1 day';
    v_now constant timestamptz := kstt.now();
    v_stale constant timestamptz := v_now - make_interval(days => (select i.stale_days from kstt.instance i));
    v_asked bigint[];
    v_seen kstt.seen;
    v_since timestamptz;
begin
    if units = '{}' then
        return;
    end if;
    v_asked := array(
        select a.occurrence_id
        from kstt.ask a
        where a.unit_id = any (units)
        and a.done_at is null);
    -- Whatever is open is due some day, or has none: then it may be stale.
    return query
    select
        t.bucket,
        t.bucket_count,
        t.number,
        t.node_id,
        t.id,
        case when t.id = any (v_asked) then (
            select max(a.id)
            from kstt.ask a
            where a.occurrence_id = t.id
            and a.done_at is null)
        end,
        null::bigint
    from (
        select
            b.bucket,
            o.node_id,
            o.id,
            count(*) over (partition by b.bucket) as bucket_count,
            row_number() over (partition by b.bucket
                order by o.effective_due, w.at, o.node_id, o.unit_id, o.period, o.id) as number
        from kstt.occurrence o
        join kstt.plan p on p.id = o.plan_id
        cross join lateral (
            select case
                when o.effective_due is null and coalesce(o.changed_at, '-infinity') < v_stale then coalesce(
                    greatest(
                        o.changed_at,
                        (select max(e.at) from kstt.note e where e.occurrence_id = o.id and e.removed_at is null),
                        (select max(r.at) from kstt.proof r where r.occurrence_id = o.id and r.removed_at is null)),
                    coalesce(p.issued, make_date(p.year, 1, 1))::timestamp at time zone 'Asia/Ho_Chi_Minh')
                end as at) w
        cross join lateral (
            select case
                when o.effective_due < v_today then 'overdue'
                when o.effective_due <= v_sunday then 'week'
                when o.effective_due <= v_fortnight then 'fortnight'
                when o.effective_due <= v_month_end then 'month'
                when w.at < v_stale then 'stale'
                end as bucket) b
        where o.unit_id = any (units)
        and o.state in ('open', 'in_progress', 'obstructed')
        and p.state = 'in_force'
        and b.bucket is not null) t
    where t.number <= v_most;

    return query
    select
        'confirm',
        t.bucket_count,
        t.number,
        t.node_id,
        null::bigint,
        null::bigint,
        null::bigint
    from (
        select
            s.node_id,
            count(*) over () as bucket_count,
            row_number() over (order by s.node_id) as number
        from kstt.plan p
        join kstt.schedule s on s.plan_id = p.id
        where p.issuer_id = any (units)
        and s.to_confirm
        and (p.state = 'in_force' or (p.state = 'draft' and p.issuer_id = any ((select kstt.my_places())::bigint[])))) t
    where t.number <= v_most;

    -- The snapshot tells what was written but not yet committed when I looked.
    select * into v_seen from kstt.seen s where s.official_id = me;
    v_since := case when v_seen.official_id is null then v_now - interval '30 days' else '-infinity' end;
    return query
    select
        'changed',
        t.bucket_count,
        t.number,
        t.node_id,
        t.occurrence_id,
        null::bigint,
        t.id
    from (
        select
            n.*,
            count(*) over () as bucket_count,
            row_number() over (order by n.id desc) as number
        from (
            select distinct on (a.occurrence_id)
                a.id,
                a.node_id,
                a.occurrence_id
            from kstt.activity a
            where a.owed_by = any (units)
            and a.server_at > coalesce(v_seen.server_at, clock_timestamp() - interval '10 years') - interval '5 minutes'
            and (v_seen.official_id is null or a.server_at > v_seen.server_at
                or not pg_visible_in_snapshot(a.in_transaction, v_seen.snapshot))
            and a.at > v_since
            and a.official_id is distinct from me
            and a.what in ('marked', 'undone', 'noted', 'proof_added', 'proof_removed', 'extended', 'moved', 'handed_over')
            order by a.occurrence_id, a.id desc) n) t
    where t.number <= v_most;

    if cardinality(v_asked) > 0 then
        return query
        select
            'asked',
            t.bucket_count,
            t.number,
            t.node_id,
            t.occurrence_id,
            t.id,
            null::bigint
        from (
            select
                a.*,
                count(*) over () as bucket_count,
                row_number() over (order by a.id) as number
            from kstt.ask a
            join kstt.plan p on p.id = a.plan_id
            where a.unit_id = any (units)
            and a.done_at is null
            and p.state = 'in_force') t
        where t.number <= v_most;
    end if;
end
$$;
alter function kstt.today_things(bigint, bigint[]) owner to kstt_system;
comment on function kstt.today_things(bigint, bigint[]) is
    'At most 60 things of each bucket that wait for these units, numbered, with how many the bucket holds; the buckets are '
    'told in sql/queries/today.sql. ask_id: the last open question about a thing; activity_id: what has changed';

create or replace function kstt.today_told(ask bigint, activity bigint)
    returns table (who text, at timestamptz, message text, what text, was text)
    language plpgsql
    rows 1
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if activity is not null then
        return query
        select coalesce(w.name::text, h.login), h.at, h.note::text, h.what, h.from_state
        from kstt.activity h
        left join kstt.official w on w.id = h.official_id
        where h.id = activity;
    else
        return query
        select w.name::text, a.at, a.message::text, null::text, null::text
        from kstt.ask a
        join kstt.official w on w.id = a.official_id
        where a.id = ask;
    end if;
end
$$;
alter function kstt.today_told(bigint, bigint) owner to kstt_system;
comment on function kstt.today_told(bigint, bigint) is 'Who asked, or did, what and when: of today_things';

create or replace function kstt.my_today()
    returns table (bucket text, bucket_count int, occurrence_id bigint, version int, node_id bigint, plan_id bigint,
        plan_key text, path text, label text, text text, unit_id bigint, unit_name text, fallback boolean, period text,
        first_due date, nominal_due date, effective_due date, due_rule text, state text, done_on date,
        document_number text, document_date date, note text, days_late int, mine boolean, on_behalf boolean, who text,
        at text, message text, what text, was text, ask_id bigint)
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
    set join_collapse_limit = 1
as $$
#variable_conflict use_column
declare
    v_today constant date := kstt.today();
    v_me bigint;
    v_own bigint[];
    v_coordinated bigint[];
    v_led bigint[];
begin
    -- me(), my_units(), my_coordinated() and my_led() in one reading.
    select
        max(a.official_id),
        array_agg(a.unit_id) filter (where a.power in ('official', 'coordinator')),
        array_agg(a.unit_id) filter (where a.power = 'coordinator'),
        array_agg(a.unit_id) filter (where a.power = 'leader')
    into v_me, v_own, v_coordinated, v_led
    from kstt.my_appointments() a;
    v_own := coalesce(v_own, '{}');
    v_coordinated := case when v_coordinated is null then '{}' else array(select kstt.units_below(v_coordinated)) end;
    v_led := case when v_led is null then '{}' else array(select kstt.units_below(v_led)) end;
    return query
    select
        t.bucket,
        t.bucket_count::int,
        o.id,
        o.version,
        n.id,
        p.id,
        p.key,
        n.path,
        n.label::text,
        n.text::text,
        u.id,
        u.name::text,
        coalesce(o.fallback, false),
        kstt.period_told(o.id, o.period, o.seq),
        o.first_due,
        o.nominal_due,
        o.effective_due,
        o.due_rule,
        o.state,
        o.done_on,
        o.document_number::text,
        o.document_date,
        o.note::text,
        case
        when o.state = 'cancelled' then 0
        else coalesce(greatest(0, coalesce(o.done_on, v_today) - o.effective_due), 0)
        end,
        coalesce(p.state = 'in_force' and o.unit_id = any (v_own), false),
        coalesce(p.state = 'in_force' and o.unit_id = any (v_coordinated) and o.unit_id <> all (v_own), false),
        w.who,
        to_char(coalesce(w.at, case when t.bucket = 'stale' then o.changed_at end) at time zone 'Asia/Ho_Chi_Minh',
            'DD/MM HH24:MI'),
        w.message,
        w.what,
        w.was,
        t.ask_id
    from kstt.today_things(v_me, v_own || v_led) t
    join kstt.node n on n.id = t.node_id
    join kstt.plan p on p.id = n.plan_id
    left join kstt.occurrence o on o.id = t.occurrence_id
    left join kstt.unit u on u.id = coalesce(o.unit_id, p.issuer_id)
    left join lateral (
        -- Asked only where there is something to tell: the offset keeps the test inside.
        select *
        from kstt.today_told(t.ask_id, t.activity_id)
        where t.ask_id is not null
        or t.activity_id is not null
        offset 0) w on true
    order by
        array_position(array['overdue', 'week', 'fortnight', 'month', 'stale', 'confirm', 'changed', 'asked'], t.bucket),
        t.number;
end
$$;
alter function kstt.my_today() owner to kstt_system;
comment on function kstt.my_today() is
    'What my units owe and what waits for me, as sql/queries/today.sql tells it; a draft plan''s tasks only below the '
    'units I work in';

revoke execute on function kstt.today_things(bigint, bigint[]), kstt.today_told(bigint, bigint), kstt.my_today() from public;
grant execute on function kstt.my_today() to kstt_official, kstt_api;
