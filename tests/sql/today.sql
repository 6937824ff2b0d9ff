-- SPDX-License-Identifier: MIT
-- What a day's work is: each thing in its bucket, for each right.
\ir help/officials.psql
\ir help/queries.psql
create function tap.part(last text)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'date', 'period', 'D', 'last', last));
select tap.plan('NAY/' || v.name, v.issuer, v.state, v.lead, v.parts)
from (values
    ('1911', 'LS', 'in_force', 'Sở Tư pháp; Sở Nội vụ', tap.part('2026-11-19')),
    ('2011', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-11-20')),
    ('2211', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-11-22')),
    ('0412', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-12-04')),
    ('0812', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-12-08')),
    ('3112', 'LS', 'in_force', 'Sở Tư pháp', tap.part('2026-12-31')),
    ('CU', 'LS', 'closed', 'Sở Tư pháp', tap.part('2026-11-19')),
    ('MOI', 'STP', 'draft', 'Sở Tư pháp', tap.part('2026-11-19')),
    ('HOI', 'STP', 'in_force', 'Sở Tư pháp', '[{"class": "ask"}]'),
    ('CUHOI', 'STP', 'closed', 'Sở Tư pháp', '[{"class": "ask"}]'),
    ('TX', 'LS', 'in_force', 'Sở Tư pháp', '[{"class": "continuous"}]'),
    ('TX2', 'LS', 'in_force', 'Sở Tư pháp', '[{"class": "continuous"}]')) v (name, issuer, state, lead, parts);
update kstt.plan
set issued = case key when 'NAY/TX@2026' then date '2026-09-20' else '2026-09-22' end
where key in ('NAY/TX@2026', 'NAY/TX2@2026');
select tap.owed('NAY/1911@2026', '1.1', 'STP') as late, tap.owed('NAY/1911@2026', '1.1', 'SNV') as snv,
    tap.owed('NAY/3112@2026', '1.1', 'STP') as last, tap.owed('NAY/TX@2026', '1.1', 'STP') as continuous,
    tap.owed('NAY/MOI@2026', '1.1', 'STP') as draft
\gset
create function tap.bucket(bucket text)
    returns text
    language sql
as $$
    select coalesce(string_agg(concat_ws(' ', split_part(split_part(q ->> 'plan_key', '/', 2), '@', 1), nullif(q ->> 'days_late', '0'),
        q ->> 'who', q ->> 'what', q ->> 'was', case when q ->> 'what' is not null then q ->> 'state' end, q ->> 'message'), ', '), '')
    from tap.ask('today') q
    where q ->> 'plan_key' like 'NAY%'
    and q ->> 'bucket' = bucket.bucket
$$;
create function tap.buckets()
    returns text
    language sql
as $$
    select string_agg(b || ': ' || tap.bucket(b), '; ' order by n)
    from unnest(array['overdue', 'week', 'fortnight', 'month', 'stale', 'confirm', 'changed', 'asked']) with ordinality t (b, n)
$$;

\c - stp.dung
select tap.sees('each thing in its first bucket', tap.buckets(),
    'overdue: 1911 1; week: 2011; fortnight: 2211, 0412; month: ; stale: TX; confirm: HOI; changed: ; asked: ');
select tap.sees('buckets come in order, each with how many it has', (
    select string_agg(b, ' ' order by n)
    from (
        select q ->> 'bucket' as b, min(n) as n, min((q ->> 'bucket_count')::int) = count(*) as fine
        from tap.ask('today') with ordinality t (q, n)
        group by 1) t
    where fine), 'overdue week fortnight stale confirm');
select tap.sees('what waits to be confirmed is a task alone', (
    select concat_ws(' ', coalesce(q ->> 'occurrence_id', '-'), (q ->> 'node_id')::bigint = tap.node('NAY/HOI@2026', '1.1'),
        q ->> 'unit_name', q ->> 'mine')
    from tap.ask('today') q
    where q ->> 'bucket' = 'confirm'
    and q ->> 'plan_key' = 'NAY/HOI@2026'), '- t Sở Tư pháp false');
select tap.sees('all that is late of mine is there', (
    select count(*)::text
    from tap.ask('today') q
    where q ->> 'bucket' = 'overdue'), (
    select count(*)::text
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    join kstt.unit u on u.id = o.unit_id
    where u.code = 'STP'
    and p.state = 'in_force'
    and o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due < kstt.today()));
select tap.sees('mine to mark', (
    select string_agg(distinct concat(q ->> 'mine', ' ', q ->> 'on_behalf'), ', ')
    from tap.ask('today') q
    where q ->> 'occurrence_id' is not null), 'true false');
select tap.does('what is done', format('select tap.mark(%s, %L)', :late, 'done'));
select tap.sees('is not there', tap.bucket('overdue'), '');
select tap.sees('nor is what I did myself news to me', tap.bucket('changed'), '');
select tap.does('a note on what is stale', format('select * from api.note_add(gen_random_uuid(), %s, %L)', :continuous, 'Vẫn làm'));
select tap.sees('is something written', tap.bucket('stale'), '');

\c - vpub.hoa
select tap.sees('a coordinator''s day is their own units'', not all they coordinate', tap.buckets(),
    'overdue: ; week: ; fortnight: ; month: ; stale: ; confirm: ; changed: ; asked: ');
select tap.does('they mark, on behalf', format('select tap.mark(%s, %L, note => %L)', :last, 'obstructed', 'Chờ Bộ'));
select tap.does('and ask', format('select * from api.ask_add(gen_random_uuid(), %s, %L)', :last, 'Bao giờ xong?'));

\c - stp.dung
select tap.sees('a question is told where the thing is due, when that is soon', (
    select count(*)::text
    from tap.ask('today') q
    where q ->> 'ask_id' is not null), '1');
select tap.sees('what others changed is told, with who and what', tap.bucket('changed'),
    '3112 Mã Thị Hòa (mẫu) marked open obstructed Chờ Bộ');
select tap.sees('and what they ask', tap.bucket('asked'), '3112 Mã Thị Hòa (mẫu) Bao giờ xong?');
select gen_random_uuid() as looked
\gset
select tap.does('I have looked', format('select * from api.seen(%L)', :'looked'));
select tap.sees('nothing has changed since', tap.bucket('changed'), '');
select tap.sees('what was asked stands until it is answered', tap.bucket('asked'), '3112 Mã Thị Hòa (mẫu) Bao giờ xong?');
select tap.sees('how far I looked is mine to see', (select count(*)::text from kstt.seen), '1');

\c - vpub.hoa
select tap.sees('and nobody else''s', (select count(*)::text from kstt.seen), '0');
select tap.does('a change after it', format('select api.undo_last(gen_random_uuid())'));
\c - stp.dung
select tap.does('the looking sent again is the same looking', format('select * from api.seen(%L)', :'looked'));
select tap.sees('is news again', tap.bucket('changed'), '3112 Mã Thị Hòa (mẫu) undone obstructed open');

-- A change that was under way, unseen, while I looked.
\setenv KSTT_AGAIN 'select * from api.seen(gen_random_uuid())'
\c - vpub.hoa
begin;
select tap.mark(:last, 'in_progress', note => 'Đang làm');
\! "$PGBIN/psql" -XAtq -U stp.dung -c "$KSTT_AGAIN" >/dev/null
commit;
\c - stp.dung
select tap.sees('what was not committed when I looked is still news', tap.bucket('changed'),
    '3112 Mã Thị Hòa (mẫu) marked open in_progress Đang làm');

\c - quantri
select tap.does('in December', $$select * from api.today_pin(gen_random_uuid(), '2026-12-01')$$);
\c - stp.dung
select tap.sees('this month is what lies behind the ten working days', tap.buckets(),
    'overdue: 2011 11, 2211 8; week: 0412; fortnight: 0812; month: 3112; stale: TX2; '
    'confirm: HOI; changed: 3112 Mã Thị Hòa (mẫu) marked open in_progress Đang làm; '
    'asked: ');

\c - lanhdao.minh
select tap.sees('a leader''s day is all below', (
    select distinct q ->> 'bucket_count'
    from tap.ask('today') q
    where q ->> 'bucket' = 'overdue'), (
    select count(*)::text
    from kstt.occurrence o
    join kstt.plan p on p.id = o.plan_id
    where p.state = 'in_force'
    and o.state in ('open', 'in_progress', 'obstructed')
    and o.effective_due < kstt.today()));
select tap.sees('which they do not mark', (
    select string_agg(distinct concat(q ->> 'mine', ' ', q ->> 'on_behalf'), ', ')
    from tap.ask('today') q), 'false false');
select tap.sees('at most sixty of a bucket, and how many there are', (
    select concat_ws(' ', count(*), min((q ->> 'bucket_count')::int) > 60)
    from tap.ask('today') q
    where q ->> 'bucket' = 'stale'), '60 t');
\c - lanhdao.thao
select tap.sees('a leader of one department sees its own', tap.bucket('overdue'), '1911 12');
\c - quantri
select tap.sees('an admin has no day''s work', (select count(*)::text from tap.ask('today')), '0');
select tap.does('but may have looked', 'select * from api.seen(gen_random_uuid())');
\c - snv.cuong
select tap.sees('whose appointment has ended has none', (select count(*)::text from tap.ask('today')), '0');
\c - :admin
select tap.refused('who is no official has nothing to look at', 'select * from api.seen(gen_random_uuid())', 'KS403',
    'Only an official may do this');

\ir help/tell.psql
