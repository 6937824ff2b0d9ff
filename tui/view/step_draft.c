/* SPDX-License-Identifier: MIT */
/*
 * See step.h: forms of steps as drafts on disk. The kind of one names the step and the
 * record, "step/answer/PA-2026-00012-3", so that the same step of the same record finds
 * it again, and the list of drafts the way back to both.
 */
#include "view/step_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "view/keep.h"
#include "view/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *kind_of(const struct step *step, const char *action)
{
	struct str kind = STR_EMPTY;

	str_addf(&kind, STEP_DRAFT "%s/%s", action, step->code);
	return str_take(&kind);
}

static struct draft *find(const struct step *step, const char *action)
{
	char *kind = kind_of(step, action);
	struct draft *draft = keep_find_draft(step->app, kind);

	free(kind);
	return draft;
}

bool step_has_draft(const struct step *step, const char *action)
{
	struct draft *draft = find(step, action);

	draft_free(draft);
	return draft != NULL;
}

/* What is chosen from comes from the server, at once or a moment later. */
static void offer(struct view *view)
{
	struct form *form = sheet_form(view);

	for (int i = 0; i < form_count(form); i++) {
		const char *set = step_words(form_name(form, i));

		if (set != NULL && strcmp(set, "unit") == 0)
			words_offer_units(view->app, form, i, false);
		else if (set != NULL)
			words_offer(view->app, form, i, set);
	}
}

static void add_hidden(struct form *form, const char *name, const char *value)
{
	form_hide(form, form_add(form, FORM_SHOWN, name, "", value), true);
}

struct view *step_sheet(struct step *step, const char *action, struct form *form,
			const struct sheet_ops *ops)
{
	struct app *app = step->app;
	struct draft *draft = find(step, action);
	const char *version = arena_printf(step->arena, "%d", step->version);
	const char *then = draft != NULL ? draft_get(draft, "_version") : NULL;
	bool kept = draft != NULL, changed = then != NULL && strcmp(then, version) != 0;
	struct str what = STR_EMPTY;
	struct view *view;

	if (!kept) {
		char *kind = kind_of(step, action);

		draft = keep_new_draft(app, kind);
		free(kind);
	}
	draft_set(draft, "_version", version);
	ops->title(step, &what);
	add_hidden(form, "_what", str_data(&what)); /* what the list of drafts shows */
	add_hidden(form, "_version", version);
	str_free(&what);
	view = sheet_new(app, form, draft, ops, step);
	app_push(app, view); /* where too many lie over one another it goes at once */
	if (!app_has(app, view))
		return NULL;
	words_ask(view, offer);
	if (changed)
		app_say(app, THEME_ALERT,
			_("What was typed here before is here again. The record has "
			  "changed since: look at its history."));
	else if (kept)
		app_say(app, THEME_TEXT,
			_("What was typed here before and not saved is here again."));
	return view;
}

/* Going on with one from the list of drafts. */

static void not_possible(struct step *step)
{
	struct app *app = step->app; /* the form takes the step */
	struct step_row *row = arena_alloc(step->arena, sizeof(*row));
	const char *action = step->move->action;
	struct draft *draft = find(step, action);
	const char *takes = "";

	for (int i = 0; draft != NULL && i < draft->count; i++)
		if (*draft->parts[i].name != '_')
			takes = arena_printf(step->arena, "%s,%s", takes,
					     draft->parts[i].name);
	draft_free(draft);
	*row = (struct step_row){.name = words_name(step->app, "action", action),
				 .note = "",
				 .action = action,
				 .needs = "",
				 .takes = takes};
	step->move = row;
	step_form(step);
	app_say(app, THEME_ALERT,
		_("This step is not possible now. What was typed is here, and stays a "
		  "draft."));
}

static void got_moves(void *data, const struct rows *rows, const struct err_info *why)
{
	struct step *step = data;

	if (step_failed(step, why))
		return;
	step_read_moves(step, rows);
	for (int i = 0; i < step->row_count; i++) {
		if (strcmp(step->rows[i].action, step->move->action) == 0) {
			step->move = &step->rows[i];
			step_form(step);
			return;
		}
	}
	not_possible(step);
}

static void got_record(void *data, const struct rows *rows, const struct err_info *why)
{
	struct step *step = data;

	if (step_failed(step, why))
		return;
	if (rows_count(rows) == 0) {
		app_say(step->app, THEME_ALERT,
			_("There is no such record for you any more."));
		step_free(step);
		return;
	}
	step->version = (int)rows_int(rows, 0, "version");
	step->track = arena_copy(step->arena, rows_text(rows, 0, "track"));
	step->sealed = rows_bool(rows, 0, "sealed");
	if (!step_more_form(step, step->move->action))
		step_read(step, QUERY_FEEDBACK_MOVES, got_moves);
}

static void found(void *data, const struct rows *rows, const struct err_info *why)
{
	struct step *step = data;

	if (step_failed(step, why))
		return;
	if (rows_count(rows) == 0 ||
	    strcmp(rows_text(rows, 0, "verdict"), "found") != 0) {
		app_say(step->app, THEME_ALERT,
			_("There is no such record for you any more."));
		step_free(step);
		return;
	}
	step->id = rows_int(rows, 0, "feedback_id");
	step_read(step, QUERY_FEEDBACK_ONE, got_record);
}

void step_resume(struct app *app, struct draft *draft)
{
	struct step *step = mem_new(1, sizeof(*step));
	struct step_row *row;
	const char *action, *code, *params[1];

	*step = (struct step){.app = app, .arena = arena_new(), .track = ""};
	row = arena_alloc(step->arena, sizeof(*row));
	action = draft->kind + strlen(STEP_DRAFT);
	code = action + strcspn(action, "/");
	*row = (struct step_row){
	    .action = arena_copy_bytes(step->arena, action, (size_t)(code - action))};
	step->code = arena_copy(step->arena, *code == '/' ? code + 1 : code);
	step->move = row;
	draft_free(draft); /* its form finds it again */
	params[0] = step->code;
	request_read_own(app->conn, QUERY_FEEDBACK_FIND, params, found, step, step_free);
}
