/* SPDX-License-Identifier: MIT */
/* See remark.h. */
#include "view/remark.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/ask.h"
#include "view/mark.h"
#include "view/order.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER, ISSUED, TITLE }; /* the fields of a proof; a note is field 0 */

struct remark {
	struct app *app;
	struct view *view;
	enum action action;
	int64_t occurrence; /* or the question or document that is ended */
	char *what;
	char *typed[PROMPT_FIELDS];
	bool sent;
};

static void free_remark(struct remark *remark)
{
	if (remark == NULL)
		return;
	for (int i = 0; i < PROMPT_FIELDS; i++)
		free(remark->typed[i]);
	free(remark->what);
	free(remark);
}

static void answered(void *data, struct app *app, struct view *view, const struct rows *rows,
		     const struct err_info *why)
{
	struct remark *remark = data;
	struct str hint = STR_EMPTY;

	(void)view;
	(void)rows;
	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s: %s", remark->what, why->text);
		free_remark(app->refused);
		app->refused = remark; /* what was typed is kept */
		return;
	}
	undo_hint(app, &hint);
	app_say(app, THEME_GOOD,
		remark->action == ACTION_NOTE ? _("Saved: a note on %s%s")
					      : _("Saved: a document for %s%s"),
		remark->what, str_data(&hint));
	str_free(&hint);
}

/* Runs after `answered`, which may have handed it on. */
static void release(void *data)
{
	struct remark *remark = data;

	if (remark != remark->app->refused)
		free_remark(remark);
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " ")] == '\0';
}

static void send(struct remark *remark, int issued)
{
	char occurrence[24], date[DATE_TEXT];
	const char *params[4] = {occurrence, remark->typed[NUMBER], NULL, remark->typed[TITLE]};

	snprintf(occurrence, sizeof(occurrence), "%lld", (long long)remark->occurrence);
	if (issued != DATE_NONE)
		params[2] = date_iso(issued, date);
	if (remark->action == ACTION_PROOF && is_blank(params[1]))
		params[1] = NULL;
	remark->sent = true;
	order_send(remark->app,
		   &(struct order){.query = remark->action == ACTION_NOTE ? QUERY_NOTE_ADD
									  : QUERY_PROOF_ADD,
				   .params = params,
				   .view = remark->view,
				   .answered = answered,
				   .free = release,
				   .data = remark});
}

static const char *submit(void *data, const struct prompt *prompt)
{
	struct remark *remark = data;
	bool valid = true;
	int issued = DATE_NONE;

	if (remark->action == ACTION_NOTE && is_blank(prompt_value(prompt, 0)))
		return _("The note is empty.");
	if (remark->action == ACTION_PROOF) {
		if (is_blank(prompt_value(prompt, NUMBER)) && is_blank(prompt_value(prompt, TITLE)))
			return _("A document needs its number or its title.");
		issued = date_read_typed(prompt_value(prompt, ISSUED), remark->app->me.today, &valid);
		if (!valid)
			return _("There is no such day. Write it as 20/11/2026.");
		if (issued != DATE_NONE && issued > remark->app->me.today)
			return _("The day lies in the future");
	}
	for (int i = 0; i < prompt->count; i++) {
		free(remark->typed[i]);
		remark->typed[i] = mem_copy(prompt_value(prompt, i));
	}
	send(remark, issued);
	return NULL;
}

static void closed(void *data)
{
	struct remark *remark = data;

	if (!remark->sent && remark != remark->app->refused)
		free_remark(remark);
}

/* The one that was refused, if it is this again. */
static struct remark *begin(struct view *view, enum action action, int64_t occurrence,
			    const char *what)
{
	struct remark *remark = view->app->refused;

	if (remark != NULL && remark->action == action && remark->occurrence == occurrence) {
		view->app->refused = NULL;
	} else {
		remark = mem_new(1, sizeof(*remark));
		remark->what = mem_copy(what);
	}
	remark->app = view->app;
	remark->view = view;
	remark->action = action;
	remark->occurrence = occurrence;
	remark->sent = false;
	return remark;
}

