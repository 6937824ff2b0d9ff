/* SPDX-License-Identifier: MIT */
/* See calendar.h. */
#include "view/calendar.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/calendar.h"
#include "view/day_form.h"
#include "view/days_history.h"
#include "view/find.h"
#include "view/report_days.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum row_kind { ROW_YEAR, ROW_MONTH, ROW_DAY };

struct calendar_row {
	enum row_kind kind;
	const struct calendar_day *day; /* of a heading, the first below it */
};

struct calendar_view {
	struct view view;
	struct arena *arena;
	struct calendar calendar;
	struct calendar_row *rows;
	struct list list;
	int go; /* where to, once it has been read; DATE_NONE: stay */
	bool ready;
	struct draft *draft; /* to go on with once it has been read, or NULL */
};

enum { INDENT = 2, DAY = 15, KIND = 11 };

static int year_of(int date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	return year;
}

static int month_of(int date)
{
	int year, month, day;

	date_split(date, &year, &month, &day);
	return year * 12 + month;
}

static void add_row(struct calendar_view *self, enum row_kind kind, const struct calendar_day *day)
{
	self->rows[self->list.count++] = (struct calendar_row){kind, day};
}

/* Headings where a year and a month begin; the focus goes to this day, or to the
 * first one after it. */
static void arrange(struct calendar_view *self, int focus)
{
	const struct calendar *all = &self->calendar;
	int row = -1;

	self->rows = arena_alloc(self->arena, ((size_t)all->count * 3 + 1) * sizeof(*self->rows));
	self->list.count = 0;
	for (int i = 0; i < all->count; i++) {
		const struct calendar_day *day = &all->days[i];
		int before = i > 0 ? all->days[i - 1].day : 0;

		if (i == 0 || year_of(before) != year_of(day->day))
			add_row(self, ROW_YEAR, day);
		if (i == 0 || month_of(before) != month_of(day->day))
			add_row(self, ROW_MONTH, day);
		if (row < 0 && day->day >= focus)
			row = self->list.count;
		add_row(self, ROW_DAY, day);
	}
	list_focus(&self->list, row >= 0 ? row : self->list.count - 1);
}

static const struct calendar_row *focused(struct calendar_view *self)
{
	return self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
}

/* The form of the day that the draft is about; of one that has gone, as a new one. */
static void resume(struct calendar_view *self)
{
	struct app *app = self->view.app;
	struct draft *draft = self->draft;
	const char *name = draft->kind + strlen(DAY_DRAFT);
	int date = date_read_iso(name), at = 0;

	self->draft = NULL;
	if (!self->calendar.mine) {
		app_say(app, THEME_ALERT, _("Read only: only an administrator may change the calendar."));
		draft_free(draft);
		return;
	}
	while (at < self->calendar.count && self->calendar.days[at].day != date)
		at++;
	day_form_open(&self->view, at < self->calendar.count ? &self->calendar.days[at] : NULL, draft);
	if (date != DATE_NONE && at == self->calendar.count)
		app_say(app, THEME_ALERT, _("This day has been taken out meanwhile: saving adds it again."));
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct calendar_view *self = data;
	const struct calendar_row *row = focused(self);
	int focus = row != NULL ? row->day->day : self->view.app->me.today;

	if (self->go != DATE_NONE)
		focus = self->go;
	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	calendar_read(rows, self->arena, &self->calendar);
	self->go = DATE_NONE;
	arrange(self, focus);
	if (self->draft != NULL)
		resume(self);
}

static void calendar_refresh(struct view *view)
{
	request_read(view->app->conn, QUERY_CALENDAR, NULL, got, view);
}

static const char *year_words(const struct calendar_day *day, struct arena *arena)
{
	int year = year_of(day->day);

	return day->year == DEADLINE_YEAR_BY_LAW
		   ? arena_printf(arena, _("Year %d: %d working days; not announced yet, days off by law"),
				  year, day->year_days)
		   : arena_printf(arena, _("Year %d: %d working days"), year, day->year_days);
}

static void paint_day(const struct calendar_day *day, struct paint *paint, int row)
{
	int source = paint->columns / 4, at = LIST_MARGIN, end = paint->columns - source;
	char text[DATE_TEXT];

	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 arena_printf(paint->scratch, "%*s%s %s", INDENT, "", deadline_weekday(day->day),
				      date_show(day->day, text)));
	for (; at < LIST_MARGIN + INDENT + DAY; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, KIND - 1, THEME_TEXT, calendar_kind(day));
	for (; at < LIST_MARGIN + INDENT + DAY + KIND; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, end - 1 - at, THEME_TEXT, day->name);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, source, THEME_TEXT, day->source);
	paint_blank(paint, row, at);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct calendar_row *one = &((struct calendar_view *)data)->rows[index];
	const char *text;
	int at = LIST_MARGIN;

	if (one->kind == ROW_DAY) {
		paint_day(one->day, paint, row);
		return;
	}
	if (one->kind == ROW_YEAR)
		text = year_words(one->day, paint->scratch);
	else
		text = arena_printf(paint->scratch, _(" Month %d: %d working days"),
				    (month_of(one->day->day) + 11) % 12 + 1, one->day->month_days);
	at += paint_text(paint, row, at, paint->columns, one->kind == ROW_YEAR ? THEME_HEAD : THEME_TEXT,
			 text);
	paint_blank(paint, row, at);
}

