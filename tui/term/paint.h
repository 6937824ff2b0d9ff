/* SPDX-License-Identifier: MIT */
/*
 * Painting: views write whole rows of text by position; curses finds out what
 * has changed. Every text passes the one boundary that makes it harmless
 * (text_show), and becomes ASCII where the terminal can do no more.
 */
#ifndef KSTT_TERM_PAINT_H
#define KSTT_TERM_PAINT_H

#include "base/mem.h"
#include "term/theme.h"

#include <stdbool.h>

struct paint {
	int columns, lines;
	bool ascii;
	struct arena *scratch; /* emptied after each repaint */
	int cursor_row, cursor_column;
	bool left; /* paint_leave has been called */
};

/* Write `text` at a place, cut to at most `columns` columns; returns how many it
 * took. What does not fit the screen is left out. */
int paint_text(struct paint *paint, int row, int column, int columns, enum theme theme,
	       const char *text);
/* The same, right-aligned in the field [column, column + columns). */
void paint_right(struct paint *paint, int row, int column, int columns, enum theme theme,
		 const char *text);
/* Blanks from a place to the end of the row. */
void paint_blank(struct paint *paint, int row, int column);
/* A row that holds just this text. */
void paint_row(struct paint *paint, int row, enum theme theme, const char *text);
/* Where the real cursor stands after this repaint. */
void paint_cursor(struct paint *paint, int row, int column);
/* The focus has moved: before all else, the sign that the cursor stands on is to be
 * taken away (term_leave). */
void paint_leave(struct paint *paint);
/* The last thing of a repaint: put the cursor there. */
void paint_finish(struct paint *paint);

#endif
