-- SPDX-License-Identifier: MIT
-- A write that is sent again lands once, also while the first still runs.
\ir help/officials.psql
create function tap.part()
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'period', 'period', 'Q1', 'last', '2026-03-31'));
select tap.plan('YEUCAU/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp', tap.part());
select tap.owed('YEUCAU/1@2026', '1.1', 'SNV') as snv, tap.owed('YEUCAU/1@2026', '1.1', 'STP') as stp,
    gen_random_uuid() as first, gen_random_uuid() as second, gen_random_uuid() as third
\gset

create function tap.mark_at(request uuid, occurrence bigint, version int, state text)
    returns text
    language sql
as $$
    select format('%s %s', m.new_state, m.new_version)
    from api.occurrence_mark(mark_at.request, mark_at.occurrence, mark_at.version, mark_at.state, null, null, null, null) m
$$;
-- Until another session of mine waits for this transaction.
create function tap.wait_for_waiting()
    returns void
    language plpgsql
as $$
declare
    v_until timestamptz := clock_timestamp() + interval '20 seconds';
begin
    while not exists (
        select
        from pg_locks l
        where l.locktype = 'transactionid'
        and l.transactionid = pg_current_xact_id()::xid
        and not l.granted)
    loop
        if clock_timestamp() > v_until then
            raise 'nobody came to wait';
        end if;
        perform pg_sleep(0.01);
    end loop;
end
$$;
create function tap.wait_for_seen(what text)
    returns void
    language plpgsql
    security definer
as $$
declare
    v_until timestamptz := clock_timestamp() + interval '20 seconds';
begin
    while not exists (select from tap.seen s where s.what like '%: ' || wait_for_seen.what)
    loop
        if clock_timestamp() > v_until then
            raise 'the other session said nothing';
        end if;
        perform pg_sleep(0.01);
    end loop;
end
$$;

\c - snv.lan
select tap.sees('a write lands', tap.mark_at(:'first', :snv, 1, 'in_progress'), 'in_progress 2');
select tap.sees('sent again it answers the same', tap.mark_at(:'first', :snv, 1, 'in_progress'), 'in_progress 2');
select tap.sees('and has landed once', (select count(*)::text from kstt.activity a where a.occurrence_id = :snv), '1');
select tap.refused('the same UUID for other arguments', format('select tap.mark_at(%L, %s, 1, %L)', :'first', :snv, 'done'),
    'KS422', 'This request number was used for something else');
select tap.refused('the same UUID for another write', format('select * from api.seen(%L)', :'first'),
    'KS422', 'This request number was used for something else');
select tap.refused('a refused write', format('select tap.mark_at(%L, %s, 2, %L)', :'second', :snv, 'obstructed'),
    'KS422', 'An obstacle needs its reason');
select tap.sees('leaves its UUID free', tap.mark_at(:'second', :snv, 2, 'open'), 'open 3');

\c - stp.dung
select tap.refused('the UUID of somebody else', format('select tap.mark_at(%L, %s, 1, %L)', :'first', :stp, 'done'),
    'KS422', 'This request number was used for something else');

