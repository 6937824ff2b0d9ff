-- name: feedback_find(code text)
-- SPDX-License-Identifier: MIT
-- A record by its receipt code as somebody read it: found, check (a digit is wrong), none (not there, or not for me), form.
select
    case when r.verdict <> 'code' then r.verdict when f.id is null then 'none' else 'found' end as verdict,
    f.id as feedback_id,
    f.code as code
from kstt.feedback_code_read($1::text) r
left join kstt.feedback f on f.code = r.code
    and r.verdict = 'code';
