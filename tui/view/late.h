/* SPDX-License-Identifier: MIT */
/*
 * The overdue things behind one number of the pane Overdue: the latest first,
 * to be opened or marked from here.
 */
#ifndef KSTT_VIEW_LATE_H
#define KSTT_VIEW_LATE_H

#include "view/view.h"

/* `band`: 0 all, 1 … OVERDUE_BANDS; `unit_name` is copied. */
struct view *late_new(struct app *app, int64_t unit, const char *unit_name, int band, bool closed);

#endif
