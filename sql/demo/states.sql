-- SPDX-License-Identifier: MIT
-- Prints the psql script that brings the sample states about; the caller has
-- filled the temporary table sample_state from states.csv.
--
-- Each day is pinned by the province's admin; then each official of that day
-- connects as themselves and marks through api/ (mark.sql), so that rights,
-- history and times are those of real use.

create function pg_temp.setting(name text, value text)
    returns text
    language sql
as $$
    select format(E'\\set %s ''%s''\n', name, replace(replace(replace(coalesce(value, ''),
        '\', '\\'), '''', ''''''), E'\n', '\n'))
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
), step as (
    select
        s.*,
        s.day is distinct from lag(s.day) over by_day as new_day,
        (s.day, s.login) is distinct from (lag(s.day) over by_day, lag(s.login) over by_day) as new_login
    from sample_state s
    window by_day as (order by s.day, s.login, s.line)
)
select concat(
    case when s.new_day then format(E'\\c - %s\nselect api.today_pin(gen_random_uuid(), %L);\n', a.login, s.day) end,
    case when s.new_login then format(E'\\c - %s\n', s.login) end,
    pg_temp.setting('row', 'states.csv, row ' || s.line),
    pg_temp.setting('plan', s.plan),
    pg_temp.setting('path', s.path),
    pg_temp.setting('unit', s.unit),
    pg_temp.setting('period', s.period),
    pg_temp.setting('state', s.state),
    pg_temp.setting('document', s.document),
    pg_temp.setting('document_date', s.document_date::text),
    pg_temp.setting('done_on', s.done_on::text),
    pg_temp.setting('note', s.note),
    '\ir mark.sql')
from step s
cross join admin a
order by s.day, s.login, s.line;
