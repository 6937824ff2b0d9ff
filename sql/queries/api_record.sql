-- name: api_record(checksum text)
-- SPDX-License-Identifier: MIT
-- Migrations: remembers the functions that were created, in their transaction.
insert into kstt.api_version (checksum)
values ($1::text)
on conflict (one) do update set
    checksum = excluded.checksum,
    applied_at = pg_catalog.clock_timestamp()
