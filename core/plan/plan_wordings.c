/* SPDX-License-Identifier: MIT */
/* Whom a plan names, for the database to say who that is. */
#include "base/i18n.h"
#include "base/text.h"
#include "plan/plan_lint.h"

#include <stdlib.h>
#include <string.h>

struct use {
	const char *wording;
	int node;
	enum plan_csv_cell cell;
};

struct plan_wordings {
	struct use *uses; /* by wording */
	int count;
};

static int by_wording(const void *a, const void *b)
{
	const struct use *x = a, *y = b;
	int order = strcmp(x->wording, y->wording);

	if (order != 0)
		return order;
	if (x->node != y->node)
		return x->node < y->node ? -1 : 1;
	return (int)x->cell - (int)y->cell;
}

static void add(struct plan_wordings *w, const struct plan_csv_node *node, int index,
		enum plan_csv_cell cell, const char *wording)
{
	const char *name = cell == PLAN_CSV_LEAD ? "lead" : "coordinate";

	if (!*wording || strstr(node->inherited, name) != NULL)
		return;
	w->uses[w->count++] =
	    (struct use){.wording = wording, .node = index, .cell = cell};
}

struct plan_wordings *plan_wordings_new(const struct plan_csv *plan, struct str *json)
{
	struct plan_wordings *w = mem_new(1, sizeof(*w));
	const char *last = NULL;

	w->uses = mem_new((size_t)plan->count * 2 + 1, sizeof(*w->uses));
	for (int i = 0; i < plan->count; i++) {
		const struct plan_csv_node *node = &plan->nodes[i];

		if (node->kind != PLAN_CSV_TASK)
			continue;
		add(w, node, i, PLAN_CSV_LEAD, node->lead);
		add(w, node, i, PLAN_CSV_COORDINATE, node->coordinate);
	}
	qsort(w->uses, (size_t)w->count, sizeof(*w->uses), by_wording);
	str_add_char(json, '[');
	for (int i = 0; i < w->count; i++) {
		if (last != NULL && strcmp(last, w->uses[i].wording) == 0)
			continue;
		str_add(json, last != NULL ? "," : "");
		last = w->uses[i].wording;
		str_add_json(json, last);
	}
	str_add_char(json, ']');
	return w;
}

void plan_wordings_free(struct plan_wordings *wordings)
{
	free(wordings->uses);
	free(wordings);
}

static void note_plan(struct plan_csv *plan, const char *what, const char *detail)
{
	struct plan_csv_place top = {0};

	if (strcmp(what, "right") == 0)
		plan_csv_note(plan, &top, _("you may not write plans of %.40s"), detail);
	else if (strcmp(what, "loaded") == 0)
		plan_csv_note(plan, &top, _("the plan %.80s is loaded already"), detail);
	else
		plan_csv_note(plan, &top, _("the parent plan %.80s is not loaded"), detail);
}

/* "Các đơn vị có liên quan" names nobody, and is not meant to. */
static bool is_anybody(const struct plan_csv *plan, const char *segment)
{
	return strstr(text_fold(plan->memory, segment), "lien quan") != NULL;
}

void plan_wordings_note(const struct plan_wordings *wordings, struct plan_csv *plan,
			int wording, const char *what, const char *segment)
{
	int number = 0;

	if (wording == 0) {
		note_plan(plan, what, segment);
		return;
	}
	for (int i = 0; i < wordings->count; i++) {
		const struct use *use = &wordings->uses[i];
		const struct plan_csv_place *at = &plan->nodes[use->node].at[use->cell];

		number += i == 0 || strcmp(use->wording, use[-1].wording) != 0;
		if (number > wording)
			break;
		if (number < wording)
			continue;
		if (use->cell == PLAN_CSV_COORDINATE && is_anybody(plan, segment))
			continue;
		if (strcmp(what, "group") == 0)
			plan_csv_note(plan, at,
				      _("the group \"%.80s\" has no members at the end "
					"of %d"),
				      segment, plan->year);
		else
			plan_csv_note(plan, at, _("\"%.80s\" is no unit that is known"),
				      segment);
	}
}
