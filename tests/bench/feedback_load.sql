-- SPDX-License-Identifier: MIT
-- Fills the register with :records invented records of ten years, as a superuser
-- and past the triggers, in the shape that the write functions leave them, which it
-- ends by proving: what is old is archived, half of the last two in a hundred and a
-- few older ones are open, some of them paused or offered to another unit, one in a
-- hundred is sealed.
\set ON_ERROR_STOP on
set client_min_messages = warning;
set session_replication_role = replica;
set synchronous_commit = off;
set maintenance_work_mem = '512MB';
select setseed(0.5) \g /dev/null
truncate kstt.feedback, kstt.feedback_serial cascade;
-- Indexes are made anew at the end: one by one they would cost most of the time.
create temporary table bench_index as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
from pg_index i
join pg_class c on c.oid = i.indrelid
where c.relnamespace = 'kstt'::regnamespace
and c.relname ~ '^feedback(_(party|text|sight|step|charge|clock))?$'
and not exists (select from pg_constraint k where k.conindid = i.indexrelid);
select format('drop index %s', b.name) from bench_index b
\gexec

-- Words as often as in a language: the n-th is taken about 1/n as often.
create temporary table bench_sentence as
select s.n, string_agg(w.word, ' ') as sentence, kstt.fold(string_agg(w.word, ' ')) as folded
from generate_series(0, 4999) s (n)
cross join lateral (
    select (array['hồ sơ', 'thủ tục', 'không', 'cán bộ', 'xã', 'phường', 'đất đai', 'giấy tờ', 'chứng thực', 'chậm trả kết quả'])[k.k]
        as word
    from (
        select case when random() < 0.35 then 1 + floor(random() * 10)::int end as k
        from generate_series(1, 16)
        where s.n >= 0) k
    where k.k is not null
    union all
    select (array['ngh', 'tr', 'ph', 'th', 'kh', 'l', 'm', 'đ', 'b', 'v', 'x', 'ch'])[1 + v % 12]
        || (array['ươ', 'iê', 'oa', 'â', 'ă', 'ê', 'ô', 'u', 'i', 'e'])[1 + v / 12 % 10]
        || (array['ng', 'n', 't', 'm', 'c', 'p', 'nh', ''])[1 + v / 120 % 8]
    from (
        select floor(960 * power(random(), 3))::int as v
        from generate_series(1, 12)
        where s.n >= 0) v) w
group by s.n;
create unique index on bench_sentence (n);

create temporary table bench_unit as
select row_number() over (order by u.code) - 1 as n, u.id
from kstt.unit u
where u.kind in ('department', 'office', 'board', 'inspectorate', 'commune', 'ward')
and u.valid_to is null;

create temporary table bench_record as
select i as id, u.province_id,
    timestamptz '2016-12-01 08:00+07' + (timestamptz '2026-11-20 07:00+07' - timestamptz '2016-12-01 08:00+07') * (i::float / :records)
        as received_at,
    case when random() < 0.2 then u.office else u.units[1 + floor(random() * cardinality(u.units))::int] end as received_by,
    floor(random() * cardinality(u.units))::int as other,
    random() as fate, random() as open, random() as track,
    floor(random() * 5000)::int as s1, floor(random() * 5000)::int as s2, floor(random() * 30)::int as ho,
    floor(random() * 60)::int as dem, floor(random() * 60)::int as ten
from generate_series(1, :records) i
cross join (
    select p.id as province_id, o.id as office, (select array_agg(b.id order by b.n) from bench_unit b) as units
    from kstt.unit p
    join kstt.unit o on o.code = 'VPUB'
    where p.kind = 'province') u;

insert into kstt.feedback (id, province_id, year, serial, code, track, sealed, state, channel, received_at, received_on, entered_by,
    received_by, held_by, offered_to, field, content_group, settled_on, settled_as, due, due_nominal, due_clock, paused, changed_by,
    changed_appointment, changed_for, entered_at, changed_at)
select r.id, r.province_id, extract(year from r.received_at), r.id, kstt.feedback_code(extract(year from r.received_at)::int, r.id),
    t.track, t.track = 'denunciation', s.state, 'direct', r.received_at, (r.received_at at time zone 'Asia/Ho_Chi_Minh')::date, a.official_id,
    r.received_by, h.id, case when s.state = 'assigned' then c.id end,
    (array['HOTICH', 'DATDAI', 'XAYDUNG', 'YTE', 'CNTT', 'KHAC'])[1 + r.other % 6], (1 + r.other % 8)::text,
    case when not s.open then r.received_at::date + 12 end, case when not s.open then 'handled' end,
    case when d.runs then r.received_at::date + 21 end, case when d.runs then r.received_at::date + 21 end,
    case when d.runs then 'answer' end, s.open and not d.runs, a.official_id, a.id, r.received_by,
    r.received_at, r.received_at
from bench_record r
cross join lateral (
    select case
        when r.track < 0.01 then 'denunciation'
        when r.track < 0.05 then 'complaint'
        when r.track < 0.6 then 'conduct'
        else 'regulation'
        end as track) t
cross join lateral (
    select r.open < case when r.id > :records * 0.98 then 0.5 else 0.002 end as open) o
join bench_unit b on b.n = r.other
cross join lateral (select case when r.fate < 0.3 then b.id else r.received_by end as id) h
left join bench_unit c on c.n = (r.other + 1) % (select count(*) from bench_unit)
    and c.id <> h.id
