/* SPDX-License-Identifier: MIT */
/* See register.h. */
#include "view/register.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "db/request.h"
#include "feedback/feedback.h"
#include "view/ask.h"
#include "view/columns.h"
#include "view/figures_behind.h"
#include "view/ledger_kinds.h"
#include "view/passed.h"
#include "view/record.h"
#include "view/register_filter.h"
#include "view/step.h"
#include "view/words.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 50, CODE = 16, DAY = 6, STATE = 15, CLOCK = 13, HELD = 24, WIDE = 110 };

struct register_view {
	struct view view;
	struct register_filter filter;
	struct arena *arena;
	struct feedback_row *rows;
	struct list list;
	char **pages; /* where each page begins: [0] is NULL */
	int page, page_room;
	bool to_last; /* the page is come to from below */
	bool ready;
};

static const struct feedback_row *chosen(const struct register_view *self)
{
	return self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct register_view *self = data;
	int64_t id = chosen(self) != NULL ? chosen(self)->id : 0;

	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->list.count = rows_count(rows);
	self->rows =
	    arena_alloc(self->arena, ((size_t)self->list.count + 1) * sizeof(*self->rows));
	for (int i = 0; i < self->list.count; i++) {
		feedback_row_read(rows, i, self->arena, &self->rows[i]);
		if (self->rows[i].id == id)
			self->list.focus = i;
	}
	if (self->to_last)
		self->list.focus = self->list.count - 1;
	self->to_last = false;
	list_focus(&self->list, self->list.focus);
}

static void register_refresh(struct view *view)
{
	struct register_view *self = (struct register_view *)view;
	const char *params[TERM_COUNT + 1];

	for (int i = 0; i < TERM_COUNT; i++)
		params[i] = self->filter.terms[i];
	params[TERM_COUNT] = self->pages[self->page];
	request_read(view->app->conn, QUERY_FEEDBACK_LIST, params, got, self);
}

/* From the first page on, with what the filter says now. */
static void begin(struct view *view)
{
	struct register_view *self = (struct register_view *)view;

	self->page = 0;
	self->list.focus = self->list.top = 0;
	self->ready = false;
	register_refresh(view);
}

/* The words have come: what is shown is said by name from now on. */
static void got_words(struct view *view)
{
	(void)view;
}

static void turn(struct register_view *self, int direction)
{
	int to = self->page + direction;

	if (direction > 0 && to >= self->page_room) {
		self->page_room = to + 1;
		self->pages = mem_grow(self->pages, (size_t)self->page_room, sizeof(*self->pages));
		self->pages[to] = NULL;
	}
	if (direction > 0) {
		free(self->pages[to]);
		self->pages[to] = mem_copy(self->rows[self->list.count - 1].cursor);
	}
	self->page = to;
	self->to_last = direction < 0;
	self->list.focus = self->list.top = 0;
	self->ready = false;
	register_refresh(&self->view);
}

/* Beyond the edge of a page lies the next one. */
static bool walk(struct register_view *self, enum action action)
{
	const struct list *list = &self->list;
	bool down = action == ACTION_DOWN || action == ACTION_PAGE_DOWN;
	bool up = action == ACTION_UP || action == ACTION_PAGE_UP;

	if (down && list->count == PAGE && list->focus == list->count - 1) {
		turn(self, 1);
		return true;
	}
	if (up && self->page > 0 && list->focus == 0) {
		turn(self, -1);
		return true;
	}
	return list_act(&self->list, action);
}

/* Rows. */

static const char *about(const struct app *app, const struct feedback_row *one,
			 struct arena *arena)
{
	const char *track = words_name(app, "track", one->track);
	const char *linked = one->links > 0 ? arena_printf(arena, "=%d ", one->links) : "";
	const char *missing = *one->missing != '\0'
				  ? arena_printf(arena, _("[lacks %s] "),
						 feedback_missing(one->missing, arena))
				  : "";

	if (one->sealed)
		return arena_printf(arena, "%s%s: %s", linked, track, feedback_sealed());
	return arena_printf(arena, "%s%s%s%s%s", linked, missing, one->sender,
			    *one->sender != '\0' ? ": " : "", one->content);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct register_view *self = data;
	const struct app *app = self->view.app;
	const struct feedback_row *one = &self->rows[index];
	char day[DATE_TEXT];
	int at = LIST_MARGIN;

	at = columns_cell(paint, row, at, CODE, one->code);
	at = columns_cell(paint, row, at, DAY,
		  arena_printf(paint->scratch, "%.5s", date_show(one->received, day)));
	at = columns_cell(paint, row, at, STATE, words_name(app, "state", one->state));
	at = columns_cell(paint, row, at, CLOCK, feedback_days(one, paint->scratch));
	if (paint->columns >= WIDE)
		at = columns_cell(paint, row, at, HELD, one->held_by);
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 about(app, one, paint->scratch));
	paint_blank(paint, row, at);
}

