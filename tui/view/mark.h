/* SPDX-License-Identifier: MIT */
/*
 * Marking an owed thing, from whichever view its row stands in: one line asks
 * (Enter takes the defaults), the write leaves, and the view reads again once
 * the server has confirmed. What was typed is kept when it is refused.
 */
#ifndef KSTT_VIEW_MARK_H
#define KSTT_VIEW_MARK_H

#include "plan/task.h"
#include "view/view.h"
#include "widget/prompt.h"

struct mark_target {
	int64_t occurrence; /* 0: there is nothing to mark here */
	int version;
	/* How it stands now: what the question begins with when it asks for the same
	 * state again, so that Enter never wipes out a proof. */
	enum task_state state;
	int done_on;
	const char *document, *note; /* may be NULL */
	const char *what;      /* what the question calls it, e.g. "4.1 UBND xã …" */
	const char *on_behalf; /* the unit that is entered for, or NULL */
	const char *why_not;   /* said when occurrence is 0 */
};

/* Which state an action leads to, and what its line asks for. */
struct mark_kind {
	enum action action;
	enum task_state state;
	const char *verb;   /* translate with _(), like the next two */
	const char *text;   /* label of the text field */
	const char *needed; /* said when the text is left empty, or NULL */
	bool date;
};

/* NULL when the action is none of marking. */
const struct mark_kind *mark_kind_of(enum action action);
/* Check the answer to a mark's question: NULL, or what is wrong with it. *done_on
 * gets the day, or DATE_NONE. */
const char *mark_check(const struct mark_kind *kind, const struct prompt *prompt, int today,
		       int *done_on);
/* Fill in the document or the note, as the kind has it, from the text typed. */
void mark_fill(const struct mark_kind *kind, const char *text, struct task_mark *mark);
enum { MARK_DATE = 11 }; /* columns of a date's field: 20/11/2026 and the cursor */

/* Fill it from an owed thing, but for what it is called and why it may not be. */
void mark_aim(struct mark_target *target, const struct occurrence *owed);

/* The same with what it is called; its texts go into the arena. */
struct mark_target mark_target_of(const struct occurrence *owed, const char *path,
				  struct arena *arena);
/* If `action` is one of DONE, PROGRESS, NOTHING, OBSTRUCTED, REOPEN, URGE, ask for what
 * it needs and return true. `view` is refreshed when it has been written. */
bool mark_act(struct view *view, enum action action, const struct mark_target *target);
/* What the view has written and not yet been told to show (mark_shown): of this
 * occurrence, or of any when it is 0. NULL when there is none. */
const struct task_mark *mark_written(const struct view *view, int64_t occurrence);
/* The view has read again: say what has been written from it. */
void mark_shown(struct view *view);
/* The view goes away: writes on their way go on without it. */
void mark_forget(struct app *app, const struct view *view);
/* True while this occurrence's write has no answer yet. */
bool mark_pending(const struct app *app, int64_t occurrence);
/* True while a write of this view, or the read after it, is on its way. */
bool mark_waiting(const struct view *view);
/* The program ends. */
void mark_free_all(struct app *app);

#endif
