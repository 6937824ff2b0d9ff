-- SPDX-License-Identifier: MIT
-- The register's pages, which pass by the policies: whatever one is narrowed by, for
-- every right, it shows just what the policies show, in its order; and what the pages
-- are chosen by repeats the records. More of them than any walk looks at first.
\ir help/officials.psql
\ir help/queries.psql
\ir help/no-feedback.psql
\ir help/feedback.psql

select setseed(0.25) \g /dev/null
create temporary table made as
select i, now() - (i || ' hours')::interval as received_at, h.id as held_by, r.id as received_by, o.id as offered_to, h.province_id,
    (array[null, 'conduct', 'conduct', 'regulation', 'complaint', 'denunciation', 'denunciation', 'outside'])[1 + floor(random() * 8)::int]
        as track,
    (array[null, 'HOTICH', 'DATDAI', 'CNTT'])[1 + floor(random() * 4)::int] as field,
    (array['new', 'awaiting', 'classified', 'assigned', 'handling', 'extended', 'submitted', 'done', 'answered', 'archived', 'archived',
        'declined'])[1 + floor(random() * 12)::int] as state,
    random() < 0.1 as paused, a.id as appointment_id, a.official_id,
    concat_ws(' ', 'hồ sơ', (array['Vi', 'An', 'Ở', 'Bế'])[1 + floor(random() * 6)::int], (array['chuồn', 'bọ', 'xít'])[1 + i % 5],
        case when i % 97 = 0 then 'hiếm' end, case when i % 400 = 3 then 'độc-nhất' end) as content
from generate_series(1, 1000) i
cross join lateral (select floor(random() * 5)::int as holder, floor(random() * 5)::int as receiver where i > 0) n
join kstt.unit h on h.code = (array['VPUB', '05977', 'SNV', 'SNV.VP', 'STP'])[1 + n.holder]
join kstt.unit r on r.code = (array['VPUB', 'VPUB', '05977', '05977', 'SNV'])[1 + n.receiver]
join kstt.unit o on o.code = (array['05977', 'SNV.VP', 'VPUB', 'STP', 'SNV'])[1 + n.holder]
cross join (select a.* from kstt.appointment a order by a.id limit 1) a;
-- The clocks are not what is looked at, and would cost most of the time.
alter table kstt.feedback disable trigger feedback_follow;
insert into kstt.feedback (id, province_id, year, serial, code, track, state, channel, received_at, received_on, entered_by, received_by,
    held_by, offered_to, submitted_to, field, due, paused, changed_by, changed_appointment, changed_for, about_head, about_unit_id)
select m.i, m.province_id, 2026, m.i, kstt.feedback_code(2026, m.i), m.track, m.state, 'direct', m.received_at, current_date, m.official_id,
    m.received_by, m.held_by, case when m.state = 'assigned' then m.offered_to end, case when m.state = 'submitted' then m.held_by end,
    m.field, case when not m.paused and not s.ended then date '2026-10-20' + m.i % 60 end, m.paused and not s.ended, m.official_id,
    m.appointment_id, m.received_by, m.i % 11 = 0, case when m.i % 11 = 0 then m.received_by end
from made m
join kstt.feedback_state s on s.code = m.state;
alter table kstt.feedback enable trigger feedback_follow;
insert into kstt.feedback_party (feedback_id, province_id, name)
select m.i, m.province_id, 'Đàm Thử (mẫu)' from made m;
insert into kstt.feedback_text (feedback_id, province_id, content)
select m.i, m.province_id, m.content from made m;
select kstt.feedback_sight_follow(m.i) from made m \g /dev/null
select kstt.feedback_words_follow(m.i) from made m \g /dev/null
analyze kstt.feedback, kstt.feedback_sight, kstt.feedback_text;

-- What the policies show whoever is connected, read once, and a page of it.
create table tap.shown (
    login text default session_user,
    id bigint,
    state text,
    ended boolean,
    waits boolean,
    due date,
    paused boolean,
    track text,
    field text,
    received_at timestamptz,
    received_on date,
    words text,
    units bigint[]
);
grant select, insert on tap.shown to public;
create function tap.show()
    returns void
    language sql
as $$
    insert into tap.shown (id, state, ended, waits, due, paused, track, field, received_at, received_on, words, units)
    select f.id, f.state, s.ended, not s.ended and coalesce(f.offered_to, f.held_by) = any ((select kstt.my_units())::bigint[]), f.due,
        f.paused, f.track, f.field, f.received_at, f.received_on, t.words, array(
            select v.unit_id
            from kstt.feedback_sight v
            where v.feedback_id = f.id)
    from kstt.feedback f
    join kstt.feedback_state s on s.code = f.state
    left join kstt.feedback_text t on t.feedback_id = f.id