static void register_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct register_view *self = (struct register_view *)view;
	int at = LIST_MARGIN;

	paint_text(paint, first, 0, LIST_MARGIN, THEME_HEAD, "  ");
	at = columns_cell(paint, first, at, CODE, _("Code"));
	at = columns_cell(paint, first, at, DAY, _("Came"));
	at = columns_cell(paint, first, at, STATE, _("State"));
	at = columns_cell(paint, first, at, CLOCK, _("Clock"));
	if (paint->columns >= WIDE)
		at = columns_cell(paint, first, at, HELD, _("Held by"));
	at += paint_text(paint, first, at, paint->columns, THEME_HEAD, _("Who and what"));
	paint_blank(paint, first, at);
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("  No record here. f chooses others, F7 takes a new one."));
}

/* Actions. */

static const char *look_for(void *data, const struct prompt *prompt)
{
	struct register_view *self = data;

	register_filter_words(&self->filter, prompt_value(prompt, 0));
	begin(&self->view);
	return NULL;
}

static void ask_words(struct register_view *self)
{
	struct ask ask = {.answered = look_for, .data = self};
	struct prompt prompt;
	const char *words = self->filter.terms[TERM_WORDS];

	prompt_start(&prompt, _("Find"));
	prompt_add(&prompt, _("code, name or words"), words != NULL ? words : "", 0);
	ask_open(self->view.app, &prompt, &ask);
}

static bool register_act(struct view *view, enum action action)
{
	struct register_view *self = (struct register_view *)view;
	const struct feedback_row *one = chosen(self);

	if (walk(self, action) || ledger_act_open(view->app, action, NULL))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (one != NULL)
			app_push(view->app, record_new(view->app, one->id, one->code));
		return true;
	case ACTION_CALLS:
		app_push(view->app, calls_new(view->app));
		return true;
	case ACTION_PASSED:
		app_push(view->app, passed_new(view->app));
		return true;
	case ACTION_FIND:
		ask_words(self);
		return true;
	case ACTION_FILTER:
		register_filter_open(view, &self->filter, begin);
		return true;
	case ACTION_UNFILTER:
		register_filter_start(&self->filter);
		begin(view);
		return true;
	default:
		return step_act(view, action,
				one == NULL ? NULL
					    : &(struct step_target){one->id, one->version, one->code,
								    one->track, one->sealed});
	}
}

static bool register_waiting(const struct view *view)
{
	return !((const struct register_view *)view)->ready;
}

static void register_title(struct view *view, struct str *out)
{
	struct register_view *self = (struct register_view *)view;

	str_add(out, _("Register"));
	register_filter_say(&self->filter, view->app, out);
	if (self->page > 0)
		str_addf(out, _(", page %d"), self->page + 1);
}

static void register_free(struct view *view)
{
	struct register_view *self = (struct register_view *)view;

	for (int i = 0; i < self->page_room; i++)
		free(self->pages[i]);
	free(self->pages);
	register_filter_free(&self->filter);
	arena_free(self->arena);
	free(self);
}

static struct list *register_list(struct view *view)
{
	return &((struct register_view *)view)->list;
}

static bool register_late(struct view *view, int row)
{
	const struct feedback_row *one = &((struct register_view *)view)->rows[row];

	return one->due != DATE_NONE && one->days_left < 0;
}

static const struct view_rows register_rows = {.list = register_list, .late = register_late};

static const struct view_ops register_ops = {
    .context = CONTEXT_REGISTER,
    .title = register_title,
    .paint = register_paint,
    .act = register_act,
    .waiting = register_waiting,
    .refresh = register_refresh,
    .free = register_free,
    .rows = &register_rows,
};

static struct register_view *make(struct app *app)
{
	struct register_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&register_ops, app};
	register_filter_start(&self->filter);
	self->page_room = 1;
	self->pages = mem_new(1, sizeof(*self->pages));
	return self;
}

static struct view *open_view(struct register_view *self)
{
	words_ask(&self->view, got_words);
	register_refresh(&self->view);
	return &self->view;
}

struct view *register_new(struct app *app)
{
	return open_view(make(app));
}

struct view *register_new_late(struct app *app, int64_t unit, const char *unit_name)
{
	struct register_view *self = make(app);
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)unit);
	register_filter_set(&self->filter, TERM_UNIT, id);
	self->filter.unit_name = mem_copy(unit_name);
	register_filter_set(&self->filter, TERM_CLOCK, "late");
	return open_view(self);
}
