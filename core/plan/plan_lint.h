/* SPDX-License-Identifier: MIT */
/*
 * What somebody should look at before a plan is loaded: added to the plan's notes.
 */
#ifndef KSTT_PLAN_PLAN_LINT_H
#define KSTT_PLAN_PLAN_LINT_H

#include "plan/plan_csv.h"

/* Labels that stand twice or leave a gap, years that are not the plan's, time phrases
 * that cannot be read. Pure. */
void plan_lint(struct plan_csv *plan);

/* The wordings of leads and coordinating bodies of the tasks, each once, as the JSON
 * array that plan_import_check takes. */
struct plan_wordings;
struct plan_wordings *plan_wordings_new(const struct plan_csv *plan, struct str *json);
void plan_wordings_free(struct plan_wordings *wordings);
/* What the database says of wording number `wording` (from 1), or of the plan (0). */
void plan_wordings_note(const struct plan_wordings *wordings, struct plan_csv *plan,
			int wording, const char *what, const char *segment);

/* The notes in the order of their places. */
void plan_lint_sort(struct plan_csv *plan);

#endif
