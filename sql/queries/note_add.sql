-- name: note_add!(request uuid, occurrence bigint, note text)
-- SPDX-License-Identifier: MIT
-- Leave a note on an owed thing; it shows in the history of its task.
select
    n.note_id as note_id,
    n.at as at
from api.note_add($1::uuid, $2::bigint, $3::text) n;
