/* SPDX-License-Identifier: MIT */
/* The answers to the reads that fill the pane Task; each replaces its own part. */
#include "view/task_parts.h"

#include "app.h"
#include "plan/event.h"
#include "plan/plan.h"
#include "plan/reading.h"
#include "view/link.h"
#include "view/mark.h"
#include "view/task_text.h"

#include <stdio.h>

static struct arena *renew(struct task *self, enum part part)
{
	arena_free(self->parts[part]);
	self->parts[part] = arena_new();
	self->stale = true;
	return self->parts[part];
}

static bool failed(struct task *self, const struct err_info *why)
{
	if (why != NULL && why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	return why != NULL;
}

static void got_detail(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;
	struct arena *arena;

	if (failed(self, why) || rows_count(rows) == 0)
		return;
	arena = renew(self, PART_DETAIL);
	self->path = arena_copy(arena, rows_text(rows, 0, "path"));
	self->plan_key = arena_copy(arena, rows_text(rows, 0, "plan_key"));
	self->plan_title = arena_copy(arena, rows_text(rows, 0, "plan_title"));
	self->section = arena_printf(arena, "%s %s", rows_text(rows, 0, "section_label"),
				     rows_text(rows, 0, "section_text"));
	self->text = arena_copy(arena, rows_text(rows, 0, "text"));
	self->phrase = arena_copy(arena, rows_text(rows, 0, "phrase"));
	self->reading = task_text_reading(rows, arena);
	self->report = task_text_report(rows, arena);
	self->lead = arena_copy(arena, rows_text(rows, 0, "lead"));
	self->coordinate = arena_copy(arena, rows_text(rows, 0, "coordinate"));
	self->deliverable = arena_copy(arena, rows_text(rows, 0, "deliverable"));
	self->inherited = arena_copy(arena, rows_text(rows, 0, "inherited"));
	self->doubt = arena_copy(arena, rows_text(rows, 0, "doubt"));
	self->plan = rows_int(rows, 0, "plan_id");
	self->withdrawn = task_text_withdrawn(rows, arena);
	self->closed = plan_state_read(rows_text(rows, 0, "plan_state")) == PLAN_CLOSED;
}

static void got_assignments(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;

	if (!failed(self, why))
		self->assignment_count = task_text_leads(rows, renew(self, PART_ASSIGNMENTS),
							 &self->assignments);
}

static void got_links(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;

	if (!failed(self, why))
		self->link_count = link_read(rows, renew(self, PART_LINKS), &self->links);
}

static void got_owed(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;
	struct arena *arena;

	if (failed(self, why))
		return;
	arena = renew(self, PART_OWED);
	self->owed_count = rows_count(rows);
	self->owed = arena_alloc(arena, (size_t)(self->owed_count + 1) * sizeof(*self->owed));
	for (int i = 0; i < self->owed_count; i++) {
		occurrence_read(rows, i, arena, &self->owed[i]);
		self->owed[i].phrase_due = rows_date(rows, i, "phrase_due");
		self->owed[i].cutoff = rows_date(rows, i, "cutoff");
	}
}

static void got_events(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;

	if (!failed(self, why))
		self->event_count = event_tell(rows, renew(self, PART_EVENTS), &self->events);
}

static void got_proofs(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;

	if (!failed(self, why))
		self->proofs = hanging_read(false, rows, renew(self, PART_PROOFS));
}

static void got_asks(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;

	if (!failed(self, why))
		self->asks = hanging_read(true, rows, renew(self, PART_ASKS));
}

/* What a task read "khi có phản ánh, kiến nghị" stands at: nothing is entered twice. */
static void got_register(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;
	struct arena *arena;

	if (failed(self, why))
		return;
	arena = renew(self, PART_REGISTER);
	self->figure_count = rows_count(rows);
	self->figures = arena_alloc(arena, (size_t)(self->figure_count + 1) * sizeof(char *));
	for (int i = 0; i < self->figure_count; i++)
		self->figures[i] = task_text_register(rows, i, arena);
}

static void got_history(void *data, const struct rows *rows, const struct err_info *why)
{
	struct task *self = data;
	struct arena *arena;

	/* The last of the answers: a key means the rows that are there from now on. */
	self->asked = false;
	mark_shown(&self->view);
	if (failed(self, why))
		return;
	arena = renew(self, PART_HISTORY);
	self->history_count = rows_count(rows);
	self->history = arena_alloc(arena, (size_t)(self->history_count + 1) * sizeof(char *));
	for (int i = 0; i < self->history_count; i++)
		self->history[i] = task_text_history(rows, i, arena);
}

void task_read(struct view *view)
{
	struct task *self = (struct task *)view;
	char node[24];
	const char *params[2] = {node, NULL}; /* the second: all that is owed */
	struct conn *conn = view->app->conn;

	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	request_read(conn, QUERY_NODE_DETAIL, params, got_detail, self);
	request_read(conn, QUERY_NODE_ASSIGNMENTS, params, got_assignments, self);
	request_read(conn, QUERY_NODE_LINKS, params, got_links, self);
	request_read(conn, QUERY_NODE_OCCURRENCES, params, got_owed, self);
	request_read(conn, QUERY_PROOFS, params, got_proofs, self);
	request_read(conn, QUERY_ASKS, params, got_asks, self);
	request_read(conn, QUERY_NODE_EVENTS, params, got_events, self);
	request_read(conn, QUERY_FEEDBACK_TASK, params, got_register, self);
	request_read(conn, QUERY_NODE_HISTORY, params, got_history, self);
}
