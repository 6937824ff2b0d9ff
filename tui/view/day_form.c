/* SPDX-License-Identifier: MIT */
/* See day_form.h. */
#include "view/day_form.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "view/ask.h"
#include "view/keep.h"
#include "view/moves.h"
#include "view/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The day as it was when the form or the question was opened: the pane below may
 * read its own anew. */
struct day_work {
	struct view *calendar; /* the pane's first view, below all that happens here */
	struct arena *arena;
	struct calendar_day was; /* version 0: there was none */
	int to;			 /* the day that a question was answered with, or DATE_NONE */
};

static struct day_work *work_new(struct view *calendar, const struct calendar_day *day)
{
	struct day_work *work = mem_new(1, sizeof(*work));

	work->calendar = calendar;
	work->arena = arena_new();
	work->to = DATE_NONE;
	work->was = (struct calendar_day){.day = DATE_NONE, .announced = true, .name = "", .source = ""};
	if (day != NULL) {
		work->was = *day;
		work->was.name = arena_copy(work->arena, day->name);
		work->was.source = arena_copy(work->arena, day->source);
	}
	return work;
}

static void work_free(void *data)
{
	struct day_work *work = data;

	arena_free(work->arena);
	free(work);
}

static const char *day_words(const struct calendar_day *day, struct arena *arena)
{
	char text[DATE_TEXT];

	return arena_printf(arena, "%s %s", deadline_weekday(day->day), date_show(day->day, text));
}

/* One change: from `was` (version 0: nothing) to `to` (NULL: nothing). */
static void look(struct day_work *work, const struct calendar_day *to, struct view *sheet)
{
	const struct calendar_day *was = &work->was;
	struct str json = STR_EMPTY;
	const char *words;

	if (to == NULL || (was->version > 0 && to->day != was->day))
		calendar_add_none(&json, was);
	if (to != NULL)
		calendar_add_set(&json, to);
	calendar_add_end(&json);
	if (to == NULL)
		words = arena_printf(work->arena, _("Take out %s, %s: %s"), day_words(was, work->arena),
				     calendar_kind(was), was->name);
	else if (was->version == 0)
		words = arena_printf(work->arena, _("Add %s, %s: %s"), day_words(to, work->arena),
				     calendar_kind(to), to->name);
	else if (was->day != to->day)
		words = arena_printf(work->arena, _("Move %s to %s, %s: %s"), day_words(was, work->arena),
				     day_words(to, work->arena), calendar_kind(to), to->name);
	else
		words = arena_printf(work->arena, _("Change %s, %s: %s"), day_words(to, work->arena),
				     calendar_kind(to), to->name);
	moves_open(work->calendar->app, &(struct moves_change){.changes = str_data(&json),
							      .words = words,
							      .sheet = sheet,
							      .calendar = work->calendar,
							      .day = to != NULL ? to->day : was->day});
	str_free(&json);
}

static const char *value(struct form *form, const char *name, struct arena *arena)
{
	return arena_copy(arena, form_value(form, form_find(form, name)));
}

static void submit(struct view *sheet, void *data)
{
	struct day_work *work = data;
	struct form *form = sheet_form(sheet);
	struct calendar_day to = {
	    .day = date_read_iso(value(form, "day", work->arena)),
	    .worked = strcmp(value(form, "kind", work->arena), "work") == 0,
	    .announced = strcmp(value(form, "announced", work->arena), "no") != 0,
	    .name = value(form, "name", work->arena),
	    .source = value(form, "source", work->arena),
	};

	if (to.day == work->was.day)
		to.version = work->was.version;
	if (to.worked && date_weekday(to.day) < 6)
		form_wrong(form, form_find(form, "day"), _("Only a Saturday or Sunday is worked in exchange"));
	else
		look(work, &to, sheet);
}

static void form_title(void *data, struct str *out)
{
	const struct day_work *work = data;

	str_add(out, work->was.version > 0 ? _("Change a day of the calendar")
					   : _("A day off or a worked Saturday"));
}

static int add_choice(struct form *form, const char *name, const char *label, const char *value,
		      const struct form_choice choices[2])
{
	int field = form_add(form, FORM_CHOICE, name, label, value);

	form_choices(form, field, choices, 2);
	return field;
}

static const struct form_choice *kinds(struct form_choice out[2])
{
	out[0] = (struct form_choice){"off", _("day off")};
	out[1] = (struct form_choice){"work", _("worked in exchange")};
	return out;
}

static const struct form_choice *answers(struct form_choice out[2])
{
	out[0] = (struct form_choice){"yes", _("announced")};
	out[1] = (struct form_choice){"no", _("by law, not announced yet")};
	return out;
}

enum { DAY, KIND, NAME, SOURCE, ANNOUNCED, VERSION }; /* the fields */

