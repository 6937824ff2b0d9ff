-- name: db_rollback()
-- Undoes everything since db_begin.
rollback
