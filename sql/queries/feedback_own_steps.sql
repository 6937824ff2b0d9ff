-- name: feedback_own_steps(feedback bigint)
-- SPDX-License-Identifier: MIT
-- What my units did with a record that they may see no more, the newest first.
select
    s.code as code,
    s.at as at,
    a.name as action_name,
    a.name_en as action_name_en,
    s.official_name as official_name,
    s.passed_to as passed_to,
    s.document_number as document_number,
    s.document_date as document_date,
    s.due as limit_day,
    s.in_time as in_time
from kstt.feedback_own_steps($1::bigint) s
join kstt.feedback_action a on a.action = s.action;
