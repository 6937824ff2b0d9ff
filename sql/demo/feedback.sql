-- SPDX-License-Identifier: MIT
-- Prints the psql script that brings the sample feedback about; the caller has
-- filled the temporary table sample_feedback from feedback.csv.
--
-- As with the sample states each day is pinned by the province's admin, and each
-- official connects as themselves and writes through api/. A record is called by
-- its name in the file: a psql variable of that name holds its id. Units stand in
-- the details by their codes.

create function pg_temp.unit_id(code text)
    returns text
    language sql
return (select coalesce((select u.id::text from kstt.unit u where u.code = unit_id.code), code));

-- plpgsql, for it calls itself.
create function pg_temp.with_units(details jsonb)
    returns text
    language plpgsql
as $$
begin
    return (
        select coalesce(jsonb_object_agg(e.key, case
            when e.key in ('unit', 'about_unit', 'territory') then to_jsonb(pg_temp.unit_id(e.value #>> '{}'))
            when e.key = 'parts' then (
                select jsonb_agg(pg_temp.with_units(p)::jsonb)
                from jsonb_array_elements(e.value) p)
            else e.value
            end), '{}')::text
        from jsonb_each(coalesce(details, '{}')) e);
end
$$;

create function pg_temp.statement(unit text, record text, action text, details jsonb)
    returns text
    language sql
return case action
    when 'add' then format('select a.feedback_id as %s from api.feedback_add(gen_random_uuid(), %s, %L) a',
        record, pg_temp.unit_id(unit), pg_temp.with_units(details))
    when 'setting' then format('select a.setting_id as done from api.feedback_setting_set(gen_random_uuid(), null, null, %L) a',
        details || jsonb_build_object('unit_id', pg_temp.unit_id(unit)))
    when 'template' then format('select a.template_id as done from api.feedback_template_set(gen_random_uuid(), null, null, %L) a',
        details)
    when 'link' then format('select a.link_id as done from api.feedback_link(gen_random_uuid(), :%s, :%s, %L) a',
        record, details ->> 'other', details ->> 'kind')
    when 'split' then format('select count(*) as done from kstt.feedback f cross join lateral '
        'api.feedback_split(gen_random_uuid(), f.id, f.version, %L) a where f.id = :%s',
        pg_temp.with_units(details)::jsonb -> 'parts', record)
    else format('select a.new_state as done from kstt.feedback f cross join lateral '
        'api.feedback_move(gen_random_uuid(), f.id, f.version, %L, %L) a where f.id = :%s',
        action, pg_temp.with_units(details), record)
    end;

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
        s.day is distinct from lag(s.day) over by_line as new_day,
        (s.day, s.login) is distinct from (lag(s.day) over by_line, lag(s.login) over by_line) as new_login
    from sample_feedback s
    window by_line as (order by s.line)
)
select concat(
    case when s.new_day then format(E'\\c - %s\nselect api.today_pin(gen_random_uuid(), %L);\n', a.login, s.day) end,
    case when s.new_login then format(E'\\c - %s\n', s.login) end,
    format(E'\\echo feedback.csv, row %s\n', s.line),
    pg_temp.statement(s.unit, s.record, s.action, s.details),
    E'\n\\gset')
from step s
cross join admin a
order by s.line;
