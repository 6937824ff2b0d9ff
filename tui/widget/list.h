/* SPDX-License-Identifier: MIT */
/*
 * A list of rows with a focus. The focus is a ">" in the margin with the real
 * cursor on it, not a coloured bar: a step costs about ten bytes, and a screen
 * reader follows it. Knows positions only; the owner paints the rows.
 */
#ifndef KSTT_WIDGET_LIST_H
#define KSTT_WIDGET_LIST_H

#include "input/action.h"
#include "term/paint.h"

#include <stdbool.h>

struct list {
	int count; /* set by the owner */
	int focus;
	int top;
	int page; /* rows shown at the last paint */
	int shown; /* the focus at the last paint */
	int column; /* where the ">" stands: 0 the margin, or a blank of every row */
	/* The sign in the margin's second column, e.g. of a row that was looked for;
	 * ' ' for none. NULL: no row has one. */
	char (*sign)(void *data, int index);
	void *sign_data;
	/* Which rows bear the sign of what is picked; NULL: none. */
	bool (*picked)(void *data, int index);
	void *picked_data;
};

enum { LIST_MARGIN = 2 }; /* columns before a row's text */

/* Move the focus; true when `action` was one of the list's. */
bool list_act(struct list *list, enum action action);
/* Put the focus on a row (clamped), e.g. the one that holds the same thing after
 * the rows were read again. */
void list_focus(struct list *list, int row);

/* Scroll so that the `count` rows after the focus are to be seen too, as far as a
 * page goes: what a key has just unfolded must not stay below the edge. */
void list_reveal(struct list *list, int count);

/* Scroll so that the focus is among the `rows` that are to be painted: for owners
 * who paint by themselves. */
void list_fit(struct list *list, int rows);

typedef void list_row_fn(void *data, int index, struct paint *paint, int row);

/* Paint `rows` screen rows from `first` on; row_fn paints one from column
 * LIST_MARGIN on, and blanks what it leaves. Sets the cursor. */
void list_paint(struct list *list, struct paint *paint, int first, int rows,
		list_row_fn *row_fn, void *data);

#endif
