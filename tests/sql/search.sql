-- SPDX-License-Identifier: MIT
-- Finding by words and by code; and that the function which passes by the
-- policies shows what they show, for every right.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('TIM/1', 'LS', 'in_force', 'Sở Nội vụ; Văn phòng Sở; Sở Tư pháp; Sở Tài chính', tap.part());
select tap.plan('TIM/2', 'SNV', 'draft', 'Sở Nội vụ; Văn phòng Sở', tap.part());
select tap.plan('TIM/3', 'SNV', 'closed', 'Sở Nội vụ; Văn phòng Sở', tap.part());
select tap.plan('TIM/4', 'STP', 'draft', 'Sở Tư pháp', tap.part());
update kstt.node n
set text = case n.kind when 'task' then 'Đánh giá 100% chuồn_chuồn kim ' || p.key else n.text end
from kstt.plan p
where p.id = n.plan_id
and p.key like 'TIM/%';
-- Documents with one word in all of them, in one plan another.
update kstt.occurrence o
set state = 'done',
    done_on = '2026-03-30',
    document_number = o.id || '/QĐ-Cànhcạch'
from kstt.plan p
join kstt.unit u on true
where p.id = o.plan_id
and u.id = o.unit_id
and p.key like 'TIM/%'
and u.code in ('SNV', 'STP');
insert into kstt.proof (province_id, plan_id, node_id, occurrence_id, unit_id, number, title, official_id, appointment_id)
select o.province_id, o.plan_id, o.node_id, o.id, o.unit_id, '8/BC', 'Bọ xít', a.official_id, a.id
from kstt.occurrence o
join kstt.plan p on p.id = o.plan_id
cross join (select * from kstt.appointment limit 1) a
where p.key like 'TIM/%'
and o.state = 'done';
update kstt.proof
set removed_at = now()
where occurrence_id = tap.owed('TIM/1@2026', '1.1', 'STP');

create function tap.found(words text, plan text default null, unit text default null, state text default null,
        closed boolean default false)
    returns text
    language sql
as $$
    select string_agg(f.line, ', ' order by f.n)
    from (
        select t.n, concat_ws(' ', split_part(split_part(q ->> 'plan_key', '/', 2), '@', 1), u.code, q ->> 'matched') as line
        from tap.ask('search', words, (select p.id::text from kstt.plan p where p.key = found.plan),
            (select v.id::text from kstt.unit v where v.code = found.unit), state, closed::text) with ordinality t (q, n)
        left join kstt.unit u on u.id = (q ->> 'unit_id')::bigint) f
$$;
-- What the definer function lets me find, and what the policies let me read.
create function tap.by_function(words text, matched text)
    returns bigint[]
    language sql
as $$
    select array(
        select distinct case matched when 'text' then s.node_id else s.occurrence_id end
        from kstt.search_found(words, null, null, null, true) s
        where s.matched = by_function.matched
        order by 1)
$$;
create function tap.by_policy(words text, matched text)
    returns bigint[]
    language sql
as $$
    select array(
        select n.id
        from kstt.node n
        where matched = 'text'
        and n.folded like all (select kstt.search_like(w) from unnest(kstt.search_words(words)) w)
        union
        select o.id
        from kstt.occurrence o
        where matched = 'document'
        and (o.folded like all (select kstt.search_like(w) from unnest(kstt.search_words(words)) w)
            or exists (
                select
                from kstt.proof r
                where r.occurrence_id = o.id
                and r.removed_at is null
                and r.folded like all (select kstt.search_like(w) from unnest(kstt.search_words(words)) w)))
        union
        select o.id
        from kstt.occurrence o
        join kstt.unit u on u.id = o.unit_id
        where matched = 'unit'
        and u.folded like all (select kstt.search_like(w) from unnest(kstt.search_words(words)) w)
        order by 1)
$$;
create function tap.same(sees bigint)
    returns void
    language sql
as $$
    select tap.sees(format('%s by %s: the function shows what the policies show', v.words, v.matched),
        tap.by_function(v.words, v.matched)::text, tap.by_policy(v.words, v.matched)::text)
    from (values ('chuồn kim', 'text'), ('đánh giá', 'text'), ('canhcach', 'document'), ('bọ xít', 'document'),
        ('hop tac quoc te', 'unit')) v (words, matched);
    select tap.sees('documents that may be found', cardinality(tap.by_function('canhcach', 'document'))::text, sees::text);
$$;


create function tap.codes(prefix text)
    returns text
    language sql
as $$
    select string_agg(concat(q ->> 'kind', ' ', q ->> 'code'), ', ' order by n)
    from tap.ask('complete', prefix) with ordinality t (q, n)
$$;

\c - snv.lan
select tap.sees('without diacritics, in any case and order', tap.found('CHUON danh  gia Kim'), '1 text, 2 text');
select tap.sees('the words in their order come first', (
    select string_agg(distinct s.place::text, ' ')
    from kstt.search_found('kim chuồn', null, null, null, true) s) || (
    select string_agg(distinct s.place::text, ' ')
    from kstt.search_found('chuồn kim', null, null, null, true) s), '10');
