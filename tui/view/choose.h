/* SPDX-License-Identifier: MIT */
/*
 * Choosing one thing on the bottom line by typing its code or words: Tab asks the
 * server what is meant and walks through it, Enter takes the one that stands there,
 * or the only one that the words mean.
 */
#ifndef KSTT_VIEW_CHOOSE_H
#define KSTT_VIEW_CHOOSE_H

#include "db/request.h"
#include "view/view.h"
#include "widget/choices.h"

struct choose {
	const char *label; /* before what is typed; copied */
	const char *text;  /* what stands there at first, or NULL */
	/* Its first parameter is `id`, its last what was typed; it answers code, title and
	 * exact (this is the one that was typed), and what `read` reads. */
	enum query query;
	int64_t id;
	/* Fill in of a row what `took` wants to know; code and title are filled in. The
	 * note may be made anew in the arena. */
	void (*read)(const struct rows *rows, int row, struct arena *arena, struct choice *choice);
	/* One was chosen; the line has gone. */
	void (*took)(struct view *view, void *data, const struct choice *choice);
	/* The line goes, in any case, after that; NULL when there is nothing to free. */
	void (*closed)(void *data);
	void *data;
};

/* Open the line over `base`. */
void choose_open(struct view *base, const struct choose *choose);

#endif
