/* SPDX-License-Identifier: MIT */
/*
 * What can be done with a record, from whichever view its row stands in: triage, the
 * steps that the server allows now, routing with its reason, the answer, links,
 * splitting, the call back, a look at what is sealed. Nothing here knows the states:
 * what is possible and what it needs are rows from the server.
 */
#ifndef KSTT_VIEW_STEP_H
#define KSTT_VIEW_STEP_H

#include "session/draft.h"
#include "view/view.h"

struct step_target {
	int64_t id;
	int version;
	const char *code, *track;
	bool sealed;
};

/* If `action` is one for a record, do it and return true; `target` is NULL where there
 * is no record. The view reads again when something has been written. */
bool step_act(struct view *view, enum action action, const struct step_target *target);

/* Drafts of the forms of steps: go on with one (for view/drafts.c). */
#define STEP_DRAFT "step/"
void step_resume(struct app *app, struct draft *draft);

#endif
