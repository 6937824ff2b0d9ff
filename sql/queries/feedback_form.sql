-- name: feedback_form(unit bigint, since date, until date)
-- SPDX-License-Identifier: MIT
-- Form II.05a of a unit and those below it, by field, the sum first; faults names the identities that do not hold.
select coalesce(nullif(f.number, 0)::text, '') as number, f.field as field, f.field_name as field_name,
    f.c3 as c3, f.c4 as c4, f.c5 as c5, f.c6 as c6, f.c7 as c7, f.c8 as c8, f.c9 as c9, f.c10 as c10,
    f.c11 as c11, f.c12 as c12, f.c13 as c13, f.c14 as c14, f.c15 as c15,
    f.faults as faults
from kstt.feedback_form($1::bigint, $2::date, $3::date) f
order by f.number;
