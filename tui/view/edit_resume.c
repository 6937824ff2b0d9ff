/* SPDX-License-Identifier: MIT */
/* Going on with a draft of a plan's form: what it is about stands in its kind, and is
 * read anew before the form opens. See edit.h. */
#include "app.h"
#include "base/mem.h"
#include "view/edit.h"
#include "view/edit_node.h"
#include "view/edit_plan.h"
#include "view/ready.h"

#include <stdio.h>
#include <stdlib.h>

struct resume {
	struct draft *draft; /* NULL: the form has it */
	bool head;	     /* of a plan; otherwise one of its nodes */
	int way;
	int64_t plan, node;
};

static struct draft *take(struct resume *self)
{
	struct draft *draft = self->draft;

	self->draft = NULL;
	return draft;
}

/* What is new is shown in Plans then, wherever its form was opened first. */
static void got_plan(struct app *app, void *data, const struct rows *rows)
{
	struct resume *self = data;
	/* What stands at the top beside sections asks which of its kinds it is. */
	const char *kind = draft_get(self->draft, "kind");

	/* A copy writes another plan than the one that is read. */
	if (!(self->head && self->way == EDIT_PLAN_COPY) && edit_refuses(app, rows, "state"))
		return;
	if (self->head)
		edit_plan_open(app, self->plan, rows, (enum edit_plan_way)self->way, take(self));
	else
		edit_node_open_top(app, CONTEXT_PLANS, self->plan, rows, kind != NULL ? kind : "section",
				   take(self));
}

static void got_node(struct app *app, void *data, const struct rows *rows)
{
	struct resume *self = data;

	if (!edit_refuses(app, rows, "plan_state"))
		edit_node_open(app, CONTEXT_PLANS, self->node, rows, (enum edit_node_way)self->way, take(self));
}

static void resume_free(void *data)
{
	struct resume *self = data;

	draft_free(self->draft);
	free(self);
}

/* Whether its kind is one that a form of plans has written. */
static bool parse(struct resume *self)
{
	long long plan = 0, node = 0;
	int count;

	self->head = sscanf(self->draft->kind, EDIT_PLAN_DRAFT "%d/%lld", &self->way, &plan) == 2;
	count = self->head ? 0 : sscanf(self->draft->kind, EDIT_NODE_DRAFT "%d/%lld/%lld", &self->way, &plan, &node);
	self->plan = plan;
	self->node = node;
	return self->way >= 0 && (self->head ? self->way <= EDIT_PLAN_NEW : count == 3 && self->way <= EDIT_NODE_AFTER);
}

void edit_landed(struct app *app, struct draft *draft, int64_t row)
{
	struct resume self = {.draft = draft};
	char kind[80];

	(void)app;
	if (!parse(&self) || row == 0)
		return;
	if (self.head && self.way != EDIT_PLAN_ANEW)
		snprintf(kind, sizeof(kind), EDIT_PLAN_DRAFT "%d/%lld", EDIT_PLAN_ANEW, (long long)row);
	else if (!self.head && (self.way == EDIT_NODE_BELOW || self.way == EDIT_NODE_AFTER))
		snprintf(kind, sizeof(kind), EDIT_NODE_DRAFT "%d/%lld/%lld", EDIT_NODE_ANEW,
			 (long long)self.plan, (long long)row);
	else
		return;
	draft_set_kind(draft, kind);
}

void edit_resume(struct app *app, struct draft *draft)
{
	struct resume *self = mem_new(1, sizeof(*self));
	char id[24];
	const char *params[1] = {id};

	self->draft = draft;
	if (!parse(self)) {
		resume_free(self);
		return;
	}
	if (self->head && self->way == EDIT_PLAN_NEW) {
		edit_plan_new(app, take(self));
		resume_free(self);
		return;
	}
	snprintf(id, sizeof(id), "%lld", (long long)(self->node != 0 ? self->node : self->plan));
	ready_open(app, &(struct ready){.query = self->node != 0 ? QUERY_NODE_SOURCE : QUERY_PLAN_SOURCE,
					.params = params,
					.got = self->node != 0 ? got_node : got_plan,
					.free = resume_free,
					.data = self});
}
