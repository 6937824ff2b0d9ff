-- SPDX-License-Identifier: MIT
-- Who changes the calendar, which deadlines move by it, and what stays.
\ir help/officials.psql

create function tap.day(last date, before boolean default false)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('class', 'date', 'period', 'D', 'last', last, 'before', before));
select tap.plan('LICH/1', 'LS', 'in_force', 'Sở Nội vụ; Sở Tư pháp; Sở Tài chính', tap.day('2026-12-15'));
select tap.plan('LICH/2', 'LS', 'in_force', 'Sở Nội vụ', tap.day('2026-12-15', true));
select tap.plan('LICH/3', 'LS', 'closed', 'Sở Nội vụ', tap.day('2026-12-15'));
select tap.plan('LICH/4', 'SNV', 'draft', 'Sở Nội vụ', tap.day('2026-12-15'));
select tap.owed('LICH/1@2026', '1.1', 'SNV') as snv, tap.owed('LICH/1@2026', '1.1', 'STP') as stp,
    tap.owed('LICH/1@2026', '1.1', 'STC') as stc, tap.owed('LICH/2@2026', '1.1', 'SNV') as before,
    tap.owed('LICH/3@2026', '1.1', 'SNV') as closed, tap.owed('LICH/4@2026', '1.1', 'SNV') as draft
\gset
-- One of five working days after Thursday, 10 December.
insert into kstt.event (province_id, plan_id, node_id, number, kind, day, day_count, day_unit, official_id, appointment_id)
select n.province_id, n.plan_id, n.id, 1, 'event', '2026-12-10', 5, 'wd', a.official_id, a.id
from kstt.node n
cross join (select a.* from kstt.appointment a order by a.id limit 1) a
where n.id = tap.node('LICH/2@2026', '1.1')
returning id as event
\gset
insert into kstt.occurrence (province_id, plan_id, node_id, unit_id, period, nominal_due, effective_due, due_rule, event_id)
select o.province_id, o.plan_id, o.node_id, o.unit_id, 'E1', '2026-12-17', '2026-12-17', 'by', :event
from kstt.occurrence o
where o.id = :before
returning id as counted
\gset

create function tap.due(variadic occurrences bigint[])
    returns text
    language sql
    security definer
as $$
    select string_agg(to_char(o.nominal_due, 'DD') || '>' || to_char(o.effective_due, 'DD/MM'), ' ' order by i.n)
    from unnest(occurrences) with ordinality i (id, n)
    join kstt.occurrence o on o.id = i.id
$$;
create function tap.off(variadic days date[])
    returns jsonb
    language sql
return (select jsonb_agg(jsonb_build_object('day', d, 'kind', 'off', 'name', 'Nghỉ thử', 'source', 'thử')) from unnest(days) d);
create function tap.none(day date)
    returns jsonb
    language sql
return jsonb_build_array(jsonb_build_object('day', day, 'kind', 'none'));
-- Of the plans made here: how many moved in all, and each as it is told.
create function tap.told(changes jsonb, request uuid default null)
    returns text
    language plpgsql
as $$
declare
    v_told text;
begin
    if request is null then
        select concat_ws(' ', min(p.inserted), min(p.updated), min(p.removed), min(p.unchanged), min(p.moved) - count(p.path) || ':',
            string_agg(format('%s %s %s>%s', p.plan_key, p.unit_name, to_char(p.from_due, 'DD'), to_char(p.to_due, 'DD')), ', '
                order by p.plan_key, p.unit_name, p.from_due) filter (where p.plan_key like 'LICH%'))
        into v_told
        from api.calendar_preview(changes) p;
    else
        select concat_ws(' ', min(p.inserted), min(p.updated), min(p.removed), min(p.unchanged), min(p.moved) - count(p.path) || ':',
            string_agg(format('%s %s %s>%s', p.plan_key, p.unit_name, to_char(p.from_due, 'DD'), to_char(p.to_due, 'DD')), ', '
                order by p.plan_key, p.unit_name, p.from_due) filter (where p.plan_key like 'LICH%'))
        into v_told
        from api.calendar_change(request, changes) p;
    end if;
    return v_told;
