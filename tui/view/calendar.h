/* SPDX-License-Identifier: MIT */
/*
 * The pane Calendar: days off and worked Saturdays by year and month. Everybody looks
 * at it; an administrator of the province adds, changes, moves and takes out days,
 * each after a look at the deadlines that move by it (moves.h).
 */
#ifndef KSTT_VIEW_CALENDAR_H
#define KSTT_VIEW_CALENDAR_H

#include "session/draft.h"
#include "view/view.h"

struct view *calendar_new(struct app *app);
/* Go to this day, or the next one after it, when it has been read again. */
void calendar_go(struct view *view, int day);
/* Go on with a draft of the form of a day (day_form.h), which is taken over, once the
 * calendar has been read. */
void calendar_resume(struct app *app, struct draft *draft);

#endif