$$;
create function tap.wanted(unit bigint, state text, clock text, track text, field text, since date, until date, words text, most int)
    returns bigint[]
    language sql
as $$
    select array(
        select f.id
        from tap.shown f
        where f.login = session_user
        and case wanted.state
            when 'open' then not f.ended
            when 'mine' then f.waits
            when 'ended' then f.ended
            else wanted.state is null or f.state = wanted.state
            end
        and case wanted.clock
            when 'late' then f.due < (select kstt.today())
            when 'soon' then f.due between (select kstt.today()) and (select kstt.add_working_days(kstt.today(), 10))
            when 'paused' then f.paused
            else true
            end
        and (wanted.track is null or f.track = wanted.track)
        and (wanted.field is null or f.field = wanted.field)
        and f.received_on between coalesce(wanted.since, '-infinity') and coalesce(wanted.until, 'infinity')
        and (wanted.words is null or f.words like all (array(
            select '% ' || w || ' %' from string_to_table(kstt.fold(wanted.words), ' ') w)))
        and (wanted.unit is null or f.units && array(select b.unit_id from kstt.units_below(array[wanted.unit]) b))
        order by case when wanted.clock in ('late', 'soon') then f.due - date '2000-01-01' else extract(epoch from f.received_at) * -1 end,
            case when wanted.clock in ('late', 'soon') then f.id else -f.id end
        limit most)
$$;

-- One in so many of all the ways to narrow a page, of which each right has others.
create table tap.narrowed as
select row_number() over () as number, v.*
from (
    select u.id as unit, s.state, c.clock, t.track, f.field, p.since, p.until, w.words
    from (select null::bigint as id union all select b.id from kstt.unit b where b.code in ('LS', 'SNV', '05977')) u
    cross join (values (null), ('open'), ('mine'), ('ended'), ('assigned'), ('handling'), ('archived'), ('published')) s (state)
    cross join (values (null), (null), ('late'), ('soon'), ('paused')) c (clock)
    cross join (values (null), ('conduct'), ('denunciation'), ('question')) t (track)
    cross join (values (null), (null), ('CNTT'), ('YTE')) f (field)
    cross join (values (null::date, null::date), (null, null), ('2026-10-01', '2026-10-20')) p (since, until)
    cross join (values (null), (null), ('chuồn'), ('hồ sơ vi'), ('hiếm'), ('đàm'), ('độc-nhất')) w (words)) v
where hashtext(v::text) % 37 = 0;
grant select on tap.narrowed to public;
create function tap.pages_as_policies()
    returns void
    language sql
as $$
    select tap.sees(format('%s pages as the policies show them', count(*)), string_agg(format('(%s: %s, not %s)', n, g.got, w.want), ' ')
        filter (where g.got <> w.want), null)
    from (select r.* from tap.narrowed r where hashtext(session_user || r.number) % 12 = 0) n
    cross join lateral (
        select array(
            select p.feedback_id
            from kstt.feedback_found(n.unit, n.state, n.clock, n.track, n.field, n.since, n.until, n.words, null, 20)
                with ordinality p (feedback_id, cursor, number)
            order by p.number) as got) g
    cross join lateral (
        select tap.wanted(n.unit, n.state, n.clock, n.track, n.field, n.since, n.until, replace(n.words, '-', ' '), 20) as want) w
$$;

-- Page by page, by the cursors, it comes to the same as all at once.
create function tap.leafed(state text, clock text, track text, field text, words text)
    returns bigint[]
    language plpgsql
as $$
declare
    v_after text;
    v_all bigint[] := '{}';
    v_page bigint[];
begin
    loop
        select array_agg(p.feedback_id order by p.number), (array_agg(p.cursor order by p.number desc))[1]
        into v_page, v_after
        from kstt.feedback_found(null, state, clock, track, field, null, null, words, v_after, 60)
            with ordinality p (feedback_id, cursor, number);
        exit when v_page is null;
        v_all := v_all || v_page;
    end loop;
    return v_all;
end
$$;
create function tap.leafs_as_policies()
    returns void
    language sql
