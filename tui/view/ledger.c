/* SPDX-License-Identifier: MIT */
/* See ledger.h. */
#include "view/ledger.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/columns.h"
#include "view/ledger_form.h"
#include "view/ledger_kinds.h"
#include "view/ledger_show.h"
#include "view/words.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PARAMS = 2, FOOT = 2, WIDE = 110 };

struct ledger {
	struct view view;
	const struct ledger_kind *kind;
	char *params[PARAMS];
	bool all; /* what no longer holds too */
	struct arena *arena;
	struct ledger_row *rows;
	struct list list;
	int64_t go;          /* where to stand once it has been read, or 0 */
	struct draft *draft; /* to go on with then */
	bool ready;
};

const struct ledger_kind *ledger_kind_of(const struct view *view)
{
	return ((const struct ledger *)view)->kind;
}

void ledger_go(struct view *view, int64_t id)
{
	((struct ledger *)view)->go = id;
}

/* "PAKN về hành vi, PAKN về quy định" from "conduct,regulation". */
static const char *words_of_list(const struct app *app, const char *set,
				 const char *codes, struct arena *arena)
{
	char *left = arena_copy(arena, codes), *one;
	const char *text = "";

	while ((one = strsep(&left, ",")) != NULL)
		text = arena_printf(arena, "%s%s%s", text, *text != '\0' ? ", " : "",
				    words_name(app, set, one));
	return text;
}

const char *ledger_value(const struct app *app, const struct ledger_field *field,
			 const char *value, struct arena *arena)
{
	char day[DATE_TEXT];

	for (int i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i].code, value) == 0)
			return _(field->choices[i].text);
	if (field->set != NULL && strcmp(field->set, "unit") == 0)
		return words_unit_name(app, value);
	if (field->set != NULL)
		return words_of_list(app, field->set, value, arena);
	if (field->kind == FORM_DAY && *value != '\0')
		return arena_copy(arena, date_show(date_read_iso(value), day));
	return value;
}

const char *ledger_show_span(const struct app *app, const struct ledger_row *row,
			     struct arena *arena)
{
	(void)app;
	return ledger_span(row, arena);
}

const char *ledger_show_where(const struct app *app, const struct ledger_row *row,
			      struct arena *arena)
{
	const char *unit = ledger_cell(row, "unit_name"),
		   *span = ledger_span(row, arena);

	(void)app;
	return arena_printf(arena, "%s%s%s", unit,
			    *unit != '\0' && *span != '\0' ? ", " : "", span);
}

/* Reading. */

static const struct ledger_row *chosen(const struct ledger *self)
{
	return self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
}

static const struct ledger_row *find_row(const struct ledger *self, int64_t id)
{
	for (int i = 0; i < self->list.count; i++)
		if (self->rows[i].id == id)
			return &self->rows[i];
	return NULL;
}

static void ledger_refresh(struct view *view);

/* Go on with a draft that was found: a new row's, or one's that is still there. */
static void resume(struct ledger *self)
{
	struct draft *draft = self->draft;
	int64_t id = ledger_form_row(draft);
	const struct ledger_row *row = find_row(self, id);

	self->draft = NULL;
	if (row != NULL || id == 0) {
		ledger_form_open(&self->view, row, draft);
		return;
	}
	app_say(self->view.app, THEME_ALERT,
		_("The row that the draft belongs to is not there any more; the draft "
		  "is kept."));
	draft_free(draft);
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct ledger *self = data;
	int64_t id = self->go != 0          ? self->go
		     : chosen(self) != NULL ? chosen(self)->id
					    : 0;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count =
	    ledger_read(rows, self->kind->read_columns, self->arena, &self->rows);
	for (int i = 0; i < self->list.count; i++)
		if (self->rows[i].id == id)
			self->list.focus = i;
	list_focus(&self->list, self->list.focus);
	if (self->go != 0 && find_row(self, self->go) == NULL && !self->all) {
		self->all = true; /* it holds no longer, and is shown all the same */
		ledger_refresh(&self->view);
		return;
	}
	self->go = 0;
	if (self->draft != NULL)
		resume(self);
}

