/* SPDX-License-Identifier: MIT */
/*
 * The pane Calendar: days off and worked Saturdays by year and month. Everybody looks
 * at it; an administrator of the province adds, changes, moves and takes out days,
 * each after a look at the deadlines that move by it (moves.h).
 */
#ifndef KSTT_VIEW_CALENDAR_H
#define KSTT_VIEW_CALENDAR_H

#include "view/view.h"

struct view *calendar_new(struct app *app);
/* Go to this day, or the next one after it, when it has been read again. */
void calendar_go(struct view *view, int day);

#endif
