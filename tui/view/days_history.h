/* SPDX-License-Identifier: MIT */
/*
 * Who changed the calendar when, newest first, with what a day was before. For
 * administrators.
 */
#ifndef KSTT_VIEW_DAYS_HISTORY_H
#define KSTT_VIEW_DAYS_HISTORY_H

#include "view/view.h"

struct view *days_history_new(struct app *app);

#endif
