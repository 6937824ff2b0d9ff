-- SPDX-License-Identifier: MIT
-- Where a plan and those that are to carry it out do not meet.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2031-03-31'));
select tap.plan('HO/LS', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp', tap.part(), 2031);
select tap.plan('HO/NV', 'SNV', 'in_force', 'Sở Nội vụ', tap.part(), 2031);
select tap.plan('HO/TP', 'STP', 'draft', 'Sở Tư pháp', tap.part(), 2031);
select tap.plan('HO/1', 'SYT', 'in_force', 'Sở Y tế', tap.part(), 2032);

create function tap.gap(key text default null, unit text default null)
    returns text
    language sql
as $$
    select string_agg(concat(r ->> 'gap', ' ', r ->> 'plan_key', ' ', r ->> 'path'), ', ')
    from tap.ask('gap', (select p.id::text from kstt.plan p where p.key = gap.key),
        (select u.id::text from kstt.unit u where u.code = gap.unit)) r
$$;
create function tap.scope(key text default null, unit text default null)
    returns text
    language sql
as $$
    select concat_ws(' ', r ->> 'above_key', r ->> 'unit_code', r ->> 'above_tasks', r ->> 'plans', r ->> 'below_tasks')
    from tap.ask('gap_scope', (select p.id::text from kstt.plan p where p.key = scope.key),
        (select u.id::text from kstt.unit u where u.code = scope.unit)) r
$$;
create function tap.link(from_key text, to_key text)
    returns void
    language sql
as $$
    select api.link_set(gen_random_uuid(), tap.node(from_key, '1.1'), tap.node(to_key, '1.1'), null, true)
$$;

\c - snv.lan
select tap.sees('nothing is linked; another unit''s draft does not show', tap.gap('HO/LS@2031'),
    'nobody HO/LS@2031 1.1, nothing HO/NV@2031 1.1');
select tap.sees('what it looks at', tap.scope('HO/LS@2031'), 'HO/LS@2031 1 1 1');
select tap.sees('no plan said: the province''s latest', tap.scope(), 'HO/LS@2031 1 1 1');
select tap.does('linked', $$select tap.link('HO/NV@2031', 'HO/LS@2031')$$);
select tap.sees('somebody implements it', tap.gap('HO/LS@2031'), null);
select tap.sees('a department''s own plan', tap.gap('HO/NV@2031'), null);
select tap.sees('which looks to the one above', tap.scope('HO/NV@2031'), 'HO/LS@2031 SNV 1 1 1');
select tap.sees('of another unit that leads it and has no plan', tap.gap('HO/LS@2031', 'STP'), 'nobody HO/LS@2031 1.1');
select tap.sees('of one that does not lead it', tap.gap('HO/LS@2031', 'SYT'), null);
select tap.sees('no plan above: its tasks implement nothing', tap.gap('HO/1@2032'), 'nothing HO/1@2032 1.1');
select tap.sees('and it says so', tap.scope('HO/1@2032'), 'SYT 0 1 1');

\c - stp.dung
select tap.sees('one''s own draft counts', tap.gap('HO/LS@2031', 'STP'), 'nobody HO/LS@2031 1.1, nothing HO/TP@2031 1.1');
select tap.does('linked', $$select tap.link('HO/TP@2031', 'HO/LS@2031')$$);
select tap.sees('and closes the gap', tap.gap('HO/LS@2031', 'STP'), null);
\c - vpub.hoa
select tap.does('a task below is withdrawn', format('select api.node_withdraw(gen_random_uuid(), %s, 1, %L)',
    tap.node('HO/NV@2031', '1.1'), 'không làm nữa'));
select tap.sees('what is withdrawn implements nothing, and is no gap', tap.gap('HO/LS@2031', 'SNV'), 'nobody HO/LS@2031 1.1');
select tap.refused('nor can it be linked', $$select tap.link('HO/NV@2031', 'HO/LS@2031')$$, 'KS422', 'This was withdrawn');
select tap.does('undone', 'select api.undo_last(gen_random_uuid())');
select tap.sees('it counts again', tap.gap('HO/LS@2031', 'SNV'), null);

\c - stp.dung
select tap.sees('units with a plan are offered first', (
    select string_agg(r ->> 'code', ' ')
    from tap.ask('gap_units', (select p.id::text from kstt.plan p where p.key = 'HO/LS@2031'), '') r), 'SNV STP');
select tap.sees('any other by its words', (
    select string_agg(concat(r ->> 'code', case when (r ->> 'exact')::boolean then '!' end), ' ')
    from tap.ask('gap_units', (select p.id::text from kstt.plan p where p.key = 'HO/LS@2031'), 'so y te') r), 'SYT!');

-- The 2024 plans, as they were read.
select tap.sees('2024: what nobody implements', tap.gap('KH-UBND@2024'), 'nobody KH-UBND@2024 2.3, nobody KH-UBND@2024 6.5, '
    'nobody KH-UBND@2024 6.7, nobody KH-UBND@2024 6.9, nobody KH-UBND@2024 8.2, nobody KH-UBND@2024 12.3, nobody KH-UBND@2024 15.2');
select tap.sees('2024, Sở Nội vụ', tap.gap('11/KH-SNV@2024'), 'nobody KH-UBND@2024 15.1');
select tap.sees('2024: what was looked at', tap.scope('KH-UBND@2024'), 'KH-UBND@2024 52 2 63');
\ir help/tell.psql