static void calendar_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct calendar_view *self = (struct calendar_view *)view;

	list_paint(&self->list, paint, first, rows, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 1, THEME_TEXT, _("  No day off is entered yet."));
}

/* All of a day that its row may have had to cut. */
static void say_day(struct calendar_view *self, const struct calendar_day *day)
{
	char text[DATE_TEXT];

	app_say(self->view.app, THEME_TEXT, "%s %s, %s: %s (%s)", deadline_weekday(day->day),
		date_show(day->day, text), calendar_kind(day), day->name, day->source);
}

/* What an administrator does to the day that the cursor stands on. */
static void change(struct calendar_view *self, enum action action)
{
	struct app *app = self->view.app;
	const struct calendar_row *row = focused(self);

	if (!self->calendar.mine) {
		app_say(app, THEME_ALERT, _("Read only: only an administrator may change the calendar."));
		return;
	}
	if (action == ACTION_DAY_ADD) {
		day_form_open(&self->view, NULL, NULL);
		return;
	}
	if (row == NULL || row->kind != ROW_DAY)
		app_say(app, THEME_ALERT, _("Go to a day first; this is the heading of several."));
	else if (action == ACTION_DAY_CHANGE)
		day_form_open(&self->view, row->day, NULL);
	else if (action == ACTION_DAY_MOVE)
		day_move_ask(&self->view, row->day);
	else
		day_remove(&self->view, row->day);
}

static bool calendar_act(struct view *view, enum action action)
{
	struct calendar_view *self = (struct calendar_view *)view;
	const struct calendar_row *row = focused(self);

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (row != NULL && row->kind == ROW_DAY)
			say_day(self, row->day);
		return true;
	case ACTION_REPORT_DAYS:
		app_push(view->app, report_days_new(view->app));
		return true;
	case ACTION_DAY_HISTORY:
		if (self->calendar.mine)
			app_push(view->app, days_history_new(view->app));
		else
			app_say(view->app, THEME_ALERT,
				_("Only an administrator sees the history of the calendar."));
		return true;
	case ACTION_DAY_ADD:
	case ACTION_DAY_CHANGE:
	case ACTION_DAY_MOVE:
	case ACTION_DAY_REMOVE:
		change(self, action);
		return true;
	default:
		return false;
	}
}

/* What follows from being an administrator is known once the days are there. */
static bool calendar_offers(const struct view *view, enum action action)
{
	switch (action) {
	case ACTION_DAY_HISTORY:
	case ACTION_DAY_ADD:
	case ACTION_DAY_CHANGE:
	case ACTION_DAY_MOVE:
	case ACTION_DAY_REMOVE:
		return ((const struct calendar_view *)view)->calendar.mine;
	default:
		return true;
	}
}

static bool calendar_waiting(const struct view *view)
{
	return !((const struct calendar_view *)view)->ready;
}

static void calendar_title(struct view *view, struct str *out)
{
	struct calendar_view *self = (struct calendar_view *)view;

	str_add(out, _("Calendar"));
	if (self->ready && !self->calendar.mine)
		str_add(out, _(" (read only)"));
}

void calendar_go(struct view *view, int day)
{
	((struct calendar_view *)view)->go = day;
}

static void calendar_free(struct view *view)
{
	struct calendar_view *self = (struct calendar_view *)view;

	arena_free(self->arena);
	draft_free(self->draft);
	free(self);
}

void calendar_resume(struct app *app, struct draft *draft)
{
	struct view *view = app_show_first(app, PANE_CALENDAR);
	struct calendar_view *self = (struct calendar_view *)view;

	draft_free(self->draft);
	self->draft = draft;
	calendar_refresh(view);
}

static struct list *calendar_list(struct view *view)
{
	return &((struct calendar_view *)view)->list;
}

static void calendar_text(struct view *view, int row, struct str *out)
{
	const struct calendar_row *one = &((struct calendar_view *)view)->rows[row];
	char text[DATE_TEXT];

	if (one->kind == ROW_DAY)
		str_addf(out, "%s %s %s %s %s", deadline_weekday(one->day->day),
			 date_show(one->day->day, text), calendar_kind(one->day), one->day->name,
			 one->day->source);
}

static const struct view_rows calendar_rows = {
    .list = calendar_list,
    .text = calendar_text,
};

static const struct view_ops calendar_ops = {
    .context = CONTEXT_CALENDAR,
    .title = calendar_title,
    .paint = calendar_paint,
    .act = calendar_act,
    .offers = calendar_offers,
    .waiting = calendar_waiting,
    .refresh = calendar_refresh,
    .free = calendar_free,
    .rows = &calendar_rows,
};

struct view *calendar_new(struct app *app)
{
	struct calendar_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&calendar_ops, app};
	self->go = DATE_NONE;
	find_attach(&self->view);
	calendar_refresh(&self->view);
	return &self->view;
}