static const char *typed(const struct remark *remark, int field, const char *otherwise)
{
	return remark->typed[field] != NULL ? remark->typed[field] : otherwise;
}

bool remark_act(struct view *view, enum action action, int64_t occurrence, const char *what)
{
	struct ask ask = {.answered = submit, .closed = closed};
	struct remark *remark;
	struct prompt prompt;
	struct arena *arena;
	char today[DATE_TEXT];

	if (action != ACTION_NOTE && action != ACTION_PROOF)
		return false;
	if (occurrence == 0) {
		app_say(view->app, THEME_ALERT,
			_("Go to a unit's row under \"Who owes it\" first."));
		return true;
	}
	remark = begin(view, action, occurrence, what);
	ask.data = remark;
	arena = arena_new();
	if (action == ACTION_NOTE) {
		prompt_start(&prompt, arena_printf(arena, _("Note on %s:"), what));
		prompt_add(&prompt, "", typed(remark, 0, ""), 0);
	} else {
		prompt_start(&prompt, _("Add document:"));
		prompt_add(&prompt, _("no."), typed(remark, NUMBER, ""), 0);
		prompt_add(&prompt, _("on"),
			   typed(remark, ISSUED, date_show(view->app->me.today, today)), MARK_DATE);
		prompt_add(&prompt, _("title"), typed(remark, TITLE, ""), 0);
	}
	arena_free(arena);
	ask_open(view->app, &prompt, &ask);
	return true;
}

/* Ending one: nothing is typed, so that a refusal keeps nothing. */

static void ended(void *data, struct app *app, struct view *view, const struct rows *rows,
		  const struct err_info *why)
{
	const struct remark *remark = data;
	struct str hint = STR_EMPTY;

	(void)view;
	(void)rows;
	if (why != NULL) {
		app_say(app, THEME_ALERT, "%s: %s", remark->what, why->text);
		return;
	}
	undo_hint(app, &hint);
	if (remark->action == ACTION_ASK_DONE)
		app_say(app, THEME_GOOD, _("Saved: the question is answered%s"), str_data(&hint));
	else
		app_say(app, THEME_GOOD, _("Saved: removed: %s%s"), remark->what, str_data(&hint));
	str_free(&hint);
}

static const char *send_end(void *data, const struct prompt *prompt)
{
	struct remark *remark = data;
	char record[24];
	const char *params[1] = {record};

	(void)prompt;
	snprintf(record, sizeof(record), "%lld", (long long)remark->occurrence);
	remark->sent = true;
	order_send(remark->app, &(struct order){.query = remark->action == ACTION_ASK_DONE
							     ? QUERY_ASK_DONE
							     : QUERY_PROOF_REMOVE,
						.params = params,
						.view = remark->view,
						.answered = ended,
						.free = release,
						.data = remark});
	return NULL;
}

bool remark_end(struct view *view, enum action action, int64_t record, const char *what,
		const char *why_not)
{
	struct ask ask = {.answered = send_end, .closed = closed};
	struct remark *remark;
	struct prompt prompt;
	struct arena *arena;

	if (action != ACTION_ASK_DONE && action != ACTION_UNPROOF)
		return false;
	if (record == 0) {
		app_say(view->app, THEME_ALERT, "%s", why_not);
		return true;
	}
	remark = mem_new(1, sizeof(*remark));
	*remark = (struct remark){.app = view->app,
				  .view = view,
				  .action = action,
				  .occurrence = record,
				  .what = mem_copy(what)};
	ask.data = remark;
	arena = arena_new();
	prompt_start(&prompt, arena_printf(arena,
					   action == ACTION_ASK_DONE
					       ? _("Answered? Enter yes, Esc no: %s")
					       : _("Remove? Enter yes, Esc no: %s"),
					   what));
	arena_free(arena);
	ask_open(view->app, &prompt, &ask);
	return true;
}

void remark_free_all(struct app *app)
{
	free_remark(app->refused);
	app->refused = NULL;
}
