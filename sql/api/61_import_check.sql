-- SPDX-License-Identifier: MIT
-- What the database thinks of a plan before it is loaded. Nothing is written.

create or replace function kstt.wording_faults(wording text, issuer bigint, year int, day date)
    returns table (what text, segment text)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select distinct
        case when r.group_id is null then 'unit' else 'group' end,
        r.segment
    from kstt.resolve_units(wording, issuer, day) r
    where num_nonnulls(r.unit_id, r.group_id) = 0
    or r.group_id is not null
    and not exists (select from kstt.group_members(r.group_id, issuer, make_date(year, 12, 31)))
$$;
alter function kstt.wording_faults(text, bigint, int, date) owner to kstt_api;
comment on function kstt.wording_faults(text, bigint, int, date) is
    'What of a lead''s wording means nobody: unit, a segment that means nothing known; group, one without members on '
    'the last day of the year';

create or replace function api.plan_import_check(head jsonb, wordings jsonb)
    returns table (wording int, what text, segment text)
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_issuer bigint := kstt.need_unit(head ->> 'issuer');
    v_year int := (head ->> 'year')::int;
    v_day date := coalesce(nullif(head ->> 'issued', '')::date, make_date(v_year, 1, 1));
begin
    return query
    select null::int, c.what, c.detail
    from (
        select 'right' as what, head ->> 'issuer' as detail
        where not (kstt.is_installer() or v_issuer = any (kstt.my_writable()))
        union all
        select 'loaded', p.key::text
        from kstt.plan p
        where p.issuer_id = v_issuer
        and p.key = concat(kstt.tidy(head ->> 'number'), '@', v_year)
        union all
        select 'parent', head ->> 'parent'
        where kstt.tidy(head ->> 'parent') is not null
        and not exists (select from kstt.plan p where p.key = kstt.tidy(head ->> 'parent'))) c;
    return query
    select w.ordinality::int, f.what, f.segment
    from jsonb_array_elements_text(wordings) with ordinality w
    cross join lateral kstt.wording_faults(w.value, v_issuer, v_year, v_day) f
    order by w.ordinality, f.segment;
end
$$;
alter function api.plan_import_check(jsonb, jsonb) owner to kstt_api;
comment on function api.plan_import_check(jsonb, jsonb) is
    'What a plan with this head (as for plan_import_begin) and these wordings of leads and coordinating bodies would '
    'run into. Without a wording: right, loaded or parent; with one: unit or group. KS422 an unknown issuer';
