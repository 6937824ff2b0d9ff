-- name: instance_kind_set(kind text)
-- SPDX-License-Identifier: MIT
-- Installer: what this database is for; production pins no day.
update kstt.instance i set
    kind = $1::text,
    pinned_today = case when $1::text = 'production' then null else i.pinned_today end,
    version = i.version + 1
where i.kind <> $1::text
