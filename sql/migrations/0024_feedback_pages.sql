-- SPDX-License-Identifier: MIT
-- The register's pages at a million records: whatever a page is chosen by stands
-- in kstt.feedback_sight too, so that each first page is a walk in one index of it,
-- and the indexes of kstt.feedback that no walk uses any more go.

set local role kstt_owner;

alter table kstt.feedback_sight
    add column state text collate pg_catalog."C" not null default '',
    add column track text collate pg_catalog."C" not null default '',
    add column field text collate pg_catalog."C" not null default '',
    add column paused boolean not null default false,
    add column held_by bigint,
    add column turn boolean not null default false;

do $$
declare
    v_records bigint;
    v_turns bigint;
begin
    update kstt.feedback_sight s
    set state = f.state,
        track = coalesce(f.track, ''),
        field = coalesce(f.field, ''),
        paused = f.paused and s.open,
        due = case when s.open then f.due end,
        held_by = f.held_by,
        turn = s.unit_id = coalesce(f.offered_to, f.held_by)
    from kstt.feedback f
    where f.id = s.feedback_id;
    select count(*) into v_records from kstt.feedback;
    select count(*) into v_turns from kstt.feedback_sight s where s.turn;
    if v_turns <> v_records then
        raise exception '% records, but it is the turn of % units', v_records, v_turns;
    end if;
end
$$;

alter table kstt.feedback_sight
    alter column state drop default,
    alter column held_by set not null,
    add constraint feedback_sight_state check (state <> ''),
    add constraint feedback_sight_clock check (open or (due is null and not paused));
comment on table kstt.feedback_sight is
    'Through which units a record is seen: the one that received it, the one that holds it, the one it was offered to, and '
    'whose leader is asked; not the unit whose head it is about unless it was routed there. close: only by officials and '
    'coordinators of that very unit (sealed records). turn: whose turn it is, the unit it was offered to, else the one that '
    'holds it: one row of each record. All else is the record''s (nothing said: empty), due and paused while it is open. '
    'Kept by trigger alone; the register''s pages walk its indexes';

-- What wrote each page's statement anew; the functions are made again otherwise.
drop function if exists kstt.feedback_find_page(bigint[], bigint[], bigint, text, text, text, text, date, date, text, text, int),
    kstt.feedback_walk(text, text, boolean, bigint[], bigint[], boolean, int),
    kstt.feedback_walk_unit(text, boolean, text, text, boolean, int),
    kstt.feedback_filter(text, text, text, text, date, date, text, bigint[]), kstt.feedback_like(text),
    kstt.feedback_seen_by(bigint[], bigint[], boolean, boolean);

drop index kstt.feedback_by_day, kstt.feedback_open_by_day, kstt.feedback_open_by_due, kstt.feedback_by_state,
    kstt.feedback_sight_by_day, kstt.feedback_sight_open, kstt.feedback_sight_by_due;
-- What a walk is ordered by, then what it leaves out: that is looked up in the index
-- itself, without the row, and so is what the numbers beside the pages count.
create index feedback_sight_by_day on kstt.feedback_sight (unit_id, close, received_at desc, feedback_id desc);
create index feedback_sight_open on kstt.feedback_sight
    (unit_id, close, received_at desc, feedback_id desc, state, track, field, paused) include (due) where open;
create index feedback_sight_by_due on kstt.feedback_sight
    (unit_id, close, due, feedback_id, state, track, field, received_at) include (held_by) where due is not null;
create index feedback_sight_by_kind on kstt.feedback_sight
    (unit_id, close, state, track, field, received_at desc, feedback_id desc);
-- The same for whoever sees all that is not sealed, each record once.
create index feedback_sight_all_by_day on kstt.feedback_sight (received_at desc, feedback_id desc) where turn and not close;
create index feedback_sight_all_open on kstt.feedback_sight
    (received_at desc, feedback_id desc, state, track, field, paused) include (due) where turn and not close and open;
create index feedback_sight_all_by_due on kstt.feedback_sight
    (due, feedback_id, state, track, field, received_at) include (held_by) where turn and not close and due is not null;
create index feedback_sight_all_by_kind on kstt.feedback_sight
    (state, track, field, received_at desc, feedback_id desc) where turn and not close;

create type kstt.feedback_sought as (
    units bigint[],
    closes boolean[],
    everything boolean,
    walk text,
    own bigint[],
    states text[],
    tracks text[],
    fields text[],
    first_state text,
    last_state text,
    first_track text,
    last_track text,
    first_field text,
    last_field text,
    paused boolean,
    since timestamptz,
    until timestamptz,
    until_id bigint,
    first_due date,
    first_due_id bigint,
    last_due date
);
comment on type kstt.feedback_sought is
    'What a page of the register shows, as its walks take it. units and closes: pairs of a unit and whether its sealed records '
    'are meant; everything: what is not sealed, of all units. walk: due, open, kind or day, none when nothing can be found; '
    'own: only what waits for one of these. Bounds of what a record must have, and the lists that they come from; received_at '
    'from since to before until and until_id; due from after first_due and first_due_id to last_due';
