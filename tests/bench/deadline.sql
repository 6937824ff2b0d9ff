-- SPDX-License-Identifier: MIT
-- How many deadlines a second kstt.deadline counts for an official: half of them in
-- working days, half backwards, the best of five runs. Fails when the limit is missed.
do $$
declare
    v_many constant int := 100000;
    v_began timestamptz;
    v_rate int;
    v_best int := 0;
    v_counted int;
begin
    for run in 1..5
    loop
        v_began := clock_timestamp();
        select count(d.effective)
        into v_counted
        from generate_series(1, v_many) i
        cross join lateral kstt.deadline(date '2024-01-01' + i % 1000, i % 121 - 60,
            case when i % 2 = 0 then 'd' else 'wd' end) d;
        v_rate := v_many / extract(epoch from clock_timestamp() - v_began);
        v_best := greatest(v_best, v_rate);
    end loop;
    if v_counted <> v_many then
        raise exception 'of % deadlines only % were counted', v_many, v_counted;
    end if;
    perform set_config('bench.rate', v_best::text, false);
end
$$;
select
    current_setting('bench.rate')::int >= 50000 as kept,
    format('deadline: %s a second, limit 50000:', current_setting('bench.rate')) as told
\gset
\if :kept
    \echo :told kept
\else
    \echo :told MISSED
    do $$ begin raise exception 'too slow'; end $$;
\endif
