/* SPDX-License-Identifier: MIT */
/*
 * The one event loop. Everything that waits is a source of it: the terminal, the
 * database connection, timers. Signals only set flags, and are let in nowhere
 * but inside ppoll(2), so none is ever lost between a check and the wait.
 *
 * With nothing under way the loop sleeps without a timeout: no wake-ups.
 */
#ifndef KSTT_LOOP_H
#define KSTT_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct loop;

struct loop_source {
	/* The descriptor to wait for or -1, its poll(2) events, and the time (of
	 * the monotonic clock, in milliseconds) at which to be called in any case,
	 * or -1. Asked anew before every wait. */
	int (*poll)(void *data, short *events, int64_t *deadline);
	/* Something came, or the deadline has passed (then revents is 0). */
	void (*ready)(void *data, short revents, int64_t now);
	void *data;
};

enum loop_signal { LOOP_RESIZE = 1, LOOP_HANGUP = 2, LOOP_STOP = 4, LOOP_CONTINUE = 8 };

struct loop *loop_new(void);
void loop_free(struct loop *loop);
void loop_add(struct loop *loop, const struct loop_source *source);
/* Told once a turn which signals came (a set of enum loop_signal). A signal that
 * was ignored when the loop was made, as under nohup, stays ignored. */
void loop_on_signals(struct loop *loop, void (*told)(void *data, unsigned signals), void *data);
/* Called at the end of each turn in which anything happened: the place to paint. */
void loop_on_turn(struct loop *loop, void (*told)(void *data), void *data);

/* Run turns until *done is true. The panes pass a flag that quitting sets;
 * a command line passes one that the answer to its request sets. */
void loop_run(struct loop *loop, const bool *done);

/* Milliseconds of the monotonic clock. */
int64_t loop_now(void);

#endif
