/* SPDX-License-Identifier: MIT */
/* See passed.h. At the end of the list the next page is added to it. */
#include "view/passed.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "view/columns.h"
#include "view/plain.h"
#include "view/record.h"
#include "view/step.h"
#include "view/words.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 50, CODE = 16, DAY = 6, TO = 25, DOCUMENT = 18, LIMIT = 18, WIDE = 110 };

struct passed_row {
	struct feedback_row record; /* without an id: only what my unit did came */
	int64_t id;
	int passed_on, limit, document_date, days_waited;
	const char *to, *document;
	bool waits, in_time;
};

struct passed {
	struct view view;
	struct arena *arena;
	struct passed_row *rows;
	struct list list;
	int gone;     /* rows that are accepted, on the last page read */
	bool waiting; /* only what nobody has accepted yet */
	bool ready, more;
	struct {
		int waiting, late, passed;
	} counts;
};

static bool english(const struct app *app)
{
	return strcmp(app->conf->language, "en") == 0;
}

static void read_row(const struct rows *rows, int row, struct arena *arena,
		     struct passed_row *out)
{
	feedback_row_read(rows, row, arena, &out->record);
	out->id = out->record.id;
	if (!rows_bool(rows, row, "seen"))
		out->record.id = 0;
	out->passed_on = rows_date(rows, row, "passed_on");
	out->limit = rows_date(rows, row, "limit_day");
	out->in_time = rows_bool(rows, row, "in_time");
	out->document = arena_copy(arena, rows_text(rows, row, "document_number"));
	out->document_date = rows_date(rows, row, "document_date");
	out->to = arena_copy(arena, rows_text(rows, row, "passed_to"));
	out->waits = rows_bool(rows, row, "waits");
	out->days_waited = (int)rows_int(rows, row, "days_waited");
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct passed *self = data;
	int before = self->more ? self->list.count : 0, count;

	self->ready = true;
	self->more = false;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (before == 0) {
		arena_free(self->arena);
		self->arena = arena_new();
	}
	count = rows_count(rows);
	self->rows =
	    mem_grow(self->rows, (size_t)(before + count) + 1, sizeof(*self->rows));
	self->gone = 0;
	for (int i = 0; i < count; i++) {
		struct passed_row *one = &self->rows[before + i];

		*one = (struct passed_row){0};
		read_row(rows, i, self->arena, one);
		self->gone += !one->waits;
	}
	self->list.count = before + count;
	list_focus(&self->list, before > 0 && count > 0 ? before : self->list.focus);
}

static void got_counts(void *data, const struct rows *rows, const struct err_info *why)
{
	struct passed *self = data;

	if (why != NULL || rows_count(rows) == 0)
		return;
	self->counts.waiting = (int)rows_int(rows, 0, "waiting");
	self->counts.late = (int)rows_int(rows, 0, "late");
	self->counts.passed = (int)rows_int(rows, 0, "passed");
}

static void ask(struct passed *self, const char *after)
{
	const char *params[2] = {self->waiting ? "true" : "false", after};

	self->ready = false;
	self->more = after != NULL;
	request_read(self->view.app->conn, QUERY_FEEDBACK_PASSED, params, got, self);
}

static void passed_refresh(struct view *view)
{
	struct passed *self = (struct passed *)view;

	ask(self, NULL);
	request_read(view->app->conn, QUERY_FEEDBACK_PASSED_COUNTS, NULL, got_counts,
		     self);
}

/* Rows. */

static const struct passed_row *chosen(const struct passed *self)
{
	return self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
}

static const char *document(const struct passed_row *one, struct arena *arena)
{
	char day[DATE_TEXT];

	if (*one->document == '\0' || one->document_date == DATE_NONE ||
	    one->document_date == one->passed_on)
		return one->document;
	return arena_printf(arena, "%s %.5s", one->document,
			    date_show(one->document_date, day));
}

