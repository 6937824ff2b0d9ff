/* SPDX-License-Identifier: MIT */
/* The tree of the pane Plans: read branch by branch, folded, gone to. See plans_parts.h. */
#include "view/plans_parts.h"

#include "app.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

/* One read of a branch's children on its way. It names the branch by id, since
 * the tree may have been built anew when the answer comes. */
struct fetch {
	struct fetch *next;
	struct plans *plans;
	enum branch_kind kind;
	int64_t id;
	bool first; /* rows that were not there before will come */
};

struct branch *plans_focused(const struct plans *self)
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

/* Build the visible rows again; the focus stays on what it stood on, or on the
 * nearest row that is left. */
static void arrange(struct plans *self, enum branch_kind kind, int64_t id)
{
	self->list.count = branch_flatten(&self->root, &self->rows);
	picks_keep(&self->picks, self->list.count, plans_row_id, self);
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
	const struct branch *here = plans_focused(self);

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
	const struct branch *here = plans_focused(self);
	enum branch_kind kind = here != NULL ? here->kind : BRANCH_ROOT;
	int64_t id = here != NULL ? branch_id(here) : 0;

	/* Where there was more, the first of it stands now. */
	if (here != NULL && here->kind == BRANCH_MORE)
		kind = BRANCH_ROOT;
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
	if (branch->kind != BRANCH_ROOT && plans_focused(self) == branch && branch->unfolded)
		list_reveal(&self->list, branch->child_count);
	seek_goal(self);
}

static void fetch(struct plans *self, struct branch *branch)
{
	struct fetch *fetch = mem_new(1, sizeof(*fetch));
	char plan[24], id[24], most[16];
	const char *params[3] = {plan, NULL, most};
	enum query query = QUERY_NODE_CHILDREN;

	*fetch = (struct fetch){self->fetches, self, branch->kind, branch_id(branch),
				!branch->loaded};
	self->fetches = fetch;
	snprintf(plan, sizeof(plan), "%lld", (long long)branch_id(branch_plan(branch)));
	snprintf(id, sizeof(id), "%lld", (long long)branch_id(branch));
	snprintf(most, sizeof(most), "%d", branch_most(branch));
	if (branch->kind == BRANCH_ROOT) {
		query = QUERY_PLAN_LIST;
		params[0] = most;
	} else if (branch->kind == BRANCH_NODE && branch->node.kind == PLAN_TASK) {
		query = QUERY_NODE_OCCURRENCES;
		params[0] = id;
		params[1] = most;
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

void plans_read_more(struct plans *self, struct branch *branch)
{
	if (branch->asked)
		return;
	branch->most = branch_most(branch) + BRANCH_PAGE;
	fetch(self, branch);
}

void plans_read(struct plans *self)
{
	if (!self->ready)
		fetch(self, &self->root);
	else
		refresh_branch(self, &self->root);
}

void plans_unfold(struct plans *self, struct branch *branch)
{
	if (!branch_has_children(branch))
		return;
	branch->unfolded = true;
	if (!branch->loaded && !branch->asked)
		fetch(self, branch);
	arrange_here(self);
	list_reveal(&self->list, branch->child_count);
}

void plans_fold(struct plans *self, struct branch *branch)
{
	if (!branch->unfolded) {
		if (branch->parent != NULL && branch->parent->kind != BRANCH_ROOT)
			arrange(self, branch->parent->kind, branch_id(branch->parent));
		return;
	}
	branch->unfolded = false;
	arrange_here(self);
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
		plans_unfold(self, branch);
}

/* Ask for the children of sections that are not read yet; true when any is awaited. */
static bool read_sections(struct plans *self, struct branch *under)
{
	bool waits = under->asked;

	if (!under->loaded && !under->asked && branch_has_children(under)) {
		fetch(self, under);
		return true;
	}
	if (under->loaded && !under->asked && under->more > 0) {
		under->most = branch_most(under) * 2; /* however far it is, a few answers */
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
		if (self->root.asked)
			return;
		if (self->root.more > 0) {
			self->root.most = branch_most(&self->root) * 2;
			fetch(self, &self->root);
		} else {
			self->goal_plan = self->goal_node = 0;
		}
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

bool plans_reading(const struct plans *self)
{
	for (const struct fetch *one = self->fetches; one != NULL; one = one->next)
		if (one->first)
			return true;
	return self->goal_plan != 0;
}

void plans_free_reads(struct plans *self)
{
	for (struct fetch *one = self->fetches, *next; one != NULL; one = next) {
		next = one->next;
		free(one);
	}
}
