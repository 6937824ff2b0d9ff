/* SPDX-License-Identifier: MIT */
/* See overdue.h. */
#include "view/overdue.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/request.h"
#include "report/overdue.h"
#include "view/find.h"
#include "view/late.h"
#include "view/register.h"
#include "widget/list.h"

#include <stdlib.h>

/* The total, the bands, and the records of the register, if there are any. */
enum { CELL = 8, RECORDS = OVERDUE_BANDS + 1, CELLS_MOST = RECORDS + 1 };

struct overdue_view {
	struct view view;
	struct arena *arena;
	struct overdue overdue;
	struct list list;
	int cell;    /* 0 the total, 1 … OVERDUE_BANDS a band, RECORDS */
	int64_t stood; /* the unit that the focus was on */
	bool closed; /* closed plans are counted too */
	bool ready;
	bool tasks; /* the tasks have come, and wait for the records */
	bool records; /* there are late records: they have a column */
};

static int64_t focused(const struct overdue_view *self)
{
	return self->list.count > 0 ? self->overdue.units[self->list.focus].id : 0;
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct overdue_view *self = data;

	self->tasks = why == NULL;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	self->stood = focused(self);
	arena_free(self->arena);
	self->arena = arena_new();
	overdue_read(rows, self->arena, &self->overdue);
	self->list.count = self->overdue.count;
}

static void got_records(void *data, const struct rows *rows, const struct err_info *why)
{
	struct overdue_view *self = data;

	self->ready = true;
	if (why != NULL && why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	if (!self->tasks)
		return;
	self->records = why == NULL && rows_count(rows) > 0;
	if (self->records)
		overdue_add_records(rows, self->arena, &self->overdue);
	else if (self->cell == RECORDS)
		self->cell = 0;
	self->list.count = self->overdue.count;
	for (int i = 0; i < self->list.count; i++)
		if (self->overdue.units[i].id == self->stood)
			list_focus(&self->list, i);
	list_focus(&self->list, self->list.focus);
}

static void overdue_refresh(struct view *view)
{
	struct overdue_view *self = (struct overdue_view *)view;
	const char *params[1] = {self->closed ? "true" : "false"};

	request_read(view->app->conn, QUERY_OVERDUE_BY_UNIT, params, got, self);
	request_read(view->app->conn, QUERY_FEEDBACK_LATE_BY_UNIT, NULL, got_records, self);
}

static int cells(const struct overdue_view *self)
{
	return self->records ? CELLS_MOST : RECORDS;
}

static int cells_start(const struct overdue_view *self, const struct paint *paint)
{
	return paint->columns - cells(self) * CELL;
}

/* The total stands after the bands, and the records last. */
static int cell_column(const struct overdue_view *self, const struct paint *paint, int cell)
{
	int place = cell == RECORDS ? RECORDS : cell == 0 ? OVERDUE_BANDS : cell - 1;

	return cells_start(self, paint) + place * CELL;
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct overdue_view *self = data;
	const struct overdue_unit *unit = &self->overdue.units[index];
	int end = cells_start(self, paint);
	int at = LIST_MARGIN + 2 * unit->depth;

	for (int i = LIST_MARGIN; i < at; i++)
		paint_text(paint, row, i, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, end - at, THEME_TEXT, unit->name);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	for (int cell = 0; cell < cells(self); cell++) {
		int count = cell == RECORDS ? unit->records
			    : cell == 0	    ? unit->total
					    : unit->all[cell - 1];

		paint_right(paint, row, cell_column(self, paint, cell), CELL, THEME_TEXT,
			    count > 0 ? arena_printf(paint->scratch, "%d", count) : "");
	}
}

static const char *head_text(const struct overdue_view *self, const struct paint *paint)
{
	const char *text = _("  Unit, with all below it: days late");

	return text_width(text) <= cells_start(self, paint) ? text
							    : _("  Unit, all below it: days late");
}

static const char *legend(const struct overdue_view *self)
{
	if (self->list.count == 0)
		return "";
	return self->records
		   ? _("Each cell: overdue tasks; records: overdue feedback. Enter opens the cell.")
		   : _("Each cell: overdue tasks. Enter opens those of the cell; on the name: all.");
}

static void overdue_paint(struct view *view, struct paint *paint, int first, int rows)
{
	static const char *const heads[CELLS_MOST] = {N_("all"),	  N_("1-7"),  N_("8-30"),
							     N_("31-90"), N_("> 90"), N_("records")};
	struct overdue_view *self = (struct overdue_view *)view;

	paint_row(paint, first, THEME_HEAD, head_text(self, paint));
	for (int cell = 0; cell < cells(self); cell++)
		paint_right(paint, first, cell_column(self, paint, cell), CELL, THEME_HEAD, _(heads[cell]));
	self->list.column = self->cell > 0 ? cell_column(self, paint, self->cell) + CELL - 5 : 0;
	list_paint(&self->list, paint, first + 1, rows - 2, paint_line, self);
	paint_row(paint, first + rows - 1, THEME_HINT, legend(self));
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT, _("  Nothing is overdue."));
}

static bool overdue_act(struct view *view, enum action action)
{
	struct overdue_view *self = (struct overdue_view *)view;

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_CELL_RIGHT:
		self->cell = (self->cell + 1) % cells(self);
		return true;
	case ACTION_CELL_LEFT:
		self->cell = (self->cell + cells(self) - 1) % cells(self);
		return true;
	case ACTION_CLOSED:
		self->closed = !self->closed;
		overdue_refresh(view);
		return true;
	case ACTION_OPEN:
		if (self->list.count > 0) {
			const struct overdue_unit *unit = &self->overdue.units[self->list.focus];

			if (self->cell == RECORDS)
				app_push(view->app,
					 register_new_late(view->app, unit->id, unit->name));
			else
				app_push(view->app,
				 late_new(view->app, unit->id, unit->name, self->cell, self->closed));
		}
		return true;
	default:
		return false;
	}
}

static bool overdue_waiting(const struct view *view)
{
	const struct overdue_view *self = (const struct overdue_view *)view;

	return !self->ready;
}

static void overdue_title(struct view *view, struct str *out)
{
	struct overdue_view *self = (struct overdue_view *)view;

	str_add(out, _("Overdue"));
	if (self->closed)
		str_add(out, _(" (with closed plans)"));
}

static void overdue_free(struct view *view)
{
	struct overdue_view *self = (struct overdue_view *)view;

	arena_free(self->arena);
	free(self);
}

static struct list *overdue_list(struct view *view)
{
	return &((struct overdue_view *)view)->list;
}

static void overdue_text(struct view *view, int row, struct str *out)
{
	str_add(out, ((struct overdue_view *)view)->overdue.units[row].name);
}

static const struct view_rows overdue_rows = {.list = overdue_list, .text = overdue_text};

static const struct view_ops overdue_ops = {
    .context = CONTEXT_OVERDUE,
    .title = overdue_title,
    .paint = overdue_paint,
    .act = overdue_act,
    .waiting = overdue_waiting,
    .refresh = overdue_refresh,
    .free = overdue_free,
    .rows = &overdue_rows,
};

struct view *overdue_new(struct app *app)
{
	struct overdue_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&overdue_ops, app};
	self->closed = app->conf->closed;
	find_attach(&self->view);
	overdue_refresh(&self->view);
	return &self->view;
}
