-- SPDX-License-Identifier: MIT
-- What the register adds up to: what waits for me, form II.05a, and the figures of
-- plan tasks. The counts cover phản ánh, kiến nghị alone: nothing sealed is ever
-- counted here.

drop function if exists kstt.feedback_waiting();

-- Like kstt.my_today it opens every session, so it reads past the policies and
-- repeats them: only what my own units hold or are offered, and what is submitted
-- to me as leader. Of a sealed record nobody reads the content here.
create or replace function kstt.my_feedback_today()
    returns table (bucket text, bucket_count int, feedback_id bigint, version int, code text, track text, sealed boolean,
        state text, content text, unit_id bigint, unit_name text, due date, days_left int, clock text, mine boolean,
        on_behalf boolean)
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_most constant int := 60;
    v_today constant date := kstt.today();
    v_soon constant date := kstt.add_working_days(v_today, 10);
    v_own bigint[];
    v_led bigint[];
begin
    select
        coalesce(array_agg(a.unit_id) filter (where a.power in ('official', 'coordinator')), '{}'),
        coalesce(array_agg(a.unit_id) filter (where a.power = 'leader'), '{}')
    into v_own, v_led
    from kstt.my_appointments() a;
    return query
    select
        t.bucket,
        t.bucket_count::int,
        f.id,
        f.version,
        f.code,
        f.track,
        f.sealed,
        f.state,
        case when not f.sealed then left(x.content, 200) end,
        f.held_by,
        h.name::text,
        f.due,
        f.due - v_today,
        f.due_clock,
        t.mine,
        not t.mine and f.held_by = any (kstt.my_coordinated())
    from (
        select
            w.*,
            count(*) over (partition by w.bucket) as bucket_count,
            row_number() over (partition by w.bucket order by w.due, w.received_at, w.id) as number
        from (
            select f.id, f.due, f.received_at, f.held_by = any (v_own) or coalesce(f.offered_to = any (v_own), false) as mine,
                case
                when f.offered_to = any (v_own) then 'offered'
                when f.submitted_to = any (v_led) and not f.sealed then 'submitted'
                when f.held_by <> all (v_own) then null
                when f.due < v_today then 'late'
                when f.due <= v_soon then 'soon'
                when f.state = 'classified' and f.changed_how = 'return' then 'returned'
                when f.state in ('new', 'awaiting', 'registered', 'classified') then 'new'
                end as bucket
            from (
                select distinct s.feedback_id
                from kstt.feedback_sight s
                where s.open
                and s.unit_id = any (v_own || v_led)) s
            join kstt.feedback f on f.id = s.feedback_id
            union all
            select f.id, f.due, f.received_at, true, 'call'
            from kstt.feedback f
            where f.call_back
            and f.held_by = any (v_own)
            and f.state in ('answered', 'published', 'declined', 'forwarded')) w
        where w.bucket is not null) t
    join kstt.feedback f on f.id = t.id
    join kstt.unit h on h.id = f.held_by
    left join kstt.feedback_text x on x.feedback_id = f.id
    where t.number <= v_most
    order by array_position(array['offered', 'submitted', 'late', 'soon', 'returned', 'new', 'call'], t.bucket), t.number;
end
$$;
alter function kstt.my_feedback_today() owner to kstt_system;
comment on function kstt.my_feedback_today() is
    'The records that wait for my own units, and those submitted to me as leader, each in its first bucket, 60 of each, as '
    'sql/queries/feedback_today.sql tells them';

