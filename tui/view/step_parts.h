/* SPDX-License-Identifier: MIT */
/*
 * What step.c (which steps there are), step_move.c (making one), step_more.c (links,
 * splitting, calls, looks) and step_draft.c (what is typed for them) share. Private to tui/view/step*.c.
 */
#ifndef KSTT_VIEW_STEP_PARTS_H
#define KSTT_VIEW_STEP_PARTS_H

#include "base/mem.h"
#include "db/request.h"
#include "view/sheet.h"
#include "view/step.h"

/* What is being done with a record; outlives the view it began in. */
struct step {
	struct app *app;
	struct view *view; /* where it began; look at step_view */
	struct arena *arena;
	int64_t id;
	int version;
	const char *code, *track;
	bool sealed;
	/* The answer to a read that a menu shows. */
	struct step_row {
		const char *name, *note;
		const char *action, *needs, *takes; /* a move */
		int64_t number; /* a unit, a record, a link, a template */
		bool irreversible;
		int kind;
	} *rows;
	int row_count;
	const struct step_row *move; /* the one being made */
	const char *body;	     /* of a template */
};

struct step *step_new(struct view *view, const struct step_target *target);
void step_free(void *data);
/* One of its own for a menu's or a form's choice, since these free theirs: without the
 * rows, with a copy of this one as its move (or NULL). */
struct step *step_copy(const struct step *step, const struct step_row *move);
/* The view it began in, or NULL when that has gone. */
struct view *step_view(const struct step *step);
/* Make room for the rows of an answer. */
void step_rows(struct step *step, const struct rows *rows);
/* Send a read about the record; the step is freed when that fails. */
void step_read(struct step *step, enum query query, request_fn *done);
/* True when the read failed: it has been said, and the step is gone. */
bool step_failed(struct step *step, const struct err_info *why);

/* step_move.c: make the move step->move, asking for what it needs; takes the step. */
void step_make(struct step *step);
/* Make a move that needs nothing but this; `then` is called when it is written and the
 * record is still for me, with a step for what it has become. Takes the step. */
void step_send(struct step *step, const char *action, const char *key, const char *value,
	       void (*then)(struct step *step));
/* The form of step->move, whatever it needs; takes the step. */
void step_form(struct step *step);
/* The set of words that a field of this name chooses from, "unit": the units, or NULL. */
const char *step_words(const char *field);

/* step.c: the units it may be handed to, with the reasons; takes the step. */
void step_propose(struct step *step);
/* The moves of an answer, as the step's rows. */
void step_read_moves(struct step *step, const struct rows *rows);

/* step_more.c */
bool step_more(struct view *view, enum action action, const struct step_target *target);
/* The form of splitting, a call or a look, and true; takes the step then. */
bool step_more_form(struct step *step, const char *action);

/* step_draft.c: push the form, with what was typed into it before and not saved; takes
 * the step, which is the data of `ops`. Returns the form's view, NULL when it could not
 * stay. */
struct view *step_sheet(struct step *step, const char *action, struct form *form, const struct sheet_ops *ops);
bool step_has_draft(const struct step *step, const char *action);

#endif