end
$$;
create function tap.history(occurrence bigint)
    returns text
    language sql
    security definer
as $$
    select string_agg(concat_ws(' ', f.login, a.what, a.to_state, a.changes), '; ' order by a.id)
    from kstt.activity a
    left join kstt.official f on f.id = a.official_id
    where a.occurrence_id = history.occurrence
$$;

create function tap.clocks(right_ones boolean)
    returns text
    language sql
    security definer
as $$
    select count(*) filter (where right_ones = ((c.nominal, c.effective) is not distinct from (d.nominal, d.effective)))::text
    from kstt.feedback_clock c
    cross join lateral kstt.deadline(c.from_day, c.days + c.extended + c.paused_days, c.day_unit) d
    where c.state <> 'stopped'
$$;

\c - snv.lan
select tap.refused('an official changes no day', $$select * from api.calendar_change(gen_random_uuid(), tap.off('2026-12-15'))$$,
    'KS403', 'Only an administrator of the province may do this');
select tap.refused('nor looks what a change would do', $$select * from api.calendar_preview(tap.off('2026-12-15'))$$,
    'KS403', 'Only an administrator of the province may do this');
select tap.sees('an official marks their own', tap.mark(:snv, 'done', '2026-11-20'), 'done 2026-11-20 -');
\c - stp.dung
select tap.sees('another one too', tap.mark(:stp, 'in_progress'), 'in_progress - -');

\c - quantri
\set moves 'LICH/1@2026 Sở Tài chính 15>16, LICH/1@2026 Sở Tư pháp 15>16, LICH/2@2026 Sở Nội vụ 15>14, LICH/2@2026 Sở Nội vụ 17>18'
select tap.sees('a preview tells who moves from when to when, and how many stand in a plan that one does not see',
    tap.told(tap.off('2026-12-15')), '1 0 0 0 1: ' || :'moves');
select tap.sees('nothing stays of it', tap.due(:snv, :stp, :stc, :before, :counted, :draft),
    '15>15/12 15>15/12 15>15/12 15>15/12 17>17/12 15>15/12');
select tap.sees('not even a day', (select count(*)::text from kstt.holiday h where h.day = '2026-12-15'), '0');
select tap.sees('nor history', tap.history(:stc), null);
select tap.sees('the change moves just these', tap.told(tap.off('2026-12-15'), '11111111-1111-4111-8111-111111111111'),
    '1 0 0 0 1: ' || :'moves');
select tap.sees('sent again it answers the same', tap.told(tap.off('2026-12-15'), '11111111-1111-4111-8111-111111111111'),
    '1 0 0 0 1: ' || :'moves');
select tap.sees('done and closed stay; before goes back; days counted from an event are counted anew',
    tap.due(:snv, :stp, :stc, :before, :counted, :closed, :draft),
    '15>15/12 15>16/12 15>16/12 15>14/12 18>18/12 15>15/12 15>16/12');
select tap.sees('history tells who moved it, once', tap.history(:stc),
    'quantri moved {"effective_due": ["2026-12-15", "2026-12-16"]}');
select tap.sees('and what the day is', (
    select string_agg(a.what || ' ' || a.subject_id, ', ')
    from kstt.activity a
    where a.subject = 'holiday'
    and a.official_id = kstt.me()), 'added 2026-12-15');
select tap.refused('a day that one did not see is not overwritten', $$select * from api.calendar_change(gen_random_uuid(),
    '[{"day": "2026-12-15", "kind": "off", "name": "x", "source": "y", "version": 0}]')$$, 'KS409',
    'This day is in the calendar already, or was changed meanwhile');
