/* SPDX-License-Identifier: MIT */
/* A row of the pane Plans: how it looks, and what of it is picked and marked. See
 * plans_parts.h. */
#include "view/plans_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/branch_text.h"
#include "view/columns.h"

/* A unit's row, or a task of which my own unit owes something. */
int64_t plans_row_id(void *data, int index)
{
	const struct branch *branch = ((struct plans *)data)->rows[index];

	if (branch->kind == BRANCH_OCCURRENCE)
		return branch->occurrence.id;
	return branch->kind == BRANCH_NODE ? branch->node.own : 0;
}

bool plans_row_picked(void *data, int index)
{
	return picks_has(&((struct plans *)data)->picks, plans_row_id(data, index));
}

static void paint_counts(struct paint *paint, int row, const char *due,
			 const struct plan_counts *counts)
{
	columns_paint(paint, row, THEME_TEXT, due,
		      columns_ratio(paint->scratch, counts->done, counts->owed),
		      columns_count(paint->scratch, counts->late),
		      columns_count(paint->scratch, counts->soon));
}

static void paint_occurrence(const struct plans *self, struct paint *paint, int row,
			     const struct occurrence *owed)
{
	char due[DATE_TEXT];
	const char *late = "";

	if (owed->days_late > 0 && task_state_owes(owed->state))
		late = arena_printf(paint->scratch, _("%dd"), owed->days_late);
	columns_paint(paint, row, THEME_TEXT, date_show(owed->due, due),
		      mark_pending(self->view.app, owed->id) ? "…" : task_state_short(owed->state),
		      late, "");
}

void plans_paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct plans *self = data;
	const struct branch *branch = self->rows[index];
	int at = LIST_MARGIN + 2 * branch->depth;
	int end = columns_start(paint);
	const char *sign = branch->asked && !branch->loaded ? "…"
			   : !branch_has_children(branch)   ? " "
			   : branch->unfolded		    ? "-"
							    : "+";
	const char *text;
	char due[DATE_TEXT];

	switch (branch->kind) {
	case BRANCH_PLAN:
		text = branch_plan_text(paint->scratch, &branch->plan);
		paint_counts(paint, row, "", &branch->plan.counts);
		break;
	case BRANCH_FRAME:
		text = _("Legal bases, purpose, duties");
		columns_paint(paint, row, THEME_TEXT, "", "", "", "");
		break;
	case BRANCH_NODE:
		text = branch_node_text(paint->scratch, &branch->node);
		paint_counts(paint, row, branch_due_text(&branch->node, due), &branch->node.counts);
		break;
	case BRANCH_MORE:
		text = arena_printf(paint->scratch, _("%d more that were not read: Enter reads on"), branch->more);
		columns_paint(paint, row, THEME_TEXT, "", "", "", "");
		sign = branch->parent->asked ? "…" : " ";
		break;
	default:
		text = branch_occurrence_text(paint->scratch, &branch->occurrence);
		paint_occurrence(self, paint, row, &branch->occurrence);
		break;
	}
	for (int i = LIST_MARGIN; i < at; i++)
		paint_text(paint, row, i, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, 1, THEME_TEXT, sign);
	at += paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, end - at, THEME_TEXT, text);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
}

static const char *node_why_not(const struct plan_node *node)
{
	if (node->kind != PLAN_TASK)
		return _("Only a task can be marked: unfold the section and go to one.");
	if (node->units == 0)
		return _("Nothing is owed here yet: no day is named. "
			 "we event, wd set date, wr reading.");
	return _("Your unit owes nothing here. Unfold the task (→) to see who does.");
}

struct mark_target plans_target(struct branch *branch, struct arena *arena)
{
	const struct branch *task = branch->kind == BRANCH_OCCURRENCE ? branch->parent : branch;
	struct mark_target target = {
	    .why_not = _("Only a task can be marked: unfold the plan and go to one.")};

	if (branch->kind == BRANCH_NODE) {
		target.occurrence = branch->node.own;
		target.version = branch->node.own_version;
		target.state = task_state_read(branch->node.own_state);
		target.done_on = branch->node.own_done_on;
		target.document = branch->node.own_document;
		target.note = branch->node.own_note;
		target.what = task_name(arena, branch->node.path, NULL, branch->node.own_period);
		target.why_not = node_why_not(&branch->node);
	} else if (branch->kind == BRANCH_OCCURRENCE) {
		const struct occurrence *owed = &branch->occurrence;

		mark_aim(&target, owed);
		target.what = task_name(arena, task->node.path, owed->unit, owed->period);
		target.why_not = _("You may not mark this: it is another unit's, or its plan is closed.");
	}
	return target;
}

struct mark_target plans_row_target(void *data, int index, struct arena *arena)
{
	return plans_target(((struct plans *)data)->rows[index], arena);
}
