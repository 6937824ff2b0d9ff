-- name: report_days()
-- SPDX-License-Identifier: MIT
-- The days of periodic reports, the cut-off first, then by kind of unit, the latest
-- first. holds: it is the one of its kind today; mine: I may change them. One row
-- without a kind when there is none.
select
    r.id as report_day_id,
    r.version as version,
    r.kind as kind,
    r.day as day,
    r.valid_from as valid_from,
    r.valid_to as valid_to,
    r.source as source,
    coalesce(kstt.today() between r.valid_from and coalesce(r.valid_to, 'infinity')
        and not exists (
            select
            from kstt.report_day l
            where l.province_id = r.province_id
            and l.kind = r.kind
            and l.valid_from > r.valid_from
            and kstt.today() between l.valid_from and coalesce(l.valid_to, 'infinity')), false) as holds,
    a.mine as mine
from (select kstt.is_province_admin() as mine) a
left join kstt.report_day r on true
order by
    array_position(array['cutoff', 'province', 'office', 'department', 'board', 'inspectorate', 'agency', 'media', 'district',
        'city', 'commune', 'ward', 'commune_group', 'division', 'centre'], r.kind),
    r.valid_from desc;
