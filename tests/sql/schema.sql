-- SPDX-License-Identifier: MIT
-- What must hold of every table and function, whoever adds the next one.
begin;
select plan(13);

create temporary view ours as
select p.oid, n.nspname, p.proname, p.oid::regprocedure::text as signature, p.prosecdef, r.rolname as owner,
    p.proconfig, p.proacl
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
join pg_roles r on r.oid = p.proowner
where n.nspname in ('kstt', 'api');

select is_empty($$
    select c.relname
    from pg_class c
    where c.relnamespace = 'kstt'::regnamespace
    and c.relkind in ('r', 'p')
    and not (c.relrowsecurity and c.relforcerowsecurity)
$$, 'row-level security is forced on every table');
select is_empty($$
    select c.relname
    from pg_class c
    where c.relnamespace = 'kstt'::regnamespace
    and c.relkind in ('r', 'p')
    and not exists (select from pg_policy p where p.polrelid = c.oid)
$$, 'every table has a policy');
select is_empty($$
    select c.relname
    from pg_class c
    where c.relnamespace = 'kstt'::regnamespace
    and c.relkind in ('r', 'p')
    and obj_description(c.oid, 'pg_class') is null
$$, 'every table has a comment');
select is_empty($$
    select c.relname
    from pg_class c
    where c.relnamespace in ('kstt'::regnamespace, 'api'::regnamespace)
    and c.relkind in ('r', 'p', 'S')
    and c.relowner <> 'kstt_owner'::regrole
$$, 'every table and sequence belongs to kstt_owner');
select is_empty($$
    select c.relname
    from pg_class c
    where c.relnamespace = 'kstt'::regnamespace
    and c.relkind in ('r', 'p')
    and (has_table_privilege('kstt_official', c.oid, 'insert') or has_table_privilege('kstt_official', c.oid, 'update')
        or has_table_privilege('kstt_official', c.oid, 'delete') or has_table_privilege('kstt_official', c.oid, 'truncate'))
$$, 'officials write no table by themselves');
select is_empty($$
    select conname
    from pg_constraint
    where connamespace = 'kstt'::regnamespace
    and conname ~ '_(pkey|fkey|check[0-9]*|key[0-9]*)$'
    and conname <> 'plan_key'
$$, 'every constraint has a name of its own');
select is_empty($$
    select f.signature
    from ours f
    where obj_description(f.oid, 'pg_proc') is null
$$, 'every function has a comment');
select is_empty($$
    select f.signature
    from ours f
    where has_function_privilege('public', f.oid, 'execute')
$$, 'no function is executable by PUBLIC');
select is_empty($$
    select f.signature
    from ours f
    where f.prosecdef
    and not (f.proconfig @> array['search_path=kstt, pg_catalog, pg_temp'])
$$, 'every security definer function pins its search_path, pg_temp last');
select set_eq($$
    select f.owner || ' ' || f.nspname || '.' || f.proname
    from ours f
    where f.prosecdef
    and (f.owner <> 'kstt_api' or f.nspname <> 'api')
$$, $$
    select 'kstt_system kstt.' || f
    from unnest(array[
        'add_working_days',
        'audit_event',
        'audit_extension',
        'audit_handover',
        'audit_holiday',
        'audit_link',
        'audit_node',
        'audit_occurrence',
        'audit_remark',
        'audit_row',
        'audit_schedule',
        'effective_due',
        'effective_recount',
        'handover_follow',
        'hidden_plans',
        'is_province_admin',
        'is_working_day',
        'last_working_day',
        'may_read',
        'me',
        'my_administered',
        'my_appointments',
        'my_coordinated',
        'my_led',
        'my_places',
        'my_plans',
        'my_session',
        'my_today',
        'my_units',
        'my_writable',
        'next_working_day',
        'now',
        'number_working_days',
        'occurrences_renew',
        'plan_overview',
        'plan_recount',
        'search_found',
        'today']) f
    union all
    select 'kstt_system kstt.' || f
    from unnest(array['my_sight', 'feedback_settle', 'feedback_follow', 'feedback_next', 'feedback_sight_follow',
        'feedback_words_follow', 'feedback_put', 'feedback_said', 'feedback_log_look', 'feedback_is_remote',
        'feedback_clock_pick', 'feedback_clock_count', 'feedback_due_follow', 'feedback_clocks_follow', 'feedback_clocks_restart', 'feedback_recount',
        'feedback_leader_unit', 'feedback_wants_approval', 'feedback_find_page', 'feedback_found', 'feedback_page',
        'feedback_detail', 'feedback_alike', 'my_feedback_today',
        'feedback_stood', 'feedback_keep', 'feedback_clocks_back', 'feedback_charge_back', 'feedback_link_back',
        'feedback_take_back', 'feedback_passed', 'feedback_passed_counts', 'feedback_own_steps', 'feedback_overdue',
        'feedback_overdue_bands', 'feedback_open_counts', 'feedback_counted', 'feedback_form', 'feedback_form_cells',
        'feedback_of_task', 'feedback_data_history', 'feedback_data_counted', 'feedback_clock_last']) f
    union all
    select 'kstt_login kstt.login_make'
$$, 'outside api, these are all the security definer functions, and their owners');
select is_empty($$
    select f.signature || ' ' || f.owner || ' ' || f.prosecdef
    from ours f
    where f.nspname = 'api'
    and (f.owner <> 'kstt_api' or not f.prosecdef)
$$, 'the api is definer functions of kstt_api');
select set_eq($$
    select r.rolname::text || case when r.rolbypassrls then ' bypassrls' else '' end
        || case when r.rolcreaterole then ' createrole' else '' end
        || case when r.rolcanlogin or r.rolsuper or r.rolcreatedb or r.rolreplication then ' too much' else '' end
    from pg_roles r
    where r.rolname in ('kstt_owner', 'kstt_api', 'kstt_system', 'kstt_official', 'kstt_login')
$$, array['kstt_api', 'kstt_login createrole', 'kstt_official', 'kstt_owner bypassrls', 'kstt_system bypassrls'],
    'the fixed roles have just what they need');
select is_empty($$
    select r.rolname
    from kstt.official o
    join pg_roles r on r.rolname = o.login
    where r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls
    or pg_has_role(r.oid, 'kstt_owner', 'member') or pg_has_role(r.oid, 'kstt_api', 'member')
    or pg_has_role(r.oid, 'kstt_system', 'member') or pg_has_role(r.oid, 'kstt_login', 'member')
$$, 'no official''s login is more than a login');

select *
from finish();
rollback;
