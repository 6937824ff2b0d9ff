/* SPDX-License-Identifier: MIT */
/*
 * Requests over a real server: order, faults, deadlines, cancelling, and what
 * happens when the connection is cut. Works on a copy of the template database;
 * skipped when .ci/check has started no server.
 */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "db/request.h"
#include "db/schema.h"
#include "loop.h"

#include <dlfcn.h>
#include <libpq-fe.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

enum { ANSWERS = 16, PATIENCE = 20000, LOOK_AGAIN = 5 };

struct answer {
	enum query query;
	struct err_info why;
	int rows;
};

struct fixture {
	struct conn *conn;
	struct loop *loop;
	struct answer answers[ANSWERS];
	int count, wanted;
	enum conn_state wanted_state;
	bool wants_state;
	bool done;
	int64_t give_up;
	struct err_info why;
	PGconn *side; /* another session, to lock and to cut with */
};

struct asked {
	struct fixture *fixture;
	enum query query;
};

static char database[64];
static struct asked asked[ANSWERS];
static int asked_count;

static PGconn *side_open(const char *name)
{
	const char *const keys[] = {"host", "port", "user", "dbname", NULL};
	const char *const values[] = {getenv("KSTT_SOCKET"), getenv("KSTT_PORT"),
				      getenv("KSTT_ADMIN"), name, NULL};
	PGconn *pg = PQconnectdbParams(keys, values, 0);

	if (PQstatus(pg) != CONNECTION_OK)
		fail_msg("%s", PQerrorMessage(pg));
	return pg;
}

static void side_run(PGconn *pg, const char *sql)
{
	PGresult *result = PQexec(pg, sql);
	ExecStatusType status = PQresultStatus(result);

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(pg));
	PQclear(result);
}

static int poll_conn(void *data, short *events, int64_t *deadline)
{
	return conn_poll(((struct fixture *)data)->conn, events, deadline);
}

static void conn_came(void *data, short revents, int64_t now)
{
	conn_ready(((struct fixture *)data)->conn, revents, now);
}

static int poll_patience(void *data, short *events, int64_t *deadline)
{
	(void)events;
	*deadline = ((struct fixture *)data)->give_up;
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
	struct fixture *f = data;

	if (why)
		f->why = *why;
	if (f->wants_state && state == f->wanted_state)
		f->done = true;
}

static void answered(void *data, const struct rows *rows, const struct err_info *why)
{
	struct asked *question = data;
	struct fixture *f = question->fixture;
	struct answer *answer = &f->answers[f->count++];

	answer->query = question->query;
	answer->why = why ? *why : (struct err_info){0};
	answer->rows = rows ? rows_count(rows) : -1;
	if (f->count == f->wanted)
		f->done = true;
}

static void ask(struct fixture *f, enum query query, const char *param)
{
	struct asked *question = &asked[asked_count++];

	*question = (struct asked){f, query};
	if (query_texts[query].write)
		request_write(f->conn, query, &param, answered, question);
	else
		request_read(f->conn, query, &param, answered, question);
}

static void wait_for(struct fixture *f, int count)
{
	f->wanted = count;
	f->done = f->count >= count;
	f->give_up = loop_now() + PATIENCE;
	loop_run(f->loop, &f->done);
}

static void wait_for_state(struct fixture *f, enum conn_state state)
{
	f->wants_state = true;
	f->wanted_state = state;
	f->done = conn_state(f->conn) == state;
	f->give_up = loop_now() + PATIENCE;
	loop_run(f->loop, &f->done);
	f->wants_state = false;
}

/* `host` is tried before the server's own socket. */
static void fixture_open_by(struct fixture *f, struct conn_host host, const char *name,
			    const char *user, bool keep_trying)
{
	struct conn_host hosts[] = {host, {getenv("KSTT_SOCKET"), getenv("KSTT_PORT")}};
	struct conn_conf conf = {hosts, host.host ? 2 : 1, name, user, 2, 1, keep_trying};
	struct loop_source conn = {poll_conn, conn_came, f};
	struct loop_source patience = {poll_patience, patience_ends, f};

	if (!host.host)
		hosts[0] = hosts[1];
	*f = (struct fixture){.conn = conn_new(&conf), .loop = loop_new()};
	asked_count = 0;
	conn_on_state(f->conn, told, f);
	loop_add(f->loop, &conn);
	loop_add(f->loop, &patience);
	f->side = side_open(database);
}

static void fixture_open(struct fixture *f, const char *host, const char *name,
			 const char *user, bool keep_trying)
{
	fixture_open_by(f, (struct conn_host){host, getenv("KSTT_PORT")}, name, user,
			keep_trying);
}

