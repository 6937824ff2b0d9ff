-- SPDX-License-Identifier: MIT
-- Pages of the register that one thing narrows (a state, a track, a field): what was
-- one walk for each kind that such a page may hold, 84 to 210 of them for each unit,
-- is one walk. What is not said yet of a new record costs it nothing.

set local role kstt_owner;

-- It gave one value, which no caller's query takes in.
drop function if exists kstt.feedback_days_between(date, date, text);

create index feedback_sight_by_state on kstt.feedback_sight (unit_id, close, state, received_at desc, feedback_id desc);
create index feedback_sight_by_track on kstt.feedback_sight (unit_id, close, track, received_at desc, feedback_id desc)
    where track <> '';
create index feedback_sight_by_field on kstt.feedback_sight (unit_id, close, field, received_at desc, feedback_id desc)
    where field <> '';
create index feedback_sight_all_by_state on kstt.feedback_sight (state, received_at desc, feedback_id desc)
    where turn and not close;
create index feedback_sight_all_by_track on kstt.feedback_sight (track, received_at desc, feedback_id desc)
    where turn and not close and track <> '';
create index feedback_sight_all_by_field on kstt.feedback_sight (field, received_at desc, feedback_id desc)
    where turn and not close and field <> '';

-- The numbers of the open ones are counted in one of their own, narrow one, where a
-- page's index would cost twice as much; that needs the day no more.
create index feedback_sight_all_numbers on kstt.feedback_sight (state, due, received_at) where turn and not close and open;
drop index kstt.feedback_sight_all_open;
create index feedback_sight_all_open on kstt.feedback_sight (received_at desc, feedback_id desc, state, track, field, paused)
    where turn and not close and open;

-- Letters cost several times what days and numbers do to compare: they come last, and
-- the state, which is narrowed by an index of its own, after all.
drop index kstt.feedback_sight_by_due, kstt.feedback_sight_all_by_due;
create index feedback_sight_by_due on kstt.feedback_sight
    (unit_id, close, due, feedback_id, received_at, track, field, state) include (held_by) where due is not null;
create index feedback_sight_all_by_due on kstt.feedback_sight
    (due, feedback_id, received_at, track, field, state) include (held_by) where turn and not close and due is not null;

reset role;

-- Each page of the register asks for it: all of a province without walking its tree,
-- nothing at all for who coordinates none.
create or replace function kstt.my_coordinated()
    returns bigint[]
    language plpgsql
    stable
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_roots bigint[] := array(
        select a.unit_id
        from kstt.my_appointments() a
        where a.power = 'coordinator');
    v_provinces bigint[] := array(
        select u.id
        from kstt.unit u
        where u.province_id = any (v_roots));
begin
    if v_roots <@ v_provinces then
        return v_provinces;
    end if;
    return array(
        select b.unit_id
        from kstt.units_below(v_roots) b);
end
$$;
