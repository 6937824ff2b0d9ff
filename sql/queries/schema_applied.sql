-- name: schema_applied()
-- SPDX-License-Identifier: MIT
-- Migrations: what was applied, in order.
select v.version as version, v.checksum as checksum
from kstt.schema_version v
order by v.version
