-- name: ask_add!(request uuid, occurrence bigint, message text)
-- SPDX-License-Identifier: MIT
-- Ask a unit below mine about something it owes: coordinators only.
select
    a.ask_id as ask_id,
    a.at as at
from api.ask_add($1::uuid, $2::bigint, $3::text) a;
