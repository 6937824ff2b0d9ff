/* SPDX-License-Identifier: MIT */
/*
 * Taking down what a citizen says, while talking: a form whose fields may be filled in
 * any order, and only the channel and the content must. What Decree 20/2008 asks for
 * and is missing makes the record wait for it; it is never lost. What is typed is kept
 * on disk as a draft.
 */
#ifndef KSTT_VIEW_INTAKE_H
#define KSTT_VIEW_INTAKE_H

#include "session/draft.h"
#include "view/view.h"

/* Push the form for a new record; `draft` is one to go on with, or NULL. */
void intake_new(struct app *app, struct draft *draft);
/* Read a record, then push the form with what it holds. */
void intake_change(struct app *app, int64_t feedback, struct draft *draft);
/* Go on with a draft of this form's kinds (for view/drafts.c). */
void intake_resume(struct app *app, struct draft *draft);

/* Its draft was sent and is that record now: it becomes a change of it. */
void intake_landed(struct app *app, struct draft *draft, int64_t feedback);

#define INTAKE_DRAFT "feedback"
#define INTAKE_CHANGE_DRAFT "feedback-change"

#endif
