-- SPDX-License-Identifier: MIT
-- What the register costs in milliseconds of the database, planning and running, for
-- each kind of official: the server's own time on a processor, the mean of eleven
-- after a first one, which the limit is for, and the median by the clock, which other
-- work on the machine lengthens. A line that ends in MISSED is over its limit, or
-- found fewer rows than the data have for it.
\set ON_ERROR_STOP on
\set QUIET on
\pset format unaligned
\pset tuples_only on
\set admin :USER
set client_min_messages = warning;
create schema if not exists tap;
grant usage on schema tap to public;
\ir ../sql/help/queries.psql

-- Nanoseconds this server process has been on a processor.
create function tap.processor()
    returns numeric
    language sql
    security definer
return split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric;

create function tap.took(query text, fewest int, most numeric, what text, params text[])
    returns text
    language plpgsql
as $$
declare
    v_statement text := (select rtrim(q.statement, '; ') from tap.query q where q.name = query);
    v_times numeric[] := '{}';
    v_at timestamptz;
    v_rows int;
    v_median numeric;
    v_processor numeric;
begin
    for i in reverse cardinality(params)..1
    loop
        v_statement := replace(v_statement, '$' || i, quote_nullable(params[i]));
    end loop;
    for i in 0..11
    loop
        v_processor := case i when 1 then tap.processor() else v_processor end;
        v_at := clock_timestamp();
        execute v_statement;
        get diagnostics v_rows = row_count;
        if i > 0 then
            v_times := v_times || round((extract(epoch from clock_timestamp() - v_at) * 1000)::numeric, 2);
        end if;
    end loop;
    v_processor := round((tap.processor() - v_processor) / 11e6, 1);
    v_median := (select percentile_disc(0.5) within group (order by t) from unnest(v_times) t);
    return format('feedback: %s, %s: %s ms (%s by the clock), %s rows, limit %s ms: %s', session_user, what, v_processor, v_median, v_rows, most,
        case when v_processor <= most and v_rows >= fewest then 'kept' else 'MISSED' end);
end
$$;

-- What an official does, by the keys of the register's pane. Pages: by what each is
-- narrowed; fewest is how many rows the thinnest register here has for it.
create table tap.asked (
    number int generated always as identity,
    what text not null,
    query text not null,
    fewest int not null,
    most numeric not null,
    params text[] not null default '{}'
);
insert into tap.asked (what, query, fewest, most, params)
select p.what, 'feedback_list', p.fewest, p.most,
    array[p.unit, p.state, p.clock, p.track, p.field, p.since, p.until, p.words, p.after]
from (values
    ('first page, open', 50, 10, null, 'open', null, null, null, null, null, null, null),
    ('first page, all', 50, 10, null, null, null, null, null, null, null, null, null),
    ('first page, mine', 0, 10, null, 'mine', null, null, null, null, null, null, null),
    ('first page, ended', 50, 10, null, 'ended', null, null, null, null, null, null, null),
    ('first page, late', 50, 10, null, 'open', 'late', null, null, null, null, null, null),
    ('first page, soon', 10, 10, null, 'open', 'soon', null, null, null, null, null, null),
    ('first page, paused', 1, 10, null, null, 'paused', null, null, null, null, null, null),
    ('state handling', 20, 10, null, 'handling', null, null, null, null, null, null, null),
    ('state assigned', 1, 10, null, 'assigned', null, null, null, null, null, null, null),
    ('state answered', 50, 10, null, 'answered', null, null, null, null, null, null, null),
    ('state archived', 50, 10, null, 'archived', null, null, null, null, null, null, null),
    ('a state nobody is in', 0, 10, null, 'submitted', null, null, null, null, null, null, null),
    ('complaints', 50, 10, null, null, null, 'complaint', null, null, null, null, null),
    ('tố cáo', 0, 10, null, null, null, 'denunciation', null, null, null, null, null),
    ('a track of none', 0, 10, null, null, null, 'question', null, null, null, null, null),
    ('a field', 50, 10, null, null, null, null, 'CNTT', null, null, null, null),
    ('a field of none', 0, 10, null, null, null, null, 'XNK', null, null, null, null),
    ('complaints of a field, answered', 1, 10, null, 'answered', null, 'complaint', 'YTE', null, null, null, null),
    ('ended complaints', 50, 10, null, 'ended', null, 'complaint', null, null, null, null, null),
    ('archived of a field', 50, 10, null, 'archived', null, null, 'CNTT', null, null, null, null),
    ('late complaints of a field', 0, 10, null, 'open', 'late', 'complaint', 'YTE', null, null, null, null),
    ('a quarter of years ago', 50, 10, null, null, null, null, null, '2019-01-01', '2019-03-31', null, null),
    ('complaints of that quarter', 1, 10, null, null, null, 'complaint', null, '2019-01-01', '2019-03-31', null, null),
    ('late of a month', 1, 10, null, null, 'late', null, null, '2026-10-01', '2026-10-31', null, null),
    ('a later page', 50, 10, null, null, null, null, null, null, null, null, '2021-05-05 05:05:05|500000'),
    ('code in the list', 1, 10, null, null, null, null, null, null, null, ':code', null),
    ('common words', 50, 100, null, null, null, null, null, null, null, 'thu tuc chung thuc', null),
    ('half-common words', 50, 100, null, null, null, null, null, null, null, 'nghuong loang', null),
    ('a word of one in a hundred', 50, 100, null, null, null, null, null, null, null, 'khuonh', null),
    ('a word of one in two hundred', 50, 100, null, null, null, null, null, null, null, 'thoa', null),
    ('words of two letters', 2, 100, null, null, null, null, null, null, null, 'be vi mu', null),
    ('a rare word', 0, 100, null, null, null, null, null, null, null, 'hiem4321', null),
    ('a rare and a common word', 0, 100, null, null, null, null, null, null, null, 'ho so hiem7765', null),
    ('words nobody said', 0, 100, null, null, null, null, null, null, null, 'khong co tu nay zzqx', null),
    ('common words that nobody said together', 0, 100, null, null, null, null, null, null, null, 'nong hoang duc thu khanh', null),
    ('part of a word', 1, 100, null, null, null, null, null, null, null, 'nghuon', null),
    ('a name', 9, 100, null, null, null, null, null, null, null, 'nong duc khanh', null),
    ('a name and a word', 1, 100, null, null, null, null, null, null, null, 'nguyen van bang thu tuc', null),
    ('a name of one quarter', 0, 100, null, null, null, null, null, '2019-01-01', '2019-03-31', 'nong duc khanh', null),
    ('a telephone', 0, 100, null, null, null, null, null, null, null, '0904404123', null),
    ('open ones by words', 3, 100, null, 'open', null, null, null, null, null, 'dat dai nguyen', null),
    ('late ones by a name', 0, 100, null, 'open', 'late', null, null, null, null, 'nong duc', null),
    ('complaints by a word', 3, 100, null, null, null, 'complaint', null, null, null, 'khuonh', null)
    ) p (what, fewest, most, unit, state, clock, track, field, since, until, words, after);
