-- name: today()
-- SPDX-License-Identifier: MIT
-- What my units owe and what waits for me, at most 60 rows of each bucket:
--   overdue, week (to this Sunday), fortnight (to the tenth working day), month
--     (to its end): each owed thing in its first one, the earliest day first;
--   stale: continuous, nothing written for instance.stale_days days;
--   confirm: tasks of my units' plans whose phrase is not understood (a node only);
--   changed: what others wrote on my units' rows since I last looked (seen), or for
--     the first time within 30 days: its last change; what, was and message tell it;
--   asked: open questions to my units (ask_id, who, at, message).
-- My units are those I write for as my own, and those I lead with all below them.
-- who, at and message of a row in the other buckets: its last open question, if any;
-- at of a stale one without: when it was last written.
select
    t.bucket as bucket,
    t.bucket_count as bucket_count,
    t.occurrence_id as occurrence_id,
    t.version as version,
    t.node_id as node_id,
    t.plan_id as plan_id,
    t.plan_key as plan_key,
    t.path as path,
    t.label as label,
    t.text as text,
    t.unit_id as unit_id,
    t.unit_name as unit_name,
    t.fallback as fallback,
    t.period as period,
    t.first_due as first_due,
    t.nominal_due as nominal_due,
    t.effective_due as effective_due,
    t.due_rule as due_rule,
    t.state as state,
    t.done_on as done_on,
    t.document_number as document_number,
    t.document_date as document_date,
    t.note as note,
    t.days_late as days_late,
    t.mine as mine,
    t.on_behalf as on_behalf,
    t.who as who,
    t.at as at,
    t.message as message,
    t.what as what,
    t.was as was,
    t.ask_id as ask_id
from kstt.my_today() t;
