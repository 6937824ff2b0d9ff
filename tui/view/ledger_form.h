/* SPDX-License-Identifier: MIT */
/*
 * The form of a row of a ledger, and the question for its last day. What is typed is
 * kept as a draft; what has been written is told with what it was before.
 */
#ifndef KSTT_VIEW_LEDGER_FORM_H
#define KSTT_VIEW_LEDGER_FORM_H

#include "view/ledger.h"

#define LEDGER_DRAFT "feedback-rule"

/* `row` NULL: a new one. `draft`: one to go on with, or NULL. */
void ledger_form_open(struct view *ledger, const struct ledger_row *row,
		      struct draft *draft);
/* Ask for the last day on which the row holds. */
void ledger_form_end(struct view *ledger, const struct ledger_row *row);
/* The row that a draft belongs to; 0: a new one. */
int64_t ledger_form_row(const struct draft *draft);
/* Go on with a draft: open its ledger first (for view/drafts.c). */
void ledger_form_resume(struct app *app, struct draft *draft);
/* Its draft was sent and is that row now: it becomes a change of it. */
void ledger_form_landed(struct app *app, struct draft *draft, int64_t row);

#endif