insert into tap.asked (what, query, fewest, most, params) values
    ('find by code', 'feedback_find', 1, 10, '{:code}'),
    ('one record', 'feedback_one', 1, 10, '{:id}'),
    ('numbers of the open ones', 'feedback_counts', 3, 10, '{null,null,null}'),
    ('late ones by unit', 'feedback_late_by_unit', 2, 10, '{}'),
    ('Today', 'feedback_today', 0, 100, '{}');
grant select on tap.asked to public;

create function tap.all_took()
    returns setof text
    language plpgsql
as $$
declare
    v_asked record;
    v_one record;
begin
    select f.id, f.code
    into v_one
    from kstt.feedback_found(null, null, null, null, null, null, null, null, null, 30) n
    join kstt.feedback f on f.id = n.feedback_id
    where not f.sealed
    order by f.id
    limit 1;
    for v_asked in
        select a.*
        from tap.asked a
        order by a.number
    loop
        return next tap.took(v_asked.query, v_asked.fewest, v_asked.most, v_asked.what, array(
            select case p when ':code' then v_one.code when ':id' then v_one.id::text else p end
            from unnest(v_asked.params) with ordinality r (p, n)
            order by n));
    end loop;
end
$$;
-- What a record costs that is taken in, classified and passed on: the mean of twenty
-- after a first one.
create function tap.write_took(most numeric)
    returns setof text
    language plpgsql
as $$
declare
    v_unit bigint := (select u.id from kstt.unit u where u.code = '05977');
    v_other bigint := (select u.id from kstt.unit u where u.code = 'SNV');
    v_at numeric[];
    v_sum numeric[] := '{0,0,0}';
    v_id bigint;
begin
    for i in 0..20
    loop
        v_at := array[tap.processor()];
        select a.feedback_id
        into v_id
        from api.feedback_add(gen_random_uuid(), v_unit, jsonb_build_object('channel', 'direct', 'name', 'Lê Văn Thử (mẫu)',
            'address', 'Đông Kinh', 'phone', '0912345678', 'content', repeat('Chậm trả kết quả thủ tục đất đai. ', 9))::text) a;
        v_at := v_at || tap.processor();
        perform api.feedback_move(gen_random_uuid(), v_id, 1, 'triage', '{"track": "conduct"}');
        v_at := v_at || tap.processor();
        perform api.feedback_move(gen_random_uuid(), v_id, 2, 'route', jsonb_build_object('unit', v_other)::text);
        v_at := v_at || tap.processor();
        for n in 1..3
        loop
            v_sum[n] := v_sum[n] + case when i > 0 then v_at[n + 1] - v_at[n] else 0 end;
        end loop;
    end loop;
    return query
    select format('feedback: %s, %s: %s ms, limit %s ms: %s', session_user, w.what, round(w.took / 20e6, 1), most,
        case when w.took / 20e6 <= most then 'kept' else 'MISSED' end)
    from unnest(array['one taken in', 'classified', 'passed on'], v_sum) w (what, took);
end
$$;
\c - xa.dongkinh
select tap.all_took();
select tap.write_took(50);
\c - syt.mai
select tap.all_took();
\c - snv.binh
select tap.all_took();
\c - lanhdao.thao
select tap.all_took();
\c - vpub.tung
select tap.all_took();
\c - vpub.hoa
select tap.all_took();

-- The province's coordinator asks for one commune.
\c - :admin
update tap.asked a
set what = a.what || ' of a commune',
    params[1] = (select u.id::text from kstt.unit u where u.code = '05977')
where a.query in ('feedback_list', 'feedback_counts');
delete from tap.asked a
where a.query not in ('feedback_list', 'feedback_counts')
or ':code' = any (a.params);
\c - vpub.hoa
select tap.all_took();
\c - :admin
