/* SPDX-License-Identifier: MIT */
/* See intake.h. */
#include "view/intake.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "feedback/feedback.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/receipt.h"
#include "view/sheet.h"
#include "view/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct intake_field {
	const char *name, *label;
	enum form_kind kind;
	const char *set; /* of words; "unit", "own" (mine), "yes": no words of the register */
	const char *column; /* of feedback_one, where it is called otherwise */
	const char *value;  /* at first */
} fields[] = {
    {"channel", N_("Channel"), FORM_CHOICE, "channel", NULL, "telephone"},
    {"name", N_("Sender's name"), FORM_LINE, NULL, NULL, ""},
    {"phone", N_("Telephone"), FORM_LINE, NULL, NULL, ""},
    {"address", N_("Address"), FORM_LINE, NULL, NULL, ""},
    {"content", N_("Content"), FORM_TEXT, NULL, NULL, ""},
    {"field", N_("Field"), FORM_CHOICE, "field", NULL, ""},
    {"procedure_name", N_("Procedure"), FORM_LINE, NULL, NULL, ""},
    {"about_unit", N_("Agency spoken of"), FORM_CHOICE, "unit", "about_unit_id", ""},
    {"about_head", N_("About its head"), FORM_CHOICE, "yes", NULL, ""},
    {"content_group", N_("Content group"), FORM_CHOICE, "group", NULL, ""},
    {"kind", N_("Kind"), FORM_CHOICE, "kind", NULL, ""},
    {"sender_kind", N_("Kind of sender"), FORM_CHOICE, "sender", NULL, "citizen"},
    {"email", N_("E-mail"), FORM_LINE, NULL, NULL, ""},
    {"confidential", N_("Not to be named"), FORM_CHOICE, "yes", NULL, ""},
    {"call_back", N_("Call back"), FORM_CHOICE, "yes", NULL, ""},
    {"territory", N_("Territory"), FORM_CHOICE, "unit", "territory_id", ""},
    {"file_code", N_("File code"), FORM_LINE, NULL, NULL, ""},
    {"portal_ref", N_("Portal reference"), FORM_LINE, NULL, NULL, ""},
    {"received_at", N_("Received at"), FORM_MOMENT, NULL, NULL, ""},
    {"_unit", N_("Receiving unit"), FORM_CHOICE, "own", "", ""},
};

enum { FIELDS = sizeof(fields) / sizeof(*fields), CHANNEL = 0, CONTENT = 4, UNIT = FIELDS - 1,
       CONTENT_ROWS = 4 };

#define WAS "_was_" /* begins the name of what a field held when the typing began */

struct intake {
	struct app *app;
	int64_t id; /* 0: a new record */
	int version;
	char *code;
	char *before[FIELDS]; /* what a record held: only what differs is sent */
	int was;	      /* of a record: the first of the fields that keep this with a draft */
};

static void free_intake(void *data)
{
	struct intake *self = data;

	for (int i = 0; i < FIELDS; i++)
		free(self->before[i]);
	free(self->code);
	free(self);
}

static void say_title(void *data, struct str *out)
{
	const struct intake *self = data;

	if (self->id == 0)
		str_add(out, _("New record"));
	else
		str_addf(out, _("Change %s"), self->code);
}

static bool is_yes(const struct intake_field *one)
{
	return one->set != NULL && strcmp(one->set, "yes") == 0;
}

/* What is chosen from comes from the server, at once or a moment later. */
static void offer(struct view *view)
{
	struct app *app = view->app;
	const struct intake *self = sheet_data(view);
	struct form *form = sheet_form(view);
	int all = 0, own = 0;

	for (int i = 0; i < FIELDS; i++) {
		const char *set = fields[i].set;

		if (set == NULL)
			continue;
		if (is_yes(&fields[i]))
			form_choices(form, i, (struct form_choice[]){{"true", _("yes")}}, 1);
		else if (strcmp(set, "unit") == 0)
			all = words_offer_units(app, form, i, false);
		else if (strcmp(set, "own") == 0)
			own = words_offer_units(app, form, i, true);
		else
			words_offer(app, form, i, set);
	}
	form_hide(form, UNIT, own < 2 || self->id != 0);
	/* Better said now than after a page was typed. */
	if (self->id == 0 && all > 0 && own == 0) {
		app_close(app, view);
		app_say(app, THEME_ALERT, _("You write for no unit: an official takes down what people say."));
	}
}

/* What another official has changed meanwhile. `before` is what the record holds now, the
 * fields from `was` on what it held when the typing began. What only they changed is
 * theirs; what both did stays as it was typed here, with theirs beside it. */
