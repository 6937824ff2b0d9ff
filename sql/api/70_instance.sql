-- SPDX-License-Identifier: MIT
-- The day of a demo or test database.

create or replace function api.today_pin(request uuid, day date)
    returns table (today date, pinned boolean)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_done jsonb;
begin
    v_done := kstt.request_begin(request, 'today_pin', jsonb_build_array(day));
    if v_done is null then
        perform kstt.may_import();
        if day is not null and exists (select from kstt.instance i where i.kind = 'production') then
            raise exception using
                errcode = 'KS422',
                message = 'Only a demo or test database can pin the day';
        end if;
        if not isfinite(coalesce(day, 'epoch')) then
            raise exception using
                errcode = 'KS422',
                message = 'There is no such day';
        end if;
        update kstt.instance i
        set pinned_today = day,
            version = i.version + 1;
        v_done := jsonb_build_object('today', coalesce(day, kstt.today()), 'pinned', day is not null);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.today, r.pinned
    from jsonb_to_record(v_done) as r (today date, pinned boolean);
end
$$;
alter function api.today_pin(uuid, date) owner to kstt_api;
comment on function api.today_pin(uuid, date) is
    'Pin the present day of a demo or test database, or (null) follow the server''s clock again. '
    'KS403 not an admin of the province, KS422 a production database';
