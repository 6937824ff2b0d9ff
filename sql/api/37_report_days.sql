-- SPDX-License-Identifier: MIT
-- The days on which units submit their periodic reports, and on which the figures end:
-- an administrator's data, one at a time or from a file. What is owed follows.

create or replace function kstt.reports_renew()
    returns jsonb
    language sql
    set search_path = kstt, pg_catalog, pg_temp
as $$
    select coalesce(jsonb_object_agg(c.what, c.count), '{}')
    from (
        select case when r.what = 'kept' then 'kept_' || case
            when o.state in ('done', 'nothing_arose') then 'done'
            else 'touched'
            end
            -- With the cut-off alone no deadline moves.
            when r.what = 'moved' and r.from_due = r.to_due then 'cut_off'
            else r.what end as what, count(*) as count
        from (
            select s.plan_id, s.node_id
            from kstt.schedule s
            join kstt.plan p on p.id = s.plan_id
            where s.report
            and p.state = 'in_force'
            order by s.plan_id, s.node_id) s
        cross join lateral kstt.occurrences_renew(s.plan_id, s.node_id) r
        left join kstt.occurrence o on o.id = r.occurrence_id
        where r.what <> 'kept'
        or o.state <> 'cancelled'
        group by 1) c
$$;
alter function kstt.reports_renew() owner to kstt_api;
comment on function kstt.reports_renew() is
    'Let the reports of plans in force follow their days; how many of each: added, moved, removed, kept_done (done already), '
    'kept_touched (something was entered)';

create or replace function kstt.report_day_refuse(kind text, valid_from date, day int, valid_to date, source text)
    returns void
    language plpgsql
    stable
    set search_path = kstt, pg_catalog, pg_temp
as $$
declare
    v_message text;
    v_detail text := '';
begin
    if kind is null or kind <> all (array['cutoff'] || kstt.unit_kinds()) then
        v_message := 'There is no such word';
        v_detail := concat('kind: ', kind);
    elsif day is null or day not between 1 and 28 or valid_from is null then
        v_message := 'There is no such day';
        v_detail := coalesce(day::text, '');
    elsif valid_to < valid_from then
        v_message := 'The last day lies before the first';
    elsif coalesce(kstt.tidy(source), '') = '' then
        v_message := 'The text is missing';
    end if;
    if v_message is not null then
        raise exception using
            errcode = 'KS422',
            message = v_message,
            detail = v_detail;
    end if;
end
$$;
alter function kstt.report_day_refuse(text, date, int, date, text) owner to kstt_api;
comment on function kstt.report_day_refuse(text, date, int, date, text) is
    'What a day of reports must keep to, each a KS422: a known kind, a day that every month has, an order, a source';

create or replace function kstt.report_day_write(kind text, valid_from date, version int, day int, valid_to date, source text)
    returns jsonb
    language plpgsql
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_province bigint;
    v_row kstt.report_day;
begin
    perform kstt.may_import();
    perform kstt.report_day_refuse(report_day_write.kind, report_day_write.valid_from, report_day_write.day,
        report_day_write.valid_to, report_day_write.source);
    v_province := kstt.home_province();
    if report_day_write.version is null then
        insert into kstt.report_day (province_id, kind, day, valid_from, valid_to, source)
        values (v_province, report_day_write.kind, report_day_write.day, report_day_write.valid_from,
            report_day_write.valid_to, kstt.tidy(report_day_write.source))
        on conflict on constraint report_day_once do nothing
        returning *
        into v_row;
    else
        update kstt.report_day d
        set day = report_day_write.day,
            valid_to = report_day_write.valid_to,
            source = kstt.tidy(report_day_write.source),
            version = d.version + 1
        where d.province_id = v_province
        and d.kind = report_day_write.kind
        and d.valid_from = report_day_write.valid_from
        and d.version = report_day_write.version
        returning *
        into v_row;
    end if;
    if v_row.id is null then
        raise exception using
            errcode = 'KS409',
            message = 'Somebody has changed this day of reports meanwhile',
            detail = to_char(report_day_write.valid_from, 'DD/MM/YYYY');
    end if;
    return kstt.reports_renew() || jsonb_build_object('report_day_id', v_row.id, 'new_version', v_row.version);
end
$$;
alter function kstt.report_day_write(text, date, int, int, date, text) owner to kstt_api;
comment on function kstt.report_day_write(text, date, int, int, date, text) is
    'Write one day of reports, new (version null) or at the version seen, and let what is owed follow. KS403, KS409, KS422';