select tap.refused('nor is it taken out by who saw another version', $$select * from api.calendar_change(gen_random_uuid(),
    '[{"day": "2026-12-15", "kind": "none", "version": 2}]')$$, 'KS409', 'This day is in the calendar already, or was changed meanwhile');
select tap.refused('a weekday is not worked in exchange', $$select * from api.calendar_change(gen_random_uuid(),
    '[{"day": "2026-12-16", "kind": "work", "name": "x", "source": "y"}]')$$, 'KS422',
    'Only a Saturday or Sunday is worked in exchange');
select tap.refused('the calendar has an end', $$select * from api.calendar_change(gen_random_uuid(), tap.off('2101-01-01'))$$,
    'KS422', 'The calendar does not reach so far');
select tap.refused('a day off has its source', $$select * from api.calendar_preview(
    '[{"day": "2026-12-16", "kind": "off", "name": "x"}]')$$, 'KS422', 'A cell of the file must not be empty');
select tap.refused('no day is there twice', $$select * from api.calendar_preview(tap.off('2026-12-16', '2026-12-16'))$$,
    'KS422', 'A row of the file stands there twice');
select tap.sees('a day off moves as one change', tap.told(tap.none('2026-12-15') || tap.off('2026-12-16'), gen_random_uuid()),
    '1 0 1 0 1: LICH/1@2026 Sở Tài chính 16>15, LICH/1@2026 Sở Tư pháp 16>15, LICH/2@2026 Sở Nội vụ 14>15');
select tap.sees('a change that changes nothing', tap.told(tap.off('2026-12-16')), '0 0 0 1 0:');

\c - stp.dung
select tap.sees('whoever owes what moved sees it among what others have changed', (
    select distinct t.who || ' ' || t.what
    from kstt.my_today() t
    where t.bucket = 'changed'
    and t.plan_key = 'LICH/1@2026'), 'Quản Văn Trí (mẫu) moved');
select tap.sees('a mark can still be undone', (select u.to_state from api.undo_last(gen_random_uuid()) u), 'open');
\c - quantri
select tap.does('the day off goes back', $$select tap.told(tap.none('2026-12-16') || tap.off('2026-12-15'), gen_random_uuid())$$);
\c - snv.lan
select tap.sees('what was done and is opened again', tap.mark(:snv, 'open'), 'open - -');
select tap.sees('gets its day by the present calendar', tap.due(:snv), '15>16/12');
\c - quantri
select tap.sees('history tells what a day was that is no more', (
    select string_agg(a.what || ' ' || (a.changes ->> 'name'), '; ' order by a.id)
    from kstt.activity a
    where a.subject = 'holiday'
    and a.subject_id = '2026-12-16'), 'added [null, "Nghỉ thử"]; removed ["Nghỉ thử", null]');
select tap.does('and goes', $$select tap.told(tap.none('2026-12-15'), gen_random_uuid())$$);
select tap.sees('then all is as it was', tap.due(:snv, :stp, :stc, :before, :counted, :closed, :draft),
    '15>15/12 15>15/12 15>15/12 15>15/12 17>17/12 15>15/12 15>15/12');

select tap.sees('a preview counts the records of feedback whose day moves', (
    select (min(p.feedback) > 0)::text
    from api.calendar_preview(tap.off('2026-11-25')) p), 'true');
select tap.sees('and leaves their clocks alone', tap.clocks(false), '0');
select tap.does('a day off within their days', $$select tap.told(tap.off('2026-11-25'), gen_random_uuid())$$);
select tap.sees('is counted in all that run', tap.clocks(false), '0');
select tap.refused('an admin sees none of them', 'select 1 / (select count(*) from kstt.feedback)', '22012', null);
select tap.does('and goes again', $$select tap.told(tap.none('2026-11-25'), gen_random_uuid())$$);
select tap.sees('the clocks too', tap.clocks(false), '0');

\ir help/tell.psql
