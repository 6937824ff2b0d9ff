-- name: db_rollback()
-- SPDX-License-Identifier: MIT
-- Undoes everything since db_begin.
rollback
