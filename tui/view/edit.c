/* SPDX-License-Identifier: MIT */
/* See edit.h. */
#include "view/edit.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/plan.h"
#include "view/ask.h"
#include "view/edit_node.h"
#include "view/edit_plan.h"
#include "view/looks.h"
#include "view/order.h"
#include "view/plans.h"
#include "view/ready.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What was asked for, until its line has been answered. */
struct edit {
	struct app *app;
	enum action action;
	enum context from; /* of the view it was asked in */
	int64_t plan, node;
	int version;
	char *kind, *name;
	bool done; /* it has been sent: the answer frees it */
};

static void free_edit(void *data)
{
	struct edit *edit = data;

	free(edit->kind);
	free(edit->name);
	free(edit);
}

static void closed(void *data)
{
	struct edit *edit = data;

	if (!edit->done)
		free_edit(edit);
}

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

/* What has become of it. */
static void answered(void *data, struct app *app, struct view *view, const struct rows *rows,
		     const struct err_info *why)
{
	const struct edit *edit = data;
	struct arena *arena;
	const char *what = "";
	int cancelled;

	(void)view;
	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (edit->action == ACTION_EDIT_WITHDRAW) {
		free(app->reason);
		app->reason = NULL;
	}
	arena = arena_new();
	switch (edit->action) {
	case ACTION_EDIT_MOVE:
		what = arena_printf(arena, _("%s stands at %s now"), rows_text(rows, 0, "was"),
				    rows_text(rows, 0, "path"));
		break;
	case ACTION_EDIT_WITHDRAW:
		cancelled = (int)rows_int(rows, 0, "cancelled");
		what = cancelled > 0 ? arena_printf(arena, _("%s is withdrawn, %d owed things cancelled"),
						    edit->name, cancelled)
				     : arena_printf(arena, _("%s is withdrawn"), edit->name);
		break;
	case ACTION_EDIT_ISSUE:
		what = arena_printf(arena, _("%s is in force, %d owed things, %d phrases to confirm"),
				    rows_text(rows, 0, "key"), (int)rows_int(rows, 0, "occurrences"),
				    (int)rows_int(rows, 0, "unread"));
		break;
	default:
		what = arena_printf(arena, _("%s is closed"), edit->name);
		break;
	}
	edit_say_saved(app, what);
	arena_free(arena);
}

static void send(struct edit *edit, enum query query, const char *const *params)
{
	edit->done = true;
	order_send(edit->app, &(struct order){.query = query,
					      .params = params,
					      .answered = answered,
					      .free = free_edit,
					      .data = edit});
}

static const char *moved(void *data, const struct prompt *prompt)
{
	struct edit *edit = data;
	char node[24], version[16], number[16];
	const char *params[4] = {node, version, prompt_value(prompt, 0), number};
	int wanted = atoi(prompt_value(prompt, 1));

	if (wanted < 1)
		return _("Write as which it is to stand there: 1, 2, …");
	snprintf(node, sizeof(node), "%lld", (long long)edit->node);
	snprintf(version, sizeof(version), "%d", edit->version);
	snprintf(number, sizeof(number), "%d", wanted);
	send(edit, QUERY_NODE_MOVE, params);
	return NULL;
}

static const char *withdrawn(void *data, const struct prompt *prompt)
{
	struct edit *edit = data;
	char id[24], version[16];
	const char *reason = prompt_value(prompt, 0);
	const char *params[3] = {id, version, reason};

	if (reason[strspn(reason, " ")] == '\0')
		return _("Withdrawing needs its reason");
	free(edit->app->reason);
	edit->app->reason = mem_copy(reason); /* until it has been written */
	snprintf(id, sizeof(id), "%lld", (long long)(edit->node != 0 ? edit->node : edit->plan));
	snprintf(version, sizeof(version), "%d", edit->version);
	send(edit, edit->node != 0 ? QUERY_NODE_WITHDRAW : QUERY_PLAN_WITHDRAW, params);
	return NULL;
}

static const char *issued(void *data, const struct prompt *prompt)
{
	struct edit *edit = data;
	char plan[24], version[16], iso[DATE_TEXT];
	const char *params[4] = {plan, version, prompt_value(prompt, 0), iso};
	bool valid = true;
	int day = date_read_typed(prompt_value(prompt, 1), edit->app->me.today, &valid);

	if (!valid || day == DATE_NONE)
		return _("There is no such day. Write it as 20/11/2026.");
	if (params[2][strspn(params[2], " ")] == '\0')
		return _("A plan needs its number, without @");
	snprintf(plan, sizeof(plan), "%lld", (long long)edit->plan);
	snprintf(version, sizeof(version), "%d", edit->version);
	date_iso(day, iso);
	send(edit, QUERY_PLAN_ISSUE, params);
	return NULL;
}

