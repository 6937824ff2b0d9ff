-- name: occurrences_extend!(request uuid, occurrences jsonb, day date, reason text, document_number text, document_date date)
-- SPDX-License-Identifier: MIT
-- Grant owed things a later day, all or none: occurrences is an array of
-- {occurrence, version}.
select
    x.extended as extended,
    x.effective_due as effective_due
from api.occurrences_extend($1::uuid, $2::jsonb, $3::date, $4::text, $5::text, $6::date) x;
