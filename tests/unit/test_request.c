/* SPDX-License-Identifier: MIT */
/*
 * Requests over a real server: order, faults, deadlines, cancelling, and what
 * happens when the connection is cut. Skipped when .ci/check has started no server.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "line_made.h"

#include "db/schema.h"

#include <dlfcn.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

static void answers_come_in_order_and_one_fault_stays_alone(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), false);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_ask(&f, QUERY_NODE_DETAIL, "not a number");
	line_ask(&f, QUERY_CALENDAR, NULL);
	line_wait_for(&f, 3);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	assert_int_equal(f.answers[0].rows, 1);
	assert_int_equal(f.answers[1].why.code, ERR_DB);
	assert_string_equal(f.answers[1].why.sqlstate, "22P02");
	assert_int_equal(f.answers[2].why.code, ERR_OK);
	assert_false(conn_busy(f.conn));
	line_close(&f);
}

static void a_host_that_is_not_there_is_passed_over(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, "/nowhere", NULL, getenv("KSTT_ADMIN"), false);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	line_close(&f);
}

static void a_host_that_says_nothing_is_passed_over(void **state)
{
	struct line f;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int silent = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	char dir[] = "/tmp/kstt-test-silent.XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/.s.PGSQL.%s", dir,
		 getenv("KSTT_PORT"));
	assert_int_equal(bind(silent, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(silent, 1), 0);
	line_open(&f, dir, NULL, getenv("KSTT_ADMIN"), false);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	line_close(&f);
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
	struct line f;
	int64_t begun;
	short events;
	int64_t deadline;

	(void)state;
	line_open(&f, "silent.example", NULL, getenv("KSTT_ADMIN"), false);
	begun = loop_now();
	conn_ready(f.conn, 0, begun);
	assert_true(conn_poll(f.conn, &events, &deadline) >= 0);
	assert_true(loop_now() - begun < 500);
	line_ask(&f, QUERY_SCHEMA, NULL); /* the next host, when its time is over */
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	line_close(&f);

	line_open(&f, "none.example", NULL, getenv("KSTT_ADMIN"), false);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	line_close(&f);

	/* Left while it is being looked up. */
	line_open(&f, "silent.example", NULL, getenv("KSTT_ADMIN"), false);
	conn_ready(f.conn, 0, loop_now());
	line_close(&f);
}

static void the_addresses_of_a_name_are_tried(void **state)
{
	struct line f;
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
	line_open_by(&f, (struct conn_host){"here.example", port}, NULL,
			getenv("KSTT_ADMIN"), false);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1); /* it says nothing, so that the next host answers */
	caller = accept4(server, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	assert_true(caller >= 0);
	close(caller);
	close(server);
	line_close(&f);
}

static void a_refusal_is_final_and_says_what_to_do(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, "no_such_database", getenv("KSTT_ADMIN"), true);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(conn_state(f.conn), CONN_FAILED);
	assert_int_equal(f.answers[0].why.code, ERR_CONNECT);
	assert_string_equal(f.why.sqlstate, "3D000");
	line_close(&f);
	line_open(&f, NULL, NULL, "no_such_login", true);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(conn_state(f.conn), CONN_FAILED);
	assert_string_equal(f.why.sqlstate, "28000");
	line_close(&f);
}

static void a_slow_read_meets_its_deadline(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), false);
	line_side_run(f.side, query_texts[QUERY_SCHEMA_LOCK].text);
	line_ask(&f, QUERY_SCHEMA_LOCK, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].why.code, ERR_TIMEOUT);
	/* The next one waits for the cancel, and is answered. */
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 2);
	assert_int_equal(f.answers[1].why.code, ERR_OK);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	line_close(&f);
}

static void cancelled_reads_stop_at_once_and_on_the_server(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), false);
	line_side_run(f.side, query_texts[QUERY_SCHEMA_LOCK].text);
	line_ask(&f, QUERY_SCHEMA_LOCK, NULL);
	line_ask(&f, QUERY_SCHEMA_LOCK, NULL);
	line_wait_until_stuck(&f);
	request_cancel_reads(f.conn);
	line_wait_for(&f, 2);
	assert_int_equal(f.answers[0].why.code, ERR_CANCELLED);
	assert_int_equal(f.answers[1].why.code, ERR_CANCELLED);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 3);
	assert_int_equal(f.answers[2].why.code, ERR_OK);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	line_close(&f);
}

static void never(void *data, const struct rows *rows, const struct err_info *why)
{
	(void)rows;
	(void)why;
	*(int *)data = -100;
}

static void a_forgotten_request_is_not_answered(void **state)
{
	struct line f;
	struct request *request;
	int question = 0;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), false);
	request = request_read(f.conn, QUERY_CALENDAR, NULL, never, &question);
	request_forget(request);
	request_read(f.conn, QUERY_CALENDAR, NULL, never, &question);
	request_forget_all(f.conn, &question);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	assert_int_equal(question, 0);
	line_close(&f);
}

