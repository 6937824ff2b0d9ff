-- SPDX-License-Identifier: MIT
-- What a page of the register is asked for, as its walks take it (88_feedback_pages.sql):
-- through which units, between which bounds, in which of them.

create or replace function kstt.feedback_seek(own bigint[], coordinated bigint[], unit bigint, state text, clock text,
        track text, field text, since date, until date, after text)
    returns kstt.feedback_sought
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    -- After every letter that a code may have.
    c_last constant text := '~';
    w kstt.feedback_sought;
    v_after text[] := string_to_array(nullif(after, ''), '|');
    v_open boolean := case when state in ('open', 'mine') then true else (
        select not s.ended
        from kstt.feedback_state s
        where s.code = state or (state = 'ended' and s.ended)
        limit 1) end;
begin
    w := kstt.feedback_seen_through(own, coordinated, unit, state = 'mine');
    w.states := case
        when state = 'ended' then array(select s.code from kstt.feedback_state s where s.ended)
        when state <> '' and state not in ('open', 'mine') then array[state]
        end;
    w.tracks := case when track <> '' then array[track] end;
    w.fields := case when field <> '' then array[field] end;
    w.first_state := coalesce(case when state <> 'ended' then w.states[1] end, '');
    w.last_state := coalesce(nullif(w.first_state, ''), c_last);
    w.first_track := coalesce(w.tracks[1], '');
    w.last_track := coalesce(w.tracks[1], c_last);
    w.first_field := coalesce(w.fields[1], '');
    w.last_field := coalesce(w.fields[1], c_last);
    w.paused := coalesce(clock = 'paused', false);
    w.walk := case
        when w.units is null and not w.everything then 'none'
        when not v_open and clock <> '' then 'none'
        when clock in ('late', 'soon') then 'due'
        when v_open or clock = 'paused' then 'open'
        when num_nonnulls(w.states, w.tracks, w.fields) > 1 then 'kind'
        when w.states is not null then 'state'
        when w.tracks is not null then 'track'
        when w.fields is not null then 'field'
        else 'day'
        end;
    w.since := coalesce(since::timestamp at time zone 'Asia/Ho_Chi_Minh', '-infinity');
    w.until := coalesce((until + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', 'infinity');
    w.until_id := 0;
    w.first_due := case clock when 'soon' then kstt.today() else '-infinity' end;
    w.first_due_id := 0;
    w.last_due := case clock when 'soon' then kstt.add_working_days(kstt.today(), 10) else kstt.today() - 1 end;
    if w.walk = 'due' and v_after is not null then
        w.first_due := v_after[1];
        w.first_due_id := v_after[2];
    elsif v_after is not null and v_after[1]::timestamp at time zone 'UTC' < w.until then
        w.until := v_after[1]::timestamp at time zone 'UTC';
        w.until_id := v_after[2];
    end if;
    return w;
end
$$;
alter function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text) owner to kstt_owner;
comment on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text) is
    'A page as the register''s pane asks for it, for sets of my units (kstt.my_units, kstt.my_coordinated), as its walk takes it';

create or replace function kstt.feedback_seen_through(own bigint[], coordinated bigint[], unit bigint, mine boolean)
    returns kstt.feedback_sought
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    w kstt.feedback_sought;
    v_own bigint[] := own;
    -- As kstt.my_sight() has it.
    v_sight bigint[] := array(
        select a.unit_id
        from kstt.my_appointments() a
        where a.power <> 'admin') || coordinated;
    v_below bigint[];
begin
    if unit is not null and not exists (select from kstt.unit u where u.id = unit and u.kind = 'province') then
        v_below := array(select b.unit_id from kstt.units_below(array[unit]) b);
    end if;
    w.own := case when mine then own end;
    if mine and v_below is null then
        v_sight := own;
    elsif kstt.is_installer() then
        v_sight := array(select u.id from kstt.unit u);
        v_own := v_sight;
    end if;
    -- Some unit of the province holds each record.
    w.everything := v_below is null and w.own is null and (kstt.is_installer() or exists (
        select
        from kstt.unit u
        where u.kind = 'province'
        and u.id = any (coordinated)));
    select array_agg(p.unit_id), array_agg(p.close)
    into w.units, w.closes
    from (
        select distinct s as unit_id, false as close
        from unnest(v_sight) s
        where not w.everything
        union all
        select distinct s, true
        from unnest(v_own) s) p
    where v_below is null
    or p.unit_id = any (v_below);
    return w;
end
$$;
alter function kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) owner to kstt_owner;
comment on function kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) is
    'The first part of kstt.feedback_sought, as the policy of kstt.feedback_sight has it: through which units I see records, of '
    'one unit and those below it (null: any); mine: what waits for my own units';

revoke execute on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text),
    kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) from public;
grant execute on function kstt.feedback_seek(bigint[], bigint[], bigint, text, text, text, text, date, date, text),
    kstt.feedback_seen_through(bigint[], bigint[], bigint, boolean) to kstt_system;
