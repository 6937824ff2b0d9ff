-- SPDX-License-Identifier: MIT
-- What of a copied plan needs a look: settled by writing it anew, or by saying so, and
-- open again when what settled it is undone.

create or replace function kstt.looks_settle(command bigint, looks bigint[])
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with settled as (
        update kstt.copy_look l
        set settled_at = kstt.now(),
            settled_by = kstt.me(),
            version = l.version + 1
        where l.id = any (looks)
        and l.settled_at is null
        returning l.id, l.version
    )
    update kstt.command c
    set before = coalesce(c.before, '{}') || jsonb_build_object('looks', s.looks)
    from (
        select jsonb_agg(jsonb_build_object('id', t.id, 'version', t.version)) as looks
        from settled t
        having count(*) > 0) s
    where c.id = command
$$;
alter function kstt.looks_settle(bigint, bigint[]) owner to kstt_api;
comment on function kstt.looks_settle(bigint, bigint[]) is
    'What I do has settled these looks; kept with the command, so that undoing it opens them again';

create or replace function kstt.looks_reopen(looks jsonb)
    returns void
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    update kstt.copy_look l
    set settled_at = null,
        settled_by = null,
        version = l.version + 1
    from jsonb_to_recordset(looks) as r (id bigint, version int)
    where l.id = r.id
    and l.version = r.version
$$;
alter function kstt.looks_reopen(jsonb) owner to kstt_api;
comment on function kstt.looks_reopen(jsonb) is
    'Open again what a command settled, as looks_settle kept it, where nobody has said anything of it since';

create or replace function kstt.looks_of(before kstt.node, after kstt.node)
    returns bigint[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array(
        select l.id
        from kstt.copy_look l
        where l.node_id = after.id
        and l.settled_at is null
        and to_jsonb(before) -> l.field is distinct from to_jsonb(after) -> l.field)
$$;
alter function kstt.looks_of(kstt.node, kstt.node) owner to kstt_api;
comment on function kstt.looks_of(kstt.node, kstt.node) is 'What of a node waited to be looked at and was written anew';

create or replace function api.look_settle(request uuid, look bigint, version int, settled boolean)
    returns table (new_version int, waiting int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_row kstt.copy_look;
    v_as kstt.appointment;
begin
    v_done := kstt.request_begin(request, 'look_settle', jsonb_build_array(look, version, settled));
    if v_done is null then
        update kstt.copy_look l
        set settled_at = case when settled then kstt.now() end,
            settled_by = case when settled then kstt.me() end,
            version = l.version + 1
        where l.id = look
        and l.version = look_settle.version
        returning l.*
        into v_row;
        if v_row.id is null then
            select l.*
            into v_row
            from kstt.copy_look l
            where l.id = look
            and l.plan_id = any (kstt.my_plans());
            raise exception using
                errcode = case when v_row.id is null then 'KS403' else 'KS409' end,
                message = case when v_row.id is null then 'You may not write plans of this unit' else 'Somebody has changed it since' end,
                detail = coalesce((select f.name from kstt.official f where f.id = v_row.settled_by), '');
        end if;
        -- Whoever has looked at a link that was carried along, and left it, is sure of it.
        v_as := kstt.mark_appointment((select p.issuer_id from kstt.plan p where p.id = v_row.plan_id));
        update kstt.node_link k
        set certain = settled,
            by_undoing = false,
            official_id = kstt.me(),
            appointment_id = v_as.id,
            at = kstt.now(),
            version = k.version + 1
        where k.id = v_row.link_id
        and k.removed_at is null
        and k.certain <> settled;
        v_done := jsonb_build_object('new_version', v_row.version, 'waiting', (
            select count(*)
            from kstt.copy_look l
            where l.plan_id = v_row.plan_id
            and l.settled_at is null));
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.*
    from jsonb_to_record(v_done) as r (new_version int, waiting int);
end
$$;
alter function api.look_settle(uuid, bigint, int, boolean) owner to kstt_api;
comment on function api.look_settle(uuid, bigint, int, boolean) is
    'Say that a place of a copied plan has been looked at, or that it has not; a link that was carried along is sure by that. '
    'How many still wait. KS403, KS409';
