/* SPDX-License-Identifier: MIT */
/*
 * What the pane Plans is made of: plans.c (the pane and what its keys do), plans_tree.c
 * (what of the tree is read and shown, and going to a place in it), plans_rows.c (a row
 * as it is painted, picked and marked). Private to tui/view/plans*.c.
 */
#ifndef KSTT_VIEW_PLANS_PARTS_H
#define KSTT_VIEW_PLANS_PARTS_H

#include "view/branch.h"
#include "view/mark.h"
#include "view/plans.h"
#include "widget/list.h"
#include "widget/picks.h"

struct plans {
	struct view view;
	struct branch root;
	struct branch **rows;
	struct list list;
	struct picks picks;
	struct fetch *fetches;
	bool ready; /* the list of plans has come */
	int64_t goal_plan, goal_node; /* what the focus is to go to once it is read, or 0 */
};

/* Of plans_tree.c. */

/* The row with the focus; NULL when there is none. */
struct branch *plans_focused(const struct plans *self);
/* Read all again that is shown. */
void plans_read(struct plans *self);
/* True while rows that were not there before will come. */
bool plans_reading(const struct plans *self);
/* Forget what is on its way. */
void plans_free_reads(struct plans *self);
/* Read another page of the branch, of which there is more. */
void plans_read_more(struct plans *self, struct branch *branch);
void plans_unfold(struct plans *self, struct branch *branch);
/* Fold it, or go to the row above when it is folded already. */
void plans_fold(struct plans *self, struct branch *branch);

/* Of plans_rows.c; `data` is the pane. */

/* What is owed that the row can mark: a unit's, or a task's of my own unit; 0: none. */
int64_t plans_row_id(void *data, int index);
bool plans_row_picked(void *data, int index);
struct mark_target plans_row_target(void *data, int index, struct arena *arena);
struct mark_target plans_target(struct branch *branch, struct arena *arena);
void plans_paint_line(void *data, int index, struct paint *paint, int row);

#endif
