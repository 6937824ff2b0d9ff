-- name: db_commit()
-- SPDX-License-Identifier: MIT
-- Keeps everything since db_begin; after a fault it undoes it, like db_rollback.
commit