/* Whether it went within the day that it had until then. */
static const char *in_time(const struct passed_row *one, struct arena *arena)
{
	char day[DATE_TEXT];

	if (one->limit == DATE_NONE)
		return "";
	return arena_printf(arena, one->in_time ? _("in time, %.5s") : _("after %.5s"),
			    date_show(one->limit, day));
}

static const char *standing(const struct app *app, const struct passed_row *one,
			    bool wide, struct arena *arena)
{
	const struct feedback_row *record = &one->record;
	const char *what = record->sealed ? feedback_sealed() : record->content;

	if (record->id == 0 &&
	    (wide || (*one->document == '\0' && one->limit == DATE_NONE)))
		return _("only what your unit did");
	if (record->id == 0)
		return arena_printf(
		    arena, "%s%s%s", document(one, arena),
		    *one->document != '\0' && one->limit != DATE_NONE ? "; " : "",
		    in_time(one, arena));
	if (one->waits)
		return arena_printf(arena, _("not accepted, day %d: %s"),
				    one->days_waited, what);
	return arena_printf(arena, "%s: %s", words_name(app, "state", record->state),
			    what);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct passed *self = data;
	const struct passed_row *one = &self->rows[index];
	char day[DATE_TEXT];
	int at = columns_cell(paint, row, LIST_MARGIN, CODE, one->record.code);

	at = columns_cell(
	    paint, row, at, DAY,
	    arena_printf(paint->scratch, "%.5s", date_show(one->passed_on, day)));
	at = columns_cell(paint, row, at, TO, one->to);
	if (paint->columns >= WIDE) {
		at = columns_cell(paint, row, at, DOCUMENT,
				  document(one, paint->scratch));
		at = columns_cell(paint, row, at, LIMIT, in_time(one, paint->scratch));
	}
	at += paint_text(
	    paint, row, at, paint->columns, THEME_TEXT,
	    standing(self->view.app, one, paint->columns >= WIDE, paint->scratch));
	paint_blank(paint, row, at);
}

static void passed_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct passed *self = (struct passed *)view;
	int at = columns_cell(paint, first, LIST_MARGIN, CODE, _("Code"));

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	at = columns_cell(paint, first, at, DAY, _("Day"));
	at = columns_cell(paint, first, at, TO, _("To whom"));
	if (paint->columns >= WIDE) {
		at = columns_cell(paint, first, at, DOCUMENT, _("Document"));
		at = columns_cell(paint, first, at, LIMIT, _("Within its day"));
	}
	at += paint_text(paint, first, at, paint->columns, THEME_HEAD,
			 _("How it stands"));
	paint_blank(paint, first, at);
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  self->waiting
			      ? _("  All that was passed on has been accepted.")
			      : _("  Your unit has passed nothing on."));
}

/* What my unit did with a record that it no longer sees. */

static void add_step(const struct app *app, const struct rows *rows, int row,
		     struct str *out)
{
	char day[DATE_TEXT];

	str_addf(out, "\n%s  %s", rows_text(rows, row, "at"),
		 rows_text(rows, row, english(app) ? "action_name_en" : "action_name"));
	if (*rows_text(rows, row, "passed_to") != '\0')
		str_addf(out, " → %s", rows_text(rows, row, "passed_to"));
	if (*rows_text(rows, row, "document_number") != '\0')
		str_addf(out, ", %s", rows_text(rows, row, "document_number"));
	if (rows_date(rows, row, "document_date") != DATE_NONE)
		str_addf(out, " %s",
			 date_show(rows_date(rows, row, "document_date"), day));
	str_addf(out, ", %s", rows_text(rows, row, "official_name"));
	if (rows_date(rows, row, "limit_day") != DATE_NONE)
		str_addf(out,
			 rows_bool(rows, row, "in_time")
			     ? _("; in time, it had until %s")
			     : _("; late, it had until %s"),
			 date_show(rows_date(rows, row, "limit_day"), day));
	str_add_char(out, '\n');
}

