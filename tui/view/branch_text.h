/* SPDX-License-Identifier: MIT */
/*
 * What the rows of the pane Plans say. Each result lives in the arena, in `due`, or
 * as long as the row.
 */
#ifndef KSTT_VIEW_BRANCH_TEXT_H
#define KSTT_VIEW_BRANCH_TEXT_H

#include "base/date.h"
#include "plan/plan.h"
#include "plan/task.h"

/* The next date, or in a word why there is none. */
const char *branch_due_text(const struct plan_node *node, char due[DATE_TEXT]);
const char *branch_plan_text(struct arena *arena, const struct plan *plan);
const char *branch_node_text(struct arena *arena, const struct plan_node *node);
const char *branch_occurrence_text(struct arena *arena, const struct occurrence *owed);

#endif
