-- name: occurrences_mark!(request uuid, marks jsonb)
-- SPDX-License-Identifier: MIT
-- Say where many owed things stand, all or none. marks: an array of {occurrence,
-- version, state, done_on, document_number, document_date, note}. already: rows
-- that stood so before, which are left alone (what a mark leaves out, it does not
-- change in them); ids: the rows written, blank-separated, in the order of ids.
select
    m.applied as applied,
    m.already as already,
    array_to_string(m.ids, ' ') as ids
from api.occurrences_mark($1::uuid, $2::jsonb) m;
