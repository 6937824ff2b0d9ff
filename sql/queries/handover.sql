-- name: handover!(request uuid, moves jsonb)
-- SPDX-License-Identifier: MIT
-- Hand over what abolished units still owe, to the units whose codes stand there; all
-- or nothing.
select
    h.applied as applied,
    h.ids as ids
from api.handover($1::uuid, $2::jsonb) h;
