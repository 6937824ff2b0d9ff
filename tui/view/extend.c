/* SPDX-License-Identifier: MIT */
/* See extend.h. */
#include "view/extend.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/decide.h"
#include "view/sheet.h"
#include "view/undo.h"

#include <stdlib.h>

enum { TASK, NOW, DAY, REASON, NUMBER, ISSUED }; /* the fields */

struct extend {
	char *what;
	struct str rows; /* as the server takes them */
};

static void extend_title(void *data, struct str *out)
{
	(void)data;
	str_add(out, _("Grant a later date"));
}

static void say(struct app *app, const char *what, const struct rows *rows)
{
	struct str hint = STR_EMPTY;
	char due[DATE_TEXT];

	undo_hint(app, &hint);
	app_say(app, THEME_GOOD, _("Extended: %s, to %s%s"), what,
		date_show(rows_date(rows, 0, "effective_due"), due), str_data(&hint));
	str_free(&hint);
}

static void submit(struct view *view, void *data)
{
	struct extend *self = data;
	struct form *form = sheet_form(view);
	struct arena *arena = arena_new();
	const char *params[5] = {str_data(&self->rows)};

	for (int field = DAY; field <= ISSUED; field++) {
		const char *value = decide_value(form, field);

		params[1 + field - DAY] = value != NULL ? arena_copy(arena, value) : NULL;
	}
	decide_send(view->app, view, QUERY_OCCURRENCES_EXTEND, params, self->what, say);
	arena_free(arena);
}

static void extend_free(void *data)
{
	struct extend *self = data;

	free(self->what);
	str_free(&self->rows);
	free(self);
}

static const struct sheet_ops ops = {.title = extend_title, .submit = submit, .free = extend_free};

static void add_row(struct extend *self, int64_t id, int version)
{
	str_addf(&self->rows, "%s{\"occurrence\":%lld,\"version\":%d}",
		 self->rows.len > 1 ? "," : "", (long long)id, version);
}

static void open_form(struct app *app, struct extend *self, const char *now)
{
	struct form *form = form_new(app->me.today);

	str_add_char(&self->rows, ']');
	form_add(form, FORM_SHOWN, "task", _("Task"), self->what);
	form_add(form, FORM_SHOWN, "now", _("Date now"), now);
	form_add(form, FORM_DAY, "day", _("New date"), "");
	form_add(form, FORM_LINE, "reason", _("Reason"), "");
	form_add(form, FORM_LINE, "number", _("Document no."), "");
	form_add(form, FORM_DAY, "issued", _("Document of"), "");
	form_hint(form, NUMBER, _("The document that grants it; a unit needs one for its own tasks."));
	form_hide(form, NOW, *now == '\0');
	form_need(form, DAY);
	form_need(form, REASON);
	form_go(form, DAY);
	app_push(app, sheet_new(app, form, NULL, &ops, self));
}

void extend_open(struct app *app, const struct occurrence *owed, const char *what)
{
	struct extend *self;
	char due[DATE_TEXT], first[DATE_TEXT];
	struct str now = STR_EMPTY;

	if (owed->due == DATE_NONE) {
		app_say(app, THEME_ALERT, _("It has no day that could be extended"));
		return;
	}
	self = mem_new(1, sizeof(*self));
	self->what = mem_copy(what);
	str_add_char(&self->rows, '[');
	add_row(self, owed->id, owed->version);
	str_add(&now, date_show(owed->due, due));
	if (owed->first_due != DATE_NONE)
		str_addf(&now, _(" (extended from %s)"), date_show(owed->first_due, first));
	open_form(app, self, str_data(&now));
	str_free(&now);
}

void extend_open_many(struct app *app, const int64_t *ids, const int *versions, int count)
{
	struct extend *self = mem_new(1, sizeof(*self));
	struct str what = STR_EMPTY;

	str_addf(&what, _("%d tasks"), count);
	self->what = mem_copy(str_data(&what));
	str_free(&what);
	str_add_char(&self->rows, '[');
	for (int i = 0; i < count; i++)
		add_row(self, ids[i], versions[i]);
	open_form(app, self, "");
}
