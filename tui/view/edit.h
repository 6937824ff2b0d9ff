/* SPDX-License-Identifier: MIT */
/*
 * Changing plans, from whichever view a plan or one of its nodes stands in: what is
 * asked for on one line is asked here, forms are edit_node.c and edit_plan.c. All that
 * is shown is read again once something has been written.
 */
#ifndef KSTT_VIEW_EDIT_H
#define KSTT_VIEW_EDIT_H

#include "db/rows.h"
#include "session/draft.h"
#include "view/view.h"

struct edit_target {
	int64_t plan;	  /* 0: only the node is known, or there is no plan at all */
	int64_t node;	  /* 0: the plan itself */
	const char *kind; /* of what is new below the plan itself, e.g. "basis"; NULL: section */
};

/* If `action` is one of changing a plan, begin it and return true. */
bool edit_act(struct view *view, enum action action, const struct edit_target *target);

/* Go on with a draft of one of these forms (EDIT_NODE_DRAFT, EDIT_PLAN_DRAFT), which is
 * taken over; it stays on disk where its plan may no longer be written. */
void edit_resume(struct app *app, struct draft *draft);

/* One was sent and is that plan or node now: it becomes a change of it. */
void edit_landed(struct app *app, struct draft *draft, int64_t row);

/* Say why this row of node_source or plan_source (`state` is its column of the plan's
 * state) may not be changed; false when it may be. */
bool edit_refuses(struct app *app, const struct rows *rows, const char *state);
/* "2 hạn dời, 1 giữ nguyên vì đã xong": what a change does, or has done, to what is
 * owed; columns of node_edit and node_edit_preview. In the arena. */
const char *edit_effect(const struct rows *rows, struct arena *arena);
/* Say that it is written, with how it is undone. */
void edit_say_saved(struct app *app, const char *what);

#endif
