-- SPDX-License-Identifier: MIT
-- Prints the psql script that brings the sample states about; the caller has
-- filled the temporary tables sample_state from states.csv, sample_remark from
-- remarks.csv and sample_decision from decisions.csv.
--
-- Each day is pinned by the province's admin; then each official of that day
-- connects as themselves and writes through api/ (mark.sql, remark.sql,
-- decision.sql), so that rights, history and times are those of real use.

create function pg_temp.setting(name text, value text)
    returns text
    language sql
as $$
    select format(E'\\set %s ''%s''\n', name, replace(replace(replace(coalesce(value, ''),
        '\', '\\'), '''', ''''''), E'\n', '\n'))
$$;

create function pg_temp.settings(variadic pairs text[])
    returns text
    language sql
as $$
    select string_agg(pg_temp.setting(pairs[i], pairs[i + 1]), '' order by i)
    from generate_series(1, array_length(pairs, 1), 2) i
$$;

with admin as (
    select o.login
    from kstt.official o
    join kstt.appointment a on a.official_id = o.id
    join kstt.unit u on u.id = a.unit_id
    where a.power = 'admin'
    and u.kind = 'province'
    order by o.login
    limit 1
), sample as (
    select
        s.day,
        s.login,
        1 as file,
        s.line,
        pg_temp.settings('row', 'states.csv, row ' || s.line, 'plan', s.plan, 'path', s.path, 'unit', s.unit,
            'period', s.period, 'state', s.state, 'document', s.document, 'document_date', s.document_date::text,
            'done_on', s.done_on::text, 'note', s.note) || '\ir mark.sql' as steps
    from sample_state s
    union all
    select
        r.day,
        r.login,
        2,
        r.line,
        pg_temp.settings('row', 'remarks.csv, row ' || r.line, 'plan', r.plan, 'path', r.path, 'unit', r.unit,
            'period', r.period, 'kind', r.kind, 'number', r.number, 'issued', r.issued::text, 'text', r.text)
            || '\ir remark.sql'
    from sample_remark r
    union all
    select
        d.day,
        d.login,
        3,
        d.line,
        pg_temp.settings('row', 'decisions.csv, row ' || d.line, 'kind', d.kind, 'plan', d.plan, 'path', d.path,
            'unit', d.unit, 'period', d.period, 'date', d.date::text, 'days', d.days, 'number', d.number,
            'issued', d.issued::text, 'text', d.text) || '\ir decision.sql'
    from sample_decision d
), step as (
    select
        s.*,
        s.day is distinct from lag(s.day) over by_day as new_day,
        (s.day, s.login) is distinct from (lag(s.day) over by_day, lag(s.login) over by_day) as new_login
    from sample s
    window by_day as (order by s.day, s.login, s.file, s.line)
)
select concat(
    case when s.new_day then format(E'\\c - %s\nselect api.today_pin(gen_random_uuid(), %L);\n', a.login, s.day) end,
    case when s.new_login then format(E'\\c - %s\n', s.login) end,
    s.steps)
from step s
cross join admin a
order by s.day, s.login, s.file, s.line;
