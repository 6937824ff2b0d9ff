/* SPDX-License-Identifier: MIT */
/*
 * Granting a later date (gia hạn): a form that asks for it, why, and by which document.
 * The first date is kept.
 */
#ifndef KSTT_VIEW_EXTEND_H
#define KSTT_VIEW_EXTEND_H

#include "plan/task.h"
#include "view/view.h"

/* `what` is what the form calls it. */
void extend_open(struct app *app, const struct occurrence *owed, const char *what);
/* For all of these at once; the dates they have stay unsaid. */
void extend_open_many(struct app *app, const int64_t *ids, const int *versions, int count);

#endif