select tap.sees('decomposed letters', tap.found(U&'\0111a\0301nh gia\0301 100% chuon'), '1 text, 2 text');
select tap.sees('signs mean themselves', tap.found('chuon_chuon'), '1 text, 2 text');
select tap.sees('and nothing else', tap.found('chuonxchuon'), null);
select tap.sees('every word must stand there', tap.found('chuon chuon khongcotu'), null);
select tap.sees('a document''s number', tap.found('canhcach'), '1 SNV document, 1 STP document, 2 SNV document');
select tap.sees('with a word of the unit', tap.found('canhcach tu phap'), '1 STP document');
select tap.sees('a further document''s title, unless it was removed', tap.found('bo xit'), '1 SNV document, 2 SNV document');
select tap.sees('wording and unit', tap.found('chuon_chuon so tu phap'), '1 STP unit');
select tap.sees('closed plans when asked for', tap.found('chuon_chuon', closed => true), '1 text, 2 text, 3 text');
select tap.sees('or named', tap.found('chuon_chuon', plan => 'TIM/3@2026'), '3 text');
select tap.sees('by unit, with all below it', tap.found('chuon_chuon', unit => 'SNV'), '1 SNV text, 2 SNV text, 2 SNV.VP text');
select tap.sees('what is late', tap.found('chuon_chuon', state => 'late'), '1 STC text, 1 LS text');
select tap.sees('what is done', tap.found('chuon_chuon', state => 'done'), '1 SNV text, 1 STP text, 2 SNV text');
select tap.sees('filters without words', tap.found('', plan => 'TIM/1@2026', state => 'late'), '1 STC text, 1 LS text');
select tap.sees('a plan without words', tap.found(null, plan => 'TIM/1@2026'), '1 text, 1 text');
select tap.sees('nothing asked, nothing found', tap.found('  '), null);
select tap.sees('at most 200', (select count(*)::text from tap.ask('search', 'xa', null, null, null, 'true')), '200');
select tap.same(4);

\c - stc.phuc
select tap.sees('of what my unit still owes the row itself is found', tap.found('chuon_chuon'), '1 STC text');
select tap.sees('which is mine to mark', (
    select string_agg(concat_ws(' ', q ->> 'mine', q ->> 'on_behalf', q ->> 'state', q ->> 'version'), ', ')
    from tap.ask('search', 'chuon_chuon', null, null, null, 'false') q), 'true false open 1');
select tap.same(3);
\c - snv.binh
select tap.same(4);
\c - stp.dung
select tap.sees('their own unissued plan, not another''s', tap.found('chuon_chuon'), '1 text, 4 text');
select tap.same(4);
\c - vpub.hoa
select tap.sees('a coordinator finds their units'' unissued plans', tap.found('chuon_chuon', state => 'done'),
    '1 SNV text, 1 STP text, 2 SNV text, 4 STP text');
select tap.sees('to write on behalf', (
    select string_agg(distinct concat_ws(' ', q ->> 'plan_state', q ->> 'mine', q ->> 'on_behalf'), ', ')
    from tap.ask('search', 'canhcach', null, null, null, 'false') q), 'draft false false, in_force false true');
select tap.same(5);
\c - xa.dongkinh
select tap.same(3);
\c - lanhdao.minh
select tap.same(3);
\c - lanhdao.thao
select tap.same(4);
\c - quantri
select tap.same(3);
\c - snv.cuong
select tap.sees('whose appointment has ended finds nothing', tap.found('chuon_chuon'), null);
select tap.same(0);
\c - :admin
select tap.same(5);
set enable_seqscan = off;
create function tap.plan_of(statement text)
    returns setof text
    language plpgsql
as $$
begin
    return query execute 'explain ' || statement;
end
$$;
select tap.sees(v.index || ' finds by any three letters', exists (
    select
    from tap.plan_of(v.statement) l
    where l like '%' || v.index || '%')::text, 'true')
from (values
    ('node_words', 'select from kstt.node n where n.folded like ''%chuon%'''),
    ('occurrence_words', 'select from kstt.occurrence o where o.folded like ''%canhcach%'''),
    ('proof_words', 'select from kstt.proof r where r.folded like ''%canhcach%'' and r.removed_at is null')) v (index, statement);

\c - snv.lan
select tap.sees('a plan by its key', tap.codes('tim/1'), 'plan TIM/1@2026');
select tap.sees('by a part of it', tap.codes('kh-snv@2024'), 'plan 11/KH-SNV@2024');
select tap.sees('plans in force first', tap.codes('TIM/'), 'plan TIM/1@2026, plan TIM/2@2026, plan TIM/3@2026');
select tap.sees('its sections', split_part(tap.codes('KH-UBND@2024 '), ', ', 2), 'section KH-UBND@2024 I');
select tap.sees('a task by the labels printed', tap.codes('kh-ubnd@2024 x.3'), 'task KH-UBND@2024 X.3');
select tap.sees('or by its path', tap.codes('KH-UBND@2024 10.3'), 'task KH-UBND@2024 10.3');
select tap.sees('a label that stands twice gives the path', (tap.codes('11/KH-SNV@2024 VI') like '%section 11/KH-SNV@2024 4, %'
    || '%section 11/KH-SNV@2024 6%')::text, (
    select (count(*) = 2)::text
    from kstt.node n
    join kstt.plan p on p.id = n.plan_id
    where p.key = '11/KH-SNV@2024'
    and n.level = 1
    and n.label = 'VI'));
select tap.sees('the very one first', split_part(tap.codes('KH-UBND@2024 X'), ', ', 1), 'section KH-UBND@2024 X');
select tap.sees('a unit by its code, the very one first', split_part(tap.codes('snv'), ', ', 1), 'unit SNV');
select tap.sees('by words of its name', tap.codes('đông kinh'), 'unit 05977');
select tap.sees('at most twenty', (select count(*)::text from tap.ask('complete', 'ubnd')), '20');
select tap.sees('nothing typed, nothing offered', tap.codes(' '), null);
select tap.sees('nothing such', tap.codes('zzz'), null);
\c - stp.dung
select tap.sees('an unissued plan of another is not offered', tap.codes('TIM/'), 'plan TIM/1@2026, plan TIM/4@2026, plan TIM/3@2026');
select tap.sees('nor its tasks', tap.codes('TIM/2@2026 '), null);

\ir help/tell.psql
