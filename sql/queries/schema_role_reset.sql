-- name: schema_role_reset()
-- SPDX-License-Identifier: MIT
-- Migrations: drops the role that a file may have taken on.
reset role
