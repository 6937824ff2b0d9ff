/* SPDX-License-Identifier: MIT */
/* See receipt.h. */
#include "view/receipt.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "view/record.h"
#include "view/step.h"
#include "view/words.h"
#include "widget/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 5, GLYPH = 4, LETTERS = 17 };

struct receipt {
	struct view view;
	int64_t id;
	int version;
	char *code;
	bool kept, sealed;
	const char *track;
	struct arena *arena;
	const char *saved, *proposal, *likely;
	struct lines lines;
};

/* Rows of four columns: what a code is written with. */
static const struct {
	char letter;
	const char *rows[ROWS];
} glyphs[] = {
    {'0', {"####", "#  #", "#  #", "#  #", "####"}}, {'1', {"  # ", " ## ", "  # ", "  # ", " ###"}},
    {'2', {"####", "   #", "####", "#   ", "####"}}, {'3', {"####", "   #", " ###", "   #", "####"}},
    {'4', {"#  #", "#  #", "####", "   #", "   #"}}, {'5', {"####", "#   ", "####", "   #", "####"}},
    {'6', {"####", "#   ", "####", "#  #", "####"}}, {'7', {"####", "   #", "  # ", " #  ", " #  "}},
    {'8', {"####", "#  #", "####", "#  #", "####"}}, {'9', {"####", "#  #", "####", "   #", "####"}},
    {'P', {"### ", "#  #", "### ", "#   ", "#   "}}, {'A', {" ## ", "#  #", "####", "#  #", "#  #"}},
    {'-', {"    ", "    ", " ## ", "    ", "    "}},
};

static const char *glyph_row(char letter, int row)
{
	for (size_t i = 0; i < sizeof(glyphs) / sizeof(*glyphs); i++)
		if (glyphs[i].letter == letter)
			return glyphs[i].rows[row];
	return "    ";
}

/* Blanks at the end of a row are left out: they cost bytes and show nothing. */
static const char *large_row(const char *code, int row, struct arena *arena)
{
	struct str text = STR_EMPTY;
	const char *out;

	for (int i = 0; i < LETTERS && code[i] != '\0'; i++)
		str_addf(&text, "%s%s", glyph_row(code[i], row), i + 1 < LETTERS ? " " : "");
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		str_remove(&text, text.len - 1, 1);
	out = arena_copy(arena, str_data(&text));
	str_free(&text);
	return out;
}

static void compose(struct receipt *self)
{
	struct lines *lines = &self->lines;

	lines_clear(lines);
	lines_add(lines, "", 0, self->saved, 0);
	lines_add(lines, "", 0, self->proposal, 0);
	lines_add(lines, "", 0, self->likely, 0);
}

static void say_saved(struct receipt *self, const struct rows *rows)
{
	const char *missing = rows_text(rows, 0, "missing");
	const char *state =
	    words_name(self->view.app, "state", rows_text(rows, 0, "state"));

	if (*missing != '\0')
		self->saved = arena_printf(
		    self->arena, _("Saved: %s. It still lacks: %s (e adds it)."), state,
		    feedback_missing(missing, self->arena));
	else
		self->saved = arena_printf(self->arena, _("Saved: %s."), state);
}

static void receipt_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct receipt *self = (struct receipt *)view;
	int at = first + 1;

	paint_row(paint, first, THEME_TEXT, "");
	for (int i = 0; i < ROWS; i++, at++) {
		int used = paint_text(paint, at, LIST_MARGIN, paint->columns, THEME_TEXT,
				      large_row(self->code, i, paint->scratch));

		paint_text(paint, at, 0, LIST_MARGIN, THEME_TEXT, "  ");
		paint_blank(paint, at, LIST_MARGIN + used);
	}
	paint_row(paint, at++, THEME_TEXT, "");
	paint_row(paint, at++, THEME_TITLE, arena_printf(paint->scratch, "  %s", self->code));
	paint_row(paint, at++, THEME_TEXT, "");
	lines_paint(&self->lines, paint, at, first + rows - at);
}

