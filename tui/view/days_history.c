/* SPDX-License-Identifier: MIT */
/* See days_history.h. */
#include "view/days_history.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/calendar.h"
#include "view/find.h"
#include "widget/list.h"

#include <stdlib.h>
#include <string.h>

struct days_history {
	struct view view;
	struct arena *arena;
	const char **lines;
	struct list list;
	bool ready;
};

static struct calendar_day day_of(const struct rows *rows, int row, const char *kind, const char *name,
				  const char *source, const char *announced)
{
	return (struct calendar_day){
	    .worked = strcmp(rows_text(rows, row, kind), "work") == 0,
	    .announced = strcmp(rows_text(rows, row, announced), "false") != 0,
	    .name = rows_text(rows, row, name),
	    .source = rows_text(rows, row, source),
	};
}

static const char *whole(const struct calendar_day *day, struct arena *arena)
{
	return arena_printf(arena, "%s, %s (%s)", calendar_kind(day), day->name, day->source);
}

/* "name: a → b", for what has changed. */
static void add_change(struct str *out, const char *label, const char *was, const char *is)
{
	if (strcmp(was, is) != 0)
		str_addf(out, "%s%s: %s → %s", out->len > 0 ? "; " : "", label, was, is);
}

static const char *changes(const struct rows *rows, int row, struct arena *arena)
{
	struct calendar_day was = day_of(rows, row, "kind_was", "name_was", "source_was", "announced_was");
	struct calendar_day is = day_of(rows, row, "kind_is", "name_is", "source_is", "announced_is");
	struct str text = STR_EMPTY;
	const char *out;

	add_change(&text, _("Kind"), calendar_kind(&was), calendar_kind(&is));
	add_change(&text, _("Name"), was.name, is.name);
	add_change(&text, _("Source"), was.source, is.source);
	out = arena_copy(arena, str_data(&text));
	str_free(&text);
	return out;
}

static const char *line(const struct rows *rows, int row, struct arena *arena)
{
	const char *what = rows_text(rows, row, "what"), *who = rows_text(rows, row, "official_name");
	int date = rows_date(rows, row, "day");
	const char *day, *text;
	struct calendar_day one;
	char shown[DATE_TEXT];

	day = arena_printf(arena, "%s %s", deadline_weekday(date), date_show(date, shown));
	if (strcmp(what, "added") == 0) {
		one = day_of(rows, row, "kind_is", "name_is", "source_is", "announced_is");
		text = arena_printf(arena, _("added %s: %s"), day, whole(&one, arena));
	} else if (strcmp(what, "removed") == 0) {
		one = day_of(rows, row, "kind_was", "name_was", "source_was", "announced_was");
		text = arena_printf(arena, _("took out %s: %s"), day, whole(&one, arena));
	} else {
		text = arena_printf(arena, _("changed %s: %s"), day, changes(rows, row, arena));
	}
	return arena_printf(arena, "%s  %s: %s", rows_text(rows, row, "at"),
			    *who != '\0' ? who : _("whoever set kstt up"), text);
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct days_history *self = data;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = rows_count(rows);
	self->lines = arena_alloc(self->arena, ((size_t)self->list.count + 1) * sizeof(*self->lines));
	for (int row = 0; row < self->list.count; row++)
		self->lines[row] = line(rows, row, self->arena);
	list_focus(&self->list, self->list.focus);
}

static void history_refresh(struct view *view)
{
	request_read(view->app->conn, QUERY_CALENDAR_HISTORY, NULL, got, view);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct days_history *self = data;
	int at = LIST_MARGIN;

	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, self->lines[index]);
	paint_blank(paint, row, at);
}

static void history_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct days_history *self = (struct days_history *)view;

	list_paint(&self->list, paint, first, rows, paint_line, self);
}

static bool history_act(struct view *view, enum action action)
{
	struct days_history *self = (struct days_history *)view;

	if (list_act(&self->list, action))
		return true;
	/* What the row had no room for. */
	if (action == ACTION_OPEN && self->list.count > 0)
		app_say(view->app, THEME_TEXT, "%s", self->lines[self->list.focus]);
	return action == ACTION_OPEN;
}

static bool history_waiting(const struct view *view)
{
	return !((const struct days_history *)view)->ready;
}

static void history_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("History of the calendar"));
}

static void history_free(struct view *view)
{
	arena_free(((struct days_history *)view)->arena);
	free(view);
}

static struct list *history_list(struct view *view)
{
	return &((struct days_history *)view)->list;
}

static void history_text(struct view *view, int row, struct str *out)
{
	str_add(out, ((struct days_history *)view)->lines[row]);
}

static const struct view_rows history_rows = {
    .list = history_list,
    .text = history_text,
};

static const struct view_ops history_ops = {
    .context = CONTEXT_LIST,
    .title = history_title,
    .paint = history_paint,
    .act = history_act,
    .waiting = history_waiting,
    .refresh = history_refresh,
    .free = history_free,
    .rows = &history_rows,
};

struct view *days_history_new(struct app *app)
{
	struct days_history *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&history_ops, app};
	find_attach(&self->view);
	history_refresh(&self->view);
	return &self->view;
}
