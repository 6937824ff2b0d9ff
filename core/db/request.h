/* SPDX-License-Identifier: MIT */
/*
 * Reads and writes on their way. Requests made in the same turn of the loop
 * leave together (one round trip) and are answered in order; each is its own
 * transaction, unless db_begin … db_commit queries stand around them.
 *
 * A read whose connection breaks fails with ERR_LOST: the view asks again when
 * it is shown. A write carries a UUID as its first parameter; when the
 * connection breaks it is sent again with the same UUID after reconnecting, and
 * the server answers with the stored result if the first one had landed. So a
 * write is never lost and never doubled.
 */
#ifndef KSTT_DB_REQUEST_H
#define KSTT_DB_REQUEST_H

#include "base/err.h"
#include "db/conn.h"
#include "db/rows.h"
#include "queries.h" /* generated from sql/queries */

#include <stdbool.h>

struct request;

/* Called once. Either `why` is NULL and `rows` holds the answer, or `why` says
 * what went wrong. `rows` is valid only during the call, and so is the request: who
 * kept its pointer lets go of it here. More may be asked, forgotten or cancelled
 * inside; the connection may not be freed. */
typedef void request_fn(void *data, const struct rows *rows,
			const struct err_info *why);

/* Ask. `params` are text or NULL, as many as the query takes; they are copied. */
struct request *request_read(struct conn *conn, enum query query,
			     const char *const *params, request_fn *done, void *data);
/* The same for `data` that nobody else holds: it is the request's own until `done`, which
 * takes it. If that is never called (it was forgotten, or the program ends) `drop` frees it. */
void request_read_own(struct conn *conn, enum query query, const char *const *params,
		      request_fn *done, void *data, void (*drop)(void *data));
/* Like request_read, but the query's first parameter, the request's UUID, is
 * made here: `params` are those after it. */
struct request *request_write(struct conn *conn, enum query query,
			      const char *const *params, request_fn *done, void *data);

/* The same with a UUID of the caller's, who keeps it beyond this process: what was
 * sent twice with the same one is written once. */
struct request *request_write_as(struct conn *conn, enum query query, const char *uuid,
				 const char *const *params, request_fn *done, void *data);

/* The owner goes away: `done` will not be called. A read still under way is
 * dropped when its answer comes; a write runs on to its end. */
void request_forget(struct request *request);
/* Forget every request whose `data` is this owner. */
void request_forget_all(struct conn *conn, const void *data);
/* Cancel all reads under way (Esc); they fail with ERR_CANCELLED. False when there
 * is none. */
bool request_cancel_reads(struct conn *conn);

/* How many writes somebody still waits for. */
int request_writes(const struct conn *conn);
/* Do not wait for them any longer, nor send them again: they fail with
 * ERR_CANCELLED, which says whether the server may have written them. */
void request_give_up_writes(struct conn *conn);

#endif
