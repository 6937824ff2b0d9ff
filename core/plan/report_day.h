/* SPDX-License-Identifier: MIT */
/*
 * The days of periodic reports: on which day of a period's last month a kind of unit
 * submits, and on which its figures end. Data with validity; the rules are the
 * database's (sql/api/37_report_days.sql).
 */
#ifndef KSTT_PLAN_REPORT_DAY_H
#define KSTT_PLAN_REPORT_DAY_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

struct report_day {
	int64_t id;
	int version; /* 0: it is not there yet */
	const char *kind; /* of units, or "cutoff" */
	int day; /* of the month */
	int from, to; /* the first and last day it holds; DATE_NONE: no end */
	const char *source;
	bool holds; /* today */
};

struct report_days {
	struct report_day *days;
	int count;
	bool mine; /* I may change them */
};

/* Read the answer to the query report_days; texts lie in the arena. */
void report_days_read(const struct rows *rows, struct arena *arena, struct report_days *out);

/* The kinds there are, by number, and what they are called in the user's language. */
int report_day_kinds(void);
const char *report_day_kind(int index);
const char *report_day_kind_name(const char *kind);
/* A day that every month has, or 0: that is no such day. */
int report_day_parse(const char *text);

#endif