create or replace function kstt.feedback_period(period text)
    returns table (since date, until date, title text)
    language sql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with said as (
        select m[1] as kind, m[2]::int as year
        from regexp_match(upper(btrim(period)), '^(?:(Q[1-4]|M0[1-9]|M1[0-2]|H[12]|9M|Y)/)?(20\d\d)$') m
        where m is not null
    ), months as (
        select s.year, coalesce(s.kind, 'Y') as kind, v.first_month, v.last_month
        from said s
        cross join lateral (
            select
                case left(s.kind, 1)
                when 'Q' then substr(s.kind, 2)::int * 3 - 2
                when 'M' then substr(s.kind, 2)::int
                when 'H' then substr(s.kind, 2)::int * 6 - 5
                else 1
                end as first_month,
                case left(s.kind, 1)
                when 'Q' then substr(s.kind, 2)::int * 3
                when 'M' then substr(s.kind, 2)::int
                when 'H' then substr(s.kind, 2)::int * 6
                when '9' then 9
                else 12
                end as last_month) v
    )
    select (make_date(m.year, m.first_month, 15) - interval '1 month')::date, make_date(m.year, m.last_month, 14),
        case left(m.kind, 1)
        when 'Q' then 'Quý ' || (array['I', 'II', 'III', 'IV'])[substr(m.kind, 2)::int] || '/' || m.year
        when 'M' then 'Tháng ' || substr(m.kind, 2) || '/' || m.year
        when 'H' then case m.kind when 'H1' then '6 tháng đầu năm ' else '6 tháng cuối năm ' end || m.year
        when '9' then '9 tháng năm ' || m.year
        else 'Năm ' || m.year
        end
    from months m
$$;
alter function kstt.feedback_period(text) owner to kstt_owner;
comment on function kstt.feedback_period(text) is
    'The days of a report''s period, Q3/2026, M07/2026, H1/2026, 9M/2026, Y/2026 or 2026: from the 15th of the month before to the '
    '14th of its last month (Nghị định 09/2019/NĐ-CP). No row: no such period';

create or replace function kstt.feedback_counted(unit bigint, since date, until date)
    returns table (feedback_id bigint, code text, entered_on date, field text, side text, carried boolean, fate text,
        published boolean, passed_to bigint)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with scope as materialized (
        select b.unit_id
        from kstt.units_below(array[unit]) b
    ), charge as (
        select c.feedback_id, min(c.from_day) as entered_on,
            case when bool_and(coalesce(c.to_day <= until, false)) then max(c.to_day) end as left_on
        from kstt.feedback_charge c
        where c.unit_id in (select s.unit_id from scope s)
        and c.from_day <= until
        group by c.feedback_id
    ), fate as (
        select f.id, f.code, c.entered_on, coalesce(f.field, 'KHAC') as field,
            case
            when f.track = 'regulation' or (f.track is null and f.content_group <> '1') then 'regulation'
            else 'conduct'
            end as side,
            c.left_on, f.published_on,
            case when f.settled_on <= until then f.settled_on end as settled_on,
            case when f.settled_on <= until then f.settled_as end as settled_as,
            f.held_by
        from charge c
        join kstt.feedback f on f.id = c.feedback_id
        where not f.sealed
        and coalesce((select t.in_form from kstt.feedback_track t where t.code = f.track), true)
        and not (f.about_head and unit in (select o.unit_id from kstt.feedback_own(f.about_unit_id) o))
    )
    select f.id, f.code, f.entered_on, f.field, f.side, f.entered_on < since,
        v.fate,
        coalesce(f.published_on <= until and v.fate = 'handled' and f.settled_as = 'handled', false),
        case when f.left_on is not null then f.held_by end
    from fate f
    cross join lateral (
        select
            case
            when f.left_on is not null and f.left_on <= coalesce(f.settled_on, f.left_on) then 'forwarded'
            when f.settled_as = 'forwarded' then 'forwarded'
            when f.settled_as is not null then 'handled'
            else 'handling'
            end as fate) v
    where coalesce(least(f.settled_on, f.left_on), until) >= since
    -- Declined as soon as it came: never received in the form's sense.
    and (f.settled_as is distinct from 'declined' or f.entered_on < since)
$$;
alter function kstt.feedback_counted(bigint, date, date) owner to kstt_system;
comment on function kstt.feedback_counted(bigint, date, date) is
    'Each phản ánh, kiến nghị that a unit with those below it had in its charge in a period, and its fate at the end of it: '
    'carried over from before or new; handled, forwarded (also to another unit), or still being handled. What is about the '
    'unit''s own head is left out. Not for officials: form and figures ask it';

