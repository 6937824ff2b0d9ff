/* SPDX-License-Identifier: MIT */
/*
 * What an administrator does to a day of the calendar: a form for a new or a changed
 * one, a line for a move. All of them end in the look at what moves (moves.h).
 */
#ifndef KSTT_VIEW_DAY_FORM_H
#define KSTT_VIEW_DAY_FORM_H

#include "plan/calendar.h"
#include "session/draft.h"
#include "view/view.h"

/* What a draft of the form is called begins so; then the day, or "new". */
#define DAY_DRAFT "day/"

/* All from the pane `calendar`. A form for a new day off; with `day` for that one. It goes
 * on with `draft`, taken over, or (NULL) with the newest there is of it. */
void day_form_open(struct view *calendar, const struct calendar_day *day, struct draft *draft);
/* Its draft was sent: what is typed since is a change of the day that was sent. */
void day_form_landed(struct app *app, struct draft *draft, int64_t row);
/* Ask on one line where it moves to. */
void day_move_ask(struct view *calendar, const struct calendar_day *day);
void day_remove(struct view *calendar, const struct calendar_day *day);

#endif