create or replace function api.report_day_set(request uuid, kind text, valid_from date, version int, day int, valid_to date,
        source text)
    returns table (report_day_id bigint, new_version int, added int, moved int, removed int, kept_done int, kept_touched int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
begin
    v_done := kstt.request_begin(request, 'report_day_set',
        jsonb_build_array(kind, valid_from, version, day, valid_to, source));
    if v_done is null then
        v_done := kstt.report_day_write(kind, valid_from, version, day, valid_to, source);
        perform kstt.request_end(request, v_done);
    end if;
    return query
    select r.report_day_id, r.new_version, coalesce(r.added, 0), coalesce(r.moved, 0), coalesce(r.removed, 0),
        coalesce(r.kept_done, 0), coalesce(r.kept_touched, 0)
    from jsonb_to_record(v_done) as r (report_day_id bigint, new_version int, added int, moved int, removed int,
        kept_done int, kept_touched int);
end
$$;
alter function api.report_day_set(uuid, text, date, int, int, date, text) owner to kstt_api;
comment on function api.report_day_set(uuid, text, date, int, int, date, text) is
    'Add (version null) or correct the day of the month on which a kind of unit submits its reports from valid_from on; kind '
    'cutoff: on which their figures end. Reports that nobody has touched move. KS403 not an admin of the province, KS409, KS422';

create or replace function api.report_day_preview(kind text, valid_from date, version int, day int, valid_to date, source text)
    returns table (added int, moved int, removed int, kept_done int, kept_touched int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_told jsonb;
begin
    begin
        v_told := kstt.report_day_write(kind, valid_from, version, day, valid_to, source);
        -- Whatever was done to know it is taken back.
        raise exception using
            errcode = 'KS001';
    exception
        when sqlstate 'KS001' then
            null;
    end;
    return query
    select coalesce(r.added, 0), coalesce(r.moved, 0), coalesce(r.removed, 0), coalesce(r.kept_done, 0),
        coalesce(r.kept_touched, 0)
    from jsonb_to_record(v_told) as r (added int, moved int, removed int, kept_done int, kept_touched int);
end
$$;
alter function api.report_day_preview(text, date, int, int, date, text) owner to kstt_api;
comment on function api.report_day_preview(text, date, int, int, date, text) is
    'What report_day_set would do to what is owed, by doing it and taking it back; nothing is written. The same refusals';

create or replace function api.report_day_import(request uuid, rows jsonb)
    returns table (inserted int, updated int, unchanged int)
    language plpgsql
    security definer
    set search_path = kstt, pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_done jsonb;
    v_province bigint;
    v_added int;
    v_changed int;
begin
    v_done := kstt.request_begin(request, 'report_day_import', rows);
    if v_done is null then
        perform kstt.may_import();
        v_province := kstt.home_province();
        perform kstt.import_check(rows, array['kind', 'valid_from'], array['kind', 'day', 'valid_from', 'source'],
            array['valid_from', 'valid_to'],
            jsonb_build_object('kind', array['cutoff'] || kstt.unit_kinds(),
                'day', (select array_agg(n::text) from generate_series(1, 28) n)));
        update kstt.report_day d
        set day = r.day,
            valid_to = nullif(r.valid_to, '')::date,
            source = kstt.tidy(r.source),
            version = d.version + 1
        from jsonb_to_recordset(rows) as r (kind text, day int, valid_from date, valid_to text, source text)
        where d.province_id = v_province
        and d.kind = r.kind
        and d.valid_from = r.valid_from
        and (d.day, d.valid_to, d.source) is distinct from (r.day, nullif(r.valid_to, '')::date, kstt.tidy(r.source));
        get diagnostics v_changed = row_count;
        insert into kstt.report_day (province_id, kind, day, valid_from, valid_to, source)
        select v_province, r.kind, r.day, r.valid_from, nullif(r.valid_to, '')::date, kstt.tidy(r.source)
        from jsonb_to_recordset(rows) as r (kind text, day int, valid_from date, valid_to text, source text)
        on conflict on constraint report_day_once do nothing;
        get diagnostics v_added = row_count;
        perform kstt.reports_renew();
        v_done := kstt.import_answer(request, v_added, v_changed, jsonb_array_length(rows));
    end if;
    return query
    select r.inserted, r.updated, r.unchanged
    from jsonb_to_record(v_done) as r (inserted int, updated int, unchanged int);
end
$$;
alter function api.report_day_import(uuid, jsonb) owner to kstt_api;
comment on function api.report_day_import(uuid, jsonb) is
    'Add and correct the days of periodic reports: kind, day, valid_from, valid_to, source; a kind of unit has one day from '
    'each valid_from on. Reports that nobody has touched move to their new day. KS403 not an admin of the province, KS422';
