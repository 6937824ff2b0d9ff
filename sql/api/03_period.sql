-- SPDX-License-Identifier: MIT
-- How the period of an owed thing is told, wherever it is told. Plain SQL without a
-- pinned path, so that PostgreSQL folds it into the query that calls it.

create or replace function kstt.period_told(occurrence bigint, period text, seq int)
    returns text
    language sql
    stable
begin atomic
    select period || coalesce((
        select case when h.from_seq > 1 then '#' || h.from_seq else '' end
        from kstt.handover h
        where h.occurrence_id = occurrence
        and h.removed_at is null
        order by h.id
        limit 1), case when seq > 1 then '#' || seq else '' end);
end;
alter function kstt.period_told(bigint, text, int) owner to kstt_owner;
comment on function kstt.period_told(bigint, text, int) is
    'The period of a thing owed, with its number where it is owed several times: Q1#2. What was handed over keeps the number '
    'that it had at the unit which the plan names, also where the new unit owes the same period itself';
revoke execute on function kstt.period_told(bigint, text, int) from public;
grant execute on function kstt.period_told(bigint, text, int) to kstt_official, kstt_api, kstt_system;
