/* SPDX-License-Identifier: MIT */
/*
 * What hangs on an owed thing beside its state: a note, a further document that
 * proves it, a question. One line asks; undone like any other command.
 */
#ifndef KSTT_VIEW_REMARK_H
#define KSTT_VIEW_REMARK_H

#include "plan/task.h"
#include "view/view.h"

struct remark;

/* If `action` is NOTE or PROOF, ask for it and return true. `what` is what the
 * question calls the owed thing. What was refused stands in the next question. */
bool remark_act(struct view *view, enum action action, int64_t occurrence, const char *what);
/* If `action` is ASK_DONE (of a question) or UNPROOF (of a further document), ask once and
 * return true. `what` is the question's or document's text; `record` 0: there is none,
 * and `why_not` says so. */
bool remark_end(struct view *view, enum action action, int64_t record, const char *what,
		const char *why_not);
/* The program ends. */
void remark_free_all(struct app *app);

#endif
