-- name: schema_installed()
-- SPDX-License-Identifier: MIT
-- Migrations: whether the table of versions is there.
select pg_catalog.to_regclass('kstt.schema_version') is not null as installed
