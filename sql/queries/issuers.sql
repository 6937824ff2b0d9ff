-- name: issuers()
-- SPDX-License-Identifier: MIT
-- The units whose plans I may write, my own first.
select
    u.code as code,
    u.name as name
from kstt.unit u
where u.id = any ((select kstt.my_writable())::bigint[])
and u.kind <> 'commune_group'
and kstt.today() between coalesce(u.valid_from, '-infinity') and coalesce(u.valid_to, 'infinity')
order by
    u.id = any ((select kstt.my_units())::bigint[]) desc,
    array_position(array['province', 'office', 'department', 'board', 'inspectorate'], u.kind),
    u.code;
