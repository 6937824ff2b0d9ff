-- SPDX-License-Identifier: MIT
-- Setting how long clocks run: the law's, by the province's administrator, and a unit's
-- own, by who coordinates it.

create or replace function kstt.feedback_clock_beside(rule kstt.feedback_clock_rule, day date)
    returns setof kstt.feedback_clock_rule
    language sql
    stable
    rows 1
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select o.*
    from kstt.feedback_clock_rule o
    left join kstt.units_above(rule.unit_id) a on a.unit_id = o.unit_id
    where o.id <> rule.id
    and o.clock = rule.clock
    and o.tracks && rule.tracks
    and coalesce(o.remote, rule.remote) is not distinct from rule.remote
    and (o.unit_id is null or a.unit_id is not null)
    and day between coalesce(o.valid_from, '-infinity') and coalesce(o.valid_to, 'infinity')
    order by a.depth nulls last, o.valid_from desc nulls last, o.id desc
    limit 1
$$;
alter function kstt.feedback_clock_beside(kstt.feedback_clock_rule, date) owner to kstt_owner;
comment on function kstt.feedback_clock_beside(kstt.feedback_clock_rule, date) is
    'The rule that clocks of the same kind and unit run by on a day when this one does not count; see feedback_clock_pick';
revoke execute on function kstt.feedback_clock_beside(kstt.feedback_clock_rule, date) from public;
grant execute on function kstt.feedback_clock_beside(kstt.feedback_clock_rule, date) to kstt_official;

create or replace function kstt.feedback_clock_typed(typed text)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_said jsonb := kstt.feedback_rule_typed(typed);
begin
    if v_said ? 'days' and coalesce(v_said ->> 'days', '') !~ '^0*[1-9][0-9]{0,2}$|^0*1000$' then
        perform kstt.feedback_refuse('Write the days as a whole number from 1 to 1000', v_said ->> 'days');
    end if;
    if coalesce(v_said ->> 'extensions', '') !~ '^([1-9][0-9]{0,2}(\s*[,;+]\s*[1-9][0-9]{0,2})*)?$' then
        perform kstt.feedback_refuse('Write extensions as days, one after the other: 30, 30', v_said ->> 'extensions');
    end if;
    if v_said ? 'extensions' then
        v_said := v_said || jsonb_build_object('extensions',
            coalesce(to_jsonb(regexp_split_to_array(v_said ->> 'extensions', '\s*[,;+]\s*')::int[]), '[]'));
    end if;
    return v_said || jsonb_build_object('law_unsure', coalesce(v_said ->> 'law_unsure', 'false'),
        'source', coalesce(v_said ->> 'source', ''));
end
$$;
alter function kstt.feedback_clock_typed(text) owner to kstt_api;
comment on function kstt.feedback_clock_typed(text) is 'What was typed of a clock''s rule, its numbers checked. KS422';

create or replace function kstt.feedback_clock_within(rule kstt.feedback_clock_rule)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_law kstt.feedback_clock_rule;
begin
    select o.*
    into v_law
    from kstt.feedback_clock_rule o
    where o.unit_id is null
    and not o.law_unsure
    and o.clock = rule.clock
    and o.tracks && rule.tracks
    and coalesce(o.remote = rule.remote, true)
    and coalesce(rule.valid_from, kstt.today()) between coalesce(o.valid_from, '-infinity') and coalesce(o.valid_to, 'infinity')
    order by o.days, o.id
    limit 1;
    if rule.unit_id is not null and v_law.id is not null and (rule.day_unit <> v_law.day_unit or rule.days > v_law.days or (
        select coalesce(sum(e), 0)
        from unnest(rule.extensions) e) > (
        select coalesce(sum(e), 0)
        from unnest(v_law.extensions) e)) then
        perform kstt.feedback_refuse('A unit must not take longer than the law',
            concat_ws(' ', v_law.days, v_law.day_unit, v_law.article));
    end if;
end
$$;
alter function kstt.feedback_clock_within(kstt.feedback_clock_rule) owner to kstt_api;
comment on function kstt.feedback_clock_within(kstt.feedback_clock_rule) is
    'KS422 where a unit''s own clock would run longer, or be extended further, than the law''s clock of that day; what the '
    'law leaves open (law_unsure) a unit sets as it likes';

