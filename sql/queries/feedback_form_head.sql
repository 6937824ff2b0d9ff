-- name: feedback_form_head(form text, day date)
-- SPDX-License-Identifier: MIT
-- What stands over a form on a day: titles, addressee, and the title of each column.
select f.title as title, f.subtitle as subtitle, f.addressee as addressee, f.law as law, c.col as col, c.title as col_title
from (
    select o.*
    from kstt.feedback_form o
    where o.code = $1::text
    and $2::date between o.valid_from and coalesce(o.valid_to, 'infinity')
    order by o.valid_from desc
    limit 1) f
cross join lateral unnest(f.titles) with ordinality c (title, col)
order by c.col;
