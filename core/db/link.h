/* SPDX-License-Identifier: MIT */
/*
 * What the files of core/db share among themselves and show to nobody else: the
 * connection's and the requests' insides, and libpq.
 */
#ifndef KSTT_DB_LINK_H
#define KSTT_DB_LINK_H

#include "base/err.h"
#include "db/conn.h"
#include "db/request.h"
#include "db/resolve.h"

#include <libpq-fe.h>
#include <sys/types.h>

struct rows {
	const PGresult *result;
};

struct request {
	struct request *next;
	enum query query;
	bool transaction; /* between db_begin and db_commit: never sent again */
	bool cancel;      /* its owner wants it to end */
	bool sent;        /* the server may have seen it */
	bool given_up;    /* a write that is not sent again */
	int tries;
	int64_t asked;    /* when it was made */
	int64_t deadline; /* once it is sent; -1: none */
	request_fn *done; /* NULL: nobody waits for the answer any more */
	void *data;
	void (*drop)(void *data); /* `data` is the request's own until `done` is called */
	PGresult *result;
	int param_count;
	char *params[];
};

struct request_list {
	struct request *first;
	struct request *last;
};

enum conn_phase {
	PHASE_PAUSE,   /* until `at` */
	PHASE_RESOLVE, /* the addresses of a host's name are awaited, until `at` */
	PHASE_CONNECT, /* one attempt at one host, until `at` */
	PHASE_UP,
	PHASE_OVER,
};

struct conn {
	struct conn_host *hosts;
	int host_count;
	char *database;
	char *user;
	int64_t host_ms;
	int64_t request_ms;
	bool keep_trying;

	PGconn *pg;
	struct resolve resolve; /* of the host that is being tried */
	enum conn_phase phase;
	enum conn_state state;
	int64_t since;
	struct err_info why;
	conn_state_fn *told;
	void *told_data;

	int host;        /* the one in use or being tried */
	int tried;       /* hosts that failed in this round */
	short direction; /* what PQconnectPoll waits for */
	int64_t at;      /* when the phase ends by itself */
	int64_t heard;   /* when the server last said anything */
	int64_t pause;   /* the last pause between two rounds */
	int64_t
	    give_up;    /* a command stops trying to save its writes; 0: not yet lost */
	bool unflushed; /* libpq still holds bytes that the socket would not take */
	bool transaction; /* the last request made is inside db_begin … db_commit */

	struct request_list sent;    /* answers come in this order */
	struct request_list waiting; /* not sent yet */
	struct request_list ending;  /* being told that they failed */

	pid_t canceller;     /* the child that cancels, or 0 */
	int64_t cancel_ends; /* nothing is sent while this is set; -1: not cancelling */
	int64_t cancel_next; /* when to cancel once more what still runs */
};

/* Milliseconds of the monotonic clock. */
int64_t conn_clock(void);

/* Fault of one query, from the server's answer. */
void fault_read(const PGresult *result, enum query query, struct err_info *info);
/* Whether the answer says that the connection is gone or going. */
bool fault_is_loss(const PGresult *result);
/* Why an attempt to connect failed; true when trying again cannot help. */
bool fault_of_connecting(struct conn *conn, bool timed_out, struct err_info *info);

/* Take the answers that have arrived and tell their owners; false: lost. */
bool requests_take(struct conn *conn);
/* Send what waits; false: lost. */
bool requests_send(struct conn *conn, int64_t now);
/* Let go of what was cancelled and of reads whose deadline has passed. */
enum expired { EXPIRED_NOTHING, EXPIRED_READS, EXPIRED_LINE };
/* EXPIRED_READS: the server has to be told to stop. EXPIRED_LINE: a write has been
 * silent for so long that the line counts as broken. */
enum expired requests_expire(struct conn *conn, int64_t now);
/* Tell the owners of what waits and was cancelled. */
void requests_end_cancelled(struct conn *conn);
/* When the oldest request that somebody waits for was made, or -1. */
int64_t requests_oldest(const struct conn *conn);
/* The earliest deadline of what was sent, 0 when something is to be done now. */
int64_t requests_deadline(const struct conn *conn);
/* The connection broke (conn->why): reads and open transactions fail, writes wait
 * to be sent again. */
void requests_lost(struct conn *conn);
/* What waits fails: all of it, or the reads only. */
void requests_fail(struct conn *conn, bool writes_too);
/* Whether nobody waits for any answer that is still to come. */
bool requests_all_forgotten(const struct conn *conn);
/* Whether a write is under way that can be sent again. */
bool requests_have_writes(const struct conn *conn);
/* Free all without telling anybody. */
void requests_drop(struct conn *conn);

#endif
