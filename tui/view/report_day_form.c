/* SPDX-License-Identifier: MIT */
/* See report_day_form.h. */
#include "view/report_day_form.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "view/edit.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHAT, KIND, FROM, DAY, TO, SOURCE, EFFECT, VERSION }; /* the fields */

struct report_day_form {
	struct view *below; /* only compared: it may have gone */
	struct arena *arena;
	struct report_day was; /* version 0: there was none */
	char *previewed;       /* what was typed when the effect was told, or NULL */
};

static void free_form(void *data)
{
	struct report_day_form *self = data;

	arena_free(self->arena);
	free(self->previewed);
	free(self);
}

static void title(void *data, struct str *out)
{
	const struct report_day_form *self = data;

	str_add(out, self->was.version > 0 ? _("Change a day of reports") : _("New day of reports"));
}

/* The parameters of report_day_set after the request. */
static void fill_params(const struct report_day_form *self, struct form *form, const char *params[6],
			struct arena *arena)
{
	static const int fields[6] = {KIND, FROM, -1, DAY, TO, SOURCE};

	for (int i = 0; i < 6; i++) {
		const char *value = fields[i] >= 0 ? form_value(form, fields[i]) : "";

		params[i] = *value != '\0' ? arena_copy(arena, value) : NULL;
	}
	if (self->was.version > 0)
		params[2] = arena_printf(arena, "%d", self->was.version);
}

static char *typed_text(struct form *form)
{
	struct str out = STR_EMPTY;

	for (int i = KIND; i <= SOURCE; i++)
		str_addf(&out, "%s\n", form_value(form, i));
	return str_take(&out);
}

static void previewed(void *data, const struct rows *rows, const struct err_info *why)
{
	struct report_day_form *self = sheet_data(data);
	struct view *sheet = data;
	struct arena *arena;
	const char *effect;

	sheet_wait(sheet, false);
	if (why != NULL) {
		free(self->previewed);
		self->previewed = NULL;
		if (why->code != ERR_LOST)
			app_say(sheet->app, THEME_ALERT, "%s", why->text);
		/* The form opened anew says beside each field what it is now. */
		if (why->code == ERR_CONFLICT && app_has(sheet->app, self->below))
			self->below->ops->refresh(self->below);
		return;
	}
	arena = arena_new();
	effect = edit_effect(rows, arena);
	form_set(sheet_form(sheet), EFFECT, effect);
	app_say(sheet->app, THEME_TEXT, _("What becomes of it: %s. Ctrl-S again writes it."), effect);
	arena_free(arena);
}

