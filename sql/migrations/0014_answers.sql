-- SPDX-License-Identifier: MIT
-- That a question is answered can be undone too, and history tells it.

set local role kstt_owner;

create index ask_by_node on kstt.ask (node_id) where done_at is null;

reset role;

create or replace function kstt.audit_remark()
    returns trigger
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_row jsonb := to_jsonb(new);
    v_before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
    v_added boolean := tg_op = 'INSERT';
    v_what text := case
        when tg_table_name = 'note' then case when v_added then 'noted' else 'undone' end
        when tg_table_name = 'ask' then case
            when v_added then 'asked'
            when v_row ->> 'done_at' is null then 'undone'
            else 'answered'
            end
        when (v_row ->> 'by_undoing')::boolean then 'undone'
        when v_added then 'proof_added'
        else 'proof_removed'
        end;
begin
    -- What a mark answers, and what undoing it asks again: the mark's own history
    -- tells that.
    if tg_table_name = 'ask' and coalesce(v_row ->> 'done_version', v_before ->> 'done_version') is not null then
        return null;
    end if;
    insert into kstt.activity (province_id, official_id, unit_id, on_behalf_of, owed_by, what, subject, subject_id,
        plan_id, node_id, occurrence_id, document_number, document_date, note, period)
    select new.province_id, kstt.me(), a.unit_id,
        case when tg_table_name = 'proof' and a.unit_id <> new.unit_id then new.unit_id end, new.unit_id,
        v_what, tg_table_name, new.id::text, new.plan_id, new.node_id, new.occurrence_id,
        v_row ->> 'number', (v_row ->> 'issued')::date,
        coalesce(v_row ->> 'text', v_row ->> 'message', nullif(v_row ->> 'title', '')), o.period
    from kstt.occurrence o
    -- Of a question the row keeps who asked, which is somebody else.
    left join kstt.appointment a on a.id = (v_row ->> 'appointment_id')::bigint
        and (v_added or tg_table_name <> 'ask')
    where o.id = new.occurrence_id;
    return null;
end
$$;
