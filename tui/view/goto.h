/* SPDX-License-Identifier: MIT */
/*
 * Going to what a code names: a plan or section in the tree, a task's pane, what a
 * unit has overdue.
 */
#ifndef KSTT_VIEW_GOTO_H
#define KSTT_VIEW_GOTO_H

#include "view/view.h"
#include "widget/choices.h"

enum goto_kind { GOTO_ACTION, GOTO_PLAN, GOTO_SECTION, GOTO_TASK, GOTO_UNIT };

/* "plan", "section", "task", "unit" of the query complete. */
enum goto_kind goto_kind_read(const char *word);
/* Show it; `choice` is none of GOTO_ACTION. */
void goto_choice(struct app *app, const struct choice *choice);

#endif
