-- name: feedback_settings(all_settings boolean)
-- SPDX-License-Identifier: MIT
-- How units work: remote, approval; those that hold today or later, or all, with what held on the eve.
select s.id as row_id, s.version as version, s.unit_id as unit_id, u.name as unit_name,
    case when s.remote then 'true' else '' end as remote, case when s.approval then 'true' else '' end as approval,
    s.valid_from as valid_from, s.valid_to as valid_to, b.remote::text as before_remote, b.approval::text as before_approval,
    b.valid_from as before_from,
    s.unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()) as mine
from kstt.feedback_setting s
join kstt.unit u on u.id = s.unit_id
left join lateral (
    select o.remote, o.approval, o.valid_from
    from kstt.feedback_setting o
    where o.unit_id = s.unit_id
    and o.id <> s.id
    and s.valid_from - 1 between o.valid_from and coalesce(o.valid_to, 'infinity')
    order by o.valid_from desc
    limit 1) b on true
where $1::boolean
or kstt.today() <= coalesce(s.valid_to, 'infinity')
order by u.name, s.valid_from;