static struct form *make_form(const struct day_work *work)
{
	struct form *form = form_new(work->calendar->app->me.today);
	struct form_choice two[2];
	char iso[DATE_TEXT];

	form_add(form, FORM_DAY, "day", _("Day"), date_iso(work->was.day, iso));
	add_choice(form, "kind", _("Kind"), work->was.worked ? "work" : "off", kinds(two));
	form_add(form, FORM_LINE, "name", _("Name"), work->was.name);
	form_add(form, FORM_LINE, "source", _("Source"), work->was.source);
	form_hint(form, SOURCE, _("The notice or the article it follows from"));
	add_choice(form, "announced", _("How sure"), work->was.announced ? "yes" : "no", answers(two));
	for (int i = DAY; i <= ANNOUNCED; i++)
		form_need(form, i);
	form_add(form, FORM_LINE, "_version", "",
		 work->was.version > 0 ? arena_printf(work->arena, "%d", work->was.version) : "");
	form_hide(form, VERSION, true);
	return form;
}

/* What was typed on an earlier version of the day stands beside what it is now. */
static void compare(const struct day_work *work, struct form *form)
{
	struct form_choice two[2];
	char iso[DATE_TEXT], shown[DATE_TEXT];
	const struct calendar_day *was = &work->was;
	struct sheet_now now[] = {
	    {DAY, date_iso(was->day, iso), date_show(was->day, shown)},
	    {KIND, was->worked ? "work" : "off", kinds(two)[was->worked].text},
	    {NAME, was->name, was->name},
	    {SOURCE, was->source, was->source},
	    {ANNOUNCED, was->announced ? "yes" : "no", answers(two)[!was->announced].text},
	};

	sheet_compare(form, VERSION, was->version, now, was->version > 0 ? ANNOUNCED + 1 : 0);
}

void day_form_open(struct view *calendar, const struct calendar_day *day, struct draft *draft)
{
	struct app *app = calendar->app;
	static const struct sheet_ops ops = {.title = form_title, .submit = submit, .free = work_free};
	struct day_work *work = work_new(calendar, day);
	struct form *form = make_form(work);
	char iso[DATE_TEXT], name[sizeof(DAY_DRAFT) + DATE_TEXT];
	struct view *sheet;
	bool kept;

	snprintf(name, sizeof(name), DAY_DRAFT "%s", day != NULL ? date_iso(day->day, iso) : "new");
	if (draft == NULL)
		draft = keep_find_draft(app, name);
	kept = draft != NULL;
	sheet = sheet_new(app, form, kept ? draft : keep_new_draft(app, name), &ops, work);
	if (kept)
		compare(work, form);
	app_push(app, sheet);
	if (kept)
		app_say(app, THEME_TEXT, _("What was typed here before and not saved is here again."));
}

void day_form_landed(struct app *app, struct draft *draft, int64_t row)
{
	const char *sent = draft_sent(draft, "day");
	char iso[DATE_TEXT], name[sizeof(DAY_DRAFT) + DATE_TEXT];
	bool valid;
	int day = date_read_typed(sent != NULL ? sent : "", app->me.today, &valid);

	(void)row; /* a day is known by itself */
	if (!valid || day == DATE_NONE)
		return;
	snprintf(name, sizeof(name), DAY_DRAFT "%s", date_iso(day, iso));
	draft_set_kind(draft, name);
}

static const char *move_answered(void *data, const struct prompt *prompt)
{
	struct day_work *work = data;
	bool valid;
	int day = date_read_typed(prompt_value(prompt, 0), work->calendar->app->me.today, &valid);

	if (!valid || day == DATE_NONE)
		return _("There is no such day. Write it as 20/11/2026.");
	if (day == work->was.day)
		return _("It stands on that day already.");
	if (work->was.worked && date_weekday(day) < 6)
		return _("Only a Saturday or Sunday is worked in exchange");
	work->to = day;
	return NULL;
}

/* The question has gone: what it was for comes in its place. */
static void move_closed(void *data)
{
	struct day_work *work = data;
	struct calendar_day to = work->was;

	to.day = work->to;
	to.version = 0;
	if (to.day != DATE_NONE)
		look(work, &to, NULL);
	work_free(work);
}

void day_move_ask(struct view *calendar, const struct calendar_day *day)
{
	struct day_work *work = work_new(calendar, day);
	struct ask ask = {.answered = move_answered, .closed = move_closed, .data = work};
	struct prompt prompt;
	char text[DATE_TEXT];

	prompt_start(&prompt, arena_printf(work->arena, _("Move %s:"), day_words(day, work->arena)));
	prompt_add(&prompt, _("to"), date_show(day->day, text), 12);
	ask_open(calendar->app, &prompt, &ask);
}

void day_remove(struct view *calendar, const struct calendar_day *day)
{
	struct day_work *work = work_new(calendar, day);

	look(work, NULL, NULL);
	work_free(work);
}
