/* SPDX-License-Identifier: MIT */
/*
 * What waits for an official today, as the query `today` answers it: owed things
 * by when they are due, what has grown stale, readings that wait to be confirmed,
 * what others have changed, what a coordinator has asked for.
 */
#ifndef KSTT_PLAN_TODAY_H
#define KSTT_PLAN_TODAY_H

#include "plan/task.h"

/* In the order in which they are shown: what somebody waits for, what is owed by
 * its day, what is news, and last what can wait. */
enum today_bucket {
	TODAY_ASKED,
	TODAY_RECORD_OFFERED, /* records of the register, beside the tasks */
	TODAY_RECORD_SUBMITTED,
	TODAY_OVERDUE,
	TODAY_RECORD_LATE,
	TODAY_WEEK,
	TODAY_FORTNIGHT,
	TODAY_RECORD_SOON,
	TODAY_RECORD_RETURNED,
	TODAY_RECORD_NEW,
	TODAY_RECORD_CALL,
	TODAY_MONTH,
	TODAY_CHANGED,
	TODAY_STALE,
	TODAY_CONFIRM,
	TODAY_BUCKETS
};

struct today_row {
	enum today_bucket bucket;
	int bucket_count; /* all there is of it; the server may send fewer */
	struct occurrence owed; /* without an id where only a reading waits */
	const char *plan_key, *path, *text;
	const char *who;     /* who changed it or asks for it, or "" */
	const char *at;	     /* when, dd/mm HH24:MI, or "" */
	const char *message; /* what they ask for or have noted, or "" */
	const char *what;    /* what they did: a word of the history, or "" */
	int64_t ask;	     /* the last open question about it, or 0 */
	int64_t record;	     /* of the register; 0: it is a task */
	const char *code;    /* the record's, or "" */
	bool sealed;	     /* its content is not shown */
	bool kept;	     /* no longer of the list: stays in sight until the next reading */
};

/* For a heading, in the user's language. */
const char *today_bucket_title(enum today_bucket bucket);
/* Read all rows into the arena, bucket by bucket; *count gets how many. There is room
 * for `room` more behind them. */
struct today_row *today_read(const struct rows *rows, struct arena *arena, int room, int *count);
/* The same with the rows of feedback_today between those that are there already; all in
 * one new array. */
struct today_row *today_add_records(const struct rows *rows, struct arena *arena, int room,
				    const struct today_row *there, int *count);
/* Put a copy of `row` back where it stood: after `before` (NULL: it was the first), if
 * that is there and of the same bucket, else first in its bucket. `rows` has room for
 * it; returns the new count. */
int today_keep(struct today_row *rows, int count, const struct today_row *row,
	       const struct today_row *before, struct arena *arena);
/* What somebody else did to it, in words. */
const char *today_event(const struct today_row *row);
/* The same thing in the same bucket. */
bool today_same(const struct today_row *a, const struct today_row *b);

#endif
