-- SPDX-License-Identifier: MIT
-- Finding by words. LIKE is not leakproof: below a policy it would read every row.
-- So one definer function, which bypasses the policies and repeats what they say.

create or replace function kstt.search_words(wording text)
    returns text[]
    language sql
    immutable
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array(
        select w.word
        from (
            select distinct r.word
            from regexp_split_to_table(kstt.fold(left(wording, 200)), ' ') r (word)
            where r.word <> '') w
        order by length(w.word) desc, w.word
        limit 12)
$$;
alter function kstt.search_words(text) owner to kstt_owner;
comment on function kstt.search_words(text) is 'The words of a search as they are compared, the longest first, at most 12';

create or replace function kstt.search_like(word text)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'
$$;
alter function kstt.search_like(text) owner to kstt_owner;
comment on function kstt.search_like(text) is 'A LIKE pattern for what contains these very letters';

create or replace function kstt.search_found(words text, plan bigint, unit bigint, state text, closed boolean)
    returns table (node_id bigint, occurrence_id bigint, matched text, place int)
    language plpgsql
    stable
    rows 200
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_likes text[] := array(select kstt.search_like(w) from unnest(kstt.search_words(words)) with ordinality t (w, n) order by n);
    v_first text := v_likes[1];
    v_phrase text := kstt.search_like(kstt.fold(left(words, 200)));
    v_hidden bigint[] := kstt.hidden_plans();
    v_own bigint[] := kstt.my_units();
    v_plans bigint[];
    v_units bigint[];
    v_states text[] := case
        when state in ('late', 'soon') then array['open', 'in_progress', 'obstructed']
        when state <> '' then array[state]
        end;
    v_from date := case when state = 'soon' then kstt.today() end;
    v_to date := case state when 'late' then kstt.today() - 1 when 'soon' then kstt.add_working_days(kstt.today(), 10) end;
begin
    if v_hidden is null or (v_first is null and num_nonnulls(plan, unit, v_states) = 0) then
        return;
    end if;
    v_plans := array(
        select p.id
        from kstt.plan p
        where p.id <> all (v_hidden)
        and (search_found.plan is null or p.id = search_found.plan)
        and (search_found.plan is not null or closed or p.state <> 'closed')
        and (coalesce(search_found.state, '') not in ('late', 'soon') or closed or p.state = 'in_force'));
    if unit is not null then
        v_units := array(select b.unit_id from kstt.units_below(array[unit]) b);
    end if;

    return query
    with unit_text as materialized (
        select u.id, concat_ws(' ', u.folded, kstt.fold(u.short_name), lower(u.code)) as said
        from kstt.unit u
    ), text_hit as materialized (
        select n.id, n.plan_id, n.folded, n.folded like all (v_likes) as complete
        from kstt.node n
        where n.folded like v_first
        and n.plan_id = any (v_plans)
        limit 2000
    ), shown as materialized (
        -- Wording that says it all: the task itself, or what my own unit owes there.
        select h.id as node_id, o.id as occurrence_id, 'text' as matched, h.folded like v_phrase as whole
        from text_hit h
        left join lateral (
            select o.id
            from kstt.occurrence o
            join kstt.plan p on p.id = o.plan_id
            where o.node_id = h.id
            and o.plan_id = h.plan_id
            and o.unit_id = any (v_own)
            and o.state in ('open', 'in_progress', 'obstructed')
            and p.state = 'in_force'
            order by o.effective_due, o.seq
            limit 1) o on true
        where h.complete
        and v_units is null
        and v_states is null
    ), candidate as (
        select o.id
        from text_hit h
        join kstt.occurrence o on o.node_id = h.id
            and o.plan_id = h.plan_id
        where (not h.complete or num_nonnulls(v_units, v_states) > 0)
        and (v_units is null or o.unit_id = any (v_units))
        and (v_states is null or o.state = any (v_states))
        union
        (select o.id
        from kstt.occurrence o
        where o.folded like v_first
        and o.plan_id = any (v_plans)
        limit 2000)
        union
        (select o.id
        from kstt.proof r
        join kstt.occurrence o on o.id = r.occurrence_id
        where r.folded like v_first
        and r.removed_at is null
        and r.plan_id = any (v_plans)
        limit 2000)
        union
        (select o.id
        from kstt.occurrence o
        where o.unit_id = any (array(select t.id from unit_text t where t.said like v_first))
        and (v_units is null or o.unit_id = any (v_units))
        and o.plan_id = any (v_plans)
        limit 5000)
        union
        -- No words: what the filters leave.
        (select o.id
        from kstt.occurrence o
        where v_first is null
        and (v_units is null or o.unit_id = any (v_units))
        and (v_states is null or o.state = any (v_states))
        and (v_to is null or o.effective_due <= v_to)
        and o.plan_id = any (v_plans)
        and num_nonnulls(v_units, v_states) > 0
        limit 5000)
    ), owed as materialized (
        select c.node_id, c.id as occurrence_id, n.folded as text,
            concat_ws(' ', c.folded, (
                select string_agg(r.folded, ' ')
                from kstt.proof r
                where r.occurrence_id = c.id
                and r.removed_at is null)) as documents,
            t.said as unit
        from candidate i
        join kstt.occurrence c on c.id = i.id
        join kstt.node n on n.id = c.node_id
        join unit_text t on t.id = c.unit_id
        where (v_units is null or c.unit_id = any (v_units))
        and (v_states is null or c.state = any (v_states))
        and (v_from is null or c.effective_due >= v_from)
        and (v_to is null or c.effective_due <= v_to)
    )
    select s.node_id, s.occurrence_id, s.matched, (not s.whole)::int
    from shown s
    union all
    select n.id, null, 'text', 0
    from kstt.node n
    where v_first is null
    and v_units is null
    and v_states is null
    and n.plan_id = any (v_plans)
    union all
    select o.node_id, o.occurrence_id,
        case
        when o.text like all (v_likes) then 'text'
        when exists (select from unnest(v_likes) l where o.documents like l) then 'document'
        else 'unit'
        end,
        (not (v_first is null or o.text like v_phrase or o.documents like v_phrase or o.unit like v_phrase))::int
    from owed o
    where not exists (
        select
        from unnest(v_likes) l
        where o.text not like l
        and o.documents not like l
        and o.unit not like l)
    and not exists (select from shown s where s.node_id = o.node_id);
end
$$;
alter function kstt.search_found(text, bigint, bigint, text, boolean) owner to kstt_system;
comment on function kstt.search_found(text, bigint, bigint, text, boolean) is
    'Tasks and owed things in which every word stands, without diacritics, in the wording, in a document or in the unit. '
    'Shows what the policies of node and occurrence show, no more and no less. matched: where; place 0: in the very order '
    'that was typed. Of very common words it looks at the first 2000 wordings and documents, and 5000 rows of units';

grant execute on function kstt.search_words(text), kstt.search_like(text) to kstt_official, kstt_system;
grant execute on function kstt.search_found(text, bigint, bigint, text, boolean) to kstt_official;
