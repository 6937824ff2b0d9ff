-- SPDX-License-Identifier: MIT
-- The reads that every session begins with. They are definer functions of
-- kstt_system: below the policies each table would cost a fresh backend the
-- compiling and planning of the sets that the policies compare with. So each
-- repeats who may see what, and a test holds it against the policies.

create or replace function kstt.my_session()
    returns table (official_id bigint, login text, official_name text, appointment_id bigint, power text, unit_id bigint,
        unit_code text, unit_name text, today date, pinned boolean, instance_kind text, version int, checksum text)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with instance as materialized (
        select kstt.today() as day, i.pinned_today, i.kind
        from kstt.instance i
    )
    select
        o.id,
        o.login,
        o.name,
        a.id,
        a.power,
        u.id,
        u.code,
        u.name,
        i.day,
        i.pinned_today is not null,
        i.kind,
        (select max(v.version) from kstt.schema_version v),
        (select v.checksum from kstt.api_version v)
    from instance i
    join kstt.official o on o.login = session_user
    join kstt.appointment a on a.official_id = o.id
    join kstt.unit u on u.id = a.unit_id
    where not o.disabled
    and i.day between a.valid_from and coalesce(a.valid_to, 'infinity')
    order by array_position(array['coordinator', 'official', 'leader', 'admin'], a.power), a.id
$$;
alter function kstt.my_session() owner to kstt_system;
comment on function kstt.my_session() is
    'My appointments that are valid today, the strongest first, with the day, the kind of database, and what the schema '
    'is. Only ever one''s own. No row: not appointed';

create or replace function kstt.plan_overview()
    returns table (plan_id bigint, key text, number text, year int, issuer_code text, issuer_name text, title text,
        state text, sample boolean, sections int, tasks int, owed bigint, done bigint, late bigint, soon bigint, unread int)
    language sql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with today as materialized (
        select kstt.today() as day
    ), soon as materialized (
        select kstt.add_working_days(t.day, 10) as day
        from today t
    ), owed as materialized (
        select
            o.plan_id,
            count(*) filter (where o.state <> 'cancelled') as owed,
            count(*) filter (where o.state in ('done', 'nothing_arose')) as done,
            count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
                and o.effective_due < (select t.day from today t)) as late,
            count(*) filter (where o.state in ('open', 'in_progress', 'obstructed')
                and o.effective_due between (select t.day from today t) and (select s.day from soon s)) as soon
        from kstt.occurrence o
        group by o.plan_id
    )
    select
        p.id,
        p.key,
        p.number,
        p.year,
        u.code,
        u.name,
        p.title,
        case when p.withdrawn_at is null then p.state else 'withdrawn' end,
        p.sample,
        coalesce(c.sections, 0),
        coalesce(c.tasks, 0),
        coalesce(o.owed, 0),
        coalesce(o.done, 0),
        case when p.state = 'in_force' then coalesce(o.late, 0) else 0 end,
        case when p.state = 'in_force' then coalesce(o.soon, 0) else 0 end,
        coalesce(c.unread, 0)
    from kstt.plan p
    join kstt.unit u on u.id = p.issuer_id
    left join kstt.plan_count c on c.plan_id = p.id
    left join owed o on o.plan_id = p.id
    where p.id <> all ((select kstt.hidden_plans())::bigint[])
    order by
        p.sample,
        array_position(array['in_force', 'draft', 'closed'], p.state),
        p.issuer_id = any ((select kstt.my_units())::bigint[]) desc,
        p.year desc,
        array_position(array['province', 'office', 'department', 'board', 'inspectorate'], u.kind),
        u.code,
        p.key
$$;
alter function kstt.plan_overview() owner to kstt_system;
comment on function kstt.plan_overview() is
    'The plans that I see, one''s own first, with what is owed under each. done counts nothing_arose too; late and soon '
    'count in plans in force only; soon is today and the ten working days after it; unread: tasks whose phrase waits to '
    'be confirmed';

revoke execute on function kstt.my_session(), kstt.plan_overview() from public;
grant execute on function kstt.my_session(), kstt.plan_overview() to kstt_official, kstt_api;
