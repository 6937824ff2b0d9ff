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

/* Read "10d", "10", "10 ngày", "5wd", "5 ngày làm việc", "-5d"; *unit gets "d" or "wd".
 * False when it is none. */
bool event_read_days(const char *text, int *count, const char **unit);
/* "10d" or "-5wd" in words; any other text as it is. */
const char *event_say_days(const char *days, struct arena *arena);

/* A row of node_events as a sentence: which one, when, by which document, what it
 * makes due, for how many units, who entered it. */
const char *event_say(const struct rows *rows, int row, struct arena *arena);

#endif
