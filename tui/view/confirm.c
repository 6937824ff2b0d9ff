/* SPDX-License-Identifier: MIT */
/*
 * See confirm.h. Another phrase is read here, by the one grammar, while one types; the
 * days that count come from the server, one question at a time, the newest phrase last.
 */
#include "view/confirm.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/reading.h"
#include "plan/schedule.h"
#include "view/decide.h"
#include "view/sheet.h"
#include "view/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TASK, PHRASE, READING, STATE, OTHER, OTHER_READING, DAYS }; /* the fields */

struct confirm {
	struct app *app;
	struct arena *arena;
	int64_t node;
	const char *path;
	int version, year;
	bool reports; /* it asks about the report */
	bool report;
	bool asked; /* the days are on their way */
	bool stale; /* and the phrase has changed since */
};

static void confirm_title(void *data, struct str *out)
{
	const struct confirm *self = data;

	str_add(out, self->reports ? _("Periodic report") : _("Confirm the reading"));
	if (self->path != NULL)
		str_addf(out, "  %s", self->path);
}

/* The phrase typed, or NULL: the reading stays. */
static const char *other_phrase(struct view *view)
{
	return decide_value(sheet_form(view), OTHER);
}

static bool is_open(const struct schedule *schedule)
{
	for (int i = 0; i < schedule->count; i++) {
		enum schedule_class class = schedule->parts[i].class;

		if (class == SCHEDULE_ASK || class == SCHEDULE_UNKNOWN || class == SCHEDULE_PERIODIC)
			return true;
	}
	return false;
}

/* Writing. */

static void say_confirmed(struct app *app, const char *path, const struct rows *rows)
{
	struct arena *arena = arena_new();
	struct str hint = STR_EMPTY;

	undo_hint(app, &hint);
	app_say(app, THEME_GOOD, _("Confirmed: %s, %s%s%s"), path,
		reading_words(rows_text(rows, 0, "reading"), arena), decide_renewed(rows, arena),
		str_data(&hint));
	str_free(&hint);
	arena_free(arena);
}

static void say_report(struct app *app, const char *path, const struct rows *rows)
{
	struct arena *arena = arena_new();
	struct str hint = STR_EMPTY;

	undo_hint(app, &hint);
	app_say(app, THEME_GOOD, _("Saved: %s%s%s"), path, decide_renewed(rows, arena),
		str_data(&hint));
	str_free(&hint);
	arena_free(arena);
}

static void submit_reading(struct view *view, struct confirm *self, const char *node,
			   const char *version)
{
	const char *phrase = other_phrase(view);
	struct str tokens = STR_EMPTY, parts = STR_EMPTY;
	const char *params[5] = {node, version};
	struct schedule schedule;

	if (phrase != NULL) {
		schedule_read(phrase, self->year, &schedule);
		if (is_open(&schedule)) {
			form_wrong(sheet_form(view), OTHER, _("This is not understood: write it another way."));
			return;
		}
		schedule_print(&schedule, &tokens);
		schedule_json(&schedule, &parts);
		params[2] = phrase;
		params[3] = str_data(&tokens);
		params[4] = str_data(&parts);
	}
	decide_send(self->app, view, QUERY_READING_CONFIRM, params, self->path, say_confirmed);
	str_free(&tokens);
	str_free(&parts);
}

static void submit(struct view *view, void *data)
{
	struct confirm *self = data;
	char node[24], version[12];
	const char *params[3] = {node, version};

	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	snprintf(version, sizeof(version), "%d", self->version);
	if (!self->reports) {
		submit_reading(view, self, node, version);
		return;
	}
	params[2] = strcmp(form_value(sheet_form(view), OTHER), "yes") == 0 ? "true" : "false";
	decide_send(self->app, view, QUERY_REPORT_SET, params, self->path, say_report);
}

/* The days that count. */

static void ask_days(struct view *view);

