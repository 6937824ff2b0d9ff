-- name: proof_remove!(request uuid, proof bigint)
-- SPDX-License-Identifier: MIT
-- Take a further document away. KS409 when somebody did already.
select
    r.proof_id as proof_id,
    r.at as at
from api.proof_remove($1::uuid, $2::bigint) r;
