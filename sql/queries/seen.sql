-- name: seen!(request uuid)
-- SPDX-License-Identifier: MIT
-- I have looked: empties what today() lists as changed.
select
    s.at as at
from api.seen($1::uuid) s;