cross join lateral (
    select o.open,
        case
        when o.open and r.s1 % 20 = 0 and c.id is not null then 'assigned'
        when o.open then (array['new', 'classified', 'handling', 'handling', 'extended'])[1 + r.s1 % 5]
        when r.id > :records * 0.95 then (array['answered', 'published', 'declined', 'forwarded'])[1 + r.s1 % 4]
        else 'archived'
        end as state) s
cross join lateral (select s.open and not (s.state in ('handling', 'extended') and r.s1 % 25 = 2) as runs) d
cross join (select a.* from kstt.appointment a order by a.id limit 1) a;

select setval(pg_get_serial_sequence('kstt.feedback', 'id'), :records) \g /dev/null

insert into kstt.feedback_party (feedback_id, province_id, sender_kind, name, address, phone)
select r.id, r.province_id, 'citizen',
    concat_ws(' ', (array['Nguyễn', 'Hoàng', 'Nông', 'Lương', 'Vi', 'Triệu', 'Hứa', 'Lâm', 'Chu', 'Dương', 'Đàm', 'Bế', 'La', 'Mông', 'Phùng'])[1 + r.ho / 2],
        (array['Văn', 'Thị', 'Đức', 'Thu', 'Minh', 'Hải', 'Quốc', 'Thanh', 'Xuân', 'Hồng'])[1 + r.dem / 6],
        (array['Bằng', 'Cúc', 'Dần', 'Giang', 'Hiệp', 'Khánh', 'Liên', 'Mạnh', 'Ngà', 'Oanh', 'Phú', 'Quý'])[1 + r.ten / 5], '(mẫu)'),
    'Thôn ' || (1 + r.other) || ', tỉnh Lạng Sơn', '09' || lpad((r.id * 7919::bigint % 100000000)::text, 8, '0')
from bench_record r;

insert into kstt.feedback_sight (feedback_id, unit_id, close, received_at, open, due, state, track, field, paused, held_by, turn)
select distinct f.id, u, f.sealed, f.received_at, f.settled_on is null, f.due, f.state, f.track, f.field, f.paused, f.held_by,
    u = coalesce(f.offered_to, f.held_by)
from kstt.feedback f
cross join unnest(array[f.held_by, f.offered_to] || case when not f.sealed then f.received_by end) u
where u is not null;
-- Folded word by word above, as kstt.feedback_wording folds the whole.
insert into kstt.feedback_text (feedback_id, province_id, content, words, marks)
select r.id, r.province_id, concat_ws(' ', a.sentence, b.sentence, 'hiếm' || r.id / 100, '(mẫu)'),
    case when not f.sealed then
        concat_ws(' ', '', replace(lower(f.code), '-', ' '), translate(p.name_folded, '()', ''), p.phone_digits,
            'thon ' || (1 + r.other) || ' tinh lang son', a.folded, b.folded, 'hiem' || r.id / 100, 'mau', '')
    end, array(
        select '@' || u
        from unnest(array[f.held_by, f.offered_to] || case when not f.sealed then f.received_by end) u
        where u is not null
        group by u
        order by u) || to_char(f.received_on, '#YYYYMM') || case when f.settled_on is null then array['!'] else '{}' end
from bench_record r
join kstt.feedback f on f.id = r.id
join kstt.feedback_party p on p.feedback_id = r.id
join bench_sentence a on a.n = r.s1
join bench_sentence b on b.n = r.s2;

insert into kstt.feedback_charge (feedback_id, province_id, unit_id, from_day)
select f.id, f.province_id, f.held_by, f.received_on
from kstt.feedback f;
insert into kstt.feedback_clock (feedback_id, province_id, rule_id, clock, article, from_day, days, day_unit, nominal, effective, state,
    stopped_on, paused_on)
select f.id, f.province_id, u.id, 'answer', u.article, f.received_on, 15, 'wd', f.received_on + 21, f.received_on + 21,
    case when f.due is not null then 'running' when f.paused then 'paused' else 'stopped' end, f.settled_on,
    case when f.paused then f.received_on + 3 end
from kstt.feedback f
cross join (select r.* from kstt.feedback_clock_rule r where r.code = 'answer' limit 1) u;
insert into kstt.feedback_step (feedback_id, province_id, sealed, unit_id, on_behalf, official_id, appointment_id, at, action, to_state)
select f.id, f.province_id, f.sealed, f.received_by, false, f.changed_by, f.changed_appointment, f.received_at, 'add', 'new'
from kstt.feedback f;
select b.definition from bench_index b
\gexec
reset session_replication_role;
vacuum analyze kstt.feedback, kstt.feedback_party, kstt.feedback_text, kstt.feedback_sight, kstt.feedback_charge, kstt.feedback_clock,
    kstt.feedback_step;

-- What follows a record by trigger leaves these as they are.
create temporary table bench_proof as
select f.id, array(select s from kstt.feedback_sight s where s.feedback_id = f.id order by s.unit_id)::text as sight, t.words, t.marks
from (select f.* from kstt.feedback f order by f.id desc limit 3000) f
join kstt.feedback_text t on t.feedback_id = f.id
where f.id % 10 = 0;
begin;
select kstt.feedback_sight_follow(b.id), kstt.feedback_words_follow(b.id) from bench_proof b \g /dev/null
do $$
begin
    if exists (
            select
            from bench_proof b
            join kstt.feedback_text t on t.feedback_id = b.id
            where (b.words, b.marks) is distinct from (t.words, t.marks)
            or b.sight <> array(select s from kstt.feedback_sight s where s.feedback_id = b.id order by s.unit_id)::text) then
        raise exception 'the records of the bench are not as written ones';
    end if;
end
$$;
rollback;
