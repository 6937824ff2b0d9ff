/* SPDX-License-Identifier: MIT */
/*
 * The pane Plans: plan → sections → tasks → units, with what is done, late and
 * soon in each branch.
 */
#ifndef KSTT_VIEW_PLANS_H
#define KSTT_VIEW_PLANS_H

#include "view/view.h"

struct view *plans_new(struct app *app);
/* Put the focus on a plan, or on its section `node`, once they are read. */
void plans_go(struct view *view, int64_t plan, int64_t node);
/* The same for one that has just been written, once all is read again (app_outdate). */
void plans_go_new(struct view *view, int64_t plan, int64_t node);

#endif
