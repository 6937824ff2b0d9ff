/* SPDX-License-Identifier: MIT */
/*
 * Marking many rows at once: one line says how many will change and how many
 * stand so already, one answer holds for all, and one write does it or none of it.
 */
#ifndef KSTT_VIEW_BULK_H
#define KSTT_VIEW_BULK_H

#include "view/mark.h"
#include "widget/picks.h"

/* The rows of the view that asks. */
struct bulk_rows {
	int count;
	picks_id_fn *id;
	struct mark_target (*target)(void *data, int index, struct arena *arena);
	void *data;
};

/* If `action` marks and something is picked, ask and return true. What is picked is
 * forgotten when it has been written. */
bool bulk_act(struct view *view, enum action action, struct picks *picks,
	      const struct bulk_rows *rows);

/* Ask the last question, with the day as its only field, and write these marks: for
 * a column of document numbers. The texts are copied. */
void bulk_write(struct view *view, const char *question, const struct task_mark *marks,
		int count);

#endif
