-- name: calendar_change!(request uuid, changes jsonb)
-- SPDX-License-Identifier: MIT
-- Days off and worked Saturdays changed, and the deadlines that moved; one row
-- without a deadline when none did.
select
    c.inserted as inserted,
    c.updated as updated,
    c.removed as removed,
    c.unchanged as unchanged,
    c.moved as moved,
    c.feedback as feedback,
    c.occurrence_id as occurrence_id,
    c.plan_key as plan_key,
    c.path as path,
    c.text as text,
    c.unit_name as unit_name,
    c.period as period,
    c.state as state,
    c.nominal_due as nominal_due,
    c.from_due as from_due,
    c.to_due as to_due
from api.calendar_change($1::uuid, $2::jsonb) c;