create or replace function api.feedback_clock_rule_set(request uuid, rule bigint, version int, rule_data text)
    returns table (rule_id bigint, new_version int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
    v_before jsonb;
    v_stood jsonb;
    v_said jsonb;
    v_seen jsonb;
    r kstt.feedback_clock_rule;
begin
    v_done := kstt.request_begin(request, 'feedback_clock_rule_set', jsonb_build_array(rule, version, rule_data));
    if v_done is null then
        v_before := kstt.feedback_settable('kstt.feedback_clock_rule', rule, version);
        v_stood := kstt.feedback_data_rows('kstt.feedback_clock_rule');
        v_said := kstt.feedback_clock_typed(rule_data);
        if rule is null then
            select to_jsonb(b) || jsonb_build_object('unit_id', null, 'valid_from', null, 'valid_to', null)
            into v_before
            from kstt.feedback_clock_rule b
            where b.unit_id is null
            and b.clock = v_said ->> 'clock'
            and v_said ->> 'track' = any (b.tracks)
            order by b.id
            limit 1;
        elsif v_said - '{valid_to,law_unsure,source}'::text[] = '{}' then
            v_said := jsonb_build_object('valid_to', v_said -> 'valid_to');
        end if;
        if v_before is null then
            perform kstt.feedback_refuse('There is no such clock');
        end if;
        r := jsonb_populate_record(null::kstt.feedback_clock_rule, v_before
            || (v_said - '{id,version,code,clock,tracks,starts,ends_in}'::text[]));
        perform kstt.feedback_clock_may_set((v_before ->> 'unit_id')::bigint)
        where rule is not null;
        perform kstt.feedback_clock_may_set(r.unit_id), kstt.feedback_span_check(r.valid_from, r.valid_to),
            kstt.feedback_clock_within(r);
        if coalesce(r.article, '') = '' then
            perform kstt.feedback_refuse('Say which article it follows from');
        end if;
        -- A new one is like the province's, which stays as it is.
        v_seen := case when rule is null then '{}' else v_before end;
        r.valid_to := kstt.feedback_succeed('kstt.feedback_clock_rule', v_seen, to_jsonb(r), '{clock,tracks,unit_id,remote}');
        if kstt.feedback_begins(v_seen, r.valid_from) then
            r.id := nextval('kstt.feedback_clock_rule_id_seq');
            r.version := 1;
            insert into kstt.feedback_clock_rule values (r.*);
        else
            -- What clocks were started by stays true: once it holds, only its end moves.
            if coalesce((v_before ->> 'valid_from')::date, '-infinity') <= kstt.today()
                and to_jsonb(r) - 'valid_to' <> v_before - 'valid_to' then
                perform kstt.feedback_refuse('It holds already: what changes begins on a later day');
            end if;
            r.version := r.version + 1;
            update kstt.feedback_clock_rule c
            set (days, day_unit, extensions, remote, article, source, law_unsure, valid_from, valid_to, version)
                = (r.days, r.day_unit, r.extensions, r.remote, r.article, r.source, r.law_unsure, r.valid_from, r.valid_to,
                r.version)
            where c.id = rule;
        end if;
        v_done := jsonb_build_object('rule_id', r.id, 'new_version', r.version);
        perform kstt.feedback_data_keep(request, 'kstt.feedback_clock_rule', v_stood, r.id), kstt.request_end(request, v_done);
    end if;
    return query
    select d.*
    from jsonb_to_record(v_done) as d (rule_id bigint, new_version int);
end
$$;
alter function api.feedback_clock_rule_set(uuid, bigint, int, text) owner to kstt_api;
comment on function api.feedback_clock_rule_set(uuid, bigint, int, text) is
    'Change a clock''s rule from another day on (rule: the one it is like, at the version seen; while it does not hold yet it is '
    'corrected itself, its day too), end it (valid_to alone), or add '
    'one (rule null) like the province''s of that clock and track, with what differs: unit_id, days, day_unit, extensions, '
    'remote, article, source, law_unsure, valid_from, valid_to. Records keep the rule they were started by. KS403, KS409, KS422';

create or replace function kstt.feedback_clock_may_set(unit bigint)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
begin
    if unit is null and not kstt.is_province_admin() and kstt.home_province() = any (kstt.my_coordinated()) then
        raise exception using
            errcode = 'KS403',
            message = 'Only an administrator of the province may do this';
    end if;
    perform kstt.feedback_may_set(unit);
end
$$;
alter function kstt.feedback_clock_may_set(bigint) owner to kstt_api;
comment on function kstt.feedback_clock_may_set(bigint) is
    'KS403 unless I may set clocks of a unit: its coordinators; the province''s (null), which are law, its administrator alone';
