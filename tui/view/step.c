/* SPDX-License-Identifier: MIT */
/* See step.h. */
#include "view/step_parts.h"

#include "app.h"
#include "base/i18n.h"
#include "view/intake.h"
#include "view/menu.h"
#include "view/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct step *step_new(struct view *view, const struct step_target *target)
{
	struct step *step = mem_new(1, sizeof(*step));

	step->app = view->app;
	step->view = view;
	step->arena = arena_new();
	step->id = target->id;
	step->version = target->version;
	step->code = arena_copy(step->arena, target->code);
	step->track = arena_copy(step->arena, target->track);
	step->sealed = target->sealed;
	return step;
}

void step_free(void *data)
{
	struct step *step = data;

	arena_free(step->arena);
	free(step);
}

struct step *step_copy(const struct step *step, const struct step_row *move)
{
	struct step *copy = mem_new(1, sizeof(*copy));
	struct step_row *row;

	*copy = *step;
	copy->arena = arena_new();
	copy->code = arena_copy(copy->arena, step->code);
	copy->track = arena_copy(copy->arena, step->track);
	copy->rows = NULL;
	copy->row_count = 0;
	copy->move = NULL;
	copy->body = NULL;
	if (move == NULL)
		return copy;
	row = arena_alloc(copy->arena, sizeof(*row));
	*row = *move;
	row->name = arena_copy(copy->arena, move->name);
	row->note = "";
	row->action = arena_copy(copy->arena, move->action);
	row->needs = arena_copy(copy->arena, move->needs);
	row->takes = arena_copy(copy->arena, move->takes);
	copy->move = row;
	return copy;
}

struct view *step_view(const struct step *step)
{
	return app_has(step->app, step->view) ? step->view : NULL;
}

void step_rows(struct step *step, const struct rows *rows)
{
	step->row_count = rows_count(rows);
	step->rows =
	    arena_alloc(step->arena, ((size_t)step->row_count + 1) * sizeof(*step->rows));
}

void step_read(struct step *step, enum query query, request_fn *done)
{
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)step->id);
	request_read_own(step->app->conn, query, params, done, step, step_free);
}

bool step_failed(struct step *step, const struct err_info *why)
{
	if (why == NULL)
		return false;
	if (why->code != ERR_LOST)
		app_say(step->app, THEME_ALERT, "%s: %s", step->code, why->text);
	step_free(step);
	return true;
}

/* A menu of the step's rows. */
static void open_menu(struct step *step, const char *title, const struct menu_ops *ops)
{
	struct menu_item *items = mem_new((size_t)step->row_count + 1, sizeof(*items));

	for (int i = 0; i < step->row_count; i++)
		items[i] = (struct menu_item){step->rows[i].name, step->rows[i].note};
	menu_open(step->app, title, items, step->row_count, ops, step);
	free(items);
}

/* Triage: the track, and then whom to hand it to. */

static void chose_track(struct app *app, void *data, int index)
{
	struct step *step = data, *own = step_copy(step, NULL);

	(void)app;
	own->track = arena_copy(own->arena, step->rows[index].action);
	step_send(own, "triage", "track", own->track, step_propose);
}

static void triage(struct step *step)
{
	static const struct menu_ops ops = {chose_track, step_free};
	const struct feedback_words *words = words_of(step->app);
	const struct feedback_word *one = NULL;

	step->rows = arena_alloc(step->arena, ((size_t)words->count + 1) * sizeof(*step->rows));
	while ((one = feedback_word_next(words, "track", one)) != NULL)
		step->rows[step->row_count++] =
		    (struct step_row){.name = one->name, .note = one->note, .action = one->code};
	open_menu(step, arena_printf(step->arena, _("%s: which legal track"), step->code), &ops);
}

/* Routing: to another unit, or to nobody else. */

enum { ELSEWHERE, HERE }; /* kinds of rows */

static void chose_unit(struct app *app, void *data, int index)
{
	const struct step *step = data;
	char unit[24];

	(void)app;
	if (step->rows[index].kind == HERE) {
		step_send(step_copy(step, NULL), "handle", "", NULL, NULL);
		return;
	}
	snprintf(unit, sizeof(unit), "%lld", (long long)step->rows[index].number);
	step_send(step_copy(step, NULL), "route", "unit", unit, NULL);
}