create or replace function kstt.feedback_form(unit bigint, since date, until date)
    returns table (number int, field text, field_name text, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int, c9 int, c10 int,
        c11 int, c12 int, c13 int, c14 int, c15 int, faults text)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with counted as materialized (
        select c.*
        from kstt.feedback_counted(unit, since, until) c
        where unit = any (kstt.my_sight())
        or kstt.is_installer()
    ), line as (
        select c.field as field,
            count(*)::int as c3,
            count(*) filter (where c.side = 'conduct')::int as c4,
            count(*) filter (where c.side = 'regulation')::int as c5,
            count(*) filter (where c.carried)::int as c6,
            count(*) filter (where not c.carried)::int as c7,
            count(*) filter (where c.fate = 'handled')::int as c8,
            count(*) filter (where c.fate = 'handled' and c.side = 'conduct')::int as c9,
            count(*) filter (where c.fate = 'handled' and c.side = 'regulation')::int as c10,
            count(*) filter (where c.fate = 'handling')::int as c11,
            count(*) filter (where c.fate = 'handling' and c.side = 'conduct')::int as c12,
            count(*) filter (where c.fate = 'handling' and c.side = 'regulation')::int as c13,
            count(*) filter (where c.fate = 'forwarded')::int as c14,
            count(*) filter (where c.published)::int as c15,
            grouping(c.field) as is_sum
        from counted c
        group by grouping sets ((), (c.field))
    )
    select case when l.is_sum = 1 then 0 else row_number() over (order by l.is_sum desc, k.ordinal, l.field)::int - 1 end,
        l.field, coalesce(k.name::text, case when l.is_sum = 1 then 'Tổng số' else l.field end),
        l.c3, l.c4, l.c5, l.c6, l.c7, l.c8, l.c9, l.c10, l.c11, l.c12, l.c13, l.c14, l.c15,
        concat_ws('; ',
            case when l.c3 <> l.c4 + l.c5 then '3 <> 4 + 5' end,
            case when l.c3 <> l.c6 + l.c7 then '3 <> 6 + 7' end,
            case when l.c3 <> l.c8 + l.c11 + l.c14 then '3 <> 8 + 11 + 14' end,
            case when l.c8 <> l.c9 + l.c10 then '8 <> 9 + 10' end,
            case when l.c11 <> l.c12 + l.c13 then '11 <> 12 + 13' end)
    from line l
    left join kstt.feedback_kind k on k.kind_set = 'field'
        and k.code = l.field
    where unit = any (kstt.my_sight())
    or kstt.is_installer()
$$;
alter function kstt.feedback_form(bigint, date, date) owner to kstt_system;
comment on function kstt.feedback_form(bigint, date, date) is
    'Form II.05a of a unit whose feedback I see: the sum (number 0) and a line for each field. faults: identities that do not '
    'hold, empty when all do';

create or replace function kstt.feedback_form_cells(unit bigint, since date, until date, field text, col int)
    returns table (feedback_id bigint, code text, entered_on date, passed_to bigint)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select c.feedback_id, c.code, c.entered_on, c.passed_to
    from kstt.feedback_counted(unit, since, until) c
    where (unit = any (kstt.my_sight()) or kstt.is_installer())
    and (feedback_form_cells.field is null or c.field = feedback_form_cells.field)
    and case col
        when 3 then true
        when 4 then c.side = 'conduct'
        when 5 then c.side = 'regulation'
        when 6 then c.carried
        when 7 then not c.carried
        when 8 then c.fate = 'handled'
        when 9 then c.fate = 'handled' and c.side = 'conduct'
        when 10 then c.fate = 'handled' and c.side = 'regulation'
        when 11 then c.fate = 'handling'
        when 12 then c.fate = 'handling' and c.side = 'conduct'
        when 13 then c.fate = 'handling' and c.side = 'regulation'
        when 14 then c.fate = 'forwarded'
        when 15 then c.published
        else false
        end
$$;
alter function kstt.feedback_form_cells(bigint, date, date, text, int) owner to kstt_system;
comment on function kstt.feedback_form_cells(bigint, date, date, text, int) is
    'The records behind one number of form II.05a (field null: of the sum), by their codes';

