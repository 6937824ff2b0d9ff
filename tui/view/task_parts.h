/* SPDX-License-Identifier: MIT */
/*
 * What the pane Task is made of, for task.c (lines, keys) and task_read.c (answers).
 */
#ifndef KSTT_VIEW_TASK_PARTS_H
#define KSTT_VIEW_TASK_PARTS_H

#include "plan/task.h"
#include "view/hanging.h"
#include "view/view.h"
#include "widget/list.h"
#include "widget/picks.h"

struct event_told;
struct link;

enum part {
	PART_DETAIL,
	PART_ASSIGNMENTS,
	PART_LINKS,
	PART_OWED,
	PART_PROOFS,
	PART_ASKS,
	PART_EVENTS,
	PART_REGISTER,
	PART_HISTORY,
	PART_COUNT
};

/* A line of the pane: text (of another task, whose id it has), or (with `owed`) a row
 * of the occurrence of that id, or (with `hanging`) what hangs on one. */
struct line {
	const char *text;
	const struct occurrence *owed;
	const struct hanging *hanging;
	int64_t id;
	int64_t event; /* text of an event: its id, or 0 */
	enum theme theme;
};

struct task {
	struct view view;
	int64_t node;
	int64_t wanted; /* occurrence to stand on at first, or 0 */
	bool placed;	/* the cursor has been put there */
	int reveal;	/* lines that hang on it, to be seen too */
	bool asked;	/* the rows have not come yet, for the first time */
	struct arena *parts[PART_COUNT];
	/* PART_DETAIL */
	const char *path, *plan_key, *plan_title, *section, *text, *phrase, *reading;
	const char *lead, *coordinate, *deliverable, *inherited, *doubt, *report;
	const char *withdrawn; /* since when and why, or "" */
	int64_t plan;
	bool closed;
	/* PART_REGISTER: what a task on feedback stands at, ready lines of text */
	const char **figures;
	int figure_count;
	/* PART_ASSIGNMENTS and PART_HISTORY: ready lines of text */
	const char **assignments, **history;
	int assignment_count, history_count;
	/* PART_EVENTS */
	struct event_told *events;
	int event_count;
	/* PART_LINKS */
	struct link *links;
	int link_count;
	/* PART_OWED */
	struct occurrence *owed;
	int owed_count;
	struct hangings proofs, asks;
	/* made of the above for the width at hand */
	struct arena *layout;
	struct line *lines;
	int columns;
	bool stale; /* an answer has come since it was laid out */
	struct list list;
	struct picks picks;
};

/* Ask for all of it, in one round trip. */
void task_read(struct view *view);

#endif