static void merge(struct intake *self, struct form *form)
{
	struct arena *arena = arena_new();

	for (int i = 0; i < FIELDS; i++) {
		const char *was = arena_copy(arena, form_typed(form, self->was + i));
		const char *typed = form_value(form, i), *now = self->before[i];

		form_set_typed(form, self->was + i, now);
		if (strcmp(now, was) == 0 || strcmp(now, typed) == 0)
			continue;
		if (strcmp(typed, was) == 0)
			form_set(form, i, now);
		else if (fields[i].kind == FORM_CHOICE)
			form_wrong(form, i, _("Somebody else has changed this too."));
		else
			form_wrong(form, i, arena_printf(arena, _("Somebody else wrote: %s"), now));
	}
	arena_free(arena);
}

/* Saving. */

struct saving {
	struct view *sheet;
	char draft[UUID_TEXT];
	int64_t id;
	char code[32];
};

static char *value_of(const struct rows *rows, const struct intake_field *one)
{
	const char *column = one->column != NULL ? one->column : one->name;
	char iso[DATE_TEXT], moment[40];
	int day;

	if (*column == '\0')
		return mem_copy("");
	if (is_yes(one))
		return mem_copy(rows_bool(rows, 0, column) ? "true" : "");
	if (one->kind != FORM_MOMENT)
		return mem_copy(rows_text(rows, 0, column));
	/* "20/11/2026 08:15", as it is shown */
	day = rows_date(rows, 0, "received_on");
	snprintf(moment, sizeof(moment), "%s%.6s", date_iso(day, iso),
		 strlen(rows_text(rows, 0, column)) > 10 ? rows_text(rows, 0, column) + 10 : "");
	return mem_copy(moment);
}

static void hold(struct intake *self, const struct rows *rows)
{
	self->version = (int)rows_int(rows, 0, "version");
	for (int i = 0; i < FIELDS; i++) {
		free(self->before[i]);
		self->before[i] = value_of(rows, &fields[i]);
	}
}

static void got_theirs(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *sheet = data;

	sheet_wait(sheet, false);
	if (why == NULL && rows_count(rows) > 0) {
		struct intake *self = sheet_data(sheet);

		hold(self, rows);
		merge(self, sheet_form(sheet));
	}
}

/* Somebody was faster: what they wrote is read, so that the next Ctrl-S goes on top. */
static void look_at_theirs(struct view *sheet, int64_t id)
{
	char feedback[24];
	const char *params[1] = {feedback};

	snprintf(feedback, sizeof(feedback), "%lld", (long long)id);
	request_read(sheet->app->conn, QUERY_FEEDBACK_ONE, params, got_theirs, sheet);
}

static void saved(void *data, struct app *app, struct view *view, const struct rows *rows,
		  const struct err_info *why)
{
	struct saving *saving = data;
	struct view *sheet = sheet_still(app, saving->sheet, saving->draft);
	struct arena *arena;

	(void)view;
	if (why != NULL && why->code == ERR_CONFLICT && sheet != NULL) {
		look_at_theirs(sheet, saving->id);
		app_say(app, THEME_ALERT, _("Not saved: %s. Ctrl-S again writes what you changed over it."),
			why->text);
		return;
	}
	if (why != NULL) {
		if (sheet != NULL)
			sheet_wait(sheet, false);
		app_say(app, THEME_ALERT, _("Not saved, and nothing is lost: %s"), why->text);
		return;
	}
	if (sheet != NULL)
		sheet_done(sheet);
	else
		keep_drop(app, saving->draft);
	if (saving->id == 0) {
		app_push(app, receipt_new(app, rows));
		return;
	}
	arena = arena_new();
	app_say(app, THEME_GOOD, _("Saved: %s is now: %s%s%s"), saving->code,
		words_name(app, "state", rows_text(rows, 0, "state")),
		*rows_text(rows, 0, "missing") != '\0' ? _("; it lacks ") : "",
		feedback_missing(rows_text(rows, 0, "missing"), arena));
	arena_free(arena);
}

/* What differs from what it held, and for a new one what is not empty. */
static void compose(const struct intake *self, struct form *form, struct str *out)
{
	feedback_json_begin(out);
	for (int i = 0; i < FIELDS; i++) {
		const char *value = form_value(form, i);
		const char *before = self->before[i] != NULL ? self->before[i] : "";

		if (strcmp(value, before) != 0 && i != UNIT)
			feedback_json_add(out, fields[i].name,
					  *value == '\0' && is_yes(&fields[i]) ? "false" : value);
	}
	feedback_json_end(out);
}

static void submit(struct view *view, void *data)
{
	const struct intake *self = data;
	struct form *form = sheet_form(view);
	struct saving *saving = mem_new(1, sizeof(*saving));
	struct str record = STR_EMPTY;
	char first[24], version[16];
	const char *add[2] = {first, NULL}, *change[3] = {first, version, NULL};
	const char *unit = form_value(form, UNIT);

	compose(self, form, &record);
	add[1] = change[2] = str_data(&record);
	*saving = (struct saving){.sheet = view, .id = self->id};
	memcpy(saving->draft, sheet_uuid(view), UUID_TEXT);
	snprintf(saving->code, sizeof(saving->code), "%s", self->code);
	snprintf(version, sizeof(version), "%d", self->version);
	if (self->id != 0)
		snprintf(first, sizeof(first), "%lld", (long long)self->id);
	else if (*unit != '\0')
		snprintf(first, sizeof(first), "%s", unit);
	else
		snprintf(first, sizeof(first), "%lld", (long long)self->app->me.unit_id);
	sheet_wait(view, true);
	order_send(self->app, &(struct order){.query = self->id != 0 ? QUERY_FEEDBACK_CHANGE
								     : QUERY_FEEDBACK_ADD,
					      .params = self->id != 0 ? change : add,
					      .uuid = sheet_uuid(view),
					      .answered = saved,
					      .free = free,
					      .data = saving});
	str_free(&record);
}

