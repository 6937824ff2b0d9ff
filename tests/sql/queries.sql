-- SPDX-License-Identifier: MIT
-- Every file of sql/queries fits the schema, and its first line says what it is.
begin;
create temporary table query (
    name text not null,
    header text not null,
    statement text not null
);
\copy query from program 'for f in sql/queries/*.sql; do printf "%s\t%s\t%s\n" "$(basename "$f" .sql)" "$(head -n 1 "$f")" "$(grep -v "^--" "$f" | tr "\n\t" "  ")"; done'

select plan(4 * count(*)::int)
from query;

select matches(q.header, '^-- name: ' || q.name || '!?\([^()]*\)$', q.name || ': the first line names it')
from query q
order by q.name;

select is(
    coalesce((
        select max(m[1]::int)
        from regexp_matches(q.statement, '\$(\d+)', 'g') m), 0),
    coalesce(array_length(string_to_array(nullif(substring(q.header from '\((.*)\)'), ''), ','), 1), 0),
    q.name || ': takes the parameters it says')
from query q
order by q.name;

-- What ends or begins a transaction cannot be prepared in SQL.
select case
    when q.statement ~ '^\s*(begin|commit|rollback|reset)' then pass(q.name || ': needs no schema')
    else lives_ok(format('prepare %I as %s', 'query_' || q.name, rtrim(q.statement, '; ')), q.name || ': can be prepared')
    end
from query q
order by q.name;

-- A plan that looks dear is compiled first (jit_above_cost), which takes longer than any
-- read here: a function of few rows has to say so.
set local plan_cache_mode = force_generic_plan;
create function pg_temp.cost(query text)
    returns numeric
    language plpgsql
as $$
declare
    v_nulls text := repeat(', null', (select cardinality(parameter_types) from pg_prepared_statements where name = query));
    v_plan jsonb;
begin
    execute format('explain (format json) execute %I%s', query, regexp_replace(v_nulls, '^, (.*)$', '(\1)')) into v_plan;
    return (v_plan #>> '{0,Plan,Total Cost}')::numeric;
end $$;
select case
    when q.statement ~ '^\s*(begin|commit|rollback|reset)' then pass(q.name || ': has no plan')
    else cmp_ok(pg_temp.cost('query_' || q.name), '<', current_setting('jit_above_cost')::numeric, q.name || ': is not compiled')
    end
from query q
order by q.name;

select *
from finish();
rollback;
