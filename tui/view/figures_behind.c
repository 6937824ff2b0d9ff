/* SPDX-License-Identifier: MIT */
/* See figures_behind.h: two lists of records, which differ in their query and columns. */
#include "view/figures_behind.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "view/columns.h"
#include "view/record.h"
#include "view/step.h"
#include "view/words.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE = 16, DAY = 11, STATE = 15, NAME = 24, PHONE = 14, TRIES = 6 };

struct behind_row {
	struct feedback_row record;
	const char *more[3]; /* name, telephone, last try */
	int tries;
};

struct behind {
	struct view view;
	bool calls;
	char *params[5];
	char *title;
	struct arena *arena;
	struct behind_row *rows;
	struct list list;
	bool ready;
};

static void read_call(const struct rows *rows, int row, struct arena *arena, struct behind_row *out)
{
	out->more[0] = arena_copy(arena, rows_text(rows, row, "name"));
	out->more[1] = arena_copy(arena, rows_text(rows, row, "phone"));
	out->more[2] = arena_copy(arena, rows_text(rows, row, "last_try"));
	out->tries = (int)rows_int(rows, row, "tries");
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct behind *self = data;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = rows_count(rows);
	self->rows = arena_alloc(self->arena, ((size_t)self->list.count + 1) * sizeof(*self->rows));
	for (int i = 0; i < self->list.count; i++) {
		feedback_row_read(rows, i, self->arena, &self->rows[i].record);
		if (self->calls)
			read_call(rows, i, self->arena, &self->rows[i]);
		else
			self->rows[i].more[0] = arena_copy(self->arena, rows_text(rows, i, "passed_to"));
	}
	list_focus(&self->list, self->list.focus);
}

static void behind_refresh(struct view *view)
{
	struct behind *self = (struct behind *)view;
	const char *const none[1] = {NULL};

	if (self->calls)
		request_read(view->app->conn, QUERY_FEEDBACK_CALLS, none, got, self);
	else
		request_read(view->app->conn, QUERY_FEEDBACK_FORM_CELLS,
			     (const char *const *)self->params, got, self);
}

static const char *about(const struct behind_row *one, struct arena *arena)
{
	if (one->record.id == 0)
		return *one->more[0] != '\0' ? arena_printf(arena, _("passed on to %s"), one->more[0])
					     : _("not for you");
	return *one->record.content != '\0' ? one->record.content : feedback_sealed();
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct behind *self = data;
	const struct behind_row *one = &self->rows[index];
	const char *state = words_name(self->view.app, "state", one->record.state);
	char day[DATE_TEXT];
	int at = columns_cell(paint, row, LIST_MARGIN, CODE, one->record.code);

	if (self->calls) {
		at = columns_cell(paint, row, at, PHONE, one->more[1]);
		at = columns_cell(paint, row, at, NAME, one->more[0]);
		at = columns_cell(paint, row, at, TRIES, arena_printf(paint->scratch, "%d", one->tries));
		at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
				 *one->more[2] != '\0' ? one->more[2] : state);
	} else {
		at = columns_cell(paint, row, at, DAY, date_show(one->record.received, day));
		at = columns_cell(paint, row, at, STATE, state);
		at += paint_text(paint, row, at, paint->columns, THEME_TEXT, about(one, paint->scratch));
	}
	paint_blank(paint, row, at);
}

static void behind_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct behind *self = (struct behind *)view;
	int at = columns_cell(paint, first, LIST_MARGIN, CODE, _("Code"));

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	if (self->calls) {
		at = columns_cell(paint, first, at, PHONE, _("Telephone"));
		at = columns_cell(paint, first, at, NAME, _("Name"));
		at = columns_cell(paint, first, at, TRIES, _("Tries"));
		at += paint_text(paint, first, at, paint->columns, THEME_HEAD, _("Last try"));
	} else {
		at = columns_cell(paint, first, at, DAY, _("Came"));
		at = columns_cell(paint, first, at, STATE, _("State"));
		at += paint_text(paint, first, at, paint->columns, THEME_HEAD, _("Content"));
	}
	paint_blank(paint, first, at);
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  self->calls ? _("  Nobody waits for a call.") : _("  There is no record behind it."));
}

static bool behind_act(struct view *view, enum action action)
{
	struct behind *self = (struct behind *)view;
	const struct feedback_row *one =
	    self->list.count > 0 ? &self->rows[self->list.focus].record : NULL;

	if (list_act(&self->list, action))
		return true;
	if (action == ACTION_OPEN) {
		if (one != NULL && one->id != 0)
			app_push(view->app, record_new(view->app, one->id, one->code));
		else
			app_say(view->app, THEME_TEXT, _("There is no record here for you."));
		return true;
	}
	/* A list of figures knows no versions: a step is made in the record itself. */
	if (!self->calls || one == NULL)
		return false;
	return step_act(view, action,
			&(struct step_target){one->id, one->version, one->code, one->track, one->sealed});
}

static bool behind_waiting(const struct view *view)
{
	return !((const struct behind *)view)->ready;
}

static void behind_title(struct view *view, struct str *out)
{
	str_add(out, ((struct behind *)view)->title);
}

static void behind_free(struct view *view)
{
	struct behind *self = (struct behind *)view;

	for (int i = 0; i < 5; i++)
		free(self->params[i]);
	free(self->title);
	arena_free(self->arena);
	free(self);
}

static const struct view_ops behind_ops = {
    .context = CONTEXT_LIST,
    .title = behind_title,
    .paint = behind_paint,
    .act = behind_act,
    .waiting = behind_waiting,
    .refresh = behind_refresh,
    .free = behind_free,
};

static const struct view_ops calls_ops = {
    .context = CONTEXT_RECORDS,
    .title = behind_title,
    .paint = behind_paint,
    .act = behind_act,
    .waiting = behind_waiting,
    .refresh = behind_refresh,
    .free = behind_free,
};

struct view *figures_behind_new(struct app *app, const struct figures_cell *cell)
{
	struct behind *self = mem_new(1, sizeof(*self));
	struct str text = STR_EMPTY;

	self->view = (struct view){&behind_ops, app};
	self->params[0] = mem_copy(cell->unit);
	self->params[1] = mem_copy(cell->since);
	self->params[2] = mem_copy(cell->until);
	self->params[3] = *cell->field != '\0' ? mem_copy(cell->field) : NULL;
	str_addf(&text, "%d", cell->column);
	self->params[4] = str_take(&text);
	str_addf(&text, "II.05a (%d) %s", cell->column, cell->name);
	self->title = str_take(&text);
	words_ask(&self->view, behind_refresh);
	return &self->view;
}

struct view *calls_new(struct app *app)
{
	struct behind *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&calls_ops, app};
	self->calls = true;
	self->title = mem_copy(_("To be called back"));
	words_ask(&self->view, behind_refresh);
	return &self->view;
}
