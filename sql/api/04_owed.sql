-- SPDX-License-Identifier: MIT
-- How an owed thing is shown that another unit has handed over, and who came after a unit.

create or replace function kstt.owed_name(occurrence bigint, name text)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select concat((
        select coalesce(u.short_name, u.name) || ' → '
        from kstt.handover h
        join kstt.unit u on u.id = h.from_unit_id
        where h.occurrence_id = occurrence
        and h.removed_at is null
        order by h.id
        limit 1), name)
$$;
alter function kstt.owed_name(bigint, text) owner to kstt_owner;
comment on function kstt.owed_name(bigint, text) is
    'The name of the unit that owes a thing, as its plan shows it: with the unit that it was handed over from in front';

create or replace function kstt.owed_period(occurrence bigint, period text, seq int)
    returns text
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select period || case when seq > 1 then coalesce((
        select case when h.from_seq > 1 then '#' || h.from_seq else '' end
        from kstt.handover h
        where h.occurrence_id = occurrence
        and h.removed_at is null
        order by h.id
        limit 1), '#' || seq) else '' end
$$;
alter function kstt.owed_period(bigint, text, int) owner to kstt_owner;
comment on function kstt.owed_period(bigint, text, int) is
    'The period of an owed thing as it is shown: with #2 for the second one that a phrase owes in it. What was handed over '
    'keeps the number that it had';

create or replace function kstt.successors(unit bigint)
    returns table (unit_id bigint)
    language sql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
    with recursive after (id) as (
        select s.successor_id
        from kstt.unit_successor s
        where s.predecessor_id = unit
        union
        select s.successor_id
        from after a
        join kstt.unit u on u.id = a.id
        join kstt.unit_successor s on s.predecessor_id = u.id
        where u.valid_to < kstt.today()
    )
    select u.id
    from after a
    join kstt.unit u on u.id = a.id
    where kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')
$$;
alter function kstt.successors(bigint) owner to kstt_owner;
comment on function kstt.successors(bigint) is
    'The units of today that are known to have come after a unit, over any that came between and are gone too';
grant execute on function kstt.owed_name(bigint, text), kstt.owed_period(bigint, text, int), kstt.successors(bigint) to kstt_official, kstt_api, kstt_system;
