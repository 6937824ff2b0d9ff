-- name: report_scope(unit_code text, plan_key text)
-- SPDX-License-Identifier: MIT
-- The ids behind what people write on a command line; null where there is none.
-- Capitals in a unit's code may be left out.
select
    (
        select u.id
        from kstt.unit u
        where upper(u.code) = upper($1::text)
        order by
            u.code <> $1::text,
            u.id
        limit 1
    ) as unit_id,
    (
        select p.id
        from kstt.plan p
        where p.key = normalize($2::text, nfc)
        order by p.issuer_id
        limit 1
    ) as plan_id;
