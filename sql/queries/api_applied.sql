-- name: api_applied()
-- SPDX-License-Identifier: MIT
-- Migrations: the checksum of the functions as last created.
select a.checksum as checksum
from kstt.api_version a
