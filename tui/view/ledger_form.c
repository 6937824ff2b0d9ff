/* SPDX-License-Identifier: MIT */
/* See ledger_form.h. */
#include "view/ledger_form.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "feedback/feedback.h"
#include "view/ask.h"
#include "view/keep.h"
#include "view/ledger_kinds.h"
#include "view/order.h"
#include "view/sheet.h"
#include "view/undo.h"
#include "view/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT = 30 };       /* columns of a name in a question */
#define VERSION "_version" /* of the row that was typed on */

/* What the row was when it was opened: the list below may have been read anew. */
struct ledger_work {
	struct app *app;
	struct view *ledger; /* which may have gone meanwhile */
	const struct ledger_kind *kind;
	struct arena *arena;
	int64_t id; /* 0: a new one */
	int version;
	const char **before; /* what each field showed; NULL of a new one */
	const char *what;
	int first; /* the day it begins on, or DATE_NONE */
};

static struct ledger_work *work_new(struct view *ledger, const struct ledger_row *row)
{
	struct ledger_work *work = mem_new(1, sizeof(*work));

	work->app = ledger->app;
	work->ledger = ledger;
	work->kind = ledger_kind_of(ledger);
	work->arena = arena_new();
	work->what = "";
	work->first = DATE_NONE;
	if (row != NULL) {
		work->id = row->id;
		work->version = row->version;
		work->what = arena_copy(
		    work->arena, work->kind->what(ledger->app, row, work->arena));
		work->first = ledger_day(row, "valid_from");
	}
	return work;
}

static void work_free(void *data)
{
	struct ledger_work *work = data;

	arena_free(work->arena);
	free(work);
}

/* Writing. */

struct writing {
	struct view *sheet; /* or NULL */
	char draft[UUID_TEXT];
	char *told; /* what to say of it */
};

static void writing_free(void *data)
{
	struct writing *writing = data;

	free(writing->told);
	free(writing);
}

static void tell_written(struct app *app, const char *told)
{
	struct str text = STR_EMPTY;
	size_t len = strlen(told);

	/* What may be undone goes on where the sentence ends. */
	str_add_bytes(&text, told, len > 0 && told[len - 1] == '.' ? len - 1 : len);
	undo_hint(app, &text);
	app_say(app, THEME_GOOD, "%s", str_data(&text));
	str_free(&text);
}

static void written(void *data, struct app *app, struct view *view,
		    const struct rows *rows, const struct err_info *why)
{
	struct writing *writing = data;
	struct view *sheet = sheet_still(app, writing->sheet, writing->draft);

	if (why == NULL && view != NULL)
		ledger_go(view, rows_int(rows, 0, "row_id"));
	if (why != NULL && sheet != NULL)
		sheet_wait(sheet, false);
	else if (sheet != NULL)
		sheet_done(sheet);
	else if (why == NULL && writing->sheet != NULL)
		keep_drop(app, writing->draft);
	if (why != NULL)
		app_say(app, THEME_ALERT, _("Not saved, and nothing is lost: %s"),
			why->text);
	else
		tell_written(app, writing->told);
}

/* `told` is taken over. */
static void send_row(struct app *app, const struct ledger_work *work, const char *json,
		     struct view *sheet, char *told)
{
	struct writing *writing = mem_new(1, sizeof(*writing));
	char id[24], version[16];
	const char *params[3] = {work->id != 0 ? id : NULL,
				 work->id != 0 ? version : NULL, json};

	*writing = (struct writing){.sheet = sheet, .told = told};
	if (sheet != NULL)
		memcpy(writing->draft, sheet_uuid(sheet), UUID_TEXT);
	snprintf(id, sizeof(id), "%lld", (long long)work->id);
	snprintf(version, sizeof(version), "%d", work->version);
	order_send(app, &(struct order){
			    .query = work->kind->set,
			    .params = params,
			    .uuid = sheet != NULL ? sheet_uuid(sheet) : NULL,
			    .view = app_has(app, work->ledger) ? work->ledger : NULL,
			    .answered = written,
			    .free = writing_free,
			    .data = writing});
}

/* The form. */

static bool numbers_fine(const struct ledger_kind *kind, struct form *form)
{
	for (int i = 0; i < kind->field_count; i++) {
		const char *value = form_value(form, i);
		char *end;
		long number;

		if (!kind->fields[i].number || *value == '\0')
			continue;
		number = strtol(value, &end, 10);
		if (*end == '\0' && number >= 1 && number <= 1000)
			continue;
		form_wrong(form, i, _("Write a whole number from 1 to 1000."));
		form_go(form, i);
		return false;
	}
	return true;
}

static bool span_fine(struct form *form)
{
	int from = form_find(form, "valid_from"), to = form_find(form, "valid_to");
	char first[DATE_TEXT];
	const char *last;

	if (from < 0 || to < 0)
		return true;
	snprintf(first, sizeof(first), "%s", form_value(form, from));
	last = form_value(form, to);
	if (*first == '\0' || *last == '\0' || strcmp(first, last) <= 0)
		return true;
	form_wrong(form, to, _("The last day lies before the first."));
	form_go(form, to);
	return false;
}

