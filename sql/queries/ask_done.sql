-- name: ask_done!(request uuid, ask bigint)
-- SPDX-License-Identifier: MIT
-- Say that a question is answered; a mark of the task says it by itself.
select
    a.ask_id as ask_id,
    a.at as at
from api.ask_done($1::uuid, $2::bigint) a;
