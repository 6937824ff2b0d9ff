-- SPDX-License-Identifier: MIT
-- Taking back a change of what the register runs by: a row that it added goes, and
-- history says so.

set local role kstt_owner;

create table kstt.command_rule (
    command_id bigint not null,
    official_id bigint not null,
    subject text not null,
    row_id bigint not null,
    before jsonb,
    after_version int not null,
    constraint command_rule_pk primary key (command_id, row_id),
    constraint command_rule_command foreign key (command_id) references kstt.command (id) on delete cascade,
    constraint command_rule_official foreign key (official_id) references kstt.official (id),
    constraint command_rule_subject check (subject in ('feedback_rule', 'feedback_clock_rule', 'feedback_setting',
        'feedback_template', 'feedback_form'))
);
create index command_rule_by_row on kstt.command_rule (official_id, subject, row_id);
comment on table kstt.command_rule is
    'What a command did to a row that the register runs by, the one it set and those that made way for it: how it stood before '
    '(null: it was added), and the version it left. Undone only while each is still at after_version';

grant select on kstt.command_rule to kstt_official, kstt_api;
grant insert, update, delete on kstt.command_rule to kstt_api;
grant delete on kstt.feedback_rule, kstt.feedback_clock_rule, kstt.feedback_setting, kstt.feedback_template, kstt.feedback_form
    to kstt_api;

alter table kstt.command_rule enable row level security;
alter table kstt.command_rule force row level security;
create policy command_rule_read on kstt.command_rule for select to kstt_official using (official_id = (select kstt.me()));
create policy command_rule_own on kstt.command_rule for all to kstt_api
    using (official_id = (select kstt.me()))
    with check (official_id = (select kstt.me()));

-- Whoever may set a row may take back that it was added.
create policy feedback_rule_remove on kstt.feedback_rule for delete to kstt_api
    using (coalesce(unit_id, province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_template_remove on kstt.feedback_template for delete to kstt_api
    using (coalesce(unit_id, province_id) = any ((select kstt.my_coordinated())::bigint[])
        or (unit_id is null and (select kstt.is_province_admin())));
create policy feedback_clock_rule_remove on kstt.feedback_clock_rule for delete to kstt_api
    using ((unit_id is null and (select kstt.is_province_admin()))
        or unit_id = any ((select kstt.my_coordinated())::bigint[]));
create policy feedback_setting_remove on kstt.feedback_setting for delete to kstt_api
    using (unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()));
create policy feedback_form_remove on kstt.feedback_form for delete to kstt_api
    using ((select kstt.is_province_admin()));

reset role;

-- What is taken back is called so, as with events and tasks.
create or replace function kstt.audit_row()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    v_row jsonb := coalesce(v_new, v_old);
    v_changes jsonb;
    v_what text := case tg_op when 'INSERT' then 'added' when 'DELETE' then 'removed' else 'changed' end;
begin
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(n.key, jsonb_build_array(v_old -> n.key, n.value))
        into v_changes
        from jsonb_each(v_new) n
        where n.value is distinct from v_old -> n.key
        and n.key not in ('version', 'folded');
        if v_changes is null then
            return null;
        end if;
    end if;
    if tg_table_name = 'plan' and tg_op = 'INSERT' and v_row ->> 'imported_in' is not null then
        v_what := 'imported';
    elsif tg_table_name like 'feedback%' and kstt.is_undoing() then
        v_what := 'undone';
    end if;
    insert into kstt.activity (province_id, official_id, what, subject, subject_id, plan_id, from_state, to_state, changes)
    values ((v_row ->> 'province_id')::bigint, kstt.me(), v_what, tg_table_name,
        coalesce(v_row ->> 'id', v_row ->> 'day', (v_row ->> 'predecessor_id') || '>' || (v_row ->> 'successor_id'),
            tg_table_name),
        case when tg_table_name = 'plan' then (v_row ->> 'id')::bigint end,
        v_old ->> 'state', v_new ->> 'state', v_changes);
    return null;
end
$$;

do $$
declare
    v_table text;
begin
    foreach v_table in array array['feedback_rule', 'feedback_clock_rule', 'feedback_setting', 'feedback_template', 'feedback_form']
    loop
        execute format('create trigger %I after delete on kstt.%I for each row execute function kstt.audit_row()',
            v_table || '_removed', v_table);
    end loop;
end
$$;
