/* SPDX-License-Identifier: MIT */
/*
 * `/` in any list. A list that is loaded whole is looked through here: each letter
 * narrows, the focus goes to the first row that has all words, and "/" in the margin
 * shows the others. Any other view asks the server and shows the hits (found.h).
 * What was looked for last holds in every list, for the next and previous match.
 */
#ifndef KSTT_VIEW_FIND_H
#define KSTT_VIEW_FIND_H

#include "view/view.h"

struct find;

/* FIND, FIND_NEXT, FIND_PREVIOUS, LATE_NEXT, LATE_PREVIOUS in `view`, which fills the
 * screen; false when `action` is none of them. */
bool find_act(struct view *view, enum action action);
/* Let the margin of the view's list show what matches. */
void find_attach(struct view *view);
/* The view goes away. */
void find_forget(struct app *app, const struct view *view);
void find_free(struct app *app);

#endif