/* The form. */

static struct form *make_form(const struct intake *self)
{
	struct form *form = form_new(self->app->me.today);

	for (int i = 0; i < FIELDS; i++)
		form_add(form, fields[i].kind, fields[i].name, _(fields[i].label),
			 self->id == 0 ? fields[i].value : self->before[i]);
	form_need(form, CHANNEL);
	form_need(form, CONTENT);
	form_rows(form, CONTENT, CONTENT_ROWS);
	form_hint(form, form_find(form, "received_at"), _("Empty: now."));
	form_hint(form, CONTENT, _("Enter ends a line, Tab goes on, Ctrl-S saves the record."));
	form_hide(form, UNIT, true);
	return form;
}

static void open_form(struct intake *self, struct draft *draft)
{
	static const struct sheet_ops ops = {.title = say_title, .submit = submit, .free = free_intake};
	struct app *app = self->app; /* the form takes the rest */
	struct form *form = make_form(self);
	struct view *view;

	if (self->id != 0) { /* so that its draft knows the record again */
		char id[24];
		int field;

		snprintf(id, sizeof(id), "%lld", (long long)self->id);
		field = form_add(form, FORM_SHOWN, "_record", "", id);
		form_hide(form, field, true);
		self->was = field + 1;
		for (int i = 0; i < FIELDS; i++) {
			char name[40];

			snprintf(name, sizeof(name), WAS "%s", fields[i].name);
			form_hide(form, form_add(form, FORM_SHOWN, name, "", self->before[i]), true);
		}
	}
	if (draft == NULL)
		draft = keep_new_draft(app, self->id == 0 ? INTAKE_DRAFT : INTAKE_CHANGE_DRAFT);
	view = sheet_new(app, form, draft, &ops, self);
	if (self->id != 0)
		merge(self, form); /* a draft may be older than the record */
	app_push(app, view); /* where too many lie over one another it goes at once */
	if (app_has(app, view))
		words_ask(view, offer);
}

void intake_new(struct app *app, struct draft *draft)
{
	struct intake *self = mem_new(1, sizeof(*self));

	self->app = app;
	self->code = mem_copy("");
	open_form(self, draft);
}

/* Changing what a record holds. */

struct opening {
	struct app *app;
	struct draft *draft;
	int64_t id;
};

/* The draft stays on disk. */
static void free_opening(void *data)
{
	struct opening *opening = data;

	draft_free(opening->draft);
	free(opening);
}

static void got_record(void *data, const struct rows *rows, const struct err_info *why)
{
	struct opening *opening = data;
	struct intake *self;

	if (why != NULL || rows_count(rows) == 0) {
		app_say(opening->app, THEME_ALERT, "%s",
			why != NULL ? why->text : _("There is no such record for you any more."));
		free_opening(opening);
		return;
	}
	self = mem_new(1, sizeof(*self));
	self->app = opening->app;
	self->id = opening->id;
	self->code = mem_copy(rows_text(rows, 0, "code"));
	hold(self, rows);
	open_form(self, opening->draft);
	opening->draft = NULL; /* the form's */
	free_opening(opening);
}

void intake_change(struct app *app, int64_t feedback, struct draft *draft)
{
	struct opening *opening = mem_new(1, sizeof(*opening));
	char id[24];
	const char *params[1] = {id};

	*opening = (struct opening){app, draft, feedback};
	snprintf(id, sizeof(id), "%lld", (long long)feedback);
	request_read_own(app->conn, QUERY_FEEDBACK_ONE, params, got_record, opening, free_opening);
}

void intake_resume(struct app *app, struct draft *draft)
{
	const char *id = draft_get(draft, "_record");

	if (id != NULL)
		intake_change(app, strtoll(id, NULL, 10), draft);
	else
		intake_new(app, draft);
}

void intake_landed(struct app *app, struct draft *draft, int64_t feedback)
{
	char name[40], id[24];

	(void)app;
	snprintf(id, sizeof(id), "%lld", (long long)feedback);
	draft_set_kind(draft, INTAKE_CHANGE_DRAFT);
	draft_set(draft, "_record", id);
	for (int i = 0; i < FIELDS; i++) {
		const char *sent = draft_sent(draft, fields[i].name);

		snprintf(name, sizeof(name), WAS "%s", fields[i].name);
		if (sent != NULL)
			draft_set(draft, name, sent);
	}
}
