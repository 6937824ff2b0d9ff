/* SPDX-License-Identifier: MIT */
/*
 * The calendar as data: days off and worked Saturdays, changes of them as one write,
 * and the deadlines that move by it.
 */
#ifndef KSTT_PLAN_CALENDAR_H
#define KSTT_PLAN_CALENDAR_H

#include "base/mem.h"
#include "base/str.h"
#include "db/rows.h"
#include "plan/deadline.h"
#include "plan/task.h"

#include <stdbool.h>

struct calendar_day {
	int day;
	bool worked; /* a worked Saturday; otherwise a day off */
	bool announced;
	const char *name, *source;
	int version; /* 0: it is not there yet */
	int month_days, year_days; /* working days */
	enum deadline_year year;
};

struct calendar {
	struct calendar_day *days;
	int count;
	bool mine; /* I may change it */
};

/* Read the answer to the query calendar; texts lie in the arena. */
void calendar_read(const struct rows *rows, struct arena *arena, struct calendar *out);
/* "off", "worked", "off by law" */
const char *calendar_kind(const struct calendar_day *day);

/* Append to the array of changes that calendar_change takes: the day as it is to
 * be, or that it is taken out, either only at the version that was seen. */
void calendar_add_set(struct str *json, const struct calendar_day *day);
void calendar_add_none(struct str *json, const struct calendar_day *day);
/* Close the array. */
void calendar_add_end(struct str *json);

/* A deadline that moves. */
struct calendar_move {
	const char *plan_key, *path, *text, *unit, *period;
	enum task_state state;
	int nominal, from, to;
};

struct calendar_moves {
	struct calendar_move *moves;
	int count;
	int all; /* with those in plans that one does not see */
	int feedback; /* records of feedback whose day moves too */
};

/* Read the answer to calendar_preview or calendar_change. */
void calendar_moves_read(const struct rows *rows, struct arena *arena, struct calendar_moves *out);

#endif