static void fixture_close(struct fixture *f)
{
	conn_free(f->conn);
	loop_free(f->loop);
	PQfinish(f->side);
}

static void cut(struct fixture *f)
{
	side_run(f->side,
		 "select pg_terminate_backend(pid) from pg_stat_activity "
		 "where application_name = 'kstt' and datname = current_database()");
}

/* Waits until the session under test runs something that is stuck on a lock. */
static void wait_until_stuck(struct fixture *f)
{
	PGconn *look = side_open("postgres");
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

static void answers_come_in_order_and_one_fault_stays_alone(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), false);
	ask(&f, QUERY_SCHEMA, NULL);
	ask(&f, QUERY_NODE_DETAIL, "not a number");
	ask(&f, QUERY_CALENDAR, NULL);
	wait_for(&f, 3);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	assert_int_equal(f.answers[0].rows, 1);
	assert_int_equal(f.answers[1].why.code, ERR_DB);
	assert_string_equal(f.answers[1].why.sqlstate, "22P02");
	assert_int_equal(f.answers[2].why.code, ERR_OK);
	assert_false(conn_busy(f.conn));
	fixture_close(&f);
}

static void a_host_that_is_not_there_is_passed_over(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, "/nowhere", database, getenv("KSTT_ADMIN"), false);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	fixture_close(&f);
}

static void a_host_that_says_nothing_is_passed_over(void **state)
{
	struct fixture f;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int silent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char dir[] = "/tmp/kstt-test-silent.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.%s", dir,
		 getenv("KSTT_PORT"));
	assert_int_equal(bind(silent, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(silent, 1), 0);
	fixture_open(&f, dir, database, getenv("KSTT_ADMIN"), false);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	fixture_close(&f);
	close(silent);
	unlink(address.sun_path);
	rmdir(dir);
}

/* In place of libc's, which libpq and the child ask: name servers that never answer, that
 * know no such name, and that lead here. */
int getaddrinfo(const char *name, const char *service, const struct addrinfo *req,
		struct addrinfo **pai)
{
	int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
	void *found = dlsym(RTLD_NEXT, "getaddrinfo");

	memcpy(&real, &found, sizeof(real));
	if (name != NULL && strcmp(name, "silent.example") == 0)
		pause();
	if (name != NULL && strcmp(name, "none.example") == 0)
		return EAI_NONAME;
	if (name != NULL && strcmp(name, "here.example") == 0)
		name = "127.0.0.1";
	return real(name, service, req, pai);
}

static void a_name_is_looked_up_beside_the_loop(void **state)
{
	struct fixture f;
	int64_t begun;
	short events;
	int64_t deadline;

	(void)state;
	fixture_open(&f, "silent.example", database, getenv("KSTT_ADMIN"), false);
	begun = loop_now();
	conn_ready(f.conn, 0, begun);
	assert_true(conn_poll(f.conn, &events, &deadline) >= 0);
	assert_true(loop_now() - begun < 500);
	ask(&f, QUERY_SCHEMA, NULL); /* the next host, when its time is over */
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	fixture_close(&f);

	fixture_open(&f, "none.example", database, getenv("KSTT_ADMIN"), false);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	fixture_close(&f);

	/* Left while it is being looked up. */
	fixture_open(&f, "silent.example", database, getenv("KSTT_ADMIN"), false);
	conn_ready(f.conn, 0, loop_now());
	fixture_close(&f);
}

static void the_addresses_of_a_name_are_tried(void **state)
{
	struct fixture f;
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(address);
	int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), caller;
	char port[16];

	(void)state;
	assert_int_equal(bind(server, (struct sockaddr *)&address, len), 0);
	assert_int_equal(getsockname(server, (struct sockaddr *)&address, &len), 0);
	assert_int_equal(listen(server, 1), 0);
	snprintf(port, sizeof(port), "%d", ntohs(address.sin_port));
	fixture_open_by(&f, (struct conn_host){"here.example", port}, database,
			getenv("KSTT_ADMIN"), false);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1); /* it says nothing, so that the next host answers */
	caller = accept4(server, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	assert_true(caller >= 0);
	close(caller);
	close(server);
	fixture_close(&f);
}

static void a_refusal_is_final_and_says_what_to_do(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, "no_such_database", getenv("KSTT_ADMIN"), true);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(conn_state(f.conn), CONN_FAILED);
	assert_int_equal(f.answers[0].why.code, ERR_CONNECT);
	assert_string_equal(f.why.sqlstate, "3D000");
	fixture_close(&f);
	fixture_open(&f, NULL, database, "no_such_login", true);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(conn_state(f.conn), CONN_FAILED);
	assert_string_equal(f.why.sqlstate, "28000");
	fixture_close(&f);
}

