/* SPDX-License-Identifier: MIT */
/*
 * `f` in a list that is loaded whole: one line of terms leaves out the other rows as
 * one types; Tab offers what the rows have. The view's title says what is left out
 * (sieve_say), until `F`, or Esc or Enter with nothing typed.
 */
#ifndef KSTT_VIEW_FILTER_H
#define KSTT_VIEW_FILTER_H

#include "plan/task.h"
#include "view/view.h"
#include "widget/sieve.h"

/* FILTER and UNFILTER in `view`; false when `action` is neither. */
bool filter_act(struct view *view, enum action action);
/* The state that one of the terms names in full, as the query search takes it ("open",
 * "late", …), or NULL. */
const char *filter_state(const char *terms);
/* The facets of a row of owed things; texts that are made lie in the arena. */
void filter_row(const struct occurrence *owed, const char *plan_key, const char *path,
		struct arena *arena, struct sieve_row *out);

#endif
