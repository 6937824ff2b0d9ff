/* SPDX-License-Identifier: MIT */
/*
 * The pane Overdue: units down, days late across, every unit with all below it.
 * Enter on a number opens the tasks behind it.
 */
#ifndef KSTT_VIEW_OVERDUE_H
#define KSTT_VIEW_OVERDUE_H

#include "view/view.h"

struct view *overdue_new(struct app *app);

#endif