static void a_slow_read_meets_its_deadline(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), false);
	side_run(f.side, query_texts[QUERY_SCHEMA_LOCK].text);
	ask(&f, QUERY_SCHEMA_LOCK, NULL);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_TIMEOUT);
	/* The next one waits for the cancel, and is answered. */
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 2);
	assert_int_equal(f.answers[1].why.code, ERR_OK);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	fixture_close(&f);
}

static void cancelled_reads_stop_at_once_and_on_the_server(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), false);
	side_run(f.side, query_texts[QUERY_SCHEMA_LOCK].text);
	ask(&f, QUERY_SCHEMA_LOCK, NULL);
	ask(&f, QUERY_SCHEMA_LOCK, NULL);
	wait_until_stuck(&f);
	request_cancel_reads(f.conn);
	wait_for(&f, 2);
	assert_int_equal(f.answers[0].why.code, ERR_CANCELLED);
	assert_int_equal(f.answers[1].why.code, ERR_CANCELLED);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 3);
	assert_int_equal(f.answers[2].why.code, ERR_OK);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	fixture_close(&f);
}

static void a_forgotten_request_is_not_answered(void **state)
{
	struct fixture f;
	struct request *request;
	struct asked question;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), false);
	question = (struct asked){&f, QUERY_CALENDAR};
	request = request_read(f.conn, QUERY_CALENDAR, NULL, answered, &question);
	request_forget(request);
	request_read(f.conn, QUERY_CALENDAR, NULL, answered, &question);
	request_forget_all(f.conn, &question);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	fixture_close(&f);
}

static void count_drop(void *data)
{
	(*(int *)data)++;
}

static void never(void *data, const struct rows *rows, const struct err_info *why)
{
	(void)rows;
	(void)why;
	*(int *)data = -100;
}

static void take(void *data, const struct rows *rows, const struct err_info *why)
{
	(void)rows;
	assert_null(why);
	*(int *)data += 10;
}

/* What only a request holds is freed once, unless `done` was given it. */
static void what_only_a_request_holds_is_freed_with_it(void **state)
{
	struct fixture f;
	int answered_one = 0, forgotten = 0, left = 0;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), false);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, take, &answered_one, count_drop);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, never, &forgotten, count_drop);
	request_forget_all(f.conn, &forgotten);
	assert_int_equal(forgotten, 1);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 1);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, never, &left, count_drop);
	fixture_close(&f);
	assert_int_equal(answered_one, 10);
	assert_int_equal(forgotten, 1);
	assert_int_equal(left, 1);
}

static void a_cut_connection_fails_reads_and_keeps_writes(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), true);
	side_run(f.side, "begin");
	side_run(f.side, "select from kstt.instance for update");
	ask(&f, QUERY_TODAY_PIN, "2026-04-10");
	ask(&f, QUERY_SCHEMA, NULL);
	wait_until_stuck(&f);
	cut(&f);
	wait_for(&f, 1);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	assert_int_equal(f.answers[0].why.code, ERR_LOST);
	assert_true(conn_busy(f.conn));
	side_run(f.side, "commit");
	wait_for(&f, 2);
	assert_int_equal(f.answers[1].query, QUERY_TODAY_PIN);
	if (f.answers[1].why.code != ERR_OK)
		fail_msg("%s", f.answers[1].why.text);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	fixture_close(&f);
}

/* With nobody to say that the line is broken, only the silence tells. */
static void a_write_that_stays_silent_is_sent_again_on_a_new_line(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), true);
	side_run(f.side, "begin");
	side_run(f.side, "select from kstt.instance for update");
	ask(&f, QUERY_TODAY_PIN, "2026-04-12");
	wait_until_stuck(&f);
	assert_true(conn_silent_since(f.conn) >= 0);
	wait_for_state(&f, CONN_WAITING);
	assert_int_equal(f.count, 0);
	assert_int_equal(request_writes(f.conn), 1);
	side_run(f.side, "commit");
	conn_retry(f.conn);
	wait_for(&f, 1);
	if (f.answers[0].why.code != ERR_OK)
		fail_msg("%s", f.answers[0].why.text);
	assert_int_equal(request_writes(f.conn), 0);
	assert_int_equal(conn_silent_since(f.conn), -1);
	fixture_close(&f);
}