/* The day on which what follows a row begins is no change of the row. */
static bool begins_another(const struct ledger_work *work,
			   const struct ledger_field *field)
{
	return work->kind->anew && strcmp(field->name, "valid_from") == 0 &&
	       (work->first == DATE_NONE || work->first <= work->app->me.today);
}

static void add_changes(const struct ledger_work *work, struct form *form,
			struct str *out)
{
	for (int i = 0; i < work->kind->field_count; i++) {
		const struct ledger_field *field = &work->kind->fields[i];

		if (!field->key && !begins_another(work, field))
			ledger_add_change(out, _(field->label), work->before[i],
					  form_shown(form, i));
	}
}

/* "Đã ghi, từ 01/12/2026. Số ngày: 15 → 10; Căn cứ: …"; NULL: nothing differs. */
static char *tell(const struct ledger_work *work, struct form *form)
{
	int from = form_find(form, "valid_from");
	struct str out = STR_EMPTY, changes = STR_EMPTY;
	char day[DATE_TEXT];
	int first = from >= 0 ? date_read_iso(form_value(form, from)) : DATE_NONE;

	if (work->before != NULL)
		add_changes(work, form, &changes);
	if (work->before != NULL && changes.len == 0)
		return NULL;
	if (first != DATE_NONE)
		str_addf(&out, _("Saved, holds from %s."), date_show(first, day));
	else
		str_add(&out, _("Saved: the rule holds from now on."));
	if (changes.len > 0)
		str_addf(&out, " %s", str_data(&changes));
	str_free(&changes);
	return str_take(&out);
}

static void submit(struct view *sheet, void *data)
{
	const struct ledger_work *work = data;
	struct form *form = sheet_form(sheet);
	struct str json = STR_EMPTY;
	char *told;

	if (!numbers_fine(work->kind, form) || !span_fine(form))
		return;
	told = tell(work, form);
	if (told == NULL) {
		app_say(sheet->app, THEME_ALERT,
			_("Nothing differs from what is set already."));
		return;
	}
	feedback_json_begin(&json);
	for (int i = 0; i < work->kind->field_count; i++)
		if (work->id == 0 || !work->kind->fields[i].key)
			feedback_json_add(&json, work->kind->fields[i].name,
					  form_value(form, i));
	feedback_json_end(&json);
	sheet_wait(sheet, true);
	send_row(sheet->app, work, str_data(&json), sheet, told);
	str_free(&json);
}

static void say_title(void *data, struct str *out)
{
	const struct ledger_work *work = data;

	str_add(out,
		_(work->id != 0 ? work->kind->change_title : work->kind->new_title));
}

static void offer(const struct app *app, struct form *form, int number,
		  const struct ledger_field *field)
{
	struct form_choice *choices;

	if (field->set != NULL && strcmp(field->set, "unit") == 0) {
		words_offer_units(app, form, number, false);
	} else if (field->set != NULL) {
		words_offer(app, form, number, field->set);
	} else if (field->choices != NULL) {
		choices = mem_new((size_t)field->choice_count, sizeof(*choices));
		for (int i = 0; i < field->choice_count; i++)
			choices[i] = (struct form_choice){field->choices[i].code,
							  _(field->choices[i].text)};
		form_choices(form, number, choices, field->choice_count);
		free(choices);
	}
}

/* What a change begins with: a row that holds already is changed from today on. */
static const char *value_at_first(const struct ledger_work *work,
				  const struct ledger_field *field,
				  const struct ledger_row *row, char day[DATE_TEXT])
{
	int today = work->app->me.today;

	if (work->kind->anew && strcmp(field->name, "valid_from") == 0 &&
	    (row == NULL || work->first == DATE_NONE || work->first < today))
		return date_iso(today, day);
	if (row == NULL)
		return field->first != NULL ? field->first : "";
	return ledger_cell(row, field->name);
}

static void add_field(const struct ledger_work *work, struct form *form,
		      const struct ledger_field *field, const struct ledger_row *row)
{
	const struct app *app = work->app;
	bool shown = row != NULL && field->key;
	char day[DATE_TEXT];
	const char *value = value_at_first(work, field, row, day);
	int number = form_add(
	    form, shown ? FORM_SHOWN : field->kind, field->name, _(field->label),
	    shown ? ledger_value(app, field, value, work->arena) : value);

	if (shown)
		form_hide(form, number, *value == '\0');
	else
		offer(app, form, number, field);
	if (field->needed && !shown)
		form_need(form, number);
	if (field->hint != NULL)
		form_hint(form, number, _(field->hint));
}

/* So that a draft knows its row again, and the list of drafts what it is about. */
static void add_hidden(struct form *form, const char *name, const char *value)
{
	form_hide(form, form_add(form, FORM_SHOWN, name, "", value), true);
}

static struct form *make_form(struct ledger_work *work, const struct ledger_row *row)
{
	const struct ledger_kind *kind = work->kind;
	struct form *form = form_new(work->app->me.today);
	size_t count = (size_t)kind->field_count;
	char id[24], version[16];

