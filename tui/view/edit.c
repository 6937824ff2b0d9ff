/* SPDX-License-Identifier: MIT */
/* See edit.h. */
#include "view/edit.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/plan.h"
#include "view/edit_ask.h"
#include "view/edit_node.h"
#include "view/edit_plan.h"
#include "view/looks.h"
#include "view/plans.h"
#include "view/ready.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool edit_refuses(struct app *app, const struct rows *rows, const char *state)
{
	const char *why = NULL;

	if (!rows_bool(rows, 0, "mine"))
		why = _("You may not write plans of this unit");
	else if (rows_bool(rows, 0, "withdrawn"))
		why = _("This was withdrawn");
	else if (plan_state_read(rows_text(rows, 0, state)) == PLAN_CLOSED)
		why = _("This plan is closed");
	if (why != NULL)
		app_say(app, THEME_ALERT, "%s.", why);
	return why != NULL;
}

const char *edit_effect(const struct rows *rows, struct arena *arena)
{
	static const struct {
		const char *column, *words;
	} parts[] = {
	    {"added", N_("%d new deadlines")},
	    {"moved", N_("%d deadlines move")},
	    {"removed", N_("%d deadlines go")},
	    {"kept_done", N_("%d stay since they are done")},
	    {"kept_touched", N_("%d stay since something is entered")},
	};
	struct str out = STR_EMPTY;
	const char *text;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		int count = (int)rows_int(rows, 0, parts[i].column);

		if (count == 0)
			continue;
		if (out.len > 0)
			str_add(&out, ", ");
		str_add(&out, arena_printf(arena, _(parts[i].words), count));
	}
	text = out.len > 0 ? arena_copy(arena, str_data(&out)) : _("no deadline changes");
	str_free(&out);
	return text;
}

void edit_say_saved(struct app *app, const char *what)
{
	struct str hint = STR_EMPTY;

	undo_hint(app, &hint);
	app_say(app, THEME_GOOD, _("Saved: %s%s"), what, str_data(&hint));
	str_free(&hint);
}

static void go_to_parent(struct app *app, const struct rows *rows)
{
	int64_t parent = rows_int(rows, 0, "parent_id");
	char *reference = mem_copy(rows_text(rows, 0, "parent_ref"));

	if (parent != 0)
		plans_go(app_show_first(app, PANE_PLANS), parent, 0);
	else if (*reference != '\0')
		app_say(app, THEME_TEXT, _("The parent plan is not loaded: %s"), reference);
	else
		app_say(app, THEME_TEXT, _("No plan is named as this one's parent."));
	free(reference);
}

static void got_node(struct app *app, void *data, const struct rows *rows)
{
	struct edit *edit = data;
	struct arena *arena;

	if (edit_refuses(app, rows, "plan_state"))
		return;
	edit->plan = rows_int(rows, 0, "plan_id");
	edit->version = (int)rows_int(rows, 0, "version");
	edit->name = mem_copy(rows_text(rows, 0, "path"));
	arena = arena_new();
	switch (edit->action) {
	case ACTION_EDIT_MOVE:
		edit_ask_move(edit, rows, arena);
		break;
	case ACTION_EDIT_WITHDRAW:
		edit_ask_withdraw(edit, rows, arena);
		break;
	case ACTION_EDIT_EDIT:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_ANEW, NULL);
		break;
	case ACTION_EDIT_SPLIT:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_SPLIT, NULL);
		break;
	case ACTION_EDIT_NEW:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_BELOW, NULL);
		break;
	default:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_AFTER, NULL);
		break;
	}
	arena_free(arena);
}