-- The first is still running when it is sent again from another session.
\c - snv.lan
\setenv KSTT_AGAIN 'select tap.sees(''the second waited, and answers what the first did'', tap.mark_at(''':third''', ':snv', 3, ''done''), ''done 4'')'
begin;
select tap.sees('the first of two at once', tap.mark_at(:'third', :snv, 3, 'done'), 'done 4');
\! "$PGBIN/psql" -XAtq -U snv.lan -c "$KSTT_AGAIN" >/dev/null 2>&1 &
select tap.wait_for_waiting();
commit;
select tap.wait_for_seen('the second waited, and answers what the first did');
select tap.sees('the two landed once', (
    select count(*)::text
    from kstt.activity a
    where a.occurrence_id = :snv
    and a.to_state = 'done'), '1');

-- When the first is undone, the second goes on by itself.
select gen_random_uuid() as fourth
\gset
\setenv KSTT_AGAIN 'select tap.sees(''the first was undone, the second does it'', tap.mark_at(''':fourth''', ':snv', 4, ''open''), ''open 5'')'
begin;
select tap.mark_at(:'fourth', :snv, 4, 'open');
\! "$PGBIN/psql" -XAtq -U snv.lan -c "$KSTT_AGAIN" >/dev/null 2>&1 &
select tap.wait_for_waiting();
rollback;
select tap.wait_for_seen('the first was undone, the second does it');

-- Two officials write the same row: the later one hears of it, and nothing is lost.
\setenv KSTT_AGAIN 'select tap.refused(''the later of two officials hears of the first'', format(''select tap.mark_at(gen_random_uuid(), %s, 5, %L)'', ':snv', ''in_progress''), ''KS409'', ''Another official has changed this task'')'
begin;
select tap.mark_at(gen_random_uuid(), :snv, 5, 'done');
\! "$PGBIN/psql" -XAtq -U snv.binh -c "$KSTT_AGAIN" >/dev/null 2>&1 &
select tap.wait_for_waiting();
commit;
select tap.wait_for_seen('the later of two officials hears of the first');
select tap.sees('and the first stands', (select format('%s %s', o.state, o.version) from kstt.occurrence o where o.id = :snv),
    'done 6');

-- A form that does not know whether its write landed asks, and so uses its UUID up.
select gen_random_uuid() as fifth, gen_random_uuid() as sixth
\gset
select tap.sees('what landed is told', (select concat_ws(' ', s.landed, s.landed_at is not null) from api.request_settle(:'third') s),
    't t');
select tap.sees('also when asked again', (select s.landed::text from api.request_settle(:'third') s), 'true');
select tap.sees('and is answered as before', tap.mark_at(:'third', :snv, 3, 'done'), 'done 4');
select tap.sees('what never landed is told', (select s.landed::text from api.request_settle(:'fifth') s), 'false');
select tap.sees('also when asked again', (select s.landed::text from api.request_settle(:'fifth') s), 'false');
select tap.refused('and never will', format('select tap.mark_at(%L, %s, 6, %L)', :'fifth', :snv, 'open'),
    'KS422', 'This was taken up again as a draft meanwhile');
select f.code, f.feedback_id
from api.feedback_add(:'sixth', (select u.id from kstt.unit u where u.code = 'SNV'),
    '{"channel": "telephone", "name": "Hứa Thị Thử (mẫu)", "content": "Thử"}') f
\gset
select tap.sees('with what it wrote', (select concat_ws(' ', s.about, s.row_id) from api.request_settle(:'sixth') s),
    concat_ws(' ', :'code', :'feedback_id'));

-- While it still runs whoever asks waits.
select gen_random_uuid() as seventh
\gset
\setenv KSTT_AGAIN 'select tap.sees(''who asked waited, and hears that it landed'', (select s.landed::text from api.request_settle(''':seventh''') s), ''true'')'
begin;
select tap.mark_at(:'seventh', :snv, 6, 'open');
\! "$PGBIN/psql" -XAtq -U snv.lan -c "$KSTT_AGAIN" >/dev/null 2>&1 &
select tap.wait_for_waiting();
commit;
select tap.wait_for_seen('who asked waited, and hears that it landed');
\c - stp.dung
select tap.sees('the UUID of somebody else tells nothing', (
    select concat_ws(' ', s.landed, s.landed_at, s.about, s.row_id) from api.request_settle(:'third') s), 'f');
\c - snv.lan

-- An import whose commit was not heard of is sent again as a whole.
\c - snv.lan
select gen_random_uuid() as import
\gset
begin;
select plan_id as made
from api.plan_import_begin(:'import', '{"number": "YEUCAU/2", "year": "2026", "issuer": "SNV", "title": "Thử", "state": "draft"}')
\gset
select *
from api.plan_import_nodes(:made, '[{"ordinal": 1, "path": "1", "kind": "section", "level": 1, "text": "Mục"}]');
select *
from api.plan_import_end(:made);
commit;
begin;
select tap.sees('an import sent again begins as the same plan', (
    select b.plan_id::text
    from api.plan_import_begin(:'import', '{"number": "YEUCAU/2", "year": "2026", "issuer": "SNV", "title": "Thử", "state": "draft"}') b),
    :'made');
select tap.sees('its nodes are left alone', (
    select n.added::text
    from api.plan_import_nodes(:made, '[{"ordinal": 1, "path": "1", "kind": "section", "level": 1, "text": "Mục"}]') n), '0');
commit;

\c - :admin
update kstt.request
set at = at - interval '31 days'
where id = :'first';
\c - snv.lan
select tap.sees('requests are kept 30 days', api.request_expire()::text, '1');
select tap.sees('and so is what can be undone', (
    select concat_ws(' ', count(*) > 0, min(c.at) > kstt.now() - interval '30 days')
    from kstt.command c), 't t');

\ir help/tell.psql
