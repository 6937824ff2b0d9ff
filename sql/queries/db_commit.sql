-- name: db_commit()
-- Keeps everything since db_begin. After a fault it undoes it, like db_rollback:
-- ask for it only when every answer before it was good.
commit