create or replace function kstt.feedback_of_task(node bigint)
    returns table (unit_id bigint, since date, until date, received int, carried int, handled int, handling int, forwarded int,
        published int, late int)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with task as (
        select n.id, p.issuer_id, make_date(p.year, 1, 1) as since, make_date(p.year, 12, 31) as until
        from kstt.node n
        join kstt.plan p on p.id = n.plan_id
        join kstt.schedule s on s.node_id = n.id
        where n.id = node
        and p.id <> all (kstt.hidden_plans())
        and kstt.fold(n.time) like '%phan anh, kien nghi%'
        and exists (
            select
            from kstt.schedule_part r
            where r.node_id = n.id
            and r.class = 'event')
    ), leads as (
        -- A division keeps no register of its own: its department does.
        select distinct t.*, case when u.kind = 'division' then u.parent_id else u.id end as unit_id
        from task t
        left join kstt.assignment a on a.node_id = t.id
            and a.role = 'lead'
        join kstt.unit u on u.id = coalesce(a.unit_id, t.issuer_id)
    )
    select l.unit_id, l.since, l.until, c.received::int, c.carried::int, c.handled::int, c.handling::int, c.forwarded::int,
        c.published::int, c.late::int
    from leads l
    cross join lateral (
        select
            count(*) as received,
            count(*) filter (where b.carried) as carried,
            count(*) filter (where b.fate = 'handled') as handled,
            count(*) filter (where b.fate = 'handling') as handling,
            count(*) filter (where b.fate = 'forwarded') as forwarded,
            count(*) filter (where b.published) as published,
            count(*) filter (where b.fate = 'handling' and f.due < kstt.today()) as late
        from kstt.feedback_counted(l.unit_id, l.since, l.until) b
        join kstt.feedback f on f.id = b.feedback_id) c
$$;
alter function kstt.feedback_of_task(bigint) owner to kstt_system;
comment on function kstt.feedback_of_task(bigint) is
    'The register''s figures for a task read "khi có phản ánh, kiến nghị", of each unit that leads it (a division''s: of its '
    'department) and those below, in the plan''s year. Open to whoever sees the plan, like all its figures. No row: another task';

create or replace function kstt.feedback_fill(body text, feedback bigint)
    returns text
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_field record;
    v_body text := body;
begin
    for v_field in
        select e.key, e.value
        from kstt.feedback f
        join kstt.unit h on h.id = f.held_by
        left join kstt.feedback_party p on p.feedback_id = f.id
        left join kstt.feedback_text t on t.feedback_id = f.id
        left join kstt.feedback_kind k on k.kind_set = 'outcome' and k.code = f.outcome
        left join kstt.feedback_kind d on d.kind_set = 'decline' and d.code = f.decline_reason
        cross join lateral jsonb_each_text(jsonb_build_object('code', f.code, 'name', p.name, 'address', p.address,
            'received', to_char(f.received_on, 'DD/MM/YYYY'), 'unit', h.name, 'content', t.content, 'outcome', k.name,
            'text', f.outcome_text, 'decline', d.name, 'agency', f.forwarded_to, 'document', f.forward_number,
            'missing', array_to_string(f.missing, ', '), 'due', to_char(f.due, 'DD/MM/YYYY'),
            'today', to_char(kstt.today(), 'DD/MM/YYYY'))) e
        where f.id = feedback
        -- The public's own words go in last: no field in them is filled.
        order by e.key in ('content', 'name', 'address')
    loop
        v_body := replace(v_body, '{' || v_field.key || '}', coalesce(v_field.value, '…'));
    end loop;
    return v_body;
end
$$;
alter function kstt.feedback_fill(text, bigint) owner to kstt_owner;
comment on function kstt.feedback_fill(text, bigint) is
    'A template''s wording with the fields of a record that I see: {code} {name} {address} {received} {unit} {content} {outcome} '
    '{text} {decline} {agency} {document} {missing} {due} {today}';

revoke execute on function kstt.my_feedback_today(), kstt.feedback_period(text),
    kstt.feedback_counted(bigint, date, date), kstt.feedback_form(bigint, date, date),
    kstt.feedback_form_cells(bigint, date, date, text, int), kstt.feedback_of_task(bigint),
    kstt.feedback_fill(text, bigint) from public;
grant execute on function kstt.my_feedback_today(), kstt.feedback_period(text),
    kstt.feedback_form(bigint, date, date), kstt.feedback_form_cells(bigint, date, date, text, int),
    kstt.feedback_of_task(bigint), kstt.feedback_fill(text, bigint) to kstt_official, kstt_api;
grant execute on function kstt.feedback_period(text) to kstt_system;
