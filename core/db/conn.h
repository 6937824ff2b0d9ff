/* SPDX-License-Identifier: MIT */
/*
 * One official's connection: opened, watched and opened again without ever
 * blocking. This module owns the PGconn; only core/db includes libpq-fe.h.
 *
 * It knows no event loop. Whoever runs one asks conn_poll() before waiting and
 * calls conn_ready() after, with the events that came or when the deadline has
 * passed. All callbacks run inside conn_ready().
 */
#ifndef KSTT_DB_CONN_H
#define KSTT_DB_CONN_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum conn_state {
	CONN_CONNECTING, /* never connected yet */
	CONN_UP,
	CONN_WAITING, /* lost or refused; tries again at the deadline. Reads fail at
		       * once, writes are kept */
	CONN_FAILED,  /* gave up for good: no such role, wrong schema, … */
};

struct conn_host {
	const char *host; /* name, address or socket directory */
	const char *port;
};

struct conn_conf {
	const struct conn_host *hosts; /* tried in turn */
	int host_count;
	const char *database;
	const char *user;    /* NULL: the login of this process */
	int host_seconds;    /* deadline of one attempt at one host */
	int request_seconds; /* deadline of one request */
	bool keep_trying;    /* reconnect (panes) or fail at once (commands) */
};

struct conn;

/* Strings of `conf` are copied. Nothing is sent before the first conn_ready(). */
struct conn *conn_new(const struct conn_conf *conf);
void conn_free(struct conn *conn);

/* Told at every change of state; `why` is filled when it is not CONN_UP. */
typedef void conn_state_fn(void *data, enum conn_state state,
			   const struct err_info *why);
void conn_on_state(struct conn *conn, conn_state_fn *told, void *data);
enum conn_state conn_state(const struct conn *conn);
/* When the state began, in milliseconds of the monotonic clock. */
int64_t conn_since(const struct conn *conn);

/* What to wait for: returns the descriptor or -1, sets the poll(2) events and
 * the deadline (monotonic milliseconds, -1 for none). The descriptor can change
 * from turn to turn. */
int conn_poll(struct conn *conn, short *events, int64_t *deadline);
void conn_ready(struct conn *conn, short revents, int64_t now);

/* True while a request has no answer yet. */
bool conn_busy(const struct conn *conn);
/* Since when the server has said nothing though somebody waits for an answer
 * (monotonic milliseconds), or -1. Only while CONN_UP. */
int64_t conn_silent_since(const struct conn *conn);
/* While CONN_WAITING: try again now instead of at the deadline. */
void conn_retry(struct conn *conn);

#endif
