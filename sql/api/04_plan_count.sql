-- SPDX-License-Identifier: MIT
-- What each plan holds, counted again after every statement that changes it.

create or replace function kstt.plan_recount()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    -- Plan by plan: joined all at once, the nodes of every plan would be read for a
    -- change of one.
    insert into kstt.plan_count as c (plan_id, province_id, sections, tasks, unread)
    select p.id, p.province_id, t.sections, t.tasks, t.unread
    from kstt.plan p
    cross join lateral (
        select
            count(distinct split_part(n.path, '.', 1)) filter (where n.level > 1) as sections,
            count(n.id) as tasks,
            count(*) filter (where s.to_confirm) as unread
        from kstt.node n
        left join kstt.schedule s on s.node_id = n.id
        where n.plan_id = p.id
        and n.kind = 'task'
        and n.withdrawn_at is null) t
    where p.id in (
        select r.plan_id
        from changed r)
    on conflict on constraint plan_count_pk do update
    set sections = excluded.sections,
        tasks = excluded.tasks,
        unread = excluded.unread;
    return null;
end
$$;
alter function kstt.plan_recount() owner to kstt_system;
comment on function kstt.plan_recount() is 'Trigger: count again what the plans of the changed rows hold, but for what is withdrawn';
