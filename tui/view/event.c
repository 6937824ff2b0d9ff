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
#include "view/keep.h"
#include "view/sheet.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TASK, PHRASE, CHANGE, DAY, NUMBER, ISSUED, WHAT, DAYS, UNITS, VERSION }; /* the fields */

enum { DRAFT_KIND = 80 }; /* bytes of a draft's kind */

struct event {
	struct app *app;
	struct arena *arena;
	int64_t node;
	int64_t event; /* the one that is corrected, or 0 */
	int event_version;
	enum event_kind kind;
	const char *path;
	int version; /* of the reading */
	struct units units;
	bool says_days; /* the phrase does */
	bool kept;	/* it goes on with a draft */
	int awaited;	/* answers */
};

static void event_title(void *data, struct str *out)
{
	const struct event *self = data;

	if (self->event != 0)
		str_add(out, _("Correct an event"));
	else
		str_add(out, self->kind == EVENT_DATE ? _("Set a date by a document")
						      : _("Enter an event"));
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

static void say_changed(struct app *app, const char *path, const struct rows *rows)
{
	int count = (int)rows_int(rows, 0, "units_owing");
	struct arena *arena = arena_new();
	struct str hint = STR_EMPTY;

	undo_hint(app, &hint);
	if (count == 0)
		app_say(app, THEME_GOOD, _("Taken out: %s%s%s"), path, decide_renewed(rows, arena),
			str_data(&hint));
	else
		app_say(app, THEME_GOOD, _("Corrected: %s, %d units%s%s"), path, count,
			decide_renewed(rows, arena), str_data(&hint));
	str_free(&hint);
	arena_free(arena);
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

/* The fields from the day on, as both writes take them after what they are about. */
static void fill_params(struct event *self, struct form *form, const char *const days[2],
			const char **params, struct arena *arena)
{
	static const int fields[] = {NUMBER, ISSUED, WHAT};
	struct str units = STR_EMPTY;

	params[0] = arena_copy(arena, form_value(form, DAY));
	params[1] = days[0];
	params[2] = days[1];
	for (int i = 0; i < 3; i++) {
		const char *value = decide_value(form, fields[i]);

		params[3 + i] = value != NULL ? arena_copy(arena, value) : NULL;
	}
	units_json(&self->units, &units);
	params[6] = arena_copy(arena, str_data(&units));
	str_free(&units);
}

static bool takes_out(const struct event *self, struct form *form)
{
	return self->event != 0 && strcmp(form_value(form, CHANGE), "remove") == 0;
}

static void submit(struct view *view, void *data)
{
	struct event *self = data;
	struct form *form = sheet_form(view);
	struct arena *arena = arena_new();
	char id[24], version[12], count[12] = "";
	const char *wrong = units_choose(&self->units, form_value(form, UNITS), arena);
	const char *days[2] = {NULL}, *unit = NULL;
	const char *params[10] = {id, version};

	if (wrong != NULL && !takes_out(self, form))
		wrong_in(form, UNITS, wrong);
	else if (read_days(form, count, &unit)) {
		bool again = self->event != 0;

		days[0] = *count != '\0' ? count : NULL;
		days[1] = unit;
		if (takes_out(self, form))
			units_choose_none(&self->units);
		snprintf(id, sizeof(id), "%lld", (long long)(again ? self->event : self->node));
		snprintf(version, sizeof(version), "%d", again ? self->event_version : self->version);
		params[2] = self->kind == EVENT_DATE ? "date" : "event";
		fill_params(self, form, days, again ? params + 2 : params + 3, arena);
		decide_send(self->app, view, again ? QUERY_EVENT_CHANGE : QUERY_EVENT_ADD, params,
			    self->path, again ? say_changed : say);
	}
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
	if (self->event == 0 && !waits_for_it(self, rows)) {
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
	self->says_days = *days != '\0';
	form_hide(form, DAYS, self->kind == EVENT_DATE || self->says_days);
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
	if (!self->kept)
		form_set(sheet_form(view), UNITS, _("all units"));
	form_hint(sheet_form(view), UNITS,
		  arena_printf(self->arena, _("All, one or some of: %s. -CODE leaves one out."),
			       units_codes(&self->units, self->arena)));
	one_came(view, self);
}

/* What has been entered before stands in the form; beside what was typed on an earlier
 * version of it, what it is now. */
static void show_event(struct event *self, struct form *form, const struct rows *rows, int row)
{
	static const struct {
		int field;
		const char *column;
	} texts[] = {{DAY, "day"},   {NUMBER, "document_number"}, {ISSUED, "document_date"},
		     {WHAT, "text"}, {DAYS, "days"},		  {UNITS, "unit_codes"}};
	enum { COUNT = sizeof(texts) / sizeof(*texts) };
	struct sheet_now now[COUNT];
	char shown[COUNT][DATE_TEXT];

	for (int i = 0; i < COUNT; i++) {
		const char *text = rows_text(rows, row, texts[i].column);
		bool day = texts[i].field == DAY || texts[i].field == ISSUED;

		now[i] = (struct sheet_now){texts[i].field, text,
					    day ? date_show(date_read_iso(text), shown[i]) : text};
		if (!self->kept)
			form_set(form, texts[i].field, text);
	}
	sheet_compare(form, VERSION, self->event_version, now, self->kept ? COUNT : 0);
}

static void got_event(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct event *self = sheet_data(view);
	int row = 0;

	while (why == NULL && row < rows_count(rows) && rows_int(rows, row, "event_id") != self->event)
		row++;
	if (why != NULL || row == rows_count(rows)) {
		decide_refuse(view, why != NULL ? why->text : _("Somebody has taken it out already."));
		return;
	}
	if (strcmp(rows_text(rows, row, "kind"), "date") == 0)
		self->kind = EVENT_DATE;
	self->event_version = (int)rows_int(rows, row, "version");
	show_event(self, sheet_form(view), rows, row);
	form_hide(sheet_form(view), DAYS, self->kind == EVENT_DATE || self->says_days);
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
	const struct form_choice changes[2] = {{"change", _("correct it")}, {"remove", _("take it out")}};
	struct form *form = form_new(self->app->me.today);
	bool date = self->kind == EVENT_DATE;

	form_add(form, FORM_SHOWN, "_task", _("Task"), "");
	form_add(form, FORM_SHOWN, "_phrase", _("Time"), "");
	form_add(form, FORM_CHOICE, "change", _("What to do"), "change");
	form_choices(form, CHANGE, changes, 2);
	form_need(form, CHANGE);
	form_hide(form, CHANGE, self->event == 0);
	form_add(form, FORM_DAY, "day", date ? _("Last day") : _("Day of the event"), "");
	form_add(form, FORM_LINE, "number", _("Document no."), "");
	form_add(form, FORM_DAY, "issued", _("Document of"), "");
	form_add(form, FORM_LINE, "what", _("What it is"), "");
	form_add(form, FORM_LINE, "days", _("Days to do it"), "");
	form_add(form, FORM_LINE, "units", _("Units"), "");
	form_add(form, FORM_LINE, "_version", "", "");
	form_hide(form, VERSION, true);
	form_need(form, DAY);
	if (date)
		form_need(form, NUMBER);
	form_hint(form, DAYS, _("10d: ten days, 5wd: five working days, from the event; nothing: never overdue."));
	form_go(form, DAY);
	return form;
}

static void open_form(struct app *app, int64_t node, int64_t event, enum event_kind kind, struct draft *draft)
{
	struct event *self = mem_new(1, sizeof(*self));
	char id[24], name[DRAFT_KIND];
	const char *params[1] = {id};
	struct view *view;
	bool kept;

	snprintf(name, sizeof(name), EVENT_DRAFT "%d/%lld/%lld", kind, (long long)node, (long long)event);
	if (draft == NULL)
		draft = keep_find_draft(app, name);
	self->kept = draft != NULL;
	self->app = app;
	self->arena = arena_new();
	self->node = node;
	self->event = event;
	self->kind = kind;
	self->awaited = event != 0 ? 3 : 2;
	view = sheet_new(app, make_form(self), self->kept ? draft : keep_new_draft(app, name), &ops, self);
	sheet_wait(view, true);
	snprintf(id, sizeof(id), "%lld", (long long)node);
	request_read(app->conn, QUERY_NODE_READING, params, got_reading, view);
	request_read(app->conn, QUERY_NODE_UNITS, params, got_units, view);
	if (event != 0)
		request_read(app->conn, QUERY_NODE_EVENTS, params, got_event, view);
	kept = self->kept;
	app_push(app, view); /* where too many lie over one another it goes at once */
	if (kept)
		app_say(app, THEME_TEXT, _("What was typed here before and not saved is here again."));
}

void event_open(struct app *app, int64_t node, enum event_kind kind)
{
	open_form(app, node, 0, kind, NULL);
}

void event_open_again(struct app *app, int64_t node, int64_t event)
{
	open_form(app, node, event, EVENT_HAPPENED, NULL);
}

void event_resume(struct app *app, struct draft *draft)
{
	long long node, event;
	int kind;

	if (sscanf(draft->kind, EVENT_DRAFT "%d/%lld/%lld", &kind, &node, &event) == 3)
		open_form(app, node, event, kind == EVENT_DATE ? EVENT_DATE : EVENT_HAPPENED, draft);
	else
		draft_free(draft);
}

void event_landed(struct app *app, struct draft *draft, int64_t event)
{
	char name[DRAFT_KIND];
	long long node, before;
	int kind;

	(void)app;
	if (event == 0 || sscanf(draft->kind, EVENT_DRAFT "%d/%lld/%lld", &kind, &node, &before) != 3)
		return;
	snprintf(name, sizeof(name), EVENT_DRAFT "%d/%lld/%lld", kind, node, (long long)event);
	draft_set_kind(draft, name);
}
