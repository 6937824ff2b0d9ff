/* SPDX-License-Identifier: MIT */
/*
 * A turn: ask the sources what to wait for, wait, tell the signals, then the
 * sources, then paint. The handled signals are blocked from loop_new() on, and
 * let in only while ppoll(2) waits.
 */
#include "loop.h"

#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

enum { LOOP_SOURCES = 8, LOOP_SIGNALS = 5 };

struct loop {
	struct loop_source sources[LOOP_SOURCES];
	int count;
	void (*signals)(void *data, unsigned signals);
	void *signals_data;
	void (*turn)(void *data);
	void *turn_data;
	sigset_t outside; /* the mask to wait with, and to give back */
	struct sigaction old[LOOP_SIGNALS];
};

static const struct {
	int number;
	unsigned flag;
} handled[LOOP_SIGNALS] = {
    {SIGWINCH, LOOP_RESIZE}, {SIGHUP, LOOP_HANGUP},    {SIGTERM, LOOP_STOP},
    {SIGINT, LOOP_STOP},     {SIGCONT, LOOP_CONTINUE},
};

static volatile sig_atomic_t signals_came;

static void signal_came(int number)
{
	for (int i = 0; i < LOOP_SIGNALS; i++)
		if (handled[i].number == number)
			signals_came |= (sig_atomic_t)handled[i].flag;
}

int64_t loop_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct loop *loop_new(void)
{
	struct loop *loop = mem_new(1, sizeof(*loop));
	struct sigaction act = {.sa_handler = signal_came};
	sigset_t block;

	sigemptyset(&act.sa_mask);
	sigemptyset(&block);
	for (int i = 0; i < LOOP_SIGNALS; i++)
		sigaddset(&block, handled[i].number);
	sigprocmask(SIG_BLOCK, &block, &loop->outside);
	signals_came = 0;
	for (int i = 0; i < LOOP_SIGNALS; i++) {
		sigaction(handled[i].number, NULL, &loop->old[i]);
		/* Under nohup a command has to go on ignoring the hang-up. */
		if (loop->old[i].sa_handler != SIG_IGN)
			sigaction(handled[i].number, &act, NULL);
		sigdelset(&loop->outside, handled[i].number);
	}
	return loop;
}

void loop_free(struct loop *loop)
{
	if (!loop)
		return;
	for (int i = 0; i < LOOP_SIGNALS; i++)
		sigaction(handled[i].number, &loop->old[i], NULL);
	sigprocmask(SIG_SETMASK, &loop->outside, NULL);
	free(loop);
}

void loop_add(struct loop *loop, const struct loop_source *source)
{
	if (loop->count == LOOP_SOURCES)
		abort(); /* the sources are few and known when the program is built */
	loop->sources[loop->count++] = *source;
}

void loop_on_signals(struct loop *loop, void (*told)(void *data, unsigned signals),
		     void *data)
{
	loop->signals = told;
	loop->signals_data = data;
}

void loop_on_turn(struct loop *loop, void (*told)(void *data), void *data)
{
	loop->turn = told;
	loop->turn_data = data;
}

/* Fill what to wait for; returns the earliest deadline or -1. */
static int64_t ask_sources(struct loop *loop, struct pollfd *fds, int64_t *deadlines)
{
	int64_t earliest = -1;

	for (int i = 0; i < loop->count; i++) {
		const struct loop_source *source = &loop->sources[i];

		fds[i] = (struct pollfd){.fd = -1};
		deadlines[i] = -1;
		fds[i].fd = source->poll(source->data, &fds[i].events, &deadlines[i]);
		if (deadlines[i] >= 0 && (earliest < 0 || deadlines[i] < earliest))
			earliest = deadlines[i];
	}
	return earliest;
}

/* False when a signal interrupted the wait: then nothing in `fds` is true. */
static bool wait_for(struct loop *loop, struct pollfd *fds, int64_t deadline)
{
	struct timespec wait, *timeout = NULL;

	if (deadline >= 0) {
		int64_t left = deadline - loop_now();

		if (left < 0)
			left = 0;
		wait.tv_sec = left / 1000;
		wait.tv_nsec = left % 1000 * 1000000;
		timeout = &wait;
	}
	return ppoll(fds, (nfds_t)loop->count, timeout, &loop->outside) >= 0;
}

static bool tell_signals(struct loop *loop)
{
	/* They are blocked here, so none can come between the two lines. */
	unsigned came = (unsigned)signals_came;

	signals_came = 0;
	if (came && loop->signals)
		loop->signals(loop->signals_data, came);
	return came != 0;
}

void loop_run(struct loop *loop, const bool *done)
{
	while (!*done) {
		struct pollfd fds[LOOP_SOURCES];
		int64_t deadlines[LOOP_SOURCES], now;
		int asked = loop->count;
		int64_t earliest = ask_sources(loop, fds, deadlines);
		bool waited = wait_for(loop, fds, earliest);
		bool happened = tell_signals(loop);

		now = loop_now();
		for (int i = 0; i < asked && !*done; i++) {
			struct loop_source *source = &loop->sources[i];
			short came = waited ? fds[i].revents : 0;

			if (!came && (deadlines[i] < 0 || deadlines[i] > now))
				continue;
			happened = true;
			source->ready(source->data, came, now);
		}
		if (happened && !*done && loop->turn)
			loop->turn(loop->turn_data);
	}
}
