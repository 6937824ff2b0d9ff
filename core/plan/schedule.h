/* SPDX-License-Identifier: MIT */
/*
 * Reads a Vietnamese time phrase ("Trước 15/02/2024", "Định kỳ hằng quý, 1 năm
 * hoặc đột xuất") into parts. Pure: no database, no clock. It never guesses:
 * what it is unsure of says ASK, what it does not know says UNKNOWN; one
 * nonsense word inside a phrase makes the whole phrase UNKNOWN.
 *
 * The reading is a proposal until an official has confirmed it, and only says
 * which day is named: moving off holidays is the database's work.
 */
#ifndef KSTT_PLAN_SCHEDULE_H
#define KSTT_PLAN_SCHEDULE_H

#include "base/str.h"

#include <stdbool.h>

enum schedule_class {
	SCHEDULE_CONTINUOUS, /* thường xuyên: owes no date */
	SCHEDULE_PERIOD,     /* quarter, month, half, nine months, year */
	SCHEDULE_DATE,	     /* a day, perhaps with a first day */
	SCHEDULE_EXTENDED,   /* the part before it was extended to this day */
	SCHEDULE_EVENT,	     /* counted from an event; offset 0 = no number said */
	SCHEDULE_REFERENCE,  /* set by another document */
	SCHEDULE_ADHOC,	     /* on demand */
	SCHEDULE_COUNT,	     /* so many times per period */
	SCHEDULE_PERIODIC,   /* periodic, the period not said */
	SCHEDULE_ASK,	     /* to be confirmed by an official */
	SCHEDULE_UNKNOWN,
};

struct schedule_part {
	enum schedule_class class;
	char period[8];	   /* "Q1" "M02" "H1" "9M" "Y" "D"; "" for classes without */
	int first;	   /* first day of a range, else DATE_NONE */
	int last;	   /* last allowed day (nominal), else DATE_NONE */
	bool before;	   /* "trước …": never moves forward off a holiday */
	int offset;	   /* event: days after (+) or before (-); 0 none */
	bool working_days; /* the offset counts working days */
	int count;	   /* SCHEDULE_COUNT: how many … */
	const char *per;   /* … per "month", "quarter", "half", "year"; static text */
};

enum { SCHEDULE_PARTS = 40 };

struct schedule {
	struct schedule_part parts[SCHEDULE_PARTS];
	int count; /* at least 1 */
};

/* Read `phrase` (valid UTF-8, NFC or NFD) of a plan for `year`. An empty phrase
 * gives one SCHEDULE_ASK part. */
void schedule_read(const char *phrase, int year, struct schedule *schedule);

/* Append the line of tokens that `kstt schedule` prints, e.g.
 * "Q2:2026-06-30 extended:2026-08-31". */
void schedule_print(const struct schedule *schedule, struct str *out);

/* Append the parts as a JSON array of objects, as the import functions of the
 * database take them: keys class, period, first, last, before, offset,
 * working_days, count, per; dates as ISO text or null. */
void schedule_json(const struct schedule *schedule, struct str *out);

/* "continuous", "period", "date", "extended", "event", "reference", "adhoc",
 * "count", "periodic", "ask", "unknown": the words the database keeps. */
const char *schedule_class_name(enum schedule_class class);

#endif
