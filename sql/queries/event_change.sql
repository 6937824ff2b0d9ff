-- name: event_change!(request uuid, event bigint, version int, day date, day_count int, day_unit text, document_number text, document_date date, what text, units jsonb)
-- SPDX-License-Identifier: MIT
-- Correct an event or a day that a document sets; no units: take it out. What is told
-- of what was made anew is that of reading_confirm.
select
    e.units_owing as units_owing,
    e.nominal_due as nominal_due,
    e.effective_due as effective_due,
    e.added as added,
    e.moved as moved,
    e.removed as removed,
    e.kept as kept,
    e.kept_which as kept_which
from api.event_change($1::uuid, $2::bigint, $3::int, $4::date, $5::int, $6::text, $7::text, $8::date, $9::text,
    array(select u.id::bigint from jsonb_array_elements_text($10::jsonb) u (id))) e;
