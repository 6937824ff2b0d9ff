-- name: feedback_form_head(form text, day date)
-- SPDX-License-Identifier: MIT
-- What stands over a form on a day: titles, addressee, and the title of each column.
select f.title as title, f.subtitle as subtitle, f.addressee as addressee, f.law as law, c.col as col, c.title as col_title
from kstt.feedback_form f
join kstt.feedback_form_column c on c.form = f.code
where f.code = $1::text
and $2::date between f.valid_from and coalesce(f.valid_to, 'infinity')
order by c.col;
