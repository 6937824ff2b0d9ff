-- SPDX-License-Identifier: MIT
-- Who should get a record: rules as rows, what is proposed by them, and setting them.

create or replace function kstt.feedback_proposed(track text, field text, content_group text, territory bigint,
        about_unit bigint, about_head boolean, holder bigint)
    returns table (unit_id bigint, reason text, article text, rule_id bigint, number bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with fits as (
        select r.*,
            case r.target_kind
            when 'unit' then r.target_unit_id
            when 'about' then about_unit
            else kstt.feedback_above(about_unit)
            end as target
        from kstt.feedback_rule r
        left join kstt.unit a on a.id = about_unit
        where (r.unit_id is null or r.unit_id = holder)
        and (r.track is null or r.track = feedback_proposed.track)
        and (r.field is null or r.field = feedback_proposed.field)
        and (r.content_group is null or r.content_group = feedback_proposed.content_group)
        and (r.territory_id is null or r.territory_id = territory)
        and (r.about_unit_id is null or r.about_unit_id = about_unit)
        and (r.about_kind is null or r.about_kind = a.kind)
        and (r.about_head is null or r.about_head = coalesce(feedback_proposed.about_head, false))
        and kstt.today() between coalesce(r.valid_from, '-infinity') and coalesce(r.valid_to, 'infinity')
    ), each as (
        select distinct on (f.target)
            f.target, f.reason, f.article, f.id, f.priority, f.unit_id is not null as own
        from fits f
        join kstt.unit u on u.id = f.target
            and kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')
        -- Nobody is offered what is said about their own head, unless the rule is
        -- about just that (a complaint is first settled by who decided).
        where not (coalesce(feedback_proposed.about_head, false)
            and f.about_head is not true
            and f.target in (select o.unit_id from kstt.feedback_own(about_unit) o))
        order by f.target, f.priority, f.unit_id is null, f.id
    )
    select e.target, e.reason::text, e.article::text, e.id, row_number() over (order by e.priority, not e.own, e.id)
    from each e
$$;
alter function kstt.feedback_proposed(text, text, text, bigint, bigint, boolean, bigint) owner to kstt_owner;
comment on function kstt.feedback_proposed(text, text, text, bigint, bigint, boolean, bigint) is
    'The units that the rules valid today propose for such a record, the first the best, each with its rule''s reason';

create or replace function api.feedback_rule_set(request uuid, rule bigint, version int, rule_data text)
    returns table (rule_id bigint, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before jsonb;
    v_stood jsonb;
    r kstt.feedback_rule;
begin
    v_done := kstt.request_begin(request, 'feedback_rule_set', jsonb_build_array(rule, version, rule_data));
    if v_done is null then
        v_before := kstt.feedback_settable('kstt.feedback_rule', rule, version);
        v_stood := kstt.feedback_data_rows('kstt.feedback_rule');
        r := jsonb_populate_record(null::kstt.feedback_rule,
            jsonb_build_object('priority', 50, 'article', '') || v_before || kstt.feedback_rule_typed(rule_data)
            || jsonb_build_object('version', coalesce((v_before ->> 'version')::int, 0) + 1));
        perform kstt.feedback_track_check(r.track), kstt.feedback_word('field', r.field),
            kstt.feedback_word('group', r.content_group);
        r.article := coalesce(r.article, '');
        r.province_id := kstt.feedback_may_set(r.unit_id);
        if r.reason is null then
            raise exception using
                errcode = 'KS422',
                message = 'A reason is needed';
        elsif r.target_kind is null or r.target_kind not in ('unit', 'about', 'above')
            or (r.target_kind = 'unit') <> (r.target_unit_id is not null) then
            raise exception using
                errcode = 'KS422',
                message = 'A unit is needed';
        elsif r.valid_from > r.valid_to then
            raise exception using
                errcode = 'KS422',
                message = 'The last day lies before the first';
        end if;
        if rule is null then
            r.id := nextval('kstt.feedback_rule_id_seq');
            insert into kstt.feedback_rule values (r.*);
        else
            perform kstt.feedback_may_set((v_before ->> 'unit_id')::bigint);
            update kstt.feedback_rule f
            set (unit_id, priority, track, field, content_group, territory_id, about_unit_id, about_kind, about_head,
                target_kind, target_unit_id, reason, article, valid_from, valid_to, version)
                = (r.unit_id, r.priority, r.track, r.field, r.content_group, r.territory_id, r.about_unit_id, r.about_kind,
                r.about_head, r.target_kind, r.target_unit_id, r.reason, r.article, r.valid_from, r.valid_to, r.version)
            where f.id = rule;
        end if;
        v_done := jsonb_build_object('rule_id', r.id, 'new_version', r.version);
        perform kstt.feedback_data_keep(request, 'kstt.feedback_rule', v_stood, r.id), kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (rule_id bigint, new_version int);
end
$$;
alter function api.feedback_rule_set(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_rule_set(uuid, bigint, int, text) is
    'Add a routing rule (rule null) or change one, at the version seen; valid_to ends it, nothing is deleted. '
    'KS403, KS409, KS422';

revoke execute on function kstt.feedback_proposed(text, text, text, bigint, bigint, boolean, bigint) from public;
grant execute on function kstt.feedback_proposed(text, text, text, bigint, bigint, boolean, bigint),
    kstt.feedback_above(bigint), kstt.feedback_own(bigint) to kstt_official, kstt_api, kstt_system;

create or replace function kstt.routing_code(code text)
    returns bigint
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select case when kstt.tidy(code) is not null then kstt.need_unit(kstt.tidy(code)) end
$$;
alter function kstt.routing_code(text) owner to kstt_api;
comment on function kstt.routing_code(text) is 'The unit of a code, null for an empty cell. KS422 when there is none';

create or replace function kstt.routing_rows(rows jsonb)
    returns setof kstt.feedback_rule
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select n.*
    from jsonb_to_recordset(rows) as r (priority text, track text, field text, content_group text, territory text,
        about_unit text, about_kind text, about_head text, target text, reason text, article text, valid_from text,
        valid_to text)
    cross join lateral jsonb_populate_record(null::kstt.feedback_rule, jsonb_build_object(
        'province_id', kstt.home_province(), 'priority', nullif(r.priority, ''), 'track', nullif(r.track, ''),
        'field', nullif(r.field, ''), 'content_group', nullif(r.content_group, ''),
        'territory_id', kstt.routing_code(r.territory), 'about_unit_id', kstt.routing_code(r.about_unit),
        'about_kind', nullif(r.about_kind, ''),
        'about_head', case r.about_head when 'yes' then true when 'no' then false end,
        'target_kind', case when r.target in ('about', 'above') then r.target else 'unit' end,
        'target_unit_id', case when r.target not in ('about', 'above') then kstt.routing_code(r.target) end,
        'reason', kstt.tidy(r.reason), 'article', coalesce(kstt.tidy(r.article), ''),
        'valid_from', nullif(r.valid_from, ''), 'valid_to', nullif(r.valid_to, ''))) n
$$;
alter function kstt.routing_rows(jsonb) owner to kstt_api;
comment on function kstt.routing_rows(jsonb) is 'The rows of a file of routing rules, its codes as units. KS422 an unknown one';

create or replace function api.routing_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_inserted int;
    v_updated int;
begin
    v_done := kstt.request_begin(request, 'routing_import', jsonb_build_array(rows));
    if v_done is null then
        perform kstt.may_import();
        perform kstt.import_check(rows, array['track', 'field', 'content_group', 'territory', 'about_unit', 'about_kind',
            'about_head', 'target'], array['target', 'reason', 'priority'], array['valid_from', 'valid_to'],
            jsonb_build_object('track', (select jsonb_agg(t.code) from kstt.feedback_track t),
                'field', (select jsonb_agg(k.code) from kstt.feedback_kind k where k.kind_set = 'field'),
                'about_kind', to_jsonb(kstt.unit_kinds()), 'about_head', '["yes", "no"]'::jsonb));
        update kstt.feedback_rule f
        set (priority, reason, article, valid_from, valid_to, version)
            = (r.priority, r.reason, r.article, r.valid_from, r.valid_to, f.version + 1)
        from kstt.routing_rows(rows) r
        where f.unit_id is null
        and (f.track, f.field, f.content_group, f.territory_id, f.about_unit_id, f.about_kind, f.about_head, f.target_kind,
                f.target_unit_id)
            is not distinct from (r.track, r.field, r.content_group, r.territory_id, r.about_unit_id, r.about_kind,
                r.about_head, r.target_kind, r.target_unit_id)
        and (f.priority, f.reason, f.article, f.valid_from, f.valid_to)
            is distinct from (r.priority, r.reason, r.article, r.valid_from, r.valid_to);
        get diagnostics v_updated = row_count;
        insert into kstt.feedback_rule (province_id, priority, track, field, content_group, territory_id, about_unit_id,
            about_kind, about_head, target_kind, target_unit_id, reason, article, valid_from, valid_to)
        select kstt.home_province(), r.priority, r.track, r.field, r.content_group, r.territory_id, r.about_unit_id,
            r.about_kind, r.about_head, r.target_kind, r.target_unit_id, r.reason, r.article, r.valid_from, r.valid_to
        from kstt.routing_rows(rows) r
        where not exists (
            select
            from kstt.feedback_rule f
            where f.unit_id is null
            and (f.track, f.field, f.content_group, f.territory_id, f.about_unit_id, f.about_kind, f.about_head,
                    f.target_kind, f.target_unit_id)
                is not distinct from (r.track, r.field, r.content_group, r.territory_id, r.about_unit_id, r.about_kind,
                    r.about_head, r.target_kind, r.target_unit_id));
        get diagnostics v_inserted = row_count;
        v_done := kstt.import_answer(request, v_inserted, v_updated, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
alter function api.routing_import(uuid, jsonb) owner to kstt_api;
comment on function api.routing_import(uuid, jsonb) is
    'Routing rules of the province, each an object keyed by the file''s headers; target: about, above, or a unit''s code. KS403, KS422';
