/* SPDX-License-Identifier: MIT */
/*
 * The hits of a search on the server: tasks whose wording, document numbers or units
 * hold all the words, with the match in [brackets]. Read anew as one types: one
 * request at a time, and the newest words win. Its rows can be marked and opened.
 */
#ifndef KSTT_VIEW_FOUND_H
#define KSTT_VIEW_FOUND_H

#include "view/view.h"

struct view *found_new(struct app *app);
/* All tasks of a plan, for a filter; with a state among its terms, what is owed. */
struct view *found_new_plan(struct app *app, int64_t plan, const char *key);
bool found_is(const struct view *view);
/* Look for these words. */
void found_look(struct view *view, const char *words);
const char *found_words(const struct view *view);
/* How many hits there are, for the line in which one types. */
const char *found_note(const struct view *view, struct arena *arena);

#endif
