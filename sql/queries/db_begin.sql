-- name: db_begin()
-- Opens the transaction of an import; what follows is all kept or all undone.
begin
