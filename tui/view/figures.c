/* SPDX-License-Identifier: MIT */
/* See figures.h. */
#include "view/figures.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/request.h"
#include "view/ask.h"
#include "view/columns.h"
#include "view/figures_behind.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The form's own numbers of its columns; (1) and (2) are the row's number and name. */
enum { FIRST = 3, LAST = 15, CELLS = LAST - FIRST + 1, CELL = 4, FOOT = 3 };

struct figures_row {
	const char *field, *name;
	int cells[CELLS];
};

struct figures {
	struct view view;
	char *unit_code, *period; /* as asked for; "" is one's own unit */
	struct arena *scope;	  /* what the next five lie in */
	const char *unit, *unit_name, *since, *until;
	const char *shown; /* the period whose figures stand there */
	struct arena *head;
	const char *title, *titles[CELLS];
	struct arena *arena;
	struct figures_row *rows;
	const char *faults;
	struct list list;
	int cell;
	bool ready;
};

/* The quarter that this day is reported in: it ends on the 14th of its last month. */
static char *this_quarter(int today)
{
	struct str out = STR_EMPTY;
	int year, month, day, quarter;

	date_split(today, &year, &month, &day);
	quarter = (month - 1) / 3 + 1;
	if (month % 3 == 0 && day > 14)
		quarter++;
	if (quarter > 4) {
		quarter = 1;
		year++;
	}
	str_addf(&out, "Q%d/%d", quarter, year);
	return str_take(&out);
}

static bool failed(struct figures *self, const struct err_info *why)
{
	if (why == NULL)
		return false;
	self->ready = true;
	if (why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	return true;
}

static void got_rows(void *data, const struct rows *rows, const struct err_info *why)
{
	struct figures *self = data;

	if (failed(self, why))
		return;
	self->ready = true;
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = rows_count(rows);
	self->rows = arena_alloc(self->arena, ((size_t)self->list.count + 1) * sizeof(*self->rows));
	self->faults = "";
	for (int i = 0; i < self->list.count; i++) {
		struct figures_row *one = &self->rows[i];
		const char *faults = rows_text(rows, i, "faults");

		one->field = arena_copy(self->arena, rows_text(rows, i, "field"));
		one->name = arena_copy(self->arena, rows_text(rows, i, "field_name"));
		for (int cell = 0; cell < CELLS; cell++) {
			char column[16];

			snprintf(column, sizeof(column), "c%d", FIRST + cell);
			one->cells[cell] = (int)rows_int(rows, i, column);
		}
		if (*faults != '\0')
			self->faults = arena_printf(self->arena, "%s%s%s: %s", self->faults,
						    *self->faults != '\0' ? "; " : "", one->name, faults);
	}
	list_focus(&self->list, self->list.focus);
}

static void got_head(void *data, const struct rows *rows, const struct err_info *why)
{
	struct figures *self = data;

	if (failed(self, why))
		return;
	arena_free(self->head);
	self->head = arena_new();
	self->title = "";
	for (int i = 0; i < rows_count(rows); i++) {
		int cell = (int)rows_int(rows, i, "col") - FIRST;

		self->title = arena_copy(self->head, rows_text(rows, i, "title"));
		if (cell >= 0 && cell < CELLS)
			self->titles[cell] = arena_copy(self->head, rows_text(rows, i, "col_title"));
	}
}

static void got_scope(void *data, const struct rows *rows, const struct err_info *why)
{
	struct figures *self = data;
	const char *params[3], *head[2] = {"II.05a", NULL};

	if (failed(self, why))
		return;
	if (rows_count(rows) > 0 && rows_null(rows, 0, "unit_id") && *self->unit_code == '\0') {
		self->ready = true;
		app_say(self->view.app, THEME_ALERT, _("You see no unit's feedback, so there is no form for you."));
		return;
	}
	if (rows_count(rows) == 0 || rows_null(rows, 0, "unit_id") || rows_null(rows, 0, "since")) {
		self->ready = true;
		app_say(self->view.app, THEME_ALERT,
			_("There is no such unit or period. Write it as Q3/2026, M07/2026, H1/2026, 9M/2026 or 2026."));
		return;
	}
	if (!rows_bool(rows, 0, "seen")) { /* zeros would say that there was none */
		self->ready = true;
		app_say(self->view.app, THEME_ALERT, _("You may not see the feedback of %s."),
			rows_text(rows, 0, "unit_name"));
		return;
	}
	arena_free(self->scope);
	self->scope = arena_new();
	self->unit = arena_copy(self->scope, rows_text(rows, 0, "unit_id"));
	self->unit_name = arena_copy(self->scope, rows_text(rows, 0, "unit_name"));
	self->since = arena_copy(self->scope, rows_text(rows, 0, "since"));
	self->until = arena_copy(self->scope, rows_text(rows, 0, "until"));
	self->shown = arena_copy(self->scope, self->period);
	params[0] = self->unit;
	params[1] = self->since;
	params[2] = head[1] = self->until;
	request_read(self->view.app->conn, QUERY_FEEDBACK_FORM_HEAD, head, got_head, self);
	request_read(self->view.app->conn, QUERY_FEEDBACK_FORM, params, got_rows, self);
}

static void figures_refresh(struct view *view)
{
	struct figures *self = (struct figures *)view;
	const char *params[2] = {*self->unit_code != '\0' ? self->unit_code : NULL, self->period};

	request_read(view->app->conn, QUERY_FEEDBACK_SCOPE, params, got_scope, self);
}

/* Painting. */

static int name_columns(const struct paint *paint)
{
	return paint->columns - LIST_MARGIN - CELLS * CELL;
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct figures *self = data;
	const struct figures_row *one = &self->rows[index];
	int at = columns_cell(paint, row, LIST_MARGIN, name_columns(paint), one->name);

	for (int cell = 0; cell < CELLS; cell++, at += CELL)
		paint_right(paint, row, at, CELL, THEME_TEXT,
			    one->cells[cell] != 0
				? arena_printf(paint->scratch, "%d", one->cells[cell])
				: "");
}

static void paint_foot(const struct figures *self, struct paint *paint, int row)
{
	const char *title = self->titles[self->cell] != NULL ? self->titles[self->cell] : "";

	paint_row(paint, row, THEME_TEXT, "");
	paint_row(paint, row + 1, THEME_HINT,
		  arena_printf(paint->scratch, "(%d) %s", FIRST + self->cell, title));
	paint_row(paint, row + 2, *self->faults != '\0' ? THEME_ALERT : THEME_TEXT,
		  *self->faults != '\0'
		      ? arena_printf(paint->scratch, _("Does not add up: %s"), self->faults)
		      : _("3=4+5=6+7=8+11+14, 8=9+10, 11=12+13: all hold."));
}

static void figures_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct figures *self = (struct figures *)view;
	int at = LIST_MARGIN + name_columns(paint);
	char since[DATE_TEXT], until[DATE_TEXT];

	if (self->arena == NULL) { /* nothing has come yet */
		for (int i = 0; i < rows; i++)
			paint_row(paint, first + i, THEME_TEXT, "");
		return;
	}
	paint_row(paint, first, THEME_TEXT, self->title != NULL ? self->title : "");
	paint_row(paint, first + 1, THEME_TEXT,
		  arena_printf(paint->scratch, "%s, %s - %s", self->unit_name,
			       date_show(date_read_iso(self->since), since),
			       date_show(date_read_iso(self->until), until)));
	paint_row(paint, first + 2, THEME_HEAD, _("  Field"));
	for (int cell = 0; cell < CELLS; cell++, at += CELL)
		paint_right(paint, first + 2, at, CELL, THEME_HEAD,
			    arena_printf(paint->scratch, "(%d)", FIRST + cell));
	/* The blank before the number: four digits are not to be expected. */
	self->list.column = LIST_MARGIN + name_columns(paint) + self->cell * CELL;
	list_paint(&self->list, paint, first + 3, rows - 3 - FOOT, paint_line, self);
	paint_foot(self, paint, first + rows - FOOT);
}

