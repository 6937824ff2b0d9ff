/* SPDX-License-Identifier: MIT */
/*
 * The records behind one number of form II.05a. One that is no longer for me stands
 * there by its code and by where it went.
 */
#ifndef KSTT_VIEW_FIGURES_BEHIND_H
#define KSTT_VIEW_FIGURES_BEHIND_H

#include "view/view.h"

struct figures_cell {
	const char *unit, *since, *until, *field; /* as the query takes them; field "": all */
	int column;
	const char *name; /* of the row, for the title */
};

struct view *figures_behind_new(struct app *app, const struct figures_cell *cell);
/* Who waits to be called back. */
struct view *calls_new(struct app *app);

#endif
