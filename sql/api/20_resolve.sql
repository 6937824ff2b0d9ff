-- SPDX-License-Identifier: MIT
-- From the wording of a lead to the units and groups that it names.

create or replace function kstt.name_at(wording text, issuer bigint)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    -- Starts with a known name, and after the name comes nothing, a separator
    -- or a remark in brackets. `wording` keeps its line ends.
    select n.folded
    from (
        select u.folded
        from kstt.unit_name u
        where u.issuer_id is null
        or u.issuer_id = issuer
        union
        select u.folded
        from kstt.unit u
        where u.kind not in ('division', 'centre')
        or u.id in (select b.unit_id from kstt.units_below(array[issuer]) b)) n
    where starts_with((select kstt.fold(wording)), n.folded)
    and substr(wording, length(n.folded) + 1) ~* '^\s*($|[;,.(\n]|và\s)'
    order by length(n.folded) desc
    limit 1
$$;
alter function kstt.name_at(text, bigint) owner to kstt_api;
comment on function kstt.name_at(text, bigint) is 'The longest known name, folded, that stands at the start of a wording; null without';

create or replace function kstt.name_targets(folded text, issuer bigint, day date)
    returns table (unit_id bigint, group_id bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select t.unit_id, t.group_id
    from (
        select c.unit_id, c.group_id,
            rank() over (
                order by c.source,
                    case
                    when c.unit_id is null then 0
                    when (u.valid_from is null or u.valid_from <= day) and (u.valid_to is null or u.valid_to >= day) then 0
                    when (u.valid_from is null or extract(year from u.valid_from) <= extract(year from day))
                        and (u.valid_to is null or extract(year from u.valid_to) >= extract(year from day)) then 1
                    else 2
                    end) as choice
        from (
            select n.unit_id, n.group_id, case when n.issuer_id is null then 2 else 1 end as source
            from kstt.unit_name n
            where n.folded = name_targets.folded
            and (n.issuer_id is null or n.issuer_id = issuer)
            union all
            select u.id, null, 3
            from kstt.unit u
            where u.folded = name_targets.folded
            and (u.kind not in ('division', 'centre')
                or u.id in (select b.unit_id from kstt.units_below(array[issuer]) b))) c
        left join kstt.unit u on u.id = c.unit_id) t
    where t.choice = 1
$$;
alter function kstt.name_targets(text, bigint, date) owner to kstt_api;
comment on function kstt.name_targets(text, bigint, date) is
    'What a known name means in a plan of this issuer on this day. The issuer''s own wording wins over the common one, '
    'a unit that exists that day over one of that year, and that over any other';

create or replace function kstt.resolve_units(wording text, issuer bigint, day date)
    returns table (ordinal int, segment text, unit_id bigint, group_id bigint)
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_text text;
    v_rest text;
    v_name text;
    v_length int;
    v_next int;
begin
    -- Blanks squeezed, line ends kept: they separate, unless a name runs over.
    v_text := regexp_replace(normalize(coalesce(wording, ''), nfc), '[ \t\u00A0]*[\r\n][\s\u00A0]*', E'\n', 'g');
    v_text := regexp_replace(v_text, '[ \t\u00A0]+', ' ', 'g');
    ordinal := 0;
    loop
        v_rest := regexp_replace(v_text, '^(\s|[;,.:–-]|và\s)+', '', 'i');
        exit when v_rest = '';
        v_name := kstt.name_at(v_rest, issuer);
        v_length := length(v_name);
        if v_name is null and v_rest ~* '^các\s' then
            v_name := kstt.name_at(substr(v_rest, 5), issuer);
            v_length := length(v_name) + 4;
        end if;
        ordinal := ordinal + 1;
        if v_name is not null then
            v_length := v_length + coalesce(length(substring(substr(v_rest, v_length + 1) from '^\s*\([^)]*\)')), 0);
            segment := left(v_rest, v_length);
            for unit_id, group_id in
                select t.unit_id, t.group_id
                from kstt.name_targets(v_name, issuer, day) t
                order by t.group_id, t.unit_id
            loop
                return next;
                ordinal := ordinal + 1;
            end loop;
            ordinal := ordinal - 1;
        else
            -- Unknown words run to the next strong separator, or to a comma or
            -- "và" after which a known name begins: commas stand inside names.
            v_length := 0;
            loop
                v_next := regexp_instr(v_rest, '[;\n]|,|\svà\s', v_length + 1, 1, 0, 'i');
                v_length := case when v_next = 0 then length(v_rest) else v_next - 1 end;
                exit when v_next = 0 or substr(v_rest, v_next, 1) in (';', E'\n') and substr(v_rest, v_next, 4) !~* '^\svà\s';
                exit when kstt.name_at(regexp_replace(substr(v_rest, v_next), '^(\s|[,]|và\s)+(các\s)?', '', 'i'), issuer)
                    is not null;
                v_length := v_next;
            end loop;
            segment := btrim(left(v_rest, v_length), E' \n.,');
            unit_id := null;
            group_id := null;
            if segment = '' then
                ordinal := ordinal - 1;
            else
                return next;
            end if;
        end if;
        v_text := substr(v_rest, greatest(v_length, 1) + 1);
    end loop;
end
$$;
alter function kstt.resolve_units(text, bigint, date) owner to kstt_api;
comment on function kstt.resolve_units(text, bigint, date) is
    'Walk a lead''s wording, the longest name first, at word boundaries; ; , line feed and "và" separate, '
    'but names contain them too. One row for each unit or group named; both null: the segment means nothing known';
