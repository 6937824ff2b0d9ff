/* SPDX-License-Identifier: MIT */
/* The event loop: descriptors, deadlines and signals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "loop.h"

#include <poll.h>
#include <signal.h>

struct probe {
	int fd;
	int64_t deadline;
	int called;
	short came;
	int stop_after;
	bool done;
	int turns;
	unsigned signals;
};

static int probe_poll(void *data, short *events, int64_t *deadline)
{
	struct probe *probe = data;

	*events = POLLIN;
	*deadline = probe->deadline;
	return probe->fd;
}

static void probe_ready(void *data, short revents, int64_t now)
{
	struct probe *probe = data;

	assert_true(revents || now >= probe->deadline);
	probe->came = revents;
	if (++probe->called >= probe->stop_after)
		probe->done = true;
}

static void turn(void *data)
{
	((struct probe *)data)->turns++;
}

static void told(void *data, unsigned signals)
{
	struct probe *probe = data;

	probe->signals |= signals;
	probe->done = true;
}

static struct loop *loop_with(struct probe *probe)
{
	struct loop *loop = loop_new();
	struct loop_source source = {probe_poll, probe_ready, probe};

	loop_add(loop, &source);
	loop_on_turn(loop, turn, probe);
	loop_on_signals(loop, told, probe);
	return loop;
}

static void a_descriptor_wakes_its_source(void **state)
{
	struct probe probe = {.deadline = -1, .stop_after = 3};
	int ends[2];
	struct loop *loop;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "x", 1), 1);
	probe.fd = ends[0];
	loop = loop_with(&probe);
	loop_run(loop, &probe.done);
	assert_int_equal(probe.called, 3);
	assert_int_equal(probe.turns, 2); /* none after it is done */
	assert_int_equal(probe.came, POLLIN);
	loop_free(loop);
	close(ends[0]);
	close(ends[1]);
}

static void a_deadline_wakes_its_source_not_early(void **state)
{
	struct probe probe = {.fd = -1, .stop_after = 1};
	struct loop *loop = loop_with(&probe);
	int64_t start = loop_now();

	(void)state;
	probe.deadline = start + 30;
	loop_run(loop, &probe.done);
	assert_int_equal(probe.called, 1);
	assert_int_equal(probe.came, 0);
	assert_true(loop_now() >= start + 30);
	loop_free(loop);
}

static void a_signal_before_the_wait_is_not_lost(void **state)
{
	static const struct {
		int number;
		unsigned flag;
	} signals[] = {{SIGWINCH, LOOP_RESIZE},
		       {SIGHUP, LOOP_HANGUP},
		       {SIGTERM, LOOP_STOP},
		       {SIGINT, LOOP_STOP},
		       {SIGCONT, LOOP_CONTINUE}};

	(void)state;
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		struct probe probe = {.fd = -1, .deadline = -1};
		struct loop *loop;

		/* nohup(1) and a shell's `&` leave some of them ignored. */
		signal(signals[i].number, SIG_DFL);
		loop = loop_with(&probe);
		raise(signals[i].number); /* blocked: it waits for the loop */
		loop_run(loop, &probe.done);
		assert_int_equal(probe.signals, signals[i].flag);
		loop_free(loop);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_descriptor_wakes_its_source),
	    cmocka_unit_test(a_deadline_wakes_its_source_not_early),
	    cmocka_unit_test(a_signal_before_the_wait_is_not_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