static void a_write_that_is_given_up_is_not_sent_again(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), true);
	side_run(f.side, "begin");
	side_run(f.side, "select from kstt.instance for update");
	ask(&f, QUERY_TODAY_PIN, "2026-04-13");
	wait_until_stuck(&f);
	ask(&f, QUERY_TODAY_PIN, "2026-04-14");
	request_give_up_writes(f.conn);
	wait_for(&f, 2);
	assert_int_equal(f.answers[0].why.code, ERR_CANCELLED);
	assert_int_equal(f.answers[1].why.code, ERR_CANCELLED);
	cut(&f);
	wait_for_state(&f, CONN_WAITING);
	side_run(f.side, "rollback");
	wait_for_state(&f, CONN_UP);
	ask(&f, QUERY_SCHEMA, NULL);
	wait_for(&f, 3);
	side_run(f.side, "do $$ begin if exists (select from kstt.instance where pinned_today "
			 "in ('2026-04-13', '2026-04-14')) then raise 'written'; end if; end $$");
	fixture_close(&f);
}

static void a_cut_transaction_is_never_sent_again(void **state)
{
	struct fixture f;

	(void)state;
	fixture_open(&f, NULL, database, getenv("KSTT_ADMIN"), true);
	side_run(f.side, "begin");
	side_run(f.side, "select from kstt.instance for update");
	ask(&f, QUERY_DB_BEGIN, NULL);
	ask(&f, QUERY_TODAY_PIN, "2026-04-11");
	ask(&f, QUERY_DB_COMMIT, NULL);
	wait_until_stuck(&f);
	cut(&f);
	wait_for(&f, 3);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	assert_int_equal(f.answers[1].why.code, ERR_LOST);
	assert_int_equal(f.answers[2].why.code, ERR_LOST);
	assert_false(conn_busy(f.conn));
	side_run(f.side, "rollback");
	wait_for_state(&f, CONN_UP);
	fixture_close(&f);
}

static void every_query_suits_the_schema(void **state)
{
	PGconn *pg = side_open(database);

	(void)state;
	for (int i = 0; i < QUERY_COUNT; i++) {
		const struct query_text *q = &query_texts[i];
		PGresult *result = PQprepare(pg, q->name, q->text, 0, NULL);

		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			fail_msg("%s: %s", q->name, PQerrorMessage(pg));
		PQclear(result);
		result = PQdescribePrepared(pg, q->name);
		assert_int_equal(PQnparams(result), q->params);
		PQclear(result);
	}
	PQfinish(pg);
}

static void run_on_postgres(const char *format)
{
	PGconn *pg = side_open("postgres");
	struct str sql = STR_EMPTY;

	str_addf(&sql, "%s %s %s", format, database,
		 format[0] == 'c' ? "template" : "with (force)");
	if (format[0] == 'c')
		str_addf(&sql, " %s", getenv("KSTT_TEMPLATE"));
	side_run(pg, sql.data);
	str_free(&sql);
	PQfinish(pg);
}

static int copy_template(void **state)
{
	(void)state;
	snprintf(database, sizeof(database), "kstt_unit_request_%d", (int)getpid());
	run_on_postgres("create database");
	return 0;
}

static int drop_copy(void **state)
{
	(void)state;
	run_on_postgres("drop database");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(answers_come_in_order_and_one_fault_stays_alone),
	    cmocka_unit_test(a_host_that_is_not_there_is_passed_over),
	    cmocka_unit_test(a_host_that_says_nothing_is_passed_over),
	    cmocka_unit_test(a_name_is_looked_up_beside_the_loop),
	    cmocka_unit_test(the_addresses_of_a_name_are_tried),
	    cmocka_unit_test(a_refusal_is_final_and_says_what_to_do),
	    cmocka_unit_test(a_slow_read_meets_its_deadline),
	    cmocka_unit_test(cancelled_reads_stop_at_once_and_on_the_server),
	    cmocka_unit_test(a_forgotten_request_is_not_answered),
	    cmocka_unit_test(what_only_a_request_holds_is_freed_with_it),
	    cmocka_unit_test(a_cut_connection_fails_reads_and_keeps_writes),
	    cmocka_unit_test(a_write_that_stays_silent_is_sent_again_on_a_new_line),
	    cmocka_unit_test(a_write_that_is_given_up_is_not_sent_again),
	    cmocka_unit_test(a_cut_transaction_is_never_sent_again),
	    cmocka_unit_test(every_query_suits_the_schema),
	};

	if (!getenv("KSTT_SOCKET")) {
		puts("skipped: KSTT_SOCKET names no server");
		return 0;
	}
	return cmocka_run_group_tests(tests, copy_template, drop_copy);
}
