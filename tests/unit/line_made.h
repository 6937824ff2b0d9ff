/* SPDX-License-Identifier: MIT */
/*
 * A line to the tests' server, with a loop that turns until what is awaited has come,
 * and a second session to lock and to cut with. Works on a copy of the template
 * database; whoever waits for too long fails.
 */
#ifndef UNIT_LINE_MADE_H
#define UNIT_LINE_MADE_H

#include "base/err.h"
#include "db/conn.h"
#include "db/request.h"
#include "loop.h"

#include <libpq-fe.h>

enum { ANSWERS = 16 };

struct answer {
	enum query query;
	struct err_info why;
	int rows; /* -1: none came */
};

struct line {
	struct conn *conn;
	struct loop *loop;
	struct answer answers[ANSWERS]; /* of line_ask, as they came */
	int count, wanted;
	enum conn_state wanted_state;
	bool wants_state;
	bool done;
	int64_t give_up;
	struct err_info why; /* of the last change of state that had a reason */
	PGconn *side;
};

/* Set-up and tear-down of a group: the copy is made and dropped. */
int line_copy_template(void **state);
int line_drop_copy(void **state);

/* `host` is tried before the server's own socket, NULL: none; `name` of the database,
 * NULL: the copy. To be closed by line_close. */
void line_open(struct line *f, const char *host, const char *name, const char *user,
	       bool keep_trying);
/* The same with a port of the host's own. */
void line_open_by(struct line *f, struct conn_host host, const char *name,
		  const char *user, bool keep_trying);
void line_close(struct line *f);

void line_ask(struct line *f, enum query query, const char *param);
/* Until so many answers have come since it was opened. */
void line_wait_for(struct line *f, int count);
void line_wait_for_state(struct line *f, enum conn_state state);
/* Until the session under test runs something that is stuck on a lock. */
void line_wait_until_stuck(struct line *f);
/* The server ends the session under test. */
void line_cut(struct line *f);

/* A further session; NULL: to the copy. The caller's to finish. */
PGconn *line_side_open(const char *name);
void line_side_run(PGconn *pg, const char *sql);

#endif
