-- name: feedback_settings()
-- SPDX-License-Identifier: MIT
-- How units work: remote, approval.
select s.unit_id as unit_id, u.name as unit_name, s.remote as remote, s.approval as approval, s.valid_from as valid_from,
    s.valid_to as valid_to,
    s.unit_id = any ((select kstt.my_coordinated())::bigint[]) or (select kstt.is_province_admin()) as mine
from kstt.feedback_setting s
join kstt.unit u on u.id = s.unit_id
order by u.name, s.valid_from desc;
