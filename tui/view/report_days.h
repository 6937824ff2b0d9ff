/* SPDX-License-Identifier: MIT */
/*
 * The days of periodic reports, by kind of unit: everybody looks at them, beside the
 * calendar; an administrator of the province adds and changes them, told before which
 * deadlines move by it.
 */
#ifndef KSTT_VIEW_REPORT_DAYS_H
#define KSTT_VIEW_REPORT_DAYS_H

#include "session/draft.h"
#include "view/view.h"

struct view *report_days_new(struct app *app);
/* Go on with a draft of the form (report_day_form.h), which is taken over. */
void report_days_resume(struct app *app, struct draft *draft);

#endif
