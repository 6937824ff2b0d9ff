/* SPDX-License-Identifier: MIT */
/*
 * What the kernel tells of a running program in /proc. Looking wakes nobody.
 */
#ifndef TUI_PROC_H
#define TUI_PROC_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum proc_rest {
	PROC_WORKS, /* runs, or waits for a disk, a lock, a child … */
	PROC_WAITS, /* for an event: in poll(2) and its like, or reading its terminal */
	PROC_UNKNOWN, /* asleep, but this system does not tell in what */
};

#define PROC_NO_LIMIT (-1)

struct proc_state {
	enum proc_rest rest;
	int64_t
	    limit; /* milliseconds after which it wakes in any case, or PROC_NO_LIMIT */
	long switches; /* context switches of all its threads since it started */
};

/* terminal: path of the program's tty. False when there is no such process. */
bool proc_look(pid_t pid, const char *terminal, struct proc_state *state);
/* write(2) calls and the like so far; false when the system does not tell. */
bool proc_writes(pid_t pid, long *writes);
/* Private_Clean + Private_Dirty in KiB; -1 when the system does not tell. */
long proc_private(pid_t pid);

#endif
