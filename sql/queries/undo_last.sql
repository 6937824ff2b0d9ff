-- name: undo_last!(request uuid)
-- SPDX-License-Identifier: MIT
-- Undo my last command, whole or not at all. from_state and to_state are what the
-- undoing did (done -> open), null where its rows differ or no state was changed;
-- what and
-- action_name as in undo_peek.
select
    u.count as count,
    u.from_state as from_state,
    u.to_state as to_state,
    u.first_path as first_path,
    u.what as what,
    a.name as action_name,
    a.name_en as action_name_en
from api.undo_last($1::uuid) u
left join kstt.feedback_action a on u.what = 'feedback_' || a.action;