/* Actions. */

static const char *take_scope(void *data, const struct prompt *prompt)
{
	struct figures *self = data;

	free(self->period);
	free(self->unit_code);
	self->period = mem_copy(prompt_value(prompt, 0));
	self->unit_code = mem_copy(prompt_value(prompt, 1));
	figures_refresh(&self->view);
	return NULL;
}

static void ask_scope(struct figures *self)
{
	struct ask ask = {.answered = take_scope, .data = self};
	struct prompt prompt;

	prompt_start(&prompt, _("Report"));
	prompt_add(&prompt, _("period"), self->period, 10);
	prompt_add(&prompt, _("unit's code"), self->unit_code, 12);
	ask_open(self->view.app, &prompt, &ask);
}

static bool figures_act(struct view *view, enum action action)
{
	struct figures *self = (struct figures *)view;
	const struct figures_row *one;

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_COLUMN_RIGHT:
		self->cell = (self->cell + 1) % CELLS;
		return true;
	case ACTION_COLUMN_LEFT:
		self->cell = (self->cell + CELLS - 1) % CELLS;
		return true;
	case ACTION_FILTER:
		ask_scope(self);
		return true;
	case ACTION_OPEN:
		if (self->list.count == 0)
			return true;
		one = &self->rows[self->list.focus];
		app_push(view->app,
			 figures_behind_new(view->app,
					    &(struct figures_cell){
						self->unit, self->since, self->until, one->field,
						FIRST + self->cell, one->name}));
		return true;
	default:
		return false;
	}
}

static bool figures_waiting(const struct view *view)
{
	return !((const struct figures *)view)->ready;
}

static void figures_title(struct view *view, struct str *out)
{
	const struct figures *self = (struct figures *)view;

	str_addf(out, "II.05a %s", self->shown != NULL ? self->shown : self->period);
}

static void figures_free(struct view *view)
{
	struct figures *self = (struct figures *)view;

	free(self->unit_code);
	free(self->period);
	arena_free(self->scope);
	arena_free(self->head);
	arena_free(self->arena);
	free(self);
}

static const struct view_ops figures_ops = {
    .context = CONTEXT_FIGURES,
    .title = figures_title,
    .paint = figures_paint,
    .act = figures_act,
    .waiting = figures_waiting,
    .refresh = figures_refresh,
    .free = figures_free,
};

struct view *figures_new(struct app *app)
{
	struct figures *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&figures_ops, app};
	self->unit_code = mem_copy("");
	self->period = this_quarter(app->me.today);
	self->faults = "";
	figures_refresh(&self->view);
	return &self->view;
}
