-- name: schema_lock()
-- SPDX-License-Identifier: MIT
-- Migrations: waits until no other session migrates this database.
select pg_catalog.pg_advisory_lock(pg_catalog.hashtext('kstt schema'))