static void got_proposal(void *data, const struct rows *rows, const struct err_info *why)
{
	static const struct menu_ops ops = {chose_unit, step_free};
	struct step *step = data;

	if (step_failed(step, why))
		return;
	step_rows(step, rows);
	for (int i = 0; i < step->row_count; i++) {
		const char *article = rows_text(rows, i, "article");

		step->rows[i].number = rows_int(rows, i, "unit_id");
		step->rows[i].kind = rows_bool(rows, i, "here") ? HERE : ELSEWHERE;
		step->rows[i].name = arena_printf(step->arena,
						  rows_bool(rows, i, "here") ? _("handle it here: %s") : "%s",
						  rows_text(rows, i, "unit_name"));
		step->rows[i].note =
		    arena_printf(step->arena, "%s%s%s%s", rows_text(rows, i, "reason"),
				 *article != '\0' ? " (" : "", article, *article != '\0' ? ")" : "");
	}
	if (step->row_count == 0) {
		app_say(step->app, THEME_TEXT,
			_("%s: no rule proposes a receiver; d hands it to any unit."), step->code);
		step_free(step);
		return;
	}
	open_menu(step, arena_printf(step->arena, _("%s: hand it to"), step->code), &ops);
}

void step_propose(struct step *step)
{
	step_read(step, QUERY_FEEDBACK_PROPOSAL, got_proposal);
}

/* What may be done now. */

static void chose_move(struct app *app, void *data, int index)
{
	const struct step *step = data;

	(void)app;
	step_make(step_copy(step, &step->rows[index]));
}

void step_read_moves(struct step *step, const struct rows *rows)
{
	bool english = strcmp(step->app->conf->language, "en") == 0;

	step_rows(step, rows);
	for (int i = 0; i < step->row_count; i++) {
		struct step_row *row = &step->rows[i];

		row->name = arena_copy(step->arena, rows_text(rows, i, english ? "name_en" : "name"));
		row->action = arena_copy(step->arena, rows_text(rows, i, "action"));
		row->needs = arena_copy(step->arena, rows_text(rows, i, "needs"));
		row->takes = arena_copy(step->arena, rows_text(rows, i, "takes"));
		row->irreversible = rows_bool(rows, i, "irreversible");
		row->note = arena_copy(step->arena,
				       words_name(step->app, "state", rows_text(rows, i, "to_state")));
		if (*row->note != '\0')
			row->note = arena_printf(step->arena, "→ %s%s", row->note,
						 row->irreversible ? _(" (cannot be taken back)") : "");
	}
}

static void got_moves(void *data, const struct rows *rows, const struct err_info *why)
{
	static const struct menu_ops ops = {chose_move, step_free};
	struct step *step = data;

	if (step_failed(step, why))
		return;
	step_read_moves(step, rows);
	if (step->row_count == 0) {
		app_say(step->app, THEME_TEXT, _("%s: nothing is yours to do with it now."),
			step->code);
		step_free(step);
		return;
	}
	open_menu(step, arena_printf(step->arena, _("%s: what to do"), step->code), &ops);
}

/* The answer is one of the moves, with the text of a template. */
static void got_answer_moves(void *data, const struct rows *rows, const struct err_info *why)
{
	struct step *step = data;

	if (step_failed(step, why))
		return;
	step_read_moves(step, rows);
	for (int i = 0; i < step->row_count; i++) {
		if (strcmp(step->rows[i].action, "answer") != 0)
			continue;
		step->move = &step->rows[i];
		step_make(step);
		return;
	}
	app_say(step->app, THEME_ALERT, _("%s cannot be answered now; d shows what can be done."),
		step->code);
	step_free(step);
}

bool step_act(struct view *view, enum action action, const struct step_target *target)
{
	bool known = action == ACTION_TRIAGE || action == ACTION_STEP || action == ACTION_ROUTE ||
		     action == ACTION_REPLY || action == ACTION_CHANGE;

	if (!known)
		return step_more(view, action, target);
	if (app_refuses(view->app, action))
		return true;
	if (target == NULL) {
		app_say(view->app, THEME_ALERT, _("There is no record here."));
		return true;
	}
	switch (action) {
	case ACTION_TRIAGE:
		triage(step_new(view, target));
		return true;
	case ACTION_ROUTE: /* whom it goes to hangs on the law */
		if (*target->track == '\0')
			triage(step_new(view, target));
		else
			step_propose(step_new(view, target));
		return true;
	case ACTION_STEP:
		step_read(step_new(view, target), QUERY_FEEDBACK_MOVES, got_moves);
		return true;
	case ACTION_CHANGE:
		intake_change(view->app, target->id, NULL);
		return true;
	default:
		step_read(step_new(view, target), QUERY_FEEDBACK_MOVES, got_answer_moves);
		return true;
	}
}
