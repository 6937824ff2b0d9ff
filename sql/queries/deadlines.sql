-- name: deadlines(rows jsonb)
-- SPDX-License-Identifier: MIT
-- Many deadlines at once: rows are objects of line, from, n and unit (d or wd).
select
    r.line as line,
    d.nominal as nominal,
    d.effective as effective
from jsonb_to_recordset($1::jsonb) as r (line int, "from" date, n int, unit text)
cross join lateral kstt.deadline(r."from", r.n, r.unit) d
order by r.line;
