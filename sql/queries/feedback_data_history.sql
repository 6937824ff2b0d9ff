-- name: feedback_data_history(subject text, id bigint)
-- SPDX-License-Identifier: MIT
-- Who set a row that the register runs by, newest first: a line for each value, before and after.
select row_number() over () as row_id, 1 as version, false as mine, h.at as at, h.official_name as official_name, h.what as what,
    h.field as field, h.was as was, h.became as became
from kstt.feedback_data_history($1::text, $2::bigint) h;