as $$
    select tap.sees(format('leafed through: %s', p), (tap.leafed(p.state, p.clock, p.track, p.field, p.words) = tap.wanted(null, p.state,
        p.clock, p.track, p.field, null, null, p.words, 5000))::text, 'true')
    from (values (null, null, null, null, null), ('open', null, null, null, null), ('open', 'late', null, null, null),
        ('ended', null, null, null, null), (null, null, 'complaint', null, null), (null, null, null, null, 'vi'),
        -- One thing narrows it, which has an index of its own, and two or three.
        ('archived', null, null, null, null), ('handling', null, null, null, null), (null, null, 'denunciation', null, null),
        (null, null, null, 'CNTT', null), (null, 'paused', 'conduct', null, null), ('ended', null, 'conduct', null, null),
        ('archived', null, null, 'DATDAI', null), ('archived', null, 'conduct', 'DATDAI', null), ('handling', 'late', null, 'CNTT', null)
        ) p (state, clock, track, field, words)
$$;
create function tap.numbers_as_policies()
    returns void
    language sql
as $$
    select tap.sees('the numbers of the open ones', (
        select jsonb_agg(jsonb_build_array(c.state, c.records, c.late, c.soon) order by c.state)::text
        from kstt.feedback_open_counts(null, null, null) c), (
        select jsonb_agg(w.n order by w.n ->> 0)::text
        from (
            select jsonb_build_array(f.state, count(*), count(*) filter (where f.due < kstt.today()),
                count(*) filter (where f.due between kstt.today() and kstt.add_working_days(kstt.today(), 10)))
            from kstt.feedback f
            join kstt.feedback_state s on s.code = f.state
                and not s.ended
            group by f.state) w (n)));
    select tap.sees('and of the late ones by unit', (
        select jsonb_agg(jsonb_build_array(b.unit_id, b.band1 + b.band2 + b.band3 + b.band4) order by b.unit_id)::text
        from kstt.feedback_overdue_bands() b), (
        select jsonb_agg(w.n order by (w.n ->> 0)::bigint)::text
        from (
            select jsonb_build_array(f.held_by, count(*))
            from kstt.feedback f
            where f.due < kstt.today()
            group by f.held_by) w (n)));
$$;
create function tap.all_as_policies()
    returns void
    language sql
as $$
    select tap.show();
    select tap.pages_as_policies();
    select tap.leafs_as_policies();
    select tap.numbers_as_policies();
$$;

\c - xa.dongkinh
select tap.all_as_policies();
select tap.sees('and there is something to see', (cardinality(tap.wanted(null, null, null, null, null, null, null, null, 5000)) > 400)::text,
    'true');
\c - vpub.tung
select tap.all_as_policies();
\c - vpub.hoa
select tap.all_as_policies();
select tap.sees('short words too', (cardinality(tap.wanted(null, null, null, null, null, null, null, 'vi', 5000)) > 100)::text, 'true');
select tap.sees('as whole words', (
    select count(*)::text
    from kstt.feedback_found(null, null, null, null, null, null, null, 'huo', null) f
    join kstt.feedback_text t on t.feedback_id = f.feedback_id
    where t.words like '% huo %'), '0');
select tap.sees('but a part of a word is found where no word is so', (
    select count(*)::text
    from kstt.feedback_found(null, null, null, null, null, null, null, 'huo', null) f), '50');
select tap.sees('what is no letter parts words', (
    select count(*)::text
    from kstt.feedback_found(null, null, null, null, null, null, null, '"nhất!" (độc)', null) f),
    cardinality(tap.wanted(null, null, null, null, null, null, null, 'doc nhat', 5000))::text);
select tap.sees('nothing but such finds nothing', (
    select count(*)::text
    from kstt.feedback_found(null, null, null, null, null, null, null, '%_ -', null) f), '0');
\c - snv.lan
select tap.all_as_policies();
\c - snv.binh
select tap.all_as_policies();
\c - stp.dung
select tap.all_as_policies();
\c - lanhdao.minh
select tap.all_as_policies();
\c - lanhdao.thao
select tap.all_as_policies();
\c - quantri
select tap.all_as_policies();
\c - snv.cuong
select tap.all_as_policies();
\c - :admin
select tap.sees('what a field chooses from is all there is', (
    select count(*)::text
    from kstt.feedback f
    where f.field is not null
    and not exists (select from kstt.feedback_kind k where k.kind_set = 'field' and k.code = f.field)), '0');
select tap.sees('what pages are chosen by is the records''', tap.sight_faults(), null);

\ir help/tell.psql
