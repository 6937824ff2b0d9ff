/* SPDX-License-Identifier: MIT */
/*
 * The pane Task: the full wording, who leads and who helps, the time phrase
 * beside its reading, every unit's state, and what has been done when by whom.
 */
#ifndef KSTT_VIEW_TASK_H
#define KSTT_VIEW_TASK_H

#include "view/view.h"

/* `occurrence`: the one that the cursor stands on at first, or 0. */
struct view *task_new(struct app *app, int64_t node, int64_t occurrence);

#endif
