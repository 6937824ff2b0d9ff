/* SPDX-License-Identifier: MIT */
/* See event.h. The form is there at once; keys wait until what it needs has come. */
#include "view/event.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/event.h"
#include "plan/reading.h"
#include "plan/units.h"
#include "view/decide.h"
#include "view/sheet.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TASK, PHRASE, DAY, NUMBER, ISSUED, WHAT, DAYS, UNITS }; /* the fields */

struct event {
	struct app *app;
	struct arena *arena;
	int64_t node;
	enum event_kind kind;
	const char *path;
	int version; /* of the reading */
	struct units units;
	int awaited; /* answers */
};

static void event_title(void *data, struct str *out)
{
	const struct event *self = data;

	str_add(out, self->kind == EVENT_DATE ? _("Set a date by a document") : _("Enter an event"));
	if (self->path != NULL)
		str_addf(out, "  %s", self->path);
}

/* Writing. */

static void say(struct app *app, const char *path, const struct rows *rows)
{
	int count = (int)rows_int(rows, 0, "units_owing");
	int day = rows_date(rows, 0, "effective_due");
	struct str hint = STR_EMPTY;
	char due[DATE_TEXT];

	undo_hint(app, &hint);
	if (day != DATE_NONE)
		app_say(app, THEME_GOOD, _("Saved: %s, %d units, due %s%s"), path, count,
			date_show(day, due), str_data(&hint));
	else
		app_say(app, THEME_GOOD, _("Saved: %s, %d units, no due date%s"), path, count,
			str_data(&hint));
	str_free(&hint);
}

static void wrong_in(struct form *form, int field, const char *why)
{
	form_wrong(form, field, why);
	form_go(form, field);
}

/* False when the number of days is none. */
static bool read_days(struct form *form, char count[12], const char **unit)
{
	const char *typed = decide_value(form, DAYS);
	int days;

	*unit = NULL;
	if (typed == NULL)
		return true;
	if (!event_read_days(typed, &days, unit)) {
		wrong_in(form, DAYS, _("Write 10d for days, 5wd for working days."));
		return false;
	}
	snprintf(count, 12, "%d", days);
	return true;
}

static void submit(struct view *view, void *data)
{
	struct event *self = data;
	struct form *form = sheet_form(view);
	struct arena *arena = arena_new();
	char node[24], version[12], count[12] = "";
	struct str units = STR_EMPTY;
	const char *wrong, *unit;
	const char *params[10] = {node, version,
				  self->kind == EVENT_DATE ? "date" : "event"};

	wrong = units_choose(&self->units, form_value(form, UNITS), arena);
	if (wrong != NULL)
		wrong_in(form, UNITS, wrong);
	if (wrong != NULL || !read_days(form, count, &unit)) {
		arena_free(arena);
		return;
	}
	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	snprintf(version, sizeof(version), "%d", self->version);
	units_json(&self->units, &units);
	params[3] = arena_copy(arena, form_value(form, DAY));
	params[4] = *count != '\0' ? count : NULL;
	params[5] = unit;
	for (int i = 0; i < 3; i++) {
		static const int fields[] = {NUMBER, ISSUED, WHAT};
		const char *value = decide_value(form, fields[i]);

		params[6 + i] = value != NULL ? arena_copy(arena, value) : NULL;
	}
	params[9] = str_data(&units);
	decide_send(self->app, view, QUERY_EVENT_ADD, params, self->path, say);
	str_free(&units);
	arena_free(arena);
}

/* Filling in what the form says. */

static void one_came(struct view *view, struct event *self)
{
	if (--self->awaited == 0)
		sheet_wait(view, false);
}

static bool waits_for_it(const struct event *self, const struct rows *rows)
{
	return rows_bool(rows, 0, self->kind == EVENT_DATE ? "takes_date" : "takes_event");
}

static void got_reading(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct event *self = sheet_data(view);
	struct form *form = sheet_form(view);
	const char *days;

	if (why != NULL || rows_count(rows) == 0) {
		decide_refuse(view, why != NULL ? why->text : _("There is no such task for you"));
		return;
	}
	if (!waits_for_it(self, rows)) {
		decide_refuse(view, self->kind == EVENT_DATE
				 ? _("The time phrase leaves no day to another document")
				 : _("The time phrase waits for no event"));
		return;
	}
	self->path = arena_copy(self->arena, rows_text(rows, 0, "path"));
	self->version = (int)rows_int(rows, 0, "version");
	days = rows_text(rows, 0, "days");
	form_set(form, TASK, arena_printf(self->arena, "%s %s", self->path, rows_text(rows, 0, "text")));
	form_set(form, PHRASE,
		 arena_printf(self->arena, "\"%s\": %s", rows_text(rows, 0, "plan_phrase"),
			      reading_words(rows_text(rows, 0, "reading"), self->arena)));
	/* The number that the phrase says is not the official's to set. */
	form_hide(form, DAYS, self->kind == EVENT_DATE || *days != '\0');
	one_came(view, self);
}

static void got_units(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct event *self = sheet_data(view);

	if (why != NULL) {
		decide_refuse(view, why->text);
		return;
	}
	units_read(rows, self->arena, &self->units);
	if (units_choose(&self->units, "", self->arena) != NULL && self->units.count == 0) {
		decide_refuse(view, _("This task is not for this unit"));
		return;
	}
	form_set(sheet_form(view), UNITS, _("all units"));
	form_hint(sheet_form(view), UNITS,
		  arena_printf(self->arena, _("All, one or some of: %s. -CODE leaves one out."),
			       units_codes(&self->units, self->arena)));
	one_came(view, self);
}

static void event_free(void *data)
{
	struct event *self = data;

	arena_free(self->arena);
	free(self);
}

static const struct sheet_ops ops = {.title = event_title, .submit = submit, .free = event_free};

static struct form *make_form(const struct event *self)
{
	struct form *form = form_new(self->app->me.today);
	bool date = self->kind == EVENT_DATE;

	form_add(form, FORM_SHOWN, "task", _("Task"), "");
	form_add(form, FORM_SHOWN, "phrase", _("Time"), "");
	form_add(form, FORM_DAY, "day", date ? _("Last day") : _("Day of the event"), "");
	form_add(form, FORM_LINE, "number", _("Document no."), "");
	form_add(form, FORM_DAY, "issued", _("Document of"), "");
	form_add(form, FORM_LINE, "what", _("What it is"), "");
	form_add(form, FORM_LINE, "days", _("Days to do it"), "");
	form_add(form, FORM_LINE, "units", _("Units"), "");
	form_need(form, DAY);
	if (date)
		form_need(form, NUMBER);
	form_hint(form, DAYS, _("10d: ten days, 5wd: five working days, from the event; nothing: never overdue."));
	form_go(form, DAY);
	return form;
}

void event_open(struct app *app, int64_t node, enum event_kind kind)
{
	struct event *self = mem_new(1, sizeof(*self));
	char id[24];
	const char *params[1] = {id};
	struct view *view;

	self->app = app;
	self->arena = arena_new();
	self->node = node;
	self->kind = kind;
	self->awaited = 2;
	view = sheet_new(app, make_form(self), NULL, &ops, self);
	app_push(app, view);
	sheet_wait(view, true);
	snprintf(id, sizeof(id), "%lld", (long long)node);
	request_read(app->conn, QUERY_NODE_READING, params, got_reading, view);
	request_read(app->conn, QUERY_NODE_UNITS, params, got_units, view);
}
