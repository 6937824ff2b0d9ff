-- SPDX-License-Identifier: MIT
-- A plan as a whole: written as a draft, which only its issuer's people see, then
-- issued, closed, or withdrawn.

create or replace function kstt.plan_head(plan kstt.plan)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object('version', plan.version, 'number', plan.number, 'title', plan.title, 'issued', plan.issued,
        'issued_text', plan.issued_text, 'parent_id', plan.parent_id, 'parent_ref', plan.parent_ref, 'state', plan.state)
$$;
alter function kstt.plan_head(kstt.plan) owner to kstt_api;
comment on function kstt.plan_head(kstt.plan) is 'What can be written in a plan''s head, and its state, for undoing';

create or replace function kstt.plan_head_check(head jsonb)
    returns void
    language plpgsql
    immutable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := '';
begin
    if kstt.tidy(head ->> 'number') is null or head ->> 'number' ~ '@' then
        v_message := 'A plan needs its number, without @';
    elsif kstt.tidy(head ->> 'title') is null then
        v_message := 'A plan needs its title';
    elsif length(head ->> 'number') > 100 or length(head ->> 'title') > 4000 or length(head ->> 'issued_text') > 200
        or length(head ->> 'parent_ref') > 400 then
        v_message := 'The text is too long';
        v_detail := '100, 4000, 200, 400';
    elsif (head ->> 'year')::int not between 2000 and 2100 then
        v_message := 'There is no such year';
        v_detail := head ->> 'year';
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_detail;
    end if;
end
$$;
alter function kstt.plan_head_check(jsonb) owner to kstt_api;
comment on function kstt.plan_head_check(jsonb) is 'What is wrong with the head of a plan, each a KS422';

create or replace function kstt.plan_taken(number text, year int)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    raise exception using
        errcode = 'KS422',
        message = 'A plan of this number is there already',
        detail = concat(number, '@', year);
end
$$;
alter function kstt.plan_taken(text, int) owner to kstt_api;
comment on function kstt.plan_taken(text, int) is 'KS422: the issuer has a plan of this number and year';

create or replace function kstt.plan_start(head jsonb, copied_from bigint, filling xid8)
    returns kstt.plan
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_issuer bigint := kstt.need_unit(head ->> 'issuer');
    v_plan kstt.plan;
begin
    if not v_issuer = any (kstt.my_writable()) then
        raise exception using
            errcode = 'KS403',
            message = 'You may not write plans of this unit',
            detail = head ->> 'issuer';
    end if;
    perform kstt.plan_head_check(head);
    insert into kstt.plan (province_id, number, year, issuer_id, title, issued, issued_text, parent_id, parent_ref, state,
        copied_from, imported_in)
    select u.province_id, kstt.tidy(head ->> 'number'), (head ->> 'year')::int, v_issuer, kstt.tidy(head ->> 'title'),
        nullif(head ->> 'issued', '')::date, kstt.tidy(head ->> 'issued_text'), kstt.plan_parent(head, v_issuer),
        kstt.tidy(head ->> 'parent_ref'), 'draft', plan_start.copied_from, filling
    from kstt.unit u
    where u.id = v_issuer
    on conflict on constraint plan_key do nothing
    returning *
    into v_plan;
    if v_plan.id is null then
        perform kstt.plan_taken(kstt.tidy(head ->> 'number'), (head ->> 'year')::int);
    end if;
    return v_plan;
end
$$;
alter function kstt.plan_start(jsonb, bigint, xid8) owner to kstt_api;
comment on function kstt.plan_start(jsonb, bigint, xid8) is 'A new draft by its head. KS403 not a writer of the issuer, KS422';