static void ledger_refresh(struct view *view)
{
	struct ledger *self = (struct ledger *)view;
	const char *params[PARAMS] = {self->params[0], self->params[1]};

	if (self->kind->change_title != NULL)
		params[0] = self->all ? "true" : "false";
	request_read(view->app->conn, self->kind->read, params, got, view);
}

/* Rows. */

static void paint_cells(const struct ledger *self, struct paint *paint, int row,
			const struct ledger_row *one)
{
	int at = LIST_MARGIN;

	for (int i = 0; i < self->kind->column_count; i++) {
		const struct ledger_column *column = &self->kind->columns[i];
		const char *text =
		    one == NULL ? _(column->title)
		    : column->cell != NULL
			? ledger_cell(one, column->cell)
			: column->text(self->view.app, one, paint->scratch);

		int columns = paint->columns < WIDE ? column->columns : column->wide;

		if (columns > 0)
			at = columns_cell(paint, row, at, columns, text);
		else if (columns == LEDGER_REST)
			at += paint_text(paint, row, at, paint->columns,
					 one == NULL ? THEME_HEAD : THEME_TEXT, text);
	}
	paint_blank(paint, row, at);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct ledger *self = data;

	paint_cells(self, paint, row, &self->rows[index]);
}

/* On a narrow screen, and so maybe over a thin line, a step only moves the cursor:
 * Enter shows the rest of a row. */
static int foot_rows(const struct paint *paint)
{
	return paint->columns < WIDE ? 0 : FOOT;
}

/* Below the list, of the row under the cursor: what has no column, and what it holds
 * in place of. */
static void paint_foot(const struct ledger *self, struct paint *paint, int row)
{
	const struct ledger_row *one = chosen(self);
	const struct ledger_kind *kind = self->kind;
	const char *span = "", *before = "";

	if (one != NULL) {
		span = ledger_span(one, paint->scratch);
		before = kind->before != NULL
			     ? kind->before(self->view.app, one, paint->scratch)
			     : "";
	}
	paint_row(paint, row, THEME_HINT,
		  one != NULL && kind->note != NULL
		      ? kind->note(self->view.app, one, paint->scratch)
		      : "");
	paint_row(paint, row + 1, THEME_HINT,
		  arena_printf(paint->scratch, "%s%s%s", span,
			       *span != '\0' && *before != '\0' ? "; " : "", before));
}

static void ledger_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct ledger *self = (struct ledger *)view;
	int foot = foot_rows(paint);

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	paint_cells(self, paint, first, NULL);
	list_paint(&self->list, paint, first + 1, rows - 1 - foot, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT, _(self->kind->none));
	if (foot > 0)
		paint_foot(self, paint, first + rows - foot);
}

/* Actions. */

/* The form has all of the row but what it holds in place of: that is said below it. */
static void open_form(struct ledger *self, const struct ledger_row *one)
{
	struct app *app = self->view.app;
	struct arena *arena = arena_new();
	const char *before =
	    self->kind->before != NULL ? self->kind->before(app, one, arena) : "";

	ledger_form_open(&self->view, one, NULL);
	if (*before != '\0')
		app_say(app, THEME_HINT, "%s", before);
	arena_free(arena);
}

static void change(struct ledger *self, const struct ledger_row *one,
		   enum action action)
{
	struct app *app = self->view.app;

	if (self->kind->change_title == NULL || (!one->mine && action == ACTION_OPEN))
		app_push(app, ledger_show_new(app, self->kind, one));
	if (self->kind->change_title == NULL)
		return;
	if (!one->mine)
		app_say(app, THEME_ALERT,
			_("Only who coordinates the unit, or the administrator, "
			  "changes its rules."));
	else if (action == ACTION_RULE_END)
		ledger_form_end(&self->view, one);
	else
		open_form(self, one);
}

static void open_history(struct ledger *self, const struct ledger_row *one)
{
	char id[24];
	const char *params[PARAMS] = {self->kind->subject, id};

	snprintf(id, sizeof(id), "%lld", (long long)one->id);
	app_push(self->view.app,
		 ledger_new(self->view.app, &ledger_history, params, NULL));
}