static void got_proposal(void *data, const struct rows *rows, const struct err_info *why)
{
	struct receipt *self = data;

	if (why != NULL || rows_count(rows) == 0)
		return;
	self->proposal = arena_printf(self->arena,
				      rows_bool(rows, 0, "here")
					  ? _("To be handled by %s itself (%s); r begins it.")
					  : _("Proposed receiver: %s (%s); r hands it on."),
				      rows_text(rows, 0, "unit_name"), rows_text(rows, 0, "reason"));
	compose(self);
}

static void got_likely(void *data, const struct rows *rows, const struct err_info *why)
{
	struct receipt *self = data;

	if (why != NULL || rows_count(rows) == 0)
		return;
	self->likely = arena_printf(self->arena, _("%d records are like it (%s); l links them."),
				    rows_count(rows), rows_text(rows, 0, "code"));
	compose(self);
}

static void ask_more(struct receipt *self)
{
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)self->id);
	request_read(self->view.app->conn, QUERY_FEEDBACK_PROPOSAL, params, got_proposal, self);
	request_read(self->view.app->conn, QUERY_FEEDBACK_LIKELY, params, got_likely, self);
}

static bool receipt_act(struct view *view, enum action action)
{
	struct receipt *self = (struct receipt *)view;

	if (action == ACTION_OPEN) {
		struct app *app = view->app;
		struct view *record = self->kept ? record_new(app, self->id, self->code) : NULL;

		app_close(app, view);
		if (record != NULL)
			app_push(app, record);
		return true;
	}
	if (list_act(&self->lines.list, action))
		return true;
	return step_act(view, action,
			self->kept ? &(struct step_target){self->id, self->version, self->code,
							   self->track, self->sealed}
				   : NULL);
}

/* A step has been made from here, or by somebody else: what it is now, and at which
 * version the next step finds it. The code stays, for it is still being read out. */
static void got_now(void *data, const struct rows *rows, const struct err_info *why)
{
	struct receipt *self = data;
	const char *offered;

	if (why != NULL || rows_count(rows) == 0)
		return;
	self->version = (int)rows_int(rows, 0, "version");
	self->sealed = rows_bool(rows, 0, "sealed");
	self->track = arena_copy(self->arena, rows_text(rows, 0, "track"));
	offered = rows_text(rows, 0, "offered_to");
	say_saved(self, rows);
	if (*offered != '\0')
		self->proposal = arena_printf(
		    self->arena, _("Handed to %s, which has not accepted it yet."),
		    offered);
	else if (*self->proposal != '\0')
		ask_more(self); /* another law, another receiver */
	compose(self);
}

static void receipt_refresh(struct view *view)
{
	struct receipt *self = (struct receipt *)view;
	char id[24];
	const char *params[1] = {id};

	snprintf(id, sizeof(id), "%lld", (long long)self->id);
	if (self->kept)
		request_read(view->app->conn, QUERY_FEEDBACK_ONE, params, got_now,
			     self);
}

static void receipt_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Receipt"));
}

static void receipt_free(struct view *view)
{
	struct receipt *self = (struct receipt *)view;

	lines_free(&self->lines);
	arena_free(self->arena);
	free(self->code);
	free(self);
}

static const struct view_ops receipt_ops = {
    .context = CONTEXT_RECORD,
    .title = receipt_title,
    .paint = receipt_paint,
    .act = receipt_act,
    .refresh = receipt_refresh,
    .free = receipt_free,
};

struct view *receipt_new(struct app *app, const struct rows *rows)
{
	struct receipt *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&receipt_ops, app};
	self->id = rows_int(rows, 0, "feedback_id");
	self->version = (int)rows_int(rows, 0, "version");
	self->code = mem_copy(rows_text(rows, 0, "code"));
	self->kept = rows_null(rows, 0, "kept") || rows_bool(rows, 0, "kept");
	self->arena = arena_new();
	self->proposal = self->likely = self->track = "";
	if (!self->kept)
		self->saved = arena_printf(self->arena, _("Saved. It speaks of the head of your unit: it went to %s, and is not shown to you."),
					   rows_text(rows, 0, "held_by"));
	else
		say_saved(self, rows);
	compose(self);
	if (self->kept)
		ask_more(self);
	return &self->view;
}