create or replace function api.plan_create(request uuid, head jsonb)
    returns table (plan_id bigint, key text, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
begin
    v_done := kstt.request_begin(request, 'plan_create', head);
    if v_done is null then
        v_plan := kstt.plan_start(head, null, null);
        perform kstt.keep_node(kstt.command_begin(request, 'plan_added'), v_plan.id, null, 'plan_added', '{}', v_plan.version);
        v_done := jsonb_build_object('plan_id', v_plan.id, 'key', v_plan.key, 'new_version', v_plan.version);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (plan_id bigint, key text, new_version int);
end
$$;
alter function api.plan_create(uuid, jsonb) owner to kstt_api;
comment on function api.plan_create(uuid, jsonb) is
    'Begin a plan as a draft: number, year, issuer (code), title, issued, issued_text, parent (key), parent_ref. KS403, KS422';

create or replace function kstt.plan_above(plan kstt.plan, parent bigint)
    returns bigint
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if exists (
        with recursive above (id) as (
            select parent
            union
            select p.parent_id
            from above a
            join kstt.plan p on p.id = a.id
        )
        select
        from above a
        where a.id = plan.id) then
        raise exception using
            errcode = 'KS422',
            message = 'A plan cannot stand below itself',
            detail = plan.key;
    end if;
    return parent;
end
$$;
alter function kstt.plan_above(kstt.plan, bigint) owner to kstt_api;
comment on function kstt.plan_above(kstt.plan, bigint) is 'The parent, if the plan is none of those above it. KS422';

create or replace function kstt.plan_write(plan kstt.plan, head jsonb)
    returns kstt.plan
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row kstt.plan;
begin
    perform kstt.plan_head_check(head);
    update kstt.plan p
    set number = kstt.tidy(head ->> 'number'),
        title = kstt.tidy(head ->> 'title'),
        issued = nullif(head ->> 'issued', '')::date,
        issued_text = kstt.tidy(head ->> 'issued_text'),
        parent_id = kstt.plan_above(plan, (head ->> 'parent_id')::bigint),
        parent_ref = kstt.tidy(head ->> 'parent_ref'),
        state = coalesce(head ->> 'state', p.state),
        version = p.version + 1
    where p.id = plan.id
    returning *
    into v_row;
    return v_row;
exception
    when unique_violation then
        perform kstt.plan_taken(kstt.tidy(head ->> 'number'), plan.year);
end
$$;
alter function kstt.plan_write(kstt.plan, jsonb) owner to kstt_api;
comment on function kstt.plan_write(kstt.plan, jsonb) is 'Write a plan''s head (and state, when given) anew. KS422';

create or replace function api.plan_edit(request uuid, plan bigint, version int, head jsonb)
    returns table (new_version int, key text)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_row kstt.plan;
    v_command bigint;
begin
    v_done := kstt.request_begin(request, 'plan_edit', jsonb_build_array(plan, version, head));
    if v_done is null then
        v_plan := kstt.edit_plan(plan_edit.plan);
        perform kstt.plan_at(v_plan, plan_edit.version);
        v_row := kstt.plan_write(v_plan, (head - array['state', 'year'])
            || jsonb_build_object('parent_id', kstt.plan_parent(head, v_plan.issuer_id)));
        v_command := kstt.command_begin(request, 'plan_edited');
        perform kstt.keep_node(v_command, v_plan.id, null, 'plan_edited', kstt.plan_head(v_plan), v_row.version);
        perform kstt.looks_settle(v_command, array(
            select l.id
            from kstt.copy_look l
            where l.plan_id = v_plan.id
            and l.field = 'parent'
            and (v_row.parent_id, v_row.parent_ref) is distinct from (v_plan.parent_id, v_plan.parent_ref)));
        v_done := jsonb_build_object('new_version', v_row.version, 'key', v_row.key);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (new_version int, key text);
end
$$;
alter function api.plan_edit(uuid, bigint, int, jsonb) owner to kstt_api;
comment on function api.plan_edit(uuid, bigint, int, jsonb) is
    'Write a plan''s head anew: number, title, issued, issued_text, parent (key), parent_ref; year and issuer stay. The head '
    'before stays in history. KS403, KS409, KS422';

create or replace function kstt.nodes_remove(plan bigint, nodes bigint[])
    returns int
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_count int;
begin
    delete from kstt.copy_look l where l.plan_id = plan and l.node_id = any (nodes);
    delete from kstt.occurrence o where o.plan_id = plan and o.node_id = any (nodes);
    delete from kstt.assignment a where a.node_id = any (nodes);
    delete from kstt.schedule_part s where s.node_id = any (nodes);
    delete from kstt.schedule s where s.node_id = any (nodes);
    delete from kstt.node n where n.plan_id = plan and n.id = any (nodes);
    get diagnostics v_count = row_count;
    perform kstt.plan_renumber(plan);
    return v_count;
end
$$;
alter function kstt.nodes_remove(bigint, bigint[]) owner to kstt_api;
comment on function kstt.nodes_remove(bigint, bigint[]) is
    'Take nodes out for good, with all that hangs on them: only what was never issued, or never touched. How many';

create or replace function api.plan_issue(request uuid, plan bigint, version int, number text, issued date)
    returns table (key text, new_version int, tasks int, occurrences int, fallback int, unread int, left_out int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_row kstt.plan;
    v_left int;
begin
    v_done := kstt.request_begin(request, 'plan_issue', jsonb_build_array(plan, version, number, issued));
    if v_done is null then
        v_plan := kstt.edit_plan(plan_issue.plan);
        perform kstt.plan_at(v_plan, plan_issue.version);
        perform kstt.issue_refuse(v_plan, plan_issue.issued);
        v_left := kstt.nodes_remove(v_plan.id, array(
            select n.id
            from kstt.node n
            where n.plan_id = v_plan.id
            and n.withdrawn_at is not null));
        v_row := kstt.plan_write(v_plan, kstt.plan_head(v_plan) || jsonb_build_object('state', 'in_force',
            'number', coalesce(kstt.tidy(number), v_plan.number), 'issued', coalesce(plan_issue.issued, v_plan.issued)));
        -- What a lead means is read on the day of issue.
        perform kstt.node_assign(v_row, n.id)
        from kstt.node n
        where n.plan_id = v_row.id
        and n.kind = 'task';
        perform kstt.plan_renew(v_row, null);
        perform kstt.keep_node(kstt.command_begin(request, 'plan_issued'), v_plan.id, null, 'plan_issued',
            kstt.plan_head(v_plan), v_row.version);
        v_done := kstt.plan_told(v_row) || jsonb_build_object('left_out', v_left);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (key text, new_version int, tasks int, occurrences int, fallback int, unread int,
        left_out int);
end
$$;
alter function api.plan_issue(uuid, bigint, int, text, date) owner to kstt_api;
comment on function api.plan_issue(uuid, bigint, int, text, date) is
    'Put a draft in force, with the number and day it was signed (null: as they stand): from here on everybody sees it and it '
    'is owed. What was withdrawn in it is left out. Counts: tasks, owed things, leads that fell to the issuer, phrases to '
    'confirm. KS403, KS409, KS422';

create or replace function kstt.issue_refuse(plan kstt.plan, issued date)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := plan.key;
begin
    if plan.state <> 'draft' then
        v_message := 'This plan has been issued already';
    elsif issued > kstt.today() then
        v_message := 'The day lies in the future';
        v_detail := to_char(issued, 'DD/MM/YYYY');
    elsif not isfinite(coalesce(issued, 'epoch')) then
        v_message := 'There is no such day';
    elsif issued < make_date(plan.year - 1, 1, 1) then
        v_message := 'The day lies before the year of the plan';
        v_detail := to_char(issued, 'DD/MM/YYYY');
    elsif not exists (
        select
        from kstt.node n
        where n.plan_id = plan.id
        and n.kind = 'task'
        and n.withdrawn_at is null) then
        v_message := 'A plan needs a task before it is issued';
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_detail;
    end if;
end
$$;
alter function kstt.issue_refuse(kstt.plan, date) owner to kstt_api;
comment on function kstt.issue_refuse(kstt.plan, date) is 'Why a plan cannot be issued with this day, each a KS422';

create or replace function kstt.plan_told(plan kstt.plan)
    returns jsonb
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select jsonb_build_object('key', plan.key, 'new_version', plan.version,
        'tasks', count(distinct n.id),
        'occurrences', (
            select count(*)
            from kstt.occurrence o
            where o.plan_id = plan.id
            and o.state <> 'cancelled'),
        'fallback', count(distinct a.node_id) filter (where a.fallback),
        'unread', count(distinct n.id) filter (where s.to_confirm))
    from kstt.node n
    left join kstt.assignment a on a.node_id = n.id
    left join kstt.schedule s on s.node_id = n.id
    where n.plan_id = plan.id
    and n.kind = 'task'
    and n.withdrawn_at is null
$$;
alter function kstt.plan_told(kstt.plan) owner to kstt_api;
comment on function kstt.plan_told(kstt.plan) is 'What a plan holds, as one is told who has just issued it';

create or replace function api.plan_close(request uuid, plan bigint, version int)
    returns table (key text, new_version int, still_open int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_row kstt.plan;
begin
    v_done := kstt.request_begin(request, 'plan_close', jsonb_build_array(plan, version));
    if v_done is null then
        v_plan := kstt.edit_plan(plan_close.plan);
        perform kstt.plan_at(v_plan, plan_close.version);
        if v_plan.state = 'draft' then
            raise exception using
                errcode = 'KS422',
                message = 'This plan is not in force yet',
                detail = v_plan.key;
        end if;
        v_row := kstt.plan_write(v_plan, kstt.plan_head(v_plan) || jsonb_build_object('state', 'closed'));
        perform kstt.keep_node(kstt.command_begin(request, 'plan_closed'), v_plan.id, null, 'plan_closed',
            kstt.plan_head(v_plan), v_row.version);
        v_done := jsonb_build_object('key', v_row.key, 'new_version', v_row.version, 'still_open', (
            select count(*)
            from kstt.occurrence o
            where o.plan_id = v_plan.id
            and o.state in ('open', 'in_progress', 'obstructed')));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (key text, new_version int, still_open int);
end
$$;
alter function api.plan_close(uuid, bigint, int) owner to kstt_api;
comment on function api.plan_close(uuid, bigint, int) is
    'Close a plan: nothing in it can be changed any more, and what is still open stays so, but is late nowhere. KS403, KS409, KS422';

create or replace function api.plan_withdraw(request uuid, plan bigint, version int, reason text)
    returns table (key text, new_version int, cancelled int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_plan kstt.plan;
    v_command bigint;
    v_cancelled int;
    v_version int;
    v_reason text := kstt.need_reason(reason);
begin
    v_done := kstt.request_begin(request, 'plan_withdraw', jsonb_build_array(plan, version, reason));
    if v_done is null then
        v_plan := kstt.edit_plan(plan_withdraw.plan);
        perform kstt.plan_at(v_plan, plan_withdraw.version);
        v_command := kstt.command_begin(request, 'plan_withdrawn');
        v_cancelled := kstt.cancel_owed(v_command, v_plan, array(
            select n.id
            from kstt.node n
            where n.plan_id = v_plan.id), v_reason);
        update kstt.schedule s
        set to_confirm = false
        where s.plan_id = v_plan.id
        and s.to_confirm;
        update kstt.plan p
        set state = case p.state when 'in_force' then 'closed' else p.state end,
            withdrawn_at = kstt.now(),
            withdrawn_reason = v_reason,
            version = p.version + 1
        where p.id = v_plan.id
        returning p.version
        into v_version;
        perform kstt.keep_node(v_command, v_plan.id, null, 'plan_withdrawn', kstt.plan_head(v_plan), v_version);
        v_done := jsonb_build_object('key', v_plan.key, 'new_version', v_version, 'cancelled', v_cancelled);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (key text, new_version int, cancelled int);
end
$$;
alter function api.plan_withdraw(uuid, bigint, int, text) owner to kstt_api;
comment on function api.plan_withdraw(uuid, bigint, int, text) is
    'Withdraw a plan with its reason: one in force is closed and what is open of it cancelled; a draft stays unseen. KS403, '
    'KS409, KS422';
