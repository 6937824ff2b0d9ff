/* SPDX-License-Identifier: MIT */
/*
 * The form of a day of periodic reports: a new one from some day on, or one that is
 * there. Saving first says which deadlines move, and the same key again writes it.
 */
#ifndef KSTT_VIEW_REPORT_DAY_FORM_H
#define KSTT_VIEW_REPORT_DAY_FORM_H

#include "plan/report_day.h"
#include "session/draft.h"
#include "view/view.h"

/* What a draft of it is called begins so; then the row's id, or "new". */
#define REPORT_DAY_DRAFT "report-day/"

/* `day` NULL: a new one. `below` is read again once it is written. It goes on with
 * `draft`, taken over, or (NULL) with the newest there is of it. */
void report_day_form_open(struct view *below, const struct report_day *day, struct draft *draft);
/* Its draft was sent and is that row now: it becomes a change of it. */
void report_day_form_landed(struct app *app, struct draft *draft, int64_t row);

#endif
