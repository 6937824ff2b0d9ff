/* SPDX-License-Identifier: MIT */
/*
 * What makes a task owed that names no day: an event, or a day that another document
 * sets. How an official writes so many days, and how both are told.
 */
#ifndef KSTT_PLAN_EVENT_H
#define KSTT_PLAN_EVENT_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

/* Read "10d", "10", "10 ngày", "5wd", "5 ngày làm việc", "-5d"; *unit gets "d" or "wd".
 * False when it is none. */
bool event_read_days(const char *text, int *count, const char **unit);
/* "10d" or "-5wd" in words; any other text as it is. */
const char *event_say_days(const char *days, struct arena *arena);

/* An event as a sentence: which one, when, by which document, what it makes due, for
 * how many units, who entered it. */
struct event_told {
	int64_t id;
	const char *text;
};

/* The rows of node_events; returns how many. All of it lives in the arena. */
int event_tell(const struct rows *rows, struct arena *arena, struct event_told **out);

#endif