/* What an answer needs to know when the form has gone. */
struct sent {
	struct view *sheet;
	char draft[UUID_TEXT];
};

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	const struct sent *sent = data;
	struct view *sheet = sheet_still(app, sent->sheet, sent->draft);
	struct arena *arena;

	(void)view;
	if (why != NULL) {
		if (sheet != NULL)
			sheet_wait(sheet, false);
		app_say(app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (sheet != NULL)
		sheet_done(sheet);
	else
		keep_drop(app, sent->draft);
	arena = arena_new();
	app_say(app, THEME_GOOD, _("The days of reports are changed: %s."), edit_effect(rows, arena));
	arena_free(arena);
}

static void write_it(struct view *sheet, const struct report_day_form *self, const char *const *params)
{
	struct sent *sent = mem_new(1, sizeof(*sent));

	sent->sheet = sheet;
	memcpy(sent->draft, sheet_uuid(sheet), UUID_TEXT);
	order_send(sheet->app, &(struct order){.query = QUERY_REPORT_DAY_SET,
					       .params = params,
					       .uuid = sheet_uuid(sheet),
					       .view = app_has(sheet->app, self->below) ? self->below : NULL,
					       .answered = written,
					       .free = free,
					       .data = sent});
}

static void submit(struct view *sheet, void *data)
{
	struct report_day_form *self = data;
	struct form *form = sheet_form(sheet);
	struct arena *arena;
	const char *params[6];
	char *now;

	if (report_day_parse(form_value(form, DAY)) == 0) {
		form_wrong(form, DAY, _("A number from 1 to 28: every month has that day."));
		form_go(form, DAY);
		return;
	}
	arena = arena_new();
	now = typed_text(form);
	fill_params(self, form, params, arena);
	sheet_wait(sheet, true);
	if (self->previewed != NULL && strcmp(self->previewed, now) == 0) {
		write_it(sheet, self, params);
		free(now);
	} else {
		free(self->previewed);
		self->previewed = now;
		request_read(sheet->app->conn, QUERY_REPORT_DAY_PREVIEW, params, previewed, sheet);
	}
	arena_free(arena);
}

static void typed(struct view *sheet, void *data, int field)
{
	(void)data;
	(void)field;
	form_set(sheet_form(sheet), EFFECT, "");
}

/* The form. */

static void offer_kinds(struct form *form)
{
	struct form_choice choices[32];
	int count = report_day_kinds();

	for (int i = 0; i < count; i++)
		choices[i] = (struct form_choice){report_day_kind(i), report_day_kind_name(report_day_kind(i))};
	form_choices(form, KIND, choices, count);
}

static struct form *make_form(struct app *app, const struct report_day_form *self)
{
	const struct report_day *was = &self->was;
	struct form *form = form_new(app->me.today);
	char text[DATE_TEXT];
	bool there = was->version > 0;

	form_add(form, FORM_SHOWN, "_what", _("Reports of"),
		 !there ? ""
			: arena_printf(self->arena, _("%s, from %s"), report_day_kind_name(was->kind),
				       date_show(was->from, text)));
	form_add(form, FORM_CHOICE, "kind", _("Reports of"), was->kind);
	form_add(form, FORM_DAY, "from", _("Valid from"), date_iso(was->from, text));
	form_add(form, FORM_LINE, "day", _("Day"), there ? arena_printf(self->arena, "%d", was->day) : "");
	form_add(form, FORM_DAY, "to", _("Until"), date_iso(was->to, text));
	form_add(form, FORM_LINE, "source", _("Source"), was->source);
	form_add(form, FORM_SHOWN, "_effect", _("Effect"), "");
	form_add(form, FORM_LINE, "_version", "", there ? arena_printf(self->arena, "%d", was->version) : "");
	offer_kinds(form);
	form_need(form, KIND);
	form_need(form, FROM);
	form_need(form, DAY);
	form_need(form, SOURCE);
	form_hint(form, DAY, _("Of the last month of the period: a number from 1 to 28"));
	form_hint(form, TO, _("Empty: until another one begins"));
	form_hint(form, SOURCE, _("The notice or the article it follows from"));
	/* Since when it holds for whom is what it is known by. */
	form_hide(form, WHAT, !there);
	form_hide(form, KIND, there);
	form_hide(form, FROM, there);
	form_hide(form, VERSION, true);
	form_go(form, there ? DAY : KIND);
	return form;
}

/* What was typed on an earlier version stands beside what it is now. */
static void compare(const struct report_day_form *self, struct form *form)
{
	const struct report_day *was = &self->was;
	const char *day = arena_printf(self->arena, "%d", was->day);
	char iso[DATE_TEXT], shown[DATE_TEXT];
	struct sheet_now now[] = {
	    {DAY, day, day},
	    {TO, date_iso(was->to, iso), was->to != DATE_NONE ? date_show(was->to, shown) : ""},
	    {SOURCE, was->source, was->source},
	};

	sheet_compare(form, VERSION, was->version, now, was->version > 0 ? 3 : 0);
	form_set(form, EFFECT, ""); /* it was told of another day */
}

void report_day_form_open(struct view *below, const struct report_day *day, struct draft *draft)
{
	static const struct sheet_ops ops = {.title = title, .submit = submit, .typed = typed, .free = free_form};
	struct report_day_form *self = mem_new(1, sizeof(*self));
	struct app *app = below->app;
	char name[sizeof(REPORT_DAY_DRAFT) + 24] = REPORT_DAY_DRAFT "new";
	struct form *form;
	struct view *sheet;
	bool kept;

	self->below = below;
	self->arena = arena_new();
	self->was = (struct report_day){.from = DATE_NONE, .to = DATE_NONE, .kind = "", .source = ""};
	if (day != NULL) {
		self->was = *day;
		self->was.kind = arena_copy(self->arena, day->kind);
		self->was.source = arena_copy(self->arena, day->source);
		snprintf(name, sizeof(name), REPORT_DAY_DRAFT "%lld", (long long)day->id);
	}
	form = make_form(app, self);
	if (draft == NULL)
		draft = keep_find_draft(app, name);
	kept = draft != NULL;
	sheet = sheet_new(app, form, kept ? draft : keep_new_draft(app, name), &ops, self);
	if (kept)
		compare(self, form);
	app_push(app, sheet);
	if (kept)
		app_say(app, THEME_TEXT, _("What was typed here before and not saved is here again."));
}

void report_day_form_landed(struct app *app, struct draft *draft, int64_t row)
{
	char name[sizeof(REPORT_DAY_DRAFT) + 24];

	(void)app;
	snprintf(name, sizeof(name), REPORT_DAY_DRAFT "%lld", (long long)row);
	draft_set_kind(draft, name);
}