static void got_steps(void *data, const struct rows *rows, const struct err_info *why)
{
	struct passed *self = data;
	struct str text = STR_EMPTY;

	self->ready = true;
	if (why != NULL || rows_count(rows) == 0) {
		app_say(self->view.app, THEME_ALERT, "%s",
			why != NULL ? why->text
				    : _("There is no record here for you."));
		return;
	}
	str_addf(&text,
		 _("%s: what your unit did. What it says, and what follows, is not for "
		   "you.\n"),
		 rows_text(rows, 0, "code"));
	for (int i = 0; i < rows_count(rows); i++)
		add_step(self->view.app, rows, i, &text);
	app_push(self->view.app, plain_new(self->view.app, str_data(&text)));
	str_free(&text);
}

static void open_one(struct passed *self, const struct passed_row *one)
{
	char id[24];
	const char *params[1] = {id};

	if (one->record.id != 0) {
		app_push(self->view.app,
			 record_new(self->view.app, one->id, one->record.code));
		return;
	}
	snprintf(id, sizeof(id), "%lld", (long long)one->id);
	self->ready = false; /* keys wait: it must not open over what they lead to */
	request_read(self->view.app->conn, QUERY_FEEDBACK_OWN_STEPS, params, got_steps,
		     self);
}

static bool act_on(struct passed *self, enum action action)
{
	const struct passed_row *one = chosen(self);
	const struct feedback_row *record =
	    one != NULL && one->record.id != 0 ? &one->record : NULL;
	struct step_target target;

	if (record == NULL)
		return step_act(&self->view, action, NULL);
	target = (struct step_target){record->id, record->version, record->code,
				      record->track, record->sealed};
	return step_act(&self->view, action, &target);
}

static bool passed_act(struct view *view, enum action action)
{
	struct passed *self = (struct passed *)view;
	bool down = action == ACTION_DOWN || action == ACTION_PAGE_DOWN;

	if (down && self->gone == PAGE && self->list.focus == self->list.count - 1) {
		ask(self, chosen(self)->record.cursor);
		return true;
	}
	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (chosen(self) != NULL)
			open_one(self, chosen(self));
		return true;
	case ACTION_FILTER:
	case ACTION_UNFILTER:
		self->waiting = action == ACTION_FILTER;
		self->list.focus = self->list.top = 0;
		passed_refresh(view);
		return true;
	default:
		return act_on(self, action);
	}
}

static bool passed_waiting(const struct view *view)
{
	return !((const struct passed *)view)->ready;
}

static void passed_title(struct view *view, struct str *out)
{
	const struct passed *self = (const struct passed *)view;

	str_addf(out, _("Passed on: %d not accepted"), self->counts.waiting);
	if (self->counts.late > 0)
		str_addf(out, _(" (%d overdue)"), self->counts.late);
	if (self->waiting)
		str_add(out, _(", only these"));
	else
		str_addf(out, _(", %d this year"), self->counts.passed);
}

static void passed_free(struct view *view)
{
	struct passed *self = (struct passed *)view;

	free(self->rows);
	arena_free(self->arena);
	free(self);
}

static struct list *passed_list(struct view *view)
{
	return &((struct passed *)view)->list;
}

static void passed_text(struct view *view, int row, struct str *out)
{
	const struct passed_row *one = &((struct passed *)view)->rows[row];

	str_addf(out, "%s %s %s %s", one->record.code, one->to, one->document,
		 one->record.content);
}

static const struct view_rows passed_rows = {.list = passed_list, .text = passed_text};

static const struct view_ops passed_ops = {
    .context = CONTEXT_RECORDS,
    .title = passed_title,
    .paint = passed_paint,
    .act = passed_act,
    .waiting = passed_waiting,
    .refresh = passed_refresh,
    .free = passed_free,
    .rows = &passed_rows,
};

struct view *passed_new(struct app *app)
{
	struct passed *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&passed_ops, app};
	words_ask(&self->view, passed_refresh);
	return &self->view;
}