static void got_days(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct confirm *self = sheet_data(view);
	struct arena *arena = arena_new();
	struct str days = STR_EMPTY;

	self->asked = false;
	for (int i = 0; why == NULL && i < rows_count(rows); i++) {
		int named = rows_date(rows, i, "nominal_due"), counts = rows_date(rows, i, "effective_due");
		const char *period = reading_period(rows_text(rows, i, "period"), arena);
		char day[DATE_TEXT], first[DATE_TEXT];

		str_addf(&days, "%s%s%s%s", i > 0 ? "; " : "", period, *period != '\0' ? " " : "",
			 date_show(counts, day));
		if (named != counts)
			str_addf(&days, _(" (named %s)"), date_show(named, first));
	}
	form_set(sheet_form(view), DAYS, str_data(&days));
	form_hide(sheet_form(view), DAYS, days.len == 0);
	str_free(&days);
	arena_free(arena);
	if (self->stale)
		ask_days(view);
}

/* What each report covers, and when it is submitted. */
static void got_spans(void *data, const struct rows *rows, const struct err_info *why)
{
	struct form *form = sheet_form(data);
	struct arena *arena = arena_new();
	struct str spans = STR_EMPTY;

	for (int i = 0; why == NULL && i < rows_count(rows); i++) {
		char first[DATE_TEXT], last[DATE_TEXT];

		str_addf(&spans, _("%s%s: figures %s to %s, due %s"), i > 0 ? "; " : "",
			 reading_period(rows_text(rows, i, "period"), arena),
			 date_show(rows_date(rows, i, "first_day"), first),
			 date_show(rows_date(rows, i, "cutoff"), last), rows_text(rows, i, "submitted"));
	}
	form_set(form, DAYS, str_data(&spans));
	form_hide(form, DAYS, spans.len == 0);
	str_free(&spans);
	arena_free(arena);
}

static void ask_days(struct view *view)
{
	struct confirm *self = sheet_data(view);
	const char *phrase = other_phrase(view);
	struct str parts = STR_EMPTY;
	struct schedule schedule;
	char node[24];
	const char *params[2] = {node, NULL};

	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	if (self->reports) {
		request_read(self->app->conn, QUERY_REPORT_SPANS, params, got_spans, view);
		return;
	}
	self->stale = self->asked;
	if (self->asked)
		return;
	self->asked = true;
	if (phrase != NULL) {
		schedule_read(phrase, self->year, &schedule);
		schedule_json(&schedule, &parts);
		params[1] = str_data(&parts);
	}
	request_read(self->app->conn, QUERY_READING_DAYS, params, got_days, view);
	str_free(&parts);
}

static void typed(struct view *view, void *data, int field)
{
	struct confirm *self = data;
	const char *phrase = other_phrase(view);
	struct str tokens = STR_EMPTY;
	struct schedule schedule;
	struct arena *arena;

	if (self->reports || field != OTHER)
		return;
	form_hide(sheet_form(view), OTHER_READING, phrase == NULL);
	if (phrase != NULL) {
		arena = arena_new();
		schedule_read(phrase, self->year, &schedule);
		schedule_print(&schedule, &tokens);
		form_set(sheet_form(view), OTHER_READING, reading_words(str_data(&tokens), arena));
		str_free(&tokens);
		arena_free(arena);
	}
	ask_days(view);
}

/* Filling in. */

static const char *say_state(const struct confirm *self, const struct rows *rows)
{
	const char *by = rows_text(rows, 0, "confirmed_by");
	const char *proposed = rows_text(rows, 0, "proposed");

	if (*by == '\0')
		return _("proposed by the program, confirmed by nobody yet");
	if (*proposed == '\0')
		return arena_printf(self->arena, _("confirmed by %s, %s"), by,
				    rows_text(rows, 0, "confirmed_at"));
	return arena_printf(self->arena, _("confirmed by %s, %s; proposed had been: %s"), by,
			    rows_text(rows, 0, "confirmed_at"), reading_words(proposed, self->arena));
}

