/* SPDX-License-Identifier: MIT */
/*
 * Entering an event of a task, or a day that another document sets: a form that knows
 * what the time phrase says, and proposes the units that the task's leads mean.
 */
#ifndef KSTT_VIEW_EVENT_H
#define KSTT_VIEW_EVENT_H

#include "session/draft.h"
#include "view/view.h"

enum event_kind { EVENT_HAPPENED, EVENT_DATE };

/* What a draft of it is called begins so; then kind, task and event. */
#define EVENT_DRAFT "event/"

void event_open(struct app *app, int64_t node, enum event_kind kind);
/* The same form for one that has been entered: to be corrected, or taken out. */
void event_open_again(struct app *app, int64_t node, int64_t event);
/* Go on with what was typed before; the draft is taken over. */
void event_resume(struct app *app, struct draft *draft);
/* Its draft was sent and is that event now: it becomes a correction of it. */
void event_landed(struct app *app, struct draft *draft, int64_t event);

#endif
