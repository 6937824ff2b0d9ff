-- name: event_add!(request uuid, node bigint, version int, kind text, day date, day_count int, day_unit text, document_number text, document_date date, what text, units jsonb)
-- SPDX-License-Identifier: MIT
-- Enter an event of a task, or (kind date) a day that a document sets; units: their
-- ids.
select
    e.event_id as event_id,
    e.number as number,
    e.units_owing as units_owing,
    e.nominal_due as nominal_due,
    e.effective_due as effective_due
from api.event_add($1::uuid, $2::bigint, $3::int, $4::text, $5::date, $6::int, $7::text, $8::text, $9::date, $10::text,
    array(select u.id::bigint from jsonb_array_elements_text($11::jsonb) u (id))) e;