static const char *confirmed(void *data, const struct prompt *prompt)
{
	struct edit *edit = data;
	char plan[24], version[16];
	const char *params[2] = {plan, version};

	(void)prompt;
	snprintf(plan, sizeof(plan), "%lld", (long long)edit->plan);
	snprintf(version, sizeof(version), "%d", edit->version);
	send(edit, QUERY_PLAN_CLOSE, params);
	return NULL;
}

/* The questions. */

static void ask_move(struct edit *edit, const struct rows *rows, struct arena *arena)
{
	struct ask ask = {.answered = moved, .closed = closed, .data = edit};
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(arena, _("Move %s"), edit->name));
	prompt_add(&prompt, _("to section"), rows_text(rows, 0, "parent_path"), 0);
	prompt_add(&prompt, _("as number"), rows_text(rows, 0, "number"), 6);
	ask_open(edit->app, &prompt, &ask);
}

static void ask_withdraw(struct edit *edit, const struct rows *rows, struct arena *arena)
{
	struct ask ask = {.answered = withdrawn, .closed = closed, .data = edit};
	int open = (int)rows_int(rows, 0, "open");
	struct prompt prompt;

	prompt_start(&prompt, open > 0 ? arena_printf(arena, _("Withdraw %s (%d open are cancelled), reason:"),
						     edit->name, open)
				       : arena_printf(arena, _("Withdraw %s, reason:"), edit->name));
	prompt_add(&prompt, "", edit->app->reason != NULL ? edit->app->reason : "", 0);
	ask_open(edit->app, &prompt, &ask);
}

static void ask_issue(struct edit *edit, const struct rows *rows, struct arena *arena)
{
	struct ask ask = {.answered = issued, .closed = closed, .data = edit};
	int date = rows_date(rows, 0, "issued"), looks = (int)rows_int(rows, 0, "looks");
	struct prompt prompt;
	char day[DATE_TEXT];

	prompt_start(&prompt,
		     looks > 0 ? arena_printf(arena, _("Issue (%d tasks, %d still to be looked at):"),
					      (int)rows_int(rows, 0, "tasks"), looks)
			       : arena_printf(arena, _("Issue (%d tasks, %d phrases to confirm):"),
					      (int)rows_int(rows, 0, "tasks"),
					      (int)rows_int(rows, 0, "unread")));
	prompt_add(&prompt, _("no."), rows_text(rows, 0, "number"), 0);
	prompt_add(&prompt, _("on"), date_show(date != DATE_NONE ? date : edit->app->me.today, day), 11);
	ask_open(edit->app, &prompt, &ask);
}

static void ask_close(struct edit *edit, const struct rows *rows, struct arena *arena)
{
	struct ask ask = {.answered = confirmed, .closed = closed, .data = edit};
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(arena, _("Close %s (%d still open)? Enter yes, Esc no"),
					   edit->name, (int)rows_int(rows, 0, "open")));
	ask_open(edit->app, &prompt, &ask);
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

/* The line of a copy of `edit`, which ready.c frees. */
static struct edit *copy_of(const struct edit *edit)
{
	struct edit *copy = mem_new(1, sizeof(*copy));

	*copy = *edit;
	copy->kind = edit->kind != NULL ? mem_copy(edit->kind) : NULL;
	copy->name = mem_copy(edit->name != NULL ? edit->name : "");
	return copy;
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
		ask_move(copy_of(edit), rows, arena);
		break;
	case ACTION_EDIT_WITHDRAW:
		ask_withdraw(copy_of(edit), rows, arena);
		break;
	case ACTION_EDIT_EDIT:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_ANEW);
		break;
	case ACTION_EDIT_SPLIT:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_SPLIT);
		break;
	case ACTION_EDIT_NEW:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_BELOW);
		break;
	default:
		edit_node_open(app, edit->from, edit->node, rows, EDIT_NODE_AFTER);
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
		ask_withdraw(copy_of(edit), rows, arena);
		break;
	case ACTION_EDIT_ISSUE:
		ask_issue(copy_of(edit), rows, arena);
		break;
	case ACTION_EDIT_CLOSE:
		ask_close(copy_of(edit), rows, arena);
		break;
	case ACTION_EDIT_EDIT:
		edit_plan_open(app, edit->plan, rows, EDIT_PLAN_ANEW);
		break;
	case ACTION_EDIT_COPY:
		edit_plan_open(app, edit->plan, rows, EDIT_PLAN_COPY);
		break;
	default:
		edit_node_open_top(app, edit->from, edit->plan, rows, edit->kind);
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
					.free = free_edit,
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
			edit_plan_new(app);
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
