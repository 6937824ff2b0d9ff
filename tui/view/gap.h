/* SPDX-License-Identifier: MIT */
/*
 * The gap view: the province's tasks that nobody implements, and the departments'
 * tasks that implement nothing; of all, or of one department. Enter opens the task.
 */
#ifndef KSTT_VIEW_GAP_H
#define KSTT_VIEW_GAP_H

#include "view/view.h"

/* Around this plan, the province's or a department's; 0: the province's latest. */
struct view *gap_new(struct app *app, int64_t plan);

#endif
