/* SPDX-License-Identifier: MIT */
/*
 * What hangs on an owed thing, each on lines of its own below it: open questions and
 * further documents. Either can be ended, by one line that asks.
 */
#ifndef KSTT_VIEW_HANGING_H
#define KSTT_VIEW_HANGING_H

#include "db/rows.h"
#include "view/view.h"

struct hanging {
	int64_t id, occurrence;
	bool question;	  /* else a document */
	bool mine;	  /* I may end it */
	const char *text; /* its line */
	const char *what; /* what the question to end it calls it */
};

struct hangings {
	struct hanging *all;
	int count;
};

/* Read the rows of `asks`, or of `proofs` without those of the marks themselves. */
struct hangings hanging_read(bool questions, const struct rows *rows, struct arena *arena);
/* The first on this owed thing, or NULL. */
const struct hanging *hanging_on(const struct hangings *hangings, int64_t occurrence);
/* ASK_DONE or UNPROOF, of this one; NULL or another's: why not is said. */
bool hanging_end(struct view *view, enum action action, const struct hanging *one);

#endif
