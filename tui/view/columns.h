/* SPDX-License-Identifier: MIT */
/*
 * The columns at the right of the lists of tasks: next due date, done of owed,
 * late, soon. In one place, so that head and rows agree at any width.
 */
#ifndef KSTT_VIEW_COLUMNS_H
#define KSTT_VIEW_COLUMNS_H

#include "term/paint.h"

enum {
	COLUMNS_DUE = 10,
	COLUMNS_DONE = 9,
	COLUMNS_LATE = 7,
	COLUMNS_SOON = 5,
	COLUMNS_RIGHT = COLUMNS_DUE + COLUMNS_DONE + COLUMNS_LATE + COLUMNS_SOON + 1,
};

/* Text and blanks, in all `columns`, of which the last stays blank; returns the column
 * after them. */
int columns_cell(struct paint *paint, int row, int at, int columns, const char *text);
/* The first column of the block at the right. */
int columns_start(const struct paint *paint);
/* Any text may be "". */
void columns_paint(struct paint *paint, int row, enum theme theme, const char *due,
		   const char *done, const char *late, const char *soon);
/* "12/65", or "" when nothing is owed. */
const char *columns_ratio(struct arena *arena, int done, int owed);
/* The number, or "" for 0. */
const char *columns_count(struct arena *arena, int count);

#endif
