-- name: schema_record(version int, name text, checksum text)
-- SPDX-License-Identifier: MIT
-- Migrations: remembers one that was applied, in its own transaction.
insert into kstt.schema_version (version, name, checksum)
values ($1::int, $2::text, $3::text)