static void got_plan(struct app *app, void *data, const struct rows *rows)
{
	struct edit *edit = data;
	bool reads = edit->action == ACTION_EDIT_PARENT || edit->action == ACTION_EDIT_COPY, draft;
	struct arena *arena;

	if (edit->action == ACTION_EDIT_PARENT) {
		go_to_parent(app, rows);
		return;
	}
	if (!reads && edit_refuses(app, rows, "state"))
		return;
	draft = plan_state_read(rows_text(rows, 0, "state")) == PLAN_DRAFT;
	if ((edit->action == ACTION_EDIT_ISSUE && !draft) || (edit->action == ACTION_EDIT_CLOSE && draft)) {
		app_say(app, THEME_ALERT, "%s.",
			draft ? _("This plan is not in force yet") : _("This plan has been issued already"));
		return;
	}
	edit->version = (int)rows_int(rows, 0, "version");
	edit->name = mem_copy(rows_text(rows, 0, "key"));
	arena = arena_new();
	switch (edit->action) {
	case ACTION_EDIT_WITHDRAW:
		edit_ask_withdraw(edit, rows, arena);
		break;
	case ACTION_EDIT_ISSUE:
		edit_ask_issue(edit, rows, arena);
		break;
	case ACTION_EDIT_CLOSE:
		edit_ask_close(edit, rows, arena);
		break;
	case ACTION_EDIT_EDIT:
		edit_plan_open(app, edit->plan, rows, EDIT_PLAN_ANEW, NULL);
		break;
	case ACTION_EDIT_COPY:
		edit_plan_open(app, edit->plan, rows, EDIT_PLAN_COPY, NULL);
		break;
	default:
		edit_node_open_top(app, edit->from, edit->plan, rows, edit->kind, NULL);
		break;
	}
	arena_free(arena);
}

static void read_first(struct view *view, enum action action, const struct edit_target *target, bool node)
{
	struct app *app = view->app;
	struct edit *edit = mem_new(1, sizeof(*edit));
	char id[24];
	const char *params[1] = {id};

	*edit = (struct edit){.app = app, .action = action, .from = view->ops->context, .plan = target->plan, .node = node ? target->node : 0};
	edit->kind = mem_copy(target->kind != NULL ? target->kind : "section");
	snprintf(id, sizeof(id), "%lld", (long long)(node ? target->node : target->plan));
	ready_open(app, &(struct ready){.query = node ? QUERY_NODE_SOURCE : QUERY_PLAN_SOURCE,
					.params = params,
					.got = node ? got_node : got_plan,
					.free = edit_free,
					.data = edit});
}

/* Which of them are about the plan whatever of it the cursor stands on. */
static bool is_plans(enum action action)
{
	return action == ACTION_EDIT_ISSUE || action == ACTION_EDIT_CLOSE || action == ACTION_EDIT_COPY ||
	       action == ACTION_EDIT_PARENT;
}

bool edit_act(struct view *view, enum action action, const struct edit_target *target)
{
	struct app *app = view->app;
	bool whole = is_plans(action);

	switch (action) {
	case ACTION_EDIT_NEW:
	case ACTION_EDIT_AFTER:
		if (target->node == 0 && (target->plan == 0 || (action == ACTION_EDIT_AFTER && target->kind == NULL)))
			edit_plan_new(app, NULL);
		else
			read_first(view, action, target, target->node != 0);
		return true;
	case ACTION_EDIT_MOVE:
	case ACTION_EDIT_SPLIT:
		if (target->node == 0) {
			app_say(app, THEME_ALERT, _("Go to a section or task first."));
			return true;
		}
		break;
	case ACTION_EDIT_LOOKS:
		if (target->plan != 0)
			app_push(app, looks_new(app, target->plan));
		else
			app_say(app, THEME_ALERT, _("Go to a plan first."));
		return true;
	case ACTION_EDIT_EDIT:
	case ACTION_EDIT_WITHDRAW:
	case ACTION_EDIT_ISSUE:
	case ACTION_EDIT_CLOSE:
	case ACTION_EDIT_COPY:
	case ACTION_EDIT_PARENT:
		break;
	default:
		return false;
	}
	if (whole ? target->plan == 0 : target->plan == 0 && target->node == 0)
		app_say(app, THEME_ALERT, _("Go to a plan first."));
	else
		read_first(view, action, target, !whole && target->node != 0);
	return true;
}
