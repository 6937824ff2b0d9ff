/* SPDX-License-Identifier: MIT */
/*
 * The pane Plans: plan → sections → tasks → units, with what is done, late and
 * soon in each branch.
 */
#ifndef KSTT_VIEW_PLANS_H
#define KSTT_VIEW_PLANS_H

#include "view/view.h"

struct view *plans_new(struct app *app);

#endif
