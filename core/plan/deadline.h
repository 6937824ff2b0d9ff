/* SPDX-License-Identifier: MIT */
/*
 * A deadline as it is asked for: so many days from a day. Nothing is counted
 * here; the database does that (kstt.deadline), with the days off.
 */
#ifndef KSTT_PLAN_DEADLINE_H
#define KSTT_PLAN_DEADLINE_H

#include "base/mem.h"
#include "base/str.h"
#include "db/rows.h"

#include <stdbool.h>

struct deadline {
	int from; /* itself not counted */
	int count;
	bool working_days;
};

/* Read "+5wd", "10d", "-5d" into count and working_days; false when it is none. */
bool deadline_read_offset(const char *text, struct deadline *out);
/* Append the object that the queries deadlines and deadline_days take. */
void deadline_add_json(struct str *out, const struct deadline *deadline, long line);

/* How sure the days off of a year are. */
enum deadline_year {
	DEADLINE_YEAR_ANNOUNCED,
	DEADLINE_YEAR_BY_LAW, /* the notice is still to come */
	DEADLINE_YEAR_EMPTY
};
enum deadline_year deadline_year_read(const char *word);

/* Append why: what is counted, what is not and by which article. Takes the rows of
 * deadline_days from `row` on that have the same line; returns the row after them. */
int deadline_explain(const struct rows *rows, int row, const struct deadline *deadline,
		     struct str *out);
/* The two days that these rows end in. */
void deadline_ends(const struct rows *rows, int row, int *nominal, int *effective);

/* "Mon", "Tue" … */
const char *deadline_weekday(int date);

#endif