static bool ledger_act(struct view *view, enum action action)
{
	struct ledger *self = (struct ledger *)view;
	const struct ledger_kind *kind = self->kind;
	const struct ledger_row *one = chosen(self);

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_OPEN:
	case ACTION_RULE_END:
		if (one != NULL)
			change(self, one, action);
		return true;
	case ACTION_RULE_NEW:
		if (kind->new_title != NULL)
			ledger_form_open(view, NULL, NULL);
		else
			app_say(view->app, THEME_ALERT,
				_("Nothing is added here; Enter opens a row."));
		return true;
	case ACTION_RULE_HISTORY:
		if (one != NULL && kind->subject != NULL)
			open_history(self, one);
		return true;
	case ACTION_RULE_ALL:
		self->all = !self->all;
		self->ready = false;
		ledger_refresh(view);
		return true;
	default:
		return false;
	}
}

static bool any_mine(const struct ledger *self)
{
	for (int i = 0; i < self->list.count; i++)
		if (self->rows[i].mine)
			return true;
	return false;
}

/* Rules are set by who coordinates a unit, and by administrators. */
static bool ledger_offers(const struct view *view, enum action action)
{
	const struct ledger *self = (const struct ledger *)view;
	const char *right = view->app->me.right;
	bool sets = any_mine(self) ||
		    (right != NULL && (strcmp(right, "coordinator") == 0 || strcmp(right, "admin") == 0));

	switch (action) {
	case ACTION_RULE_NEW:
		return self->kind->new_title != NULL && sets;
	case ACTION_RULE_END:
		return self->kind->change_title != NULL && any_mine(self);
	case ACTION_RULE_HISTORY:
		return self->kind->subject != NULL;
	default:
		return true;
	}
}

static bool ledger_waiting(const struct view *view)
{
	return !((const struct ledger *)view)->ready;
}

static void ledger_title(struct view *view, struct str *out)
{
	const struct ledger *self = (struct ledger *)view;

	str_add(out, _(self->kind->title));
	if (self->all)
		str_add(out, _(" (all)"));
}

static void ledger_free(struct view *view)
{
	struct ledger *self = (struct ledger *)view;

	for (int i = 0; i < PARAMS; i++)
		free(self->params[i]);
	if (self->draft != NULL)
		draft_free(self->draft);
	arena_free(self->arena);
	free(self);
}

static struct list *ledger_list(struct view *view)
{
	return &((struct ledger *)view)->list;
}

static void ledger_row_text(struct view *view, int row, struct str *out)
{
	struct ledger *self = (struct ledger *)view;
	const struct ledger_row *one = &self->rows[row];
	struct arena *arena = arena_new();

	str_add(out, self->kind->what(view->app, one, arena));
	if (self->kind->note != NULL)
		str_addf(out, " %s", self->kind->note(view->app, one, arena));
	arena_free(arena);
}

static const struct view_rows ledger_rows = {.list = ledger_list,
					     .text = ledger_row_text};

#define LEDGER_OPS(where)                                                              \
	{                                                                              \
		.context = (where), .title = ledger_title, .paint = ledger_paint,      \
		.act = ledger_act, .offers = ledger_offers, .waiting = ledger_waiting, \
		.refresh = ledger_refresh, .free = ledger_free, .rows = &ledger_rows,  \
	}

static const struct view_ops ledger_ops = LEDGER_OPS(CONTEXT_RULES);
static const struct view_ops ledger_read_ops = LEDGER_OPS(CONTEXT_LIST);

struct view *ledger_new(struct app *app, const struct ledger_kind *kind,
			const char *const *params, struct draft *draft)
{
	struct ledger *self = mem_new(1, sizeof(*self));

	self->view = (struct view){
	    kind->change_title != NULL ? &ledger_ops : &ledger_read_ops, app};
	self->kind = kind;
	self->draft = draft;
	self->go = draft != NULL ? ledger_form_row(draft) : 0;
	for (int i = 0; params != NULL && i < PARAMS; i++)
		self->params[i] = params[i] != NULL ? mem_copy(params[i]) : NULL;
	words_ask(&self->view, ledger_refresh);
	return &self->view;
}
