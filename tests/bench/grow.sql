-- SPDX-License-Identifier: MIT
-- Fills a copy of the template with :tasks tasks more, in twenty plans of fifty
-- sections: one owed thing each, two of five late, one due soon, the rest done.
-- Triggers are off: history and counts are not what is measured.
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '256MB';
drop index kstt.node_words;

create temporary table grown_plan as
select
    row_number() over (order by u.id)::int as number,
    900000000 + row_number() over (order by u.id) as id,
    u.id as unit_id,
    p.province_id
from kstt.unit u
cross join lateral (select x.province_id from kstt.plan x limit 1) p
where u.kind in ('department', 'office', 'commune', 'ward')
order by u.id
limit 20;
insert into kstt.plan (id, province_id, number, year, issuer_id, title, issued, state, sample)
select g.id, g.province_id, 'KH-TẢI-' || g.number, 2026, g.unit_id, 'Kế hoạch đo tải ' || g.number, date '2026-01-05',
    'in_force', true
from grown_plan g;
insert into kstt.plan_count (plan_id, province_id, sections, tasks, unread)
select g.id, g.province_id, 50, :tasks / 20, 0
from grown_plan g;
insert into kstt.node (id, province_id, plan_id, parent_id, ordinal, position, path, level, kind, label, text)
select g.id * 100 + s, g.province_id, g.id, null, s * 100000, s, s::text, 1, 'section', s::text, 'Nhóm nhiệm vụ ' || s
from grown_plan g
cross join generate_series(1, 50) s;
create temporary table grown_task as
select
    200000000000 + i as id,
    g.id as plan_id,
    g.province_id,
    g.unit_id,
    g.id * 100 + 1 + (i / 20) % 50 as parent_id,
    1 + (i / 20) % 50 as section,
    1 + i / 1000 as place,
    i % 10 as turn
from generate_series(0, :tasks - 1) i
join grown_plan g on g.number = 1 + i % 20;
insert into kstt.node (id, province_id, plan_id, parent_id, ordinal, position, path, level, kind, label, text, lead, time)
select t.id, t.province_id, t.plan_id, t.parent_id, t.section * 100000 + t.place, t.place,
    t.section || '.' || t.place, 2, 'task', t.place::text,
    'Rà soát, đánh giá thủ tục hành chính lần ' || t.place || ' của nhóm ' || t.section, 'đơn vị', 'quý III'
from grown_task t;
insert into kstt.schedule (node_id, plan_id, province_id, reading, to_confirm)
select t.id, t.plan_id, t.province_id, 'Q3:2026-09-30', false
from grown_task t;
insert into kstt.occurrence (id, province_id, plan_id, node_id, unit_id, period, nominal_due, effective_due, due_rule, state,
    done_on)
select t.id, t.province_id, t.plan_id, t.id, t.unit_id, 'Q3',
    case when t.turn = 9 then date '2026-11-27' else date '2026-09-30' end,
    case when t.turn = 9 then date '2026-11-27' else date '2026-09-30' - t.place end,
    'by',
    case when t.turn in (0, 1, 2, 3, 9) then 'open' else 'done' end,
    case when t.turn not in (0, 1, 2, 3, 9) then date '2026-09-01' end
from grown_task t;
create index node_words on kstt.node using gin (folded trgm.gin_trgm_ops);
vacuum analyze kstt.plan, kstt.node, kstt.schedule, kstt.occurrence;
