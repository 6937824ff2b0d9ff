/* SPDX-License-Identifier: MIT */
/*
 * What every pane, prompt and dialog is: a view on a stack. A view never loops
 * and never blocks; it changes its state, asks the database, and is painted at
 * the end of the turn.
 */
#ifndef KSTT_VIEW_VIEW_H
#define KSTT_VIEW_VIEW_H

#include "base/str.h"
#include "input/action.h"
#include "term/paint.h"

#include <stdbool.h>
#include <stdint.h>

struct app;
struct view;

struct list;
struct sieve;

/* What a list tells of its rows, so that one can look for them (find.c) and leave
 * some out (filter.c). A function that a list cannot answer is NULL. */
struct view_rows {
	struct list *(*list)(struct view *view);
	/* Append what `/` looks through. NULL: the server is asked instead. */
	void (*text)(struct view *view, int row, struct str *out);
	bool (*late)(struct view *view, int row);
	/* What is left out, and leaving it out anew after that has changed. */
	struct sieve *(*sieve)(struct view *view);
	void (*sift)(struct view *view);
	/* A new list of what a tree holds, to be filtered in its stead. */
	struct view *(*whole)(struct view *view);
};

struct view_ops {
	enum context context;
	/* An overlay paints only the bottom line, over the view below it. */
	bool overlay;
	/* What is pasted into it keeps its line ends; elsewhere it becomes one line. */
	bool lines;
	/* It has the whole screen: no title, no hints. */
	bool bare;
	/* Append what the title line says of this view. */
	void (*title)(struct view *view, struct str *out);
	/* Paint the rows [first, first + rows), and set the cursor. */
	void (*paint)(struct view *view, struct paint *paint, int first, int rows);
	/* Do it; false when the action is none of the view's. */
	bool (*act)(struct view *view, enum action action);
	/* A raw key before the keymap sees it; NULL when the view takes none. */
	bool (*key)(struct view *view, uint32_t key);
	/* Whether a key is the view's own, e.g. a letter of what is typed there, so that it
	 * never leads to an action. NULL: none is. */
	bool (*takes)(uint32_t key);
	/* False when who works here can never do it in this view: neither hints nor help
	 * speak of it. NULL: all that the context has. */
	bool (*offers)(const struct view *view, enum action action);
	/* True while an answer is on its way without which a key could mean another
	 * row than the user has in mind. NULL: never. */
	bool (*waiting)(const struct view *view);
	/* Read again what is shown. NULL when nothing comes from the database. */
	void (*refresh)(struct view *view);
	void (*free)(struct view *view);
	/* NULL when the view is no list. */
	const struct view_rows *rows;
};

struct view {
	const struct view_ops *ops;
	struct app *app;
};

#endif
