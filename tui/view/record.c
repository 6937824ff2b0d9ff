/* SPDX-License-Identifier: MIT */
/* See record.h. Five reads, sent together, fill it. */
#include "view/record.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "view/ledger_kinds.h"
#include "view/record_text.h"
#include "view/step.h"
#include "view/words.h"
#include "widget/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum part { PART_ONE, PART_CLOCKS, PART_CHANGES, PART_LINKS, PART_STEPS, PART_COUNT };
enum { INDENT = 2 };

typedef const char *text_fn(const struct app *app, const struct rows *rows, int row,
			    struct arena *arena);

struct record {
	struct view view;
	int64_t id;
	char *code, *track;
	int version;
	bool sealed, gone; /* gone: only my unit's own steps are for me */
	bool ready;
	struct lines parts[PART_COUNT]; /* what each answer says, with its own memory */
	struct arena *arenas[PART_COUNT];
	struct lines lines; /* all of them together */
};

static struct arena *renew(struct record *self, enum part part)
{
	arena_free(self->arenas[part]);
	self->arenas[part] = arena_new();
	lines_clear(&self->parts[part]);
	return self->arenas[part];
}

static bool failed(struct record *self, const struct err_info *why)
{
	if (why != NULL && why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	return why != NULL;
}

/* The parts one below the other, with their headings. */
static void compose(struct record *self)
{
	const char *const heads[PART_COUNT] = {NULL, _("Clocks"), NULL, _("Linked records"),
					       _("Steps")};

	lines_clear(&self->lines);
	for (int part = 0; part < PART_COUNT; part++) {
		const struct lines *from = &self->parts[part];

		if (from->part_count == 0)
			continue;
		if (heads[part] != NULL) {
			lines_blank(&self->lines);
			lines_head(&self->lines, heads[part]);
		}
		for (int i = 0; i < from->part_count; i++)
			lines_add(&self->lines, from->parts[i].label, from->parts[i].indent,
				  from->parts[i].text, from->parts[i].id);
	}
}

static void got_one(void *data, const struct rows *rows, const struct err_info *why)
{
	struct record *self = data;
	struct arena *arena;

	self->ready = true;
	if (failed(self, why))
		return;
	arena = renew(self, PART_ONE);
	self->gone = rows_count(rows) == 0;
	if (self->gone) {
		lines_add(&self->parts[PART_ONE], "", 0,
			  _("This record has been passed on: only the steps of your unit are shown."), 0);
		return;
	}
	free(self->code);
	free(self->track);
	self->code = mem_copy(rows_text(rows, 0, "code"));
	self->track = mem_copy(rows_text(rows, 0, "track"));
	self->version = (int)rows_int(rows, 0, "version");
	self->sealed = rows_bool(rows, 0, "sealed");
	record_text_one(self->view.app, rows, arena, &self->parts[PART_ONE]);
}

static void fill(struct record *self, enum part part, const struct rows *rows, text_fn *text)
{
	struct arena *arena = renew(self, part);

	for (int i = 0; i < rows_count(rows); i++)
		lines_add(&self->parts[part], "", INDENT, text(self->view.app, rows, i, arena),
			  part == PART_LINKS ? rows_int(rows, i, "feedback_id") : 0);
}

static void got_clocks(void *data, const struct rows *rows, const struct err_info *why)
{
	if (!failed(data, why))
		fill(data, PART_CLOCKS, rows, record_text_clock);
}

static void got_changes(void *data, const struct rows *rows, const struct err_info *why)
{
	if (!failed(data, why))
		fill(data, PART_CHANGES, rows, record_text_change);
}

static void got_links(void *data, const struct rows *rows, const struct err_info *why)
{
	if (!failed(data, why))
		fill(data, PART_LINKS, rows, record_text_link);
}

static void got_steps(void *data, const struct rows *rows, const struct err_info *why)
{
	struct record *self = data;

	if (!failed(self, why))
		fill(self, PART_STEPS, rows, record_text_step);
	compose(self); /* the last of the five answers */
}

static void record_refresh(struct view *view)
{
	struct record *self = (struct record *)view;
	struct conn *conn = view->app->conn;
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)self->id);
	request_read(conn, QUERY_FEEDBACK_ONE, params, got_one, self);
	request_read(conn, QUERY_FEEDBACK_CLOCKS, params, got_clocks, self);
	request_read(conn, QUERY_FEEDBACK_CLOCK_CHANGES, params, got_changes, self);
	request_read(conn, QUERY_FEEDBACK_LINKS, params, got_links, self);
	request_read(conn, QUERY_FEEDBACK_STEPS, params, got_steps, self);
}

static void record_paint(struct view *view, struct paint *paint, int first, int rows)
{
	lines_paint(&((struct record *)view)->lines, paint, first, rows);
}

static bool record_act(struct view *view, enum action action)
{
	struct record *self = (struct record *)view;
	int64_t linked = lines_id(&self->lines);
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)self->id);
	if (list_act(&self->lines.list, action) || ledger_act_open(view->app, action, id))
		return true;
	if (action == ACTION_OPEN) {
		if (linked != 0)
			app_push(view->app, record_new(view->app, linked, ""));
		return true;
	}
	return step_act(view, action,
			self->version == 0 ? NULL
					   : &(struct step_target){self->id, self->version, self->code,
								   self->track, self->sealed});
}

static bool record_waiting(const struct view *view)
{
	return !((const struct record *)view)->ready;
}

static void record_title(struct view *view, struct str *out)
{
	str_addf(out, "%s %s", _("Record"), ((struct record *)view)->code);
}

static void record_free(struct view *view)
{
	struct record *self = (struct record *)view;

	for (int i = 0; i < PART_COUNT; i++) {
		lines_free(&self->parts[i]);
		arena_free(self->arenas[i]);
	}
	lines_free(&self->lines);
	free(self->code);
	free(self->track);
	free(self);
}

static struct list *record_list(struct view *view)
{
	return &((struct record *)view)->lines.list;
}

static void record_line(struct view *view, int row, struct str *out)
{
	str_add(out, ((struct record *)view)->lines.items[row].text);
}

static const struct view_rows record_rows = {.list = record_list, .text = record_line};

static const struct view_ops record_ops = {
    .context = CONTEXT_RECORD,
    .title = record_title,
    .paint = record_paint,
    .act = record_act,
    .waiting = record_waiting,
    .refresh = record_refresh,
    .free = record_free,
    .rows = &record_rows,
};

struct view *record_new(struct app *app, int64_t feedback, const char *code)
{
	struct record *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&record_ops, app};
	self->id = feedback;
	self->code = mem_copy(code);
	self->track = mem_copy("");
	words_ask(&self->view, record_refresh); /* words first: the record is told in them */
	return &self->view;
}

/* By code. */

static void got_found(void *data, const struct rows *rows, const struct err_info *why)
{
	struct app *app = data;
	const char *verdict = why == NULL && rows_count(rows) > 0 ? rows_text(rows, 0, "verdict") : "none";

	if (why != NULL)
		app_say(app, THEME_ALERT, "%s", why->text);
	else if (strcmp(verdict, "found") == 0)
		app_push(app, record_new(app, rows_int(rows, 0, "feedback_id"), rows_text(rows, 0, "code")));
	else if (strcmp(verdict, "check") == 0)
		app_say(app, THEME_ALERT,
			_("The check digit of this code is wrong: ask for it once more."));
	else
		app_say(app, THEME_ALERT, _("There is no record of this code for you."));
}

void record_find(struct app *app, const char *code)
{
	const char *params[1] = {code};

	request_read(app->conn, QUERY_FEEDBACK_FIND, params, got_found, app);
}
