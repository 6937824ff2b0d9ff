-- name: feedback_look!(request uuid, feedback bigint, reason text)
-- SPDX-License-Identifier: MIT
-- The sender and the words of a record, sealed or not; logged.
select l.feedback_id as feedback_id, l.name as name, l.address as address, l.phone as phone, l.email as email,
    l.content as content
from api.feedback_look($1::uuid, $2::bigint, $3::text) l;
