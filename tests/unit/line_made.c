/* SPDX-License-Identifier: MIT */
/* See line_made.h. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "line_made.h"

#include "base/str.h"

enum { PATIENCE = 20000, LOOK_AGAIN = 5 };

struct asked {
	struct line *line;
	enum query query;
};

static char database[64];
static struct asked asked[ANSWERS];
static int asked_count;

PGconn *line_side_open(const char *name)
{
	const char *const keys[] = {"host", "port", "user", "dbname", NULL};
	const char *const values[] = {getenv("KSTT_SOCKET"), getenv("KSTT_PORT"),
				      getenv("KSTT_ADMIN"), name ? name : database,
				      NULL};
	PGconn *pg = PQconnectdbParams(keys, values, 0);

	if (PQstatus(pg) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(pg));
	return pg;
}

void line_side_run(PGconn *pg, const char *sql)
{
	PGresult *result = PQexec(pg, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(pg));
	PQclear(result);
}

static int poll_conn(void *data, short *events, int64_t *deadline)
{
	return conn_poll(((struct line *)data)->conn, events, deadline);
}

static void conn_came(void *data, short revents, int64_t now)
{
	conn_ready(((struct line *)data)->conn, revents, now);
}

static int poll_patience(void *data, short *events, int64_t *deadline)
{
	(void)events;
	*deadline = ((struct line *)data)->give_up;
	return -1;
}

static void patience_ends(void *data, short revents, int64_t now)
{
	(void)data;
	(void)revents;
	(void)now;
	fail_msg("waited for too long");
}

static void told(void *data, enum conn_state state, const struct err_info *why)
{
	struct line *f = data;

	if (why)
		f->why = *why;
	if (f->wants_state && state == f->wanted_state)
		f->done = true;
}

static void answered(void *data, const struct rows *rows, const struct err_info *why)
{
	struct asked *question = data;
	struct line *f = question->line;
	struct answer *answer = &f->answers[f->count++];

	answer->query = question->query;
	answer->why = why ? *why : (struct err_info){0};
	answer->rows = rows ? rows_count(rows) : -1;
	if (f->count == f->wanted)
		f->done = true;
}

void line_ask(struct line *f, enum query query, const char *param)
{
	struct asked *question = &asked[asked_count++];

	*question = (struct asked){f, query};
	if (query_texts[query].write)
		request_write(f->conn, query, &param, answered, question);
	else
		request_read(f->conn, query, &param, answered, question);
}

void line_wait_for(struct line *f, int count)
{
	f->wanted = count;
	f->done = f->count >= count;
	f->give_up = loop_now() + PATIENCE;
	loop_run(f->loop, &f->done);
}

void line_wait_for_state(struct line *f, enum conn_state state)
{
	f->wants_state = true;
	f->wanted_state = state;
	f->done = conn_state(f->conn) == state;
	f->give_up = loop_now() + PATIENCE;
	loop_run(f->loop, &f->done);
	f->wants_state = false;
}

void line_open_by(struct line *f, struct conn_host host, const char *name,
		  const char *user, bool keep_trying)
{
	struct conn_host hosts[] = {host, {getenv("KSTT_SOCKET"), getenv("KSTT_PORT")}};
	struct conn_conf conf = {
	    hosts, host.host ? 2 : 1, name ? name : database, user, 2, 1, keep_trying};
	struct loop_source conn = {poll_conn, conn_came, f};
	struct loop_source patience = {poll_patience, patience_ends, f};

	if (!host.host)
		hosts[0] = hosts[1];
	*f = (struct line){.conn = conn_new(&conf), .loop = loop_new()};
	asked_count = 0;
	conn_on_state(f->conn, told, f);
	loop_add(f->loop, &conn);
	loop_add(f->loop, &patience);
	f->side = line_side_open(NULL);
}

void line_open(struct line *f, const char *host, const char *name, const char *user,
	       bool keep_trying)
{
	line_open_by(f, (struct conn_host){host, getenv("KSTT_PORT")}, name, user,
		     keep_trying);
}

void line_close(struct line *f)
{
	conn_free(f->conn);
	loop_free(f->loop);
	PQfinish(f->side);
}

void line_cut(struct line *f)
{
	line_side_run(
	    f->side,
	    "select pg_terminate_backend(pid) from pg_stat_activity "
	    "where application_name = 'kstt' and datname = current_database()");
}

void line_wait_until_stuck(struct line *f)
{
	PGconn *look = line_side_open("postgres");
	struct str sql = STR_EMPTY;
	bool stuck = false;

	str_addf(&sql,
		 "select from pg_stat_activity where datname = '%s' and "
		 "application_name = 'kstt' and wait_event_type = 'Lock'",
		 database);
	f->give_up = loop_now() + PATIENCE;
	f->done = false;
	while (!stuck) {
		struct pollfd wait = {0};
		PGresult *result;
		int64_t deadline;

		wait.fd = conn_poll(f->conn, &wait.events, &deadline);
		conn_ready(f->conn, wait.events, loop_now());
		poll(&wait, 1, LOOK_AGAIN);
		result = PQexec(look, sql.data);
		stuck = PQntuples(result) > 0;
		PQclear(result);
		if (loop_now() > f->give_up)
			fail_msg("nothing waits for the lock");
	}
	str_free(&sql);
	PQfinish(look);
}

static void run_on_postgres(const char *format)
{
	PGconn *pg = line_side_open("postgres");
	struct str sql = STR_EMPTY;

	str_addf(&sql, "%s %s %s", format, database,
		 format[0] == 'c' ? "template" : "with (force)");
	if (format[0] == 'c')
		str_addf(&sql, " %s", getenv("KSTT_TEMPLATE"));
	line_side_run(pg, sql.data);
	str_free(&sql);
	PQfinish(pg);
}

int line_copy_template(void **state)
{
	(void)state;
	snprintf(database, sizeof(database), "kstt_unit_request_%d", (int)getpid());
	run_on_postgres("create database");
	return 0;
}

int line_drop_copy(void **state)
{
	(void)state;
	run_on_postgres("drop database");
	return 0;
}
