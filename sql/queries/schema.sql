-- name: schema()
-- SPDX-License-Identifier: MIT
-- What the program compares with what it carries; fails where nothing is installed.
select
    (select max(v.version) from kstt.schema_version v) as version,
    (select a.checksum from kstt.api_version a) as checksum
