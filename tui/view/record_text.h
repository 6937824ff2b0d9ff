/* SPDX-License-Identifier: MIT */
/*
 * The sentences of a record's pane: what the rows say, in words. Texts lie in the
 * arena or for ever.
 */
#ifndef KSTT_VIEW_RECORD_TEXT_H
#define KSTT_VIEW_RECORD_TEXT_H

#include "db/rows.h"
#include "view/view.h"
#include "widget/lines.h"

/* The parts of a row of feedback_one; nothing of what the server kept back. */
void record_text_one(const struct app *app, const struct rows *rows, struct arena *arena,
		     struct lines *out);
/* A clock of feedback_clocks: what it counts, how far, by which article. */
const char *record_text_clock(const struct app *app, const struct rows *rows, int row,
			      struct arena *arena);
/* A pause or an extension, of feedback_clock_changes. */
const char *record_text_change(const struct app *app, const struct rows *rows, int row,
			       struct arena *arena);
/* A step, of feedback_steps. */
const char *record_text_step(const struct app *app, const struct rows *rows, int row,
			     struct arena *arena);
/* A record that this one is linked to, or likely the same as. */
const char *record_text_link(const struct app *app, const struct rows *rows, int row,
			     struct arena *arena);

#endif
