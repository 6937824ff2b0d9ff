-- name: plan_import_end(plan bigint)
-- SPDX-License-Identifier: MIT
-- Resolve the leads and make what is owed; unresolved: leads that fell to the issuer.
select
    e.tasks as tasks,
    e.occurrences as occurrences,
    e.unresolved as unresolved
from api.plan_import_end($1::bigint) e;
