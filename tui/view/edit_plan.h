/* SPDX-License-Identifier: MIT */
/*
 * The form of a plan's head: a new draft, the head written anew, or a copy for a later
 * year. A copy opens the list of what in it needs a look.
 */
#ifndef KSTT_VIEW_EDIT_PLAN_H
#define KSTT_VIEW_EDIT_PLAN_H

#include "db/rows.h"
#include "session/draft.h"
#include "view/view.h"

enum edit_plan_way { EDIT_PLAN_ANEW, EDIT_PLAN_COPY, EDIT_PLAN_NEW };

/* What a draft of it is called begins so; then way and plan. */
#define EDIT_PLAN_DRAFT "plan/"

/* `rows` is the answer to plan_source about `plan`; `draft`: what it goes on with, taken
 * over (NULL: the newest one there is of it). */
void edit_plan_open(struct app *app, int64_t plan, const struct rows *rows, enum edit_plan_way way, struct draft *draft);
void edit_plan_new(struct app *app, struct draft *draft);

#endif