static void count_drop(void *data)
{
	(*(int *)data)++;
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
	struct line f;
	int answered_one = 0, forgotten = 0, left = 0;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), false);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, take, &answered_one, count_drop);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, never, &forgotten, count_drop);
	request_forget_all(f.conn, &forgotten);
	assert_int_equal(forgotten, 1);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 1);
	request_read_own(f.conn, QUERY_CALENDAR, NULL, never, &left, count_drop);
	line_close(&f);
	assert_int_equal(answered_one, 10);
	assert_int_equal(forgotten, 1);
	assert_int_equal(left, 1);
}

static void a_cut_connection_fails_reads_and_keeps_writes(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), true);
	line_side_run(f.side, "begin");
	line_side_run(f.side, "select from kstt.instance for update");
	line_ask(&f, QUERY_TODAY_PIN, "2026-04-10");
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_until_stuck(&f);
	line_cut(&f);
	line_wait_for(&f, 1);
	assert_int_equal(f.answers[0].query, QUERY_SCHEMA);
	assert_int_equal(f.answers[0].why.code, ERR_LOST);
	assert_true(conn_busy(f.conn));
	line_side_run(f.side, "commit");
	line_wait_for(&f, 2);
	assert_int_equal(f.answers[1].query, QUERY_TODAY_PIN);
	if (f.answers[1].why.code != ERR_OK)
		fail_msg("%s", f.answers[1].why.text);
	assert_int_equal(conn_state(f.conn), CONN_UP);
	line_close(&f);
}

/* With nobody to say that the line is broken, only the silence tells. */
static void a_write_that_stays_silent_is_sent_again_on_a_new_line(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), true);
	line_side_run(f.side, "begin");
	line_side_run(f.side, "select from kstt.instance for update");
	line_ask(&f, QUERY_TODAY_PIN, "2026-04-12");
	line_wait_until_stuck(&f);
	assert_true(conn_silent_since(f.conn) >= 0);
	line_wait_for_state(&f, CONN_WAITING);
	assert_int_equal(f.count, 0);
	assert_int_equal(request_writes(f.conn), 1);
	line_side_run(f.side, "commit");
	conn_retry(f.conn);
	line_wait_for(&f, 1);
	if (f.answers[0].why.code != ERR_OK)
		fail_msg("%s", f.answers[0].why.text);
	assert_int_equal(request_writes(f.conn), 0);
	assert_int_equal(conn_silent_since(f.conn), -1);
	line_close(&f);
}

static void a_write_that_is_given_up_is_not_sent_again(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), true);
	line_side_run(f.side, "begin");
	line_side_run(f.side, "select from kstt.instance for update");
	line_ask(&f, QUERY_TODAY_PIN, "2026-04-13");
	line_wait_until_stuck(&f);
	line_ask(&f, QUERY_TODAY_PIN, "2026-04-14");
	request_give_up_writes(f.conn);
	line_wait_for(&f, 2);
	assert_int_equal(f.answers[0].why.code, ERR_CANCELLED);
	assert_int_equal(f.answers[1].why.code, ERR_CANCELLED);
	line_cut(&f);
	line_wait_for_state(&f, CONN_WAITING);
	line_side_run(f.side, "rollback");
	line_wait_for_state(&f, CONN_UP);
	line_ask(&f, QUERY_SCHEMA, NULL);
	line_wait_for(&f, 3);
	line_side_run(f.side, "do $$ begin if exists (select from kstt.instance where pinned_today "
			 "in ('2026-04-13', '2026-04-14')) then raise 'written'; end if; end $$");
	line_close(&f);
}

static void a_cut_transaction_is_never_sent_again(void **state)
{
	struct line f;

	(void)state;
	line_open(&f, NULL, NULL, getenv("KSTT_ADMIN"), true);
	line_side_run(f.side, "begin");
	line_side_run(f.side, "select from kstt.instance for update");
	line_ask(&f, QUERY_DB_BEGIN, NULL);
	line_ask(&f, QUERY_TODAY_PIN, "2026-04-11");
	line_ask(&f, QUERY_DB_COMMIT, NULL);
	line_wait_until_stuck(&f);
	line_cut(&f);
	line_wait_for(&f, 3);
	assert_int_equal(f.answers[0].why.code, ERR_OK);
	assert_int_equal(f.answers[1].why.code, ERR_LOST);
	assert_int_equal(f.answers[2].why.code, ERR_LOST);
	assert_false(conn_busy(f.conn));
	line_side_run(f.side, "rollback");
	line_wait_for_state(&f, CONN_UP);
	line_close(&f);
}

static void every_query_suits_the_schema(void **state)
{
	PGconn *pg = line_side_open(NULL);

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
	return cmocka_run_group_tests(tests, line_copy_template, line_drop_copy);
}
