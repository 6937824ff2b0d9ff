/* SPDX-License-Identifier: MIT */
/*
 * The Grid: a task that many units owe, as a table of one sign a cell. The real
 * cursor stands in the cell; the last line says what stands behind it.
 */
#ifndef KSTT_VIEW_GRID_H
#define KSTT_VIEW_GRID_H

#include "view/view.h"

/* `occurrence`: the cell that the cursor stands in at first, or 0. */
struct view *grid_new(struct app *app, int64_t node, int64_t occurrence);

#endif
