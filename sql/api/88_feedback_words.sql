-- SPDX-License-Identifier: MIT
-- The register's search by words. What is common stands among the newest, which a
-- walk has; what is rare the index of words has quickly, narrowed by units, and by
-- ever more months, since a page wants the newest first.

create or replace function kstt.feedback_search_words(typed text)
    returns text[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array(
        select w.word
        from (select distinct r.word from string_to_table(kstt.feedback_wording(left(typed, 200)), ' ') r (word)) w
        where w.word <> ''
        order by length(w.word) desc, w.word
        limit 12)
$$;
alter function kstt.feedback_search_words(text) owner to kstt_owner;
comment on function kstt.feedback_search_words(text) is 'The words of a search of feedback as they are compared, the longest first, at most 12';

create or replace function kstt.feedback_months(since timestamptz, until timestamptz, months int)
    returns text[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array_agg(to_char(m, '#YYYYMM'))
    from (
        select date_trunc('month', least(until, kstt.now()) at time zone 'Asia/Ho_Chi_Minh') as month
        where months is not null
        or isfinite(since)) l
    cross join lateral generate_series(
        greatest(l.month - make_interval(months => months), date_trunc('month', since at time zone 'Asia/Ho_Chi_Minh')),
        l.month, interval '1 month') m
$$;
alter function kstt.feedback_months(timestamptz, timestamptz, int) owner to kstt_owner;
comment on function kstt.feedback_months(timestamptz, timestamptz, int) is
    'The marks of the last so many months (null: of all since the first day; null without one) of a time that ends today or before';

create or replace function kstt.feedback_words_indexed(w kstt.feedback_sought, words text[], rare text[], months text[], most int)
    returns bigint[]
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
    set enable_seqscan = off
    set work_mem = '32MB'
    set jit = off
as $$
declare
    v_unit text[] := case when w.units[1] = all (w.units) and not w.everything then array['@' || w.units[1]] else '{}' end;
    v_found bigint[];
begin
    execute format($q$
        with t as materialized (
            select t.feedback_id
            from kstt.feedback_text t
            where t.words is not null
            and kstt.feedback_tokens(t.words, t.marks) @> %L::text[]
            and %s
            and %s
            and t.words like all ($3)
        )
        select array(
            select t.feedback_id
            from t
            cross join lateral (
                select s.received_at, s.due
                from kstt.feedback_sight s
                where s.feedback_id = t.feedback_id
                and not s.close
                and case when $1.everything then s.turn else s.unit_id = any ($1.units) end
                and ($1.walk <> 'open' or s.open)
                and ($1.walk <> 'due' or (s.due, s.feedback_id) > ($1.first_due, $1.first_due_id) and s.due <= $1.last_due)
                and ($1.states is null or s.state = any ($1.states))
                and ($1.tracks is null or s.track = any ($1.tracks))
                and ($1.fields is null or s.field = any ($1.fields))
                and s.paused >= $1.paused
                and ($1.own is null or exists (
                    select
                    from kstt.feedback_sight o
                    where o.feedback_id = s.feedback_id
                    and o.turn
                    and o.unit_id = any ($1.own)))
                and s.received_at >= $1.since
                and (s.received_at, s.feedback_id) < ($1.until, $1.until_id)
                limit 1) s
            order by %s
            limit $2)$q$,
        rare || case when w.walk in ('open', 'due') then array['!'] else '{}' end || v_unit,
        case when w.everything or v_unit <> '{}' then 'true'
        else format('kstt.feedback_tokens(t.words, t.marks) && %L::text[]', array(select '@' || u from unnest(w.units) u)) end,
        case when months is null then 'true'
        else format('kstt.feedback_tokens(t.words, t.marks) && %L::text[]', months) end,
        case when w.walk = 'due' then 's.due, t.feedback_id' else 's.received_at desc, t.feedback_id desc' end)
    using w, most, array(select '% ' || r || ' %' from unnest(words) r)
    into v_found;
    return v_found;
end
$$;
alter function kstt.feedback_words_indexed(kstt.feedback_sought, text[], text[], text[], int) owner to kstt_owner;
comment on function kstt.feedback_words_indexed(kstt.feedback_sought, text[], text[], text[], int) is
    'The first so many records of a page that have all these words, of these months (null: of any), by the index of words; '
    'rare: those of them that the index is asked for';

create or replace function kstt.feedback_words_walked(found bigint[], likes text[], most int)
    returns bigint[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select array(
        select c.id
        from unnest(found) with ordinality c (id, number)
        cross join lateral (
            select b.words
            from kstt.feedback_text b
            where b.feedback_id = c.id
            offset 0) t
        where t.words like all (likes)
        order by c.number
        limit most)
$$;
alter function kstt.feedback_words_walked(bigint[], text[], int) owner to kstt_owner;
comment on function kstt.feedback_words_walked(bigint[], text[], int) is 'Those of these records, in their order, whose words are like all these';

create or replace function kstt.feedback_words_rare(sample bigint[], words text[])
    returns text[]
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with often as (
        select r.word, (count(*) filter (where t.words like '% ' || r.word || ' %') + 0.5) / (count(*) + 1) as share
        from unnest(words) r (word)
        cross join (
            select b.words
            from unnest(sample) c (id)
            join kstt.feedback_text b on b.feedback_id = c.id) t
        group by r.word
    )
    select case when exp(sum(ln(o.share))) < 0.002 then array_agg(o.word) else words end
    from often o
    where o.share < 0.2
$$;
alter function kstt.feedback_words_rare(bigint[], text[]) owner to kstt_owner;
comment on function kstt.feedback_words_rare(bigint[], text[]) is
    'Of several words those that are enough to ask the index for, by how often they stand in some records: the long lists of very '
    'common words would cost more than looking them up in what the others find';

create or replace function kstt.feedback_words_page(w kstt.feedback_sought, words text[], most int)
    returns bigint[]
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    c_look constant int := 600;
    c_parts constant int := 2000;
    v_walked bigint[] := kstt.feedback_walk(w, greatest(c_look, most));
    v_found bigint[] := kstt.feedback_words_walked(v_walked, array(select '% ' || r || ' %' from unnest(words) r), most);
    v_months int := case when w.walk in ('open', 'due') then null else 2 end;
    v_rare text[] := words;
    v_last boolean;
begin
    if cardinality(v_found) < most and cardinality(v_walked) >= c_look then
        if cardinality(words) > 1 then
            v_rare := kstt.feedback_words_rare(v_walked[:200], words);
        end if;
        loop
            v_last := v_months is null or w.until - make_interval(months => v_months) <= w.since;
            v_found := kstt.feedback_words_indexed(w, words, v_rare, kstt.feedback_months(w.since, w.until, v_months),
                most);
            exit when v_last or cardinality(v_found) >= most;
            -- So many months as it takes at this rate, and half as many more; all at once rather than many years.
            v_months := case when v_months = 2 and cardinality(v_found) > most / 15 then 2 + 3 * most / cardinality(v_found) end;
        end loop;
    end if;
    if v_found = '{}' then
        return kstt.feedback_words_walked(kstt.feedback_walk(w, c_parts), array(select '%' || r || '%' from unnest(words) r), most);
    end if;
    return v_found;
end
$$;
alter function kstt.feedback_words_page(kstt.feedback_sought, text[], int) owner to kstt_owner;
comment on function kstt.feedback_words_page(kstt.feedback_sought, text[], int) is
    'The first so many records of a page that have all these words; when none has them whole, those of the newest 2000 that have '
    'them as parts of words';

revoke execute on function kstt.feedback_search_words(text), kstt.feedback_months(timestamptz, timestamptz, int),
    kstt.feedback_words_indexed(kstt.feedback_sought, text[], text[], text[], int), kstt.feedback_words_walked(bigint[], text[], int),
    kstt.feedback_words_rare(bigint[], text[]), kstt.feedback_words_page(kstt.feedback_sought, text[], int) from public;
grant execute on function kstt.feedback_search_words(text), kstt.feedback_months(timestamptz, timestamptz, int),
    kstt.feedback_words_indexed(kstt.feedback_sought, text[], text[], text[], int), kstt.feedback_words_walked(bigint[], text[], int),
    kstt.feedback_words_rare(bigint[], text[]), kstt.feedback_words_page(kstt.feedback_sought, text[], int) to kstt_system;