static void fill_report(struct view *view, const struct confirm *self)
{
	static const char *const codes[] = {"yes", "no"};
	struct form *form = sheet_form(view);
	const struct form_choice choices[2] = {
	    {codes[0], _("yes: owed on the submission day of each unit")},
	    {codes[1], _("no: owed on the day that the phrase names")}};

	form_choices(form, OTHER, choices, 2);
	form_set(form, OTHER, self->report ? "no" : "yes");
}

static void got_reading(void *data, const struct rows *rows, const struct err_info *why)
{
	struct view *view = data;
	struct confirm *self = sheet_data(view);
	struct form *form = sheet_form(view);
	const char *phrase;

	if (why != NULL || rows_count(rows) == 0) {
		decide_refuse(view, why != NULL ? why->text : _("There is no such task for you"));
		return;
	}
	if (!rows_bool(rows, 0, "may_plan")) {
		decide_refuse(view, _("Only who writes the plans of its issuer decides this."));
		return;
	}
	self->path = arena_copy(self->arena, rows_text(rows, 0, "path"));
	self->version = (int)rows_int(rows, 0, "version");
	self->year = (int)rows_int(rows, 0, "year");
	self->report = rows_bool(rows, 0, "report");
	phrase = rows_text(rows, 0, "plan_phrase");
	form_set(form, TASK, arena_printf(self->arena, "%s %s", self->path, rows_text(rows, 0, "text")));
	form_set(form, PHRASE, *phrase != '\0' ? arena_printf(self->arena, "\"%s\"", phrase)
					       : _("nothing is printed"));
	form_set(form, READING, reading_words(rows_text(rows, 0, "reading"), self->arena));
	form_set(form, STATE, say_state(self, rows));
	if (self->reports)
		fill_report(view, self);
	sheet_wait(view, false);
	ask_days(view);
}

static void confirm_free(void *data)
{
	struct confirm *self = data;

	arena_free(self->arena);
	free(self);
}

static const struct sheet_ops ops = {
    .title = confirm_title, .submit = submit, .typed = typed, .free = confirm_free};

static void open_form(struct app *app, int64_t node, bool reports)
{
	struct confirm *self = mem_new(1, sizeof(*self));
	struct form *form = form_new(app->me.today);
	char id[24];
	const char *params[1] = {id};
	struct view *view;

	*self = (struct confirm){.app = app, .arena = arena_new(), .node = node, .reports = reports};
	form_add(form, FORM_SHOWN, "task", _("Task"), "");
	form_add(form, FORM_SHOWN, "phrase", _("Time"), "");
	form_add(form, FORM_SHOWN, "reading", _("Reading"), "");
	form_add(form, FORM_SHOWN, "state", _("State"), "");
	form_add(form, reports ? FORM_CHOICE : FORM_LINE, "other",
		 reports ? _("Report") : _("Read it as"), "");
	form_add(form, FORM_SHOWN, "other-reading", _("which means"), "");
	form_add(form, FORM_SHOWN, "days", _("Dates"), "");
	form_hide(form, DAYS, true);
	form_hide(form, OTHER_READING, true);
	if (reports)
		form_need(form, OTHER);
	else
		form_hint(form, OTHER, _("Enter alone confirms it as it stands; else another phrase, as plans write it."));
	form_go(form, OTHER);
	view = sheet_new(app, form, NULL, &ops, self);
	app_push(app, view);
	sheet_wait(view, true);
	snprintf(id, sizeof(id), "%lld", (long long)node);
	request_read(app->conn, QUERY_NODE_READING, params, got_reading, view);
}

void confirm_open(struct app *app, int64_t node)
{
	open_form(app, node, false);
}

void confirm_report(struct app *app, int64_t node)
{
	open_form(app, node, true);
}
