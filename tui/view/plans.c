/* SPDX-License-Identifier: MIT */
/* See plans.h. */
#include "view/plans.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/reading.h"
#include "view/branch.h"
#include "view/branch_text.h"
#include "view/bulk.h"
#include "view/columns.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/found.h"
#include "view/gap.h"
#include "view/grid.h"
#include "view/link.h"
#include "view/mark.h"
#include "view/task.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct plans {
	struct view view;
	struct branch root;
	struct branch **rows;
	struct list list;
	struct picks picks;
	struct fetch *fetches;
	bool ready; /* the list of plans has come */
	int64_t goal_plan, goal_node; /* what the focus is to go to once it is read, or 0 */
};

/* One read of a branch's children on its way. It names the branch by id, since
 * the tree may have been built anew when the answer comes. */
struct fetch {
	struct fetch *next;
	struct plans *plans;
	enum branch_kind kind;
	int64_t id;
	bool first; /* rows that were not there before will come */
};

static struct branch *focused(const struct plans *self)
{
	return self->list.count > 0 ? self->rows[self->list.focus] : NULL;
}

static struct branch *find_branch(struct branch *under, enum branch_kind kind, int64_t id)
{
	if (under->kind == kind && branch_id(under) == id)
		return under;
	for (int i = 0; i < under->child_count; i++) {
		struct branch *found = find_branch(&under->children[i], kind, id);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/* A unit's row, or a task of which my own unit owes something. */
static int64_t row_id(void *data, int index)
{
	const struct branch *branch = ((struct plans *)data)->rows[index];

	if (branch->kind == BRANCH_OCCURRENCE)
		return branch->occurrence.id;
	return branch->kind == BRANCH_NODE ? branch->node.own : 0;
}

static bool row_picked(void *data, int index)
{
	return picks_has(&((struct plans *)data)->picks, row_id(data, index));
}

/* Build the visible rows again; the focus stays on what it stood on, or on the
 * nearest row that is left. */
static void arrange(struct plans *self, enum branch_kind kind, int64_t id)
{
	self->list.count = branch_flatten(&self->root, &self->rows);
	picks_keep(&self->picks, self->list.count, row_id, self);
	for (int i = 0; i < self->list.count; i++) {
		if (self->rows[i]->kind == kind && branch_id(self->rows[i]) == id) {
			list_focus(&self->list, i);
			return;
		}
	}
	list_focus(&self->list, self->list.focus);
}

static void arrange_here(struct plans *self)
{
	const struct branch *here = focused(self);

	if (here != NULL)
		arrange(self, here->kind, branch_id(here));
	else
		arrange(self, BRANCH_ROOT, 0);
}

static void free_fetch(struct fetch *fetch)
{
	struct fetch **at = &fetch->plans->fetches;

	while (*at != fetch)
		at = &(*at)->next;
	*at = fetch->next;
	free(fetch);
}

static void seek_goal(struct plans *self);

static void fetched(void *data, const struct rows *rows, const struct err_info *why)
{
	struct fetch *fetch = data;
	struct plans *self = fetch->plans;
	struct branch *branch = find_branch(&self->root, fetch->kind, fetch->id);
	const struct branch *here = focused(self);
	enum branch_kind kind = here != NULL ? here->kind : BRANCH_ROOT;
	int64_t id = here != NULL ? branch_id(here) : 0;

	free_fetch(fetch);
	if (self->fetches == NULL) /* the last of them: all rows are true again */
		mark_shown(&self->view);
	if (branch == NULL || why != NULL)
		self->goal_plan = self->goal_node = 0;
	if (branch == NULL)
		return; /* its row has gone meanwhile */
	branch->asked = false;
	if (why != NULL) {
		if (why->code == ERR_LOST) /* the line of hints speaks of the link */
			return;
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
		if (!branch->loaded && branch->kind != BRANCH_ROOT) {
			branch->unfolded = false;
			arrange(self, kind, id);
		}
		return;
	}
	branch_set_children(branch, rows);
	if (branch->kind == BRANCH_ROOT)
		self->ready = true;
	arrange(self, kind, id);
	if (branch->kind != BRANCH_ROOT && focused(self) == branch && branch->unfolded)
		list_reveal(&self->list, branch->child_count);
	seek_goal(self);
}

static void fetch(struct plans *self, struct branch *branch)
{
	struct fetch *fetch = mem_new(1, sizeof(*fetch));
	char plan[24], id[24];
	const char *params[2] = {plan, NULL};
	enum query query = QUERY_NODE_CHILDREN;

	*fetch = (struct fetch){self->fetches, self, branch->kind, branch_id(branch),
				!branch->loaded};
	self->fetches = fetch;
	snprintf(plan, sizeof(plan), "%lld", (long long)branch_id(branch_plan(branch)));
	snprintf(id, sizeof(id), "%lld", (long long)branch_id(branch));
	if (branch->kind == BRANCH_ROOT) {
		query = QUERY_PLAN_LIST;
	} else if (branch->kind == BRANCH_NODE && branch->node.kind == PLAN_TASK) {
		query = QUERY_NODE_OCCURRENCES;
		params[0] = id;
	} else if (branch->kind == BRANCH_NODE) {
		params[1] = id;
	}
	branch->asked = true;
	request_read(self->view.app->conn, query, params, fetched, fetch);
}

static void refresh_branch(struct plans *self, struct branch *branch)
{
	/* What was unfolded while the line was gone comes now. */
	bool due = branch->loaded || (branch->unfolded && !branch->asked);

	if (due && branch->kind != BRANCH_FRAME && branch_has_children(branch))
		fetch(self, branch);
	for (int i = 0; i < branch->child_count; i++)
		if (branch->unfolded || branch->kind == BRANCH_ROOT)
			refresh_branch(self, &branch->children[i]);
}

static void plans_refresh(struct view *view)
{
	struct plans *self = (struct plans *)view;

	if (!self->ready)
		fetch(self, &self->root);
	else
		refresh_branch(self, &self->root);
}

/* Rows. */

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

static void paint_line(void *data, int index, struct paint *paint, int row)
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

static void plans_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct plans *self = (struct plans *)view;

	paint_row(paint, first, THEME_HEAD, _("  Plan, section, task, unit"));
	columns_paint(paint, first, THEME_HEAD, _("Due"), _("Done"), _("Late"), _("Soon"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->ready && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  There is no plan yet. An administrator loads one with: kstt plan import FILE"));
}

/* Actions. */

static void unfold(struct plans *self, struct branch *branch)
{
	if (!branch_has_children(branch))
		return;
	branch->unfolded = true;
	if (!branch->loaded && !branch->asked)
		fetch(self, branch);
	arrange_here(self);
	list_reveal(&self->list, branch->child_count);
}

static void fold(struct plans *self, struct branch *branch)
{
	if (!branch->unfolded) {
		if (branch->parent != NULL && branch->parent->kind != BRANCH_ROOT)
			arrange(self, branch->parent->kind, branch_id(branch->parent));
		return;
	}
	branch->unfolded = false;
	arrange_here(self);
}

static void open_branch(struct plans *self, struct branch *branch)
{
	struct app *app = self->view.app;

	if (branch->kind == BRANCH_OCCURRENCE)
		app_push(app, task_new(app, branch->parent->node.id, branch->occurrence.id));
	else if (branch->kind == BRANCH_NODE && branch->node.kind == PLAN_TASK)
		app_push(app, task_new(app, branch->node.id, branch->node.own));
	else if (branch->unfolded)
		fold(self, branch);
	else
		unfold(self, branch);
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

static const char *node_why_not(const struct plan_node *node)
{
	if (node->kind != PLAN_TASK)
		return _("Only a task can be marked: unfold the section and go to one.");
	if (node->units == 0)
		return _("Nothing is owed here yet: its time phrase names no date.");
	return _("Your unit owes nothing here. Unfold the task (→) to see who does.");
}

static struct mark_target target(struct branch *branch, struct arena *arena)
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

static struct mark_target row_target(void *data, int index, struct arena *arena)
{
	return target(((struct plans *)data)->rows[index], arena);
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
	if (branch != NULL && branch->kind == BRANCH_OCCURRENCE)
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
	struct branch *branch = focused(self);
	struct mark_target to;
	struct arena *arena;
	bool done;

	if (list_act(&self->list, action) ||
	    picks_act(&self->picks, &self->list, action, row_id, self) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, row_id, row_target, self}))
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
		unfold(self, branch);
		return true;
	case ACTION_COLLAPSE:
		fold(self, branch);
		return true;
	case ACTION_GAP:
		app_push(view->app, gap_new(view->app, branch_id(branch_plan(branch))));
		return true;
	case ACTION_GRID:
	case ACTION_LINK:
		open_of_task(self, branch, action);
		return true;
	default:
		arena = arena_new();
		to = target(branch, arena);
		done = mark_act(view, action, &to) || decide(view, action, branch);
		arena_free(arena);
		return done;
	}
}

static bool plans_waiting(const struct view *view)
{
	const struct plans *self = (const struct plans *)view;

	for (const struct fetch *one = self->fetches; one != NULL; one = one->next)
		if (one->first)
			return true;
	return self->goal_plan != 0 || mark_waiting(view);
}

/* Going to a plan or one of its sections, however deep: what is not read yet is asked
 * for, level by level, and seek_goal is called again with the answer. */

static void reveal(struct plans *self, struct branch *branch)
{
	self->goal_plan = self->goal_node = 0;
	for (struct branch *above = branch->parent; above != NULL; above = above->parent)
		above->unfolded = true;
	arrange(self, branch->kind, branch_id(branch));
	if (branch->kind != BRANCH_NODE || branch->node.kind != PLAN_TASK)
		unfold(self, branch);
}

/* Ask for the children of sections that are not read yet; true when any is awaited. */
static bool read_sections(struct plans *self, struct branch *under)
{
	bool waits = under->asked;

	if (!under->loaded && !under->asked && branch_has_children(under)) {
		fetch(self, under);
		return true;
	}
	for (int i = 0; i < under->child_count; i++) {
		struct branch *child = &under->children[i];

		if (child->kind == BRANCH_NODE && child->node.kind == PLAN_SECTION)
			waits = read_sections(self, child) || waits;
	}
	return waits;
}

static void seek_goal(struct plans *self)
{
	struct branch *plan, *node;

	if (self->goal_plan == 0 || !self->ready)
		return;
	plan = find_branch(&self->root, BRANCH_PLAN, self->goal_plan);
	if (plan == NULL) {
		if (!self->root.asked)
			self->goal_plan = self->goal_node = 0;
		return;
	}
	node = self->goal_node == 0 ? plan : find_branch(plan, BRANCH_NODE, self->goal_node);
	if (node != NULL)
		reveal(self, node);
	else if (!read_sections(self, plan))
		reveal(self, plan); /* it is no section of this plan any more */
}

void plans_go(struct view *view, int64_t plan, int64_t node)
{
	struct plans *self = (struct plans *)view;

	self->goal_plan = plan;
	self->goal_node = node;
	seek_goal(self);
}

void plans_go_new(struct view *view, int64_t plan, int64_t node)
{
	struct plans *self = (struct plans *)view;

	self->goal_plan = plan;
	self->goal_node = node;
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
	const struct branch *here = focused((struct plans *)view);
	const struct branch *plan = here != NULL ? branch_plan(here) : NULL;

	return plan != NULL ? found_new_plan(view->app, plan->plan.id, plan->plan.key) : NULL;
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

	for (struct fetch *one = self->fetches, *next; one != NULL; one = next) {
		next = one->next;
		free(one);
	}
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
	self->list.picked = row_picked;
	self->list.picked_data = self;
	plans_refresh(&self->view);
	return &self->view;
}
