/* SPDX-License-Identifier: MIT */
/* See plans.h. */
#include "view/plans_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/bulk.h"
#include "view/columns.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/found.h"
#include "view/gap.h"
#include "view/grid.h"
#include "view/link.h"
#include "view/task.h"

#include <stdlib.h>

static void plans_refresh(struct view *view)
{
	plans_read((struct plans *)view);
}

static void plans_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct plans *self = (struct plans *)view;

	paint_row(paint, first, THEME_HEAD, _("  Plan, section, task, unit"));
	columns_paint(paint, first, THEME_HEAD, _("Due"), _("Done"), _("Late"), _("Soon"));
	list_paint(&self->list, paint, first + 1, rows - 1, plans_paint_line, self);
	if (self->ready && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  There is no plan yet. An administrator loads one with: kstt plan import FILE"));
}

/* Actions. */

static void open_branch(struct plans *self, struct branch *branch)
{
	struct app *app = self->view.app;

	if (branch->kind == BRANCH_MORE)
		plans_read_more(self, branch->parent);
	else if (branch->kind == BRANCH_OCCURRENCE)
		app_push(app, task_new(app, branch->parent->node.id, branch->occurrence.id));
	else if (branch->kind == BRANCH_NODE && branch->node.kind == PLAN_TASK)
		app_push(app, task_new(app, branch->node.id, branch->node.own));
	else if (branch->unfolded)
		plans_fold(self, branch);
	else
		plans_unfold(self, branch);
}

/* The task of a row: its own, or a unit's; NULL when it has none. */
static const struct branch *task_of(const struct branch *branch)
{
	const struct branch *task = branch->kind == BRANCH_OCCURRENCE ? branch->parent : branch;

	return task->kind == BRANCH_NODE && task->node.kind == PLAN_TASK ? task : NULL;
}

static void open_of_task(struct plans *self, const struct branch *branch, enum action action)
{
	const struct branch *task = task_of(branch);
	struct app *app = self->view.app;

	if (task == NULL)
		app_say(app, THEME_ALERT, _("Only a task has that: unfold the section and go to one."));
	else if (action == ACTION_LINK)
		link_open(&self->view, task->node.id, task->node.path);
	else
		app_push(app, grid_new(app, task->node.id,
				       branch == task ? task->node.own : branch->occurrence.id));
}

static bool decide(struct view *view, enum action action, const struct branch *branch)
{
	const struct branch *task = branch->kind == BRANCH_OCCURRENCE ? branch->parent : branch;
	bool is_task = task->kind == BRANCH_NODE && task->node.kind == PLAN_TASK;

	return decide_act(view, action, is_task ? task->node.id : 0,
			  branch == task ? NULL : &branch->occurrence, is_task ? task->node.path : "");
}

/* What of a plan is edited from a row: nothing (0, 0), the plan, or one of its nodes. */
static int64_t plan_of(const struct branch *branch)
{
	return branch != NULL ? branch_id(branch_plan(branch)) : 0;
}

static int64_t node_of(const struct branch *branch)
{
	if (branch != NULL && (branch->kind == BRANCH_OCCURRENCE || branch->kind == BRANCH_MORE))
		branch = branch->parent;
	return branch != NULL && branch->kind == BRANCH_NODE ? branch->node.id : 0;
}

static const char *kind_of(const struct branch *branch)
{
	return branch != NULL && branch->kind == BRANCH_FRAME ? "basis" : NULL;
}

static bool plans_act(struct view *view, enum action action)
{
	struct plans *self = (struct plans *)view;
	struct branch *branch = plans_focused(self);
	struct mark_target to;
	struct arena *arena;
	bool done;

	if (list_act(&self->list, action) ||
	    picks_act(&self->picks, &self->list, action, plans_row_id, self) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, plans_row_id, plans_row_target, self}))
		return true;
	if (edit_act(view, action, &(struct edit_target){plan_of(branch), node_of(branch), kind_of(branch)}))
		return true;
	if (branch == NULL)
		return false;
	switch (action) {
	case ACTION_OPEN:
		open_branch(self, branch);
		return true;
	case ACTION_EXPAND:
		if (branch->kind == BRANCH_MORE)
			plans_read_more(self, branch->parent);
		else
			plans_unfold(self, branch);
		return true;
	case ACTION_COLLAPSE:
		plans_fold(self, branch);
		return true;
	case ACTION_GAP:
		if (plan_of(branch) != 0)
			app_push(view->app, gap_new(view->app, plan_of(branch)));
		return plan_of(branch) != 0;
	case ACTION_GRID:
	case ACTION_LINK:
		open_of_task(self, branch, action);
		return true;
	default:
		arena = arena_new();
		to = plans_target(branch, arena);
		done = mark_act(view, action, &to) || decide(view, action, branch);
		arena_free(arena);
		return done;
	}
}

static bool plans_waiting(const struct view *view)
{
	const struct plans *self = (const struct plans *)view;

	return plans_reading(self) || mark_waiting(view);
}

static struct list *plans_list(struct view *view)
{
	return &((struct plans *)view)->list;
}

static bool plans_late(struct view *view, int row)
{
	const struct branch *branch = ((struct plans *)view)->rows[row];

	switch (branch->kind) {
	case BRANCH_PLAN:
		return branch->plan.counts.late > 0;
	case BRANCH_NODE:
		return branch->node.counts.late > 0;
	case BRANCH_OCCURRENCE:
		return branch->occurrence.days_late > 0 && task_state_owes(branch->occurrence.state);
	default:
		return false;
	}
}

static struct view *plans_whole(struct view *view)
{
	const struct branch *here = plans_focused((struct plans *)view);
	const struct branch *plan = here != NULL ? branch_plan(here) : NULL;

	return plan != NULL && plan->kind == BRANCH_PLAN ? found_new_plan(view->app, plan->plan.id, plan->plan.key) : NULL;
}

static const struct view_rows plans_rows = {
    .list = plans_list, .late = plans_late, .whole = plans_whole};

static void plans_title(struct view *view, struct str *out)
{
	str_add(out, _("Plans"));
	picks_say(&((struct plans *)view)->picks, out);
}

static void plans_free(struct view *view)
{
	struct plans *self = (struct plans *)view;

	plans_free_reads(self);
	branch_clear(&self->root);
	picks_free(&self->picks);
	free(self->rows);
	free(self);
}

static const struct view_ops plans_ops = {
    .context = CONTEXT_PLANS,
    .title = plans_title,
    .paint = plans_paint,
    .act = plans_act,
    .waiting = plans_waiting,
    .refresh = plans_refresh,
    .free = plans_free,
    .rows = &plans_rows,
};

struct view *plans_new(struct app *app)
{
	struct plans *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&plans_ops, app};
	self->root.kind = BRANCH_ROOT;
	self->root.unfolded = true;
	self->root.loaded = true;
	self->list.picked = plans_row_picked;
	self->list.picked_data = self;
	plans_refresh(&self->view);
	return &self->view;
}
