-- name: occurrence_mark!(request uuid, occurrence bigint, version int, state text, done_on date, document_number text, document_date date, note text)
-- SPDX-License-Identifier: MIT
-- Say where one owed thing stands: open, in_progress, done, nothing_arose or
-- obstructed. KS409 when somebody changed it since the version that was seen.
select
    m.occurrence_id as occurrence_id,
    m.new_version as version,
    m.new_state as state,
    m.new_done_on as done_on,
    m.new_document_number as document_number,
    m.new_document_date as document_date,
    m.new_note as note,
    coalesce(m.days_late, 0) as days_late
from api.occurrence_mark($1::uuid, $2::bigint, $3::int, $4::text, $5::date, $6::text, $7::date, $8::text) m;
