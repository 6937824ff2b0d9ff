/* SPDX-License-Identifier: MIT */
/* See report_days.h. */
#include "view/report_days.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "plan/report_day.h"
#include "view/columns.h"
#include "view/find.h"
#include "view/reader.h"
#include "view/report_day_form.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct report_days_view {
	struct view view;
	struct arena *arena;
	struct report_days all;
	struct list list;
	bool ready;
	struct draft *draft; /* to go on with once they have been read, or NULL */
};

enum { KIND = 30, DAY = 6, FROM = 12, TO = 12, WIDE = 110 };

static const struct report_day *focused(struct report_days_view *self)
{
	return self->list.count > 0 ? &self->all.days[self->list.focus] : NULL;
}

static bool refuses(struct report_days_view *self)
{
	if (!self->all.mine)
		app_say(self->view.app, THEME_ALERT,
			_("Read only: only an administrator may change the days of reports."));
	return !self->all.mine;
}

/* One that has gone is not: rows are never taken out. */
static void resume(struct report_days_view *self)
{
	struct draft *draft = self->draft;
	int64_t id = strtoll(draft->kind + strlen(REPORT_DAY_DRAFT), NULL, 10);
	int at = 0;

	self->draft = NULL;
	if (refuses(self)) {
		draft_free(draft);
		return;
	}
	while (at < self->all.count && self->all.days[at].id != id)
		at++;
	report_day_form_open(&self->view, at < self->all.count ? &self->all.days[at] : NULL, draft);
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report_days_view *self = data;
	int64_t here = self->list.count > 0 ? focused(self)->id : 0;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	report_days_read(rows, self->arena, &self->all);
	self->list.count = self->all.count;
	for (int i = 0; i < self->all.count; i++)
		if (self->all.days[i].id == here)
			self->list.focus = i;
	list_focus(&self->list, self->list.focus);
	if (self->draft != NULL)
		resume(self);
}

static void report_days_refresh(struct view *view)
{
	request_read(view->app->conn, QUERY_REPORT_DAYS, NULL, got, view);
}

/* What does not hold today stands in brackets. */
static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct report_day *one = &((struct report_days_view *)data)->all.days[index];
	struct arena *arena = paint->scratch;
	char text[DATE_TEXT];
	int at = columns_cell(paint, row, LIST_MARGIN, KIND, report_day_kind_name(one->kind));

	at = columns_cell(paint, row, at, DAY, arena_printf(arena, one->holds ? "%d" : "(%d)", one->day));
	at = columns_cell(paint, row, at, FROM, date_show(one->from, text));
	at = columns_cell(paint, row, at, TO, one->to != DATE_NONE ? date_show(one->to, text) : "");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, one->source);
	paint_blank(paint, row, at);
}

static void report_days_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct report_days_view *self = (struct report_days_view *)view;
	const struct report_day *one = focused(self);
	static const char *const heads[] = {N_("Reports of"), N_("Day"), N_("Valid from"), N_("Until")};
	static const int widths[] = {KIND, DAY, FROM, TO};
	int at = LIST_MARGIN, wide = paint->columns >= WIDE;

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	for (int i = 0; i < 4; i++)
		at = columns_cell(paint, first, at, widths[i], _(heads[i]));
	at += paint_text(paint, first, at, paint->columns, THEME_HEAD, _("Source"));
	paint_blank(paint, first, at);
	/* Over a thin line a step only moves the cursor: Enter shows the whole source. */
	list_paint(&self->list, paint, first + 1, rows - 1 - wide, paint_line, self);
	if (self->ready && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT, _("  No day of reports is entered yet."));
	if (wide)
		paint_row(paint, first + rows - 1, THEME_HINT, one != NULL ? one->source : "");
}

static void show(struct report_days_view *self, const struct report_day *one)
{
	struct app *app = self->view.app;
	struct view *view = reader_new(app, _("Days of reports"));
	char text[DATE_TEXT];

	snprintf(text, sizeof(text), "%d", one->day);
	reader_add(view, _("Reports of"), report_day_kind_name(one->kind));
	reader_add(view, _("Day"), text);
	reader_add(view, _("Valid from"), date_show(one->from, text));
	if (one->to != DATE_NONE)
		reader_add(view, _("Until"), date_show(one->to, text));
	reader_add(view, _("Source"), one->source);
	app_push(app, view);
}

static bool report_days_act(struct view *view, enum action action)
{
	struct report_days_view *self = (struct report_days_view *)view;
	bool add = action == ACTION_REPORT_DAY_ADD;

	if (list_act(&self->list, action))
		return true;
	if (!add && action != ACTION_REPORT_DAY_CHANGE && action != ACTION_OPEN)
		return false;
	if (action == ACTION_OPEN && !self->all.mine) {
		if (focused(self) != NULL)
			show(self, focused(self));
		return true;
	}
	if (!refuses(self) && (add || focused(self) != NULL))
		report_day_form_open(view, add ? NULL : focused(self), NULL);
	return true;
}

static bool report_days_offers(const struct view *view, enum action action)
{
	bool changes = action == ACTION_REPORT_DAY_ADD || action == ACTION_REPORT_DAY_CHANGE;

	return !changes || ((const struct report_days_view *)view)->all.mine;
}

static bool report_days_waiting(const struct view *view)
{
	return !((const struct report_days_view *)view)->ready;
}

static void report_days_title(struct view *view, struct str *out)
{
	struct report_days_view *self = (struct report_days_view *)view;

	str_add(out, _("Days of reports"));
	if (self->ready && !self->all.mine)
		str_add(out, _(" (read only)"));
}

static void report_days_free(struct view *view)
{
	struct report_days_view *self = (struct report_days_view *)view;

	arena_free(self->arena);
	draft_free(self->draft);
	free(self);
}

static struct list *report_days_list(struct view *view)
{
	return &((struct report_days_view *)view)->list;
}

static void report_days_text(struct view *view, int row, struct str *out)
{
	const struct report_day *one = &((struct report_days_view *)view)->all.days[row];

	str_addf(out, "%s %d %s", report_day_kind_name(one->kind), one->day, one->source);
}

static const struct view_rows report_days_rows = {.list = report_days_list, .text = report_days_text};

static const struct view_ops report_days_ops = {
    .context = CONTEXT_REPORT_DAYS,
    .title = report_days_title,
    .paint = report_days_paint,
    .act = report_days_act,
    .offers = report_days_offers,
    .waiting = report_days_waiting,
    .refresh = report_days_refresh,
    .free = report_days_free,
    .rows = &report_days_rows,
};

struct view *report_days_new(struct app *app)
{
	struct report_days_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&report_days_ops, app};
	find_attach(&self->view);
	report_days_refresh(&self->view);
	return &self->view;
}

void report_days_resume(struct app *app, struct draft *draft)
{
	struct view *view = report_days_new(app);

	((struct report_days_view *)view)->draft = draft;
	app_show_first(app, PANE_CALENDAR);
	app_push(app, view);
}
