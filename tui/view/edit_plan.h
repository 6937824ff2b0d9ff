/* SPDX-License-Identifier: MIT */
/*
 * The form of a plan's head: a new draft, the head written anew, or a copy for a later
 * year. A copy opens the list of what in it needs a look.
 */
#ifndef KSTT_VIEW_EDIT_PLAN_H
#define KSTT_VIEW_EDIT_PLAN_H

#include "db/rows.h"
#include "view/view.h"

enum edit_plan_way { EDIT_PLAN_ANEW, EDIT_PLAN_COPY, EDIT_PLAN_NEW };

/* `rows` is the answer to plan_source about `plan`. */
void edit_plan_open(struct app *app, int64_t plan, const struct rows *rows, enum edit_plan_way way);
void edit_plan_new(struct app *app);

#endif
