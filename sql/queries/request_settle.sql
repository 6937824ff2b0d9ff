-- name: request_settle(request uuid)
-- SPDX-License-Identifier: MIT
-- Whether a write whose answer never came has landed; if not, it never will.
select s.landed as landed, s.landed_at as landed_at, s.about as about, s.row_id as row_id
from api.request_settle($1::uuid) s;
