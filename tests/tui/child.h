/* SPDX-License-Identifier: MIT */
/*
 * The program under test on its pseudo terminal: what it writes goes to the screen
 * model and is counted.
 *
 * The runner holds the slave side open as well. That shows whether the program has
 * read all that was typed, and keeps its last output readable after its end. It hides
 * nothing from the program: closing the master hangs the terminal up in any case.
 */
#ifndef TUI_CHILD_H
#define TUI_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "screen.h"

struct child {
	pid_t pid;
	int pidfd; /* readable when it has ended; -1 where the kernel has none */
	int master, slave;
	char terminal[64];
	struct screen *screen;
	bool ended;
	int status; /* of waitpid(2), once ended */
	long bytes; /* written to the terminal so far */
	long packets; /* that a network would have carried them in */
	char *output;
	size_t output_length;
	const char *unrest; /* why it was not settled when last looked at */
	char unrest_text[96];
};

struct child_start {
	char *const *argv;
	char *const *environment;
	const char *folder;
	int rows, cols;
};

enum child_calm { CHILD_SETTLED, CHILD_ENDED, CHILD_RESTLESS };

/* Starts the program; its screen is made here. NULL after a TAP note. */
struct child *child_start(const struct child_start *start);
/* Ends it if it runs still. */
void child_free(struct child *child);

/*
 * Take what the program has written, and wait for more at most so many milliseconds;
 * returns at once when it ends. other: one more descriptor to wait for, or -1.
 */
void child_pump(struct child *child, int other, int milliseconds);

/*
 * Wait until the program has read all input, painted, and sleeps for the next event.
 * It does not know of an answer still on its way to the program from elsewhere.
 * deadline is of child_now().
 */
enum child_calm child_settle(struct child *child, int64_t deadline);
/* Wait for its end; false when the deadline passed. */
bool child_wait_end(struct child *child, int64_t deadline);

/* One write(2) unless the terminal is full; false when the deadline passed. */
bool child_type(struct child *child, const char *bytes, size_t length,
		int64_t deadline);
void child_resize(struct child *child, int rows, int cols);
/* Hang the terminal up. */
void child_close(struct child *child);

/* Milliseconds of the monotonic clock. */
int64_t child_now(void);

#endif
