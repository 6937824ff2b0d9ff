/* SPDX-License-Identifier: MIT */
/* See edit_ask.h. */
#include "view/edit_ask.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "view/ask.h"
#include "view/edit.h"
#include "view/order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void edit_free(void *data)
{
	struct edit *edit = data;

	free(edit->kind);
	free(edit->name);
	free(edit);
}

static void closed(void *data)
{
	struct edit *edit = data;

	if (!edit->sent)
		edit_free(edit);
}

static struct edit *copy_of(const struct edit *edit)
{
	struct edit *copy = mem_new(1, sizeof(*copy));

	*copy = *edit;
	copy->kind = NULL;
	copy->name = mem_copy(edit->name);
	return copy;
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
	edit->sent = true;
	order_send(edit->app, &(struct order){.query = query,
					      .params = params,
					      .answered = answered,
					      .free = edit_free,
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

void edit_ask_move(const struct edit *asked, const struct rows *rows, struct arena *arena)
{
	struct edit *edit = copy_of(asked);
	struct ask ask = {.answered = moved, .closed = closed, .data = edit};
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(arena, _("Move %s"), edit->name));
	prompt_add(&prompt, _("to section"), rows_text(rows, 0, "parent_path"), 0);
	prompt_add(&prompt, _("as number"), rows_text(rows, 0, "number"), 6);
	ask_open(edit->app, &prompt, &ask);
}

void edit_ask_withdraw(const struct edit *asked, const struct rows *rows, struct arena *arena)
{
	struct edit *edit = copy_of(asked);
	struct ask ask = {.answered = withdrawn, .closed = closed, .data = edit};
	int open = (int)rows_int(rows, 0, "open");
	struct prompt prompt;

	prompt_start(&prompt, open > 0 ? arena_printf(arena, _("Withdraw %s (%d open are cancelled), reason:"),
						     edit->name, open)
				       : arena_printf(arena, _("Withdraw %s, reason:"), edit->name));
	prompt_add(&prompt, "", edit->app->reason != NULL ? edit->app->reason : "", 0);
	ask_open(edit->app, &prompt, &ask);
}

void edit_ask_issue(const struct edit *asked, const struct rows *rows, struct arena *arena)
{
	struct edit *edit = copy_of(asked);
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

void edit_ask_close(const struct edit *asked, const struct rows *rows, struct arena *arena)
{
	struct edit *edit = copy_of(asked);
	struct ask ask = {.answered = confirmed, .closed = closed, .data = edit};
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(arena, _("Close %s (%d still open)? Enter yes, Esc no"),
					   edit->name, (int)rows_int(rows, 0, "open")));
	ask_open(edit->app, &prompt, &ask);
}
