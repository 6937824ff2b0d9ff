/* SPDX-License-Identifier: MIT */
/*
 * Owed things: an occurrence is one task for one unit in one period. Here are
 * their states, how a row of them is read, and how one is marked. What may be
 * done by whom is the database's to decide (sql/api).
 */
#ifndef KSTT_PLAN_TASK_H
#define KSTT_PLAN_TASK_H

#include "base/mem.h"
#include "db/request.h"

#include <stdbool.h>
#include <stdint.h>

enum task_state {
	TASK_OPEN,
	TASK_IN_PROGRESS,
	TASK_DONE,
	TASK_NOTHING_AROSE,
	TASK_OBSTRUCTED,
	TASK_CANCELLED,
	TASK_STATE_COUNT
};

/* The word that the database keeps, e.g. "in_progress". */
const char *task_state_word(enum task_state state);
/* TASK_OPEN when the word is not known. */
enum task_state task_state_read(const char *word);
/* For the user: a whole word, and one of at most seven columns. */
const char *task_state_title(enum task_state state);
const char *task_state_short(enum task_state state);
/* Still owed: open, in progress or obstructed. */
bool task_state_owes(enum task_state state);

struct occurrence {
	int64_t id;
	int version;
	int64_t node;
	enum task_state state;
	const char *unit;
	const char *period;	 /* "Q1", "M02", "Y", "D", … or "" */
	bool fallback;		 /* owed by the issuer, since the named lead is nobody */
	int first_due;		 /* before an extension, or DATE_NONE */
	int nominal_due, due;	 /* due: moved off days off, in the rule's direction */
	bool before;		 /* "trước": never moves forward */
	int phrase_due, cutoff;	 /* of a report: the phrase's day, and the last day of its
				  * figures; else DATE_NONE, as in all lists but the task's */
	int done_on;
	const char *document;
	int document_date;
	const char *note;
	int days_late;
	bool mine;	/* I may mark it for my own unit */
	bool on_behalf; /* I may mark it as coordinator (nhập thay) */
};

/* Read a row of node_occurrences or overdue_tasks; texts go into the arena. */
void occurrence_read(const struct rows *rows, int row, struct arena *arena,
		     struct occurrence *out);

/* What a question or message calls it: path, unit (NULL: one's own, not said) and
 * period, e.g. "14.3 Sở Y tế, tháng 2". */
const char *task_name(struct arena *arena, const char *path, const char *unit,
		      const char *period);

struct task_mark {
	int64_t occurrence;
	int version; /* the one that the user saw */
	enum task_state state;
	int done_on; /* DATE_NONE: today */
	const char *document;
	int document_date;
	const char *note;
};

/* Send it; `done` is told the row as it stands then, or why not. */
struct request *task_send_mark(struct conn *conn, const struct task_mark *mark,
			       request_fn *done, void *data);
/* Ask the unit that owes it to act; only whoever coordinates it may. */
struct request *task_send_urge(struct conn *conn, int64_t occurrence, const char *message,
			       request_fn *done, void *data);

#endif
