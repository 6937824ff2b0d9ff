-- name: db_begin()
-- SPDX-License-Identifier: MIT
-- Opens the transaction of an import: what follows is kept or undone as one.
begin
