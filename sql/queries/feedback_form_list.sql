-- name: feedback_form_list(all_forms boolean)
-- SPDX-License-Identifier: MIT
-- What stands over reports and their columns, from which day; what is over only when all are asked for.
select f.id as row_id, f.version as version, f.code as code, f.title as title, f.subtitle as subtitle,
    f.addressee as addressee, f.law as law, f.valid_from as valid_from, f.valid_to as valid_to,
    f.titles[1] as c1, f.titles[2] as c2, f.titles[3] as c3, f.titles[4] as c4, f.titles[5] as c5, f.titles[6] as c6, f.titles[7] as c7,
    f.titles[8] as c8, f.titles[9] as c9, f.titles[10] as c10, f.titles[11] as c11, f.titles[12] as c12, f.titles[13] as c13, f.titles[14] as c14, f.titles[15] as c15,
    b.title as before_title, b.valid_from as before_from, (select kstt.is_province_admin()) as mine
from kstt.feedback_form f
left join lateral (
    select o.title, o.valid_from
    from kstt.feedback_form o
    where o.code = f.code
    and o.id <> f.id
    and f.valid_from - 1 between o.valid_from and coalesce(o.valid_to, 'infinity')
    order by o.valid_from desc
    limit 1) b on true
where $1::boolean
or kstt.today() <= coalesce(f.valid_to, 'infinity')
order by f.code, f.valid_from;
