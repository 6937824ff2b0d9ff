-- name: proof_add!(request uuid, occurrence bigint, number text, issued date, title text)
-- SPDX-License-Identifier: MIT
-- A further document that proves an owed thing: a number or a title, or both.
select
    r.proof_id as proof_id,
    r.at as at
from api.proof_add($1::uuid, $2::bigint, $3::text, $4::date, $5::text) r;
