/* SPDX-License-Identifier: MIT */
/*
 * The pane Today, the first one: what waits for me, under a heading each with its
 * number, the most pressing first. A task is done from here in two keys.
 */
#ifndef KSTT_VIEW_TODAY_H
#define KSTT_VIEW_TODAY_H

#include "view/view.h"

struct view *today_new(struct app *app);

#endif