	for (int i = 0; i < kind->field_count; i++)
		add_field(work, form, &kind->fields[i], row);
	if (row != NULL)
		work->before =
		    arena_alloc(work->arena, (count + 1) * sizeof(*work->before));
	for (int i = 0; row != NULL && i < kind->field_count; i++)
		work->before[i] = ledger_value(
		    work->app, &kind->fields[i],
		    arena_copy(work->arena, ledger_cell(row, kind->fields[i].name)),
		    work->arena);
	snprintf(id, sizeof(id), "%lld", (long long)work->id);
	add_hidden(form, "_kind", kind->name);
	add_hidden(form, "_row", id);
	add_hidden(form, "_what",
		   *work->what != '\0' ? work->what : _(kind->new_title));
	snprintf(version, sizeof(version), "%d", work->version);
	add_hidden(form, VERSION, version);
	return form;
}

/* What was typed on an earlier version of the row stands beside what it is now. */
static void compare(struct ledger_work *work, struct form *form,
		    const struct ledger_row *row)
{
	const struct ledger_kind *kind = work->kind;
	struct sheet_now *now =
	    arena_alloc(work->arena, (size_t)kind->field_count * sizeof(*now));
	int count = 0;

	for (int i = 0; i < kind->field_count; i++)
		if (!kind->fields[i].key && !begins_another(work, &kind->fields[i]))
			now[count++] = (struct sheet_now){
			    i, ledger_cell(row, kind->fields[i].name), work->before[i]};
	sheet_compare(form, form_find(form, VERSION), work->version, now, count);
}

void ledger_form_open(struct view *ledger, const struct ledger_row *row,
		      struct draft *draft)
{
	static const struct sheet_ops ops = {
	    .title = say_title, .submit = submit, .free = work_free};
	struct app *app = ledger->app;
	struct ledger_work *work = work_new(ledger, row);
	struct form *form = make_form(work, row);
	bool kept = draft != NULL;
	struct view *sheet;

	if (!kept)
		draft = keep_new_draft(app, LEDGER_DRAFT);
	sheet = sheet_new(app, form, draft, &ops, work);
	if (kept && row != NULL)
		compare(work, form, row);
	app_push(app, sheet);
}

int64_t ledger_form_row(const struct draft *draft)
{
	const char *id = draft_get(draft, "_row");

	return id != NULL ? strtoll(id, NULL, 10) : 0;
}

void ledger_form_resume(struct app *app, struct draft *draft)
{
	const char *name = draft_get(draft, "_kind");

	for (int i = 0; name != NULL && ledger_kinds[i] != NULL; i++)
		if (strcmp(ledger_kinds[i]->name, name) == 0) {
			app_push(app, ledger_new(app, ledger_kinds[i], NULL, draft));
			return;
		}
	draft_free(draft);
}

void ledger_form_landed(struct app *app, struct draft *draft, int64_t row)
{
	char id[24];

	(void)app;
	snprintf(id, sizeof(id), "%lld", (long long)row);
	draft_set(draft, "_row", id);
}

/* The last day. */

static const char *end_answered(void *data, const struct prompt *prompt)
{
	struct ledger_work *work = data;
	struct app *app = work->app;
	bool valid;
	int day = date_read_typed(prompt_value(prompt, 0), app->me.today, &valid);
	struct str json = STR_EMPTY, told = STR_EMPTY;
	char iso[DATE_TEXT], shown[DATE_TEXT];

	if (!valid)
		return _("There is no such day. Write it as 20/11/2026.");
	if (day != DATE_NONE && work->first != DATE_NONE && day < work->first)
		return _("The last day lies before the first.");
	feedback_json_begin(&json);
	feedback_json_add(&json, "valid_to",
			  day != DATE_NONE ? date_iso(day, iso) : "");
	feedback_json_end(&json);
	if (day != DATE_NONE)
		str_addf(&told, _("Saved, holds until %s"), date_show(day, shown));
	else
		str_add(&told, _("Saved, holds without a last day"));
	str_addf(&told, _(" (before: %s): %s"),
		 *work->before[0] != '\0' ? work->before[0] : _("(none)"), work->what);
	send_row(app, work, str_data(&json), NULL, str_take(&told));
	str_free(&json);
	return NULL;
}

void ledger_form_end(struct view *ledger, const struct ledger_row *row)
{
	struct ledger_work *work = work_new(ledger, row);
	struct ask ask = {.answered = end_answered, .closed = work_free, .data = work};
	int last = ledger_day(row, "valid_to");
	struct prompt prompt;
	char day[DATE_TEXT];

	work->before = arena_alloc(work->arena, sizeof(*work->before));
	work->before[0] =
	    last != DATE_NONE ? arena_copy(work->arena, date_show(last, day)) : "";
	prompt_start(&prompt,
		     arena_printf(work->arena, _("End \"%.*s\":"),
				  (int)text_fit(work->what, SHORT, NULL), work->what));
	prompt_add(&prompt, _("last day (empty: none)"),
		   date_show(last != DATE_NONE ? last : ledger->app->me.today, day),
		   12);
	ask_open(ledger->app, &prompt, &ask);
}
