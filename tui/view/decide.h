/* SPDX-License-Identifier: MIT */
/*
 * Decisions about a task and its days, from whichever view its row stands in: an event,
 * a date by a document, how its phrase was read, a later date, whether it is a report.
 */
#ifndef KSTT_VIEW_DECIDE_H
#define KSTT_VIEW_DECIDE_H

#include "db/request.h"
#include "plan/task.h"
#include "view/view.h"

/* If `action` is EVENT, SET_DATE, CONFIRM, EXTEND or REPORT, ask for what it needs and
 * return true. `node` is the task, or 0 where there is none; `owed` the row of a unit
 * (NULL, or without an id: the cursor stands on none); `path` is what it is called. */
bool decide_act(struct view *view, enum action action, int64_t node,
		const struct occurrence *owed, const char *path);

/* For the forms: send a write that `sheet` has asked for (NULL: it asks in one line).
 * `say` tells what has been written; when it was refused, the form stays with all that
 * was typed. `path` is copied. */
typedef void decide_say(struct app *app, const char *path, const struct rows *rows);
void decide_send(struct app *app, struct view *sheet, enum query query,
		 const char *const *params, const char *path, decide_say *say);
/* A form that cannot be filled in after all: it goes, and this is said. */
void decide_refuse(struct view *sheet, const char *why);
/* What the form's field holds, or NULL when that is blank. */
struct form;
const char *decide_value(struct form *form, int field);
/* ", 3 added, 2 moved …" of what was made anew; "" when nothing was. */
const char *decide_renewed(const struct rows *rows, struct arena *arena);

#endif
