-- SPDX-License-Identifier: MIT
-- What the register costs in milliseconds of the database, planning and running, as
-- an official of a commune, one of the office that receives most, and the province's
-- coordinator: the server's own time on a processor, the mean of eleven after a
-- first one, which the limit is for, and the median by the clock, which other work on
-- the machine lengthens. A line that ends in MISSED is over its limit.
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

create function tap.took(name text, most numeric, what text, variadic params text[])
    returns text
    language plpgsql
as $$
declare
    v_times numeric[] := '{}';
    v_at timestamptz;
    v_rows int;
    v_median numeric;
    v_processor numeric;
begin
    for i in 0..11
    loop
        v_processor := case i when 1 then tap.processor() else v_processor end;
        v_at := clock_timestamp();
        select count(*) into v_rows from tap.ask(name, variadic params);
        if i > 0 then
            v_times := v_times || round((extract(epoch from clock_timestamp() - v_at) * 1000)::numeric, 2);
        end if;
    end loop;
    v_processor := round((tap.processor() - v_processor) / 11e6, 1);
    v_median := (select percentile_disc(0.5) within group (order by t) from unnest(v_times) t);
    return format('feedback: %s, %s: %s ms (%s by the clock), %s rows, limit %s ms: %s', session_user, what, v_processor, v_median, v_rows, most,
        case when v_processor <= most then 'kept' else 'MISSED' end);
end
$$;

create function tap.all_took(code text)
    returns setof text
    language sql
as $$
    select t.line
    from (
        select tap.took('feedback_list', 10, 'first page, open', null, 'open', null, null, null, null, null, null, null)
        union all select tap.took('feedback_list', 10, 'first page, all', null, null, null, null, null, null, null, null, null)
        union all select tap.took('feedback_list', 10, 'first page, late', null, 'open', 'late', null, null, null, null, null, null)
        union all select tap.took('feedback_list', 10, 'code in the list', null, null, null, null, null, null, null, code, null)
        union all select tap.took('feedback_find', 10, 'find by code', code)
        union all select tap.took('feedback_list', 100, 'common words', null, null, null, null, null, null, null, 'thu tuc chung thuc', null)
        union all select tap.took('feedback_list', 100, 'a rare word', null, null, null, null, null, null, null, 'hiem4321', null)
        union all select tap.took('feedback_list', 100, 'a rare and a common word', null, null, null, null, null, null, null, 'ho so hiem7765', null)
        union all select tap.took('feedback_list', 100, 'words nobody said', null, null, null, null, null, null, null, 'khong co tu nay zzqx', null)
        union all select tap.took('feedback_list', 100, 'a name', null, null, null, null, null, null, null, 'nong duc khanh', null)
        union all select tap.took('feedback_list', 100, 'open ones by words', null, 'open', null, null, null, null, null, 'dat dai nguyen', null)
        union all select tap.took('feedback_list', 100, 'half-common words', null, null, null, null, null, null, null, 'nghuong loang', null)
        union all select tap.took('feedback_one', 10, 'one record', (select (q ->> 'feedback_id') from tap.ask('feedback_find', code) q))
        union all select tap.took('feedback_today', 100, 'Today', variadic '{}')) t (line)
$$;
select f.code as code
from kstt.feedback f
join kstt.unit u on u.id = f.held_by
where u.code = '05977'
and f.received_by = f.held_by
and not f.sealed
order by f.id desc
offset 100
limit 1
\gset
\c - xa.dongkinh
select tap.all_took(:'code');
\c - vpub.tung
select tap.all_took(:'code');
\c - vpub.hoa
select tap.all_took(:'code');
\c - :admin
