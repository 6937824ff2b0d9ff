-- name: feedback_kinds()
-- SPDX-License-Identifier: MIT
-- The words a record chooses from, by set; tracks and states with them (note: what law, open or ended).
select 'track' as set, t.code as code, t.name as name, t.name_en as name_en, t.ordinal as number, t.law as note
from kstt.feedback_track t
union all
select 'state', s.code, s.name, s.name_en, s.ordinal, case when s.ended then 'ended' else 'open' end
from kstt.feedback_state s
union all
select 'action', a.action, a.name, a.name_en, a.ordinal, case when a.irreversible then 'irreversible' else '' end
from kstt.feedback_action a
union all
select k.kind_set, k.code, k.name, k.name_en, k.ordinal, k.note
from kstt.feedback_kind k
order by 1, 5, 2;
