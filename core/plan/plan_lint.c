/* SPDX-License-Identifier: MIT */
#include "plan/plan_lint.h"

#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "plan/label.h"
#include "plan/schedule.h"

#include <stdlib.h>
#include <string.h>

/* The last numbered sibling of each node, for a gap: by parent. */
struct siblings {
	struct label label; /* of the last one */
	int node;
};

static void lint_gap(struct plan_csv *plan, const struct plan_csv_node *node,
		     const struct label *label, const struct siblings *last)
{
	const struct plan_csv_node *before = &plan->nodes[last->node];

	if (label->number == last->label.number + 1)
		return;
	if (label->number > last->label.number)
		plan_csv_note(plan, &node->at[PLAN_CSV_LABEL],
			      _("a gap: \"%.20s\" comes after \"%.20s\""), node->label,
			      before->label);
	else if (label->number < last->label.number)
		plan_csv_note(plan, &node->at[PLAN_CSV_LABEL],
			      _("out of order: \"%.20s\" comes after \"%.20s\""),
			      node->label, before->label);
}

/* Whether another node of the same parent, further up, has this label. */
static const struct plan_csv_node *label_before(const struct plan_csv *plan, int index,
						const int *previous)
{
	const struct plan_csv_node *node = &plan->nodes[index];

	for (int i = previous[index]; i >= 0; i = previous[i])
		if (plan->nodes[i].kind == node->kind &&
		    strcmp(plan->nodes[i].label, node->label) == 0)
			return &plan->nodes[i];
	return NULL;
}

static bool is_counted(const struct label *label)
{
	return label->number > 0 && label->class != LABEL_BULLET;
}

static void lint_label(struct plan_csv *plan, int index, const int *previous,
		       struct siblings *last)
{
	struct plan_csv_node *node = &plan->nodes[index];
	struct label label = label_read(node->label);
	const struct plan_csv_node *twin;

	if (!is_counted(&label))
		return;
	twin = label_before(plan, index, previous);
	if (twin != NULL)
		plan_csv_note(plan, &node->at[PLAN_CSV_LABEL],
			      _("the number \"%.20s\" stands twice, first at %s"),
			      node->label, plan_csv_where(plan, &twin->at[PLAN_CSV_LABEL]));
	else if (last->node >= 0 && last->label.class == label.class &&
		 last->label.depth == label.depth)
		lint_gap(plan, node, &label, last);
	else if (label.number > 1 && last->node < 0)
		plan_csv_note(plan, &node->at[PLAN_CSV_LABEL],
			      _("a gap: the count begins with \"%.20s\""), node->label);
	*last = (struct siblings){.label = label, .node = index};
}

/* `previous` chains the nodes of one parent; many siblings are looked at in turn, so
 * that only labels, which are short, are compared. */
static void lint_labels(struct plan_csv *plan)
{
	size_t count = (size_t)plan->count;
	int *previous = mem_new(count, sizeof(*previous));
	int *youngest = mem_new(count + 1, sizeof(*youngest));
	struct siblings *last = mem_new(count + 1, sizeof(*last));

	for (size_t i = 0; i <= count; i++) {
		youngest[i] = -1;
		last[i].node = -1;
	}
	for (int i = 0; i < plan->count; i++) {
		int parent = plan->nodes[i].parent + 1;

		previous[i] = youngest[parent];
		youngest[parent] = i;
		if (plan->nodes[i].kind == PLAN_CSV_SECTION ||
		    plan->nodes[i].kind == PLAN_CSV_TASK)
			lint_label(plan, i, previous, &last[parent]);
	}
	free(last);
	free(youngest);
	free(previous);
}

static int year_of(int date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	return year;
}

static bool has_class(const struct schedule *schedule, enum schedule_class class)
{
	for (int i = 0; i < schedule->count; i++)
		if (schedule->parts[i].class == class)
			return true;
	return false;
}

static void lint_years(struct plan_csv *plan, const struct plan_csv_node *node,
		       const struct schedule *schedule)
{
	for (int i = 0; i < schedule->count; i++) {
		int last = schedule->parts[i].last;

		if (last != DATE_NONE && year_of(last) != plan->year)
			plan_csv_note(plan, &node->at[PLAN_CSV_TIME],
				      _("the year %d in \"%.100s\" is not the plan's %d"),
				      year_of(last), node->time, plan->year);
	}
}

static void lint_time(struct plan_csv *plan, const struct plan_csv_node *node)
{
	const struct plan_csv_place *at = &node->at[PLAN_CSV_TIME];
	struct schedule schedule;

	if (strstr(node->inherited, "time") != NULL)
		return;
	if (!*node->time) {
		plan_csv_note(plan, at, _("no time is given"));
		return;
	}
	schedule_read(node->time, plan->year, &schedule);
	lint_years(plan, node, &schedule);
	if (has_class(&schedule, SCHEDULE_UNKNOWN))
		plan_csv_note(plan, at, _("the phrase \"%.100s\" cannot be read"),
			      node->time);
	else if (has_class(&schedule, SCHEDULE_ASK) ||
		 has_class(&schedule, SCHEDULE_PERIODIC))
		plan_csv_note(plan, at, _("the phrase \"%.100s\" names no day: to be asked"),
			      node->time);
}

/* "năm 2025" in the title of a plan for 2026. */
static void lint_title(struct plan_csv *plan)
{
	struct plan_csv_place top = {0};
	const char *at = text_fold(plan->memory, plan->title);

	while ((at = strstr(at, "nam 20")) != NULL) {
		at += strlen("nam ");
		if (strspn(at, "0123456789") == 4 && atoi(at) != plan->year)
			plan_csv_note(plan, &top,
				      _("the year %.4s in the title is not the plan's %d"),
				      at, plan->year);
	}
}

void plan_lint(struct plan_csv *plan)
{
	lint_title(plan);
	lint_labels(plan);
	for (int i = 0; i < plan->count; i++)
		if (plan->nodes[i].kind == PLAN_CSV_TASK)
			lint_time(plan, &plan->nodes[i]);
}

static int by_place(const void *a, const void *b)
{
	const struct plan_csv_note *x = a, *y = b;

	if (x->at.table != y->at.table)
		return x->at.table < y->at.table ? -1 : 1;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	if (x->at.column != y->at.column)
		return x->at.column < y->at.column ? -1 : 1;
	return strcmp(x->text, y->text);
}

void plan_lint_sort(struct plan_csv *plan)
{
	if (plan->note_count > 0)
		qsort(plan->notes, (size_t)plan->note_count, sizeof(*plan->notes), by_place);
}
