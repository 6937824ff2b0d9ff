/* SPDX-License-Identifier: MIT */
/* See moves.h. */
#include "view/moves.h"

#include "app.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/calendar.h"
#include "plan/reading.h"
#include "view/ask.h"
#include "view/calendar.h"
#include "view/find.h"
#include "view/keep.h"
#include "view/order.h"
#include "view/sheet.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct moves {
	struct view view;
	/* Its views stand below this one, for as long as it is there. */
	struct moves_change change;
	char *changes, *words;
	struct arena *arena;
	struct calendar_moves moves;
	struct list list;
	bool ready, sent;
};

enum { HEAD_ROWS = 3, DAYS = 33 };

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct moves *self = data;
	struct app *app = self->view.app;

	if (why != NULL) {
		char *text = mem_copy(why->text);

		app_close(app, &self->view);
		app_say(app, THEME_ALERT, "%s", text);
		free(text);
		return;
	}
	self->ready = true;
	arena_free(self->arena);
	self->arena = arena_new();
	calendar_moves_read(rows, self->arena, &self->moves);
	self->list.count = self->moves.count;
	list_focus(&self->list, self->list.focus);
}

static void moves_refresh(struct view *view)
{
	struct moves *self = (struct moves *)view;
	const char *params[] = {self->changes};

	if (!self->sent)
		request_read(view->app->conn, QUERY_CALENDAR_PREVIEW, params, got, self);
}

static const char *task_count_words(const struct moves *self, struct arena *arena)
{
	const struct calendar_moves *moves = &self->moves;

	if (moves->all == 0)
		return _("No open deadline moves.");
	if (moves->count < moves->all)
		return arena_printf(arena, _("%d open deadlines move; %d of them in plans that you do not see:"),
				    moves->all, moves->all - moves->count);
	return arena_printf(arena, _("%d open deadlines move:"), moves->all);
}

static const char *count_words(const struct moves *self, struct arena *arena)
{
	const char *tasks = task_count_words(self, arena);

	return self->moves.feedback > 0
		   ? arena_printf(arena, _("Of %d records of feedback the day moves. %s"), self->moves.feedback,
				  tasks)
		   : tasks;
}

static const char *day_words(int date, struct arena *arena)
{
	char text[DATE_TEXT];

	return arena_printf(arena, "%s %s", deadline_weekday(date), date_show(date, text));
}

static const char *task_words(const struct calendar_move *one, int year, struct arena *arena)
{
	const char *period = reading_period(one->period, arena);
	const char *plan = one->plan_key;
	size_t len = strlen(plan);
	char this_year[8];

	/* The plan's year is said only where it is another one. */
	snprintf(this_year, sizeof(this_year), "@%d", year);
	if (len > strlen(this_year) && strcmp(plan + len - strlen(this_year), this_year) == 0)
		plan = arena_copy_bytes(arena, plan, len - strlen(this_year));
	return arena_printf(arena, "%s %s%s%s: %s", plan, one->path, *period != '\0' ? ", " : "", period,
			    one->text);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct calendar_move *one = &((struct moves *)data)->moves.moves[index];
	struct arena *arena = paint->scratch;
	int unit = (paint->columns - DAYS) * 2 / 5;
	int at = LIST_MARGIN, end, year, month, day;

	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 arena_printf(arena, "%s → %s", day_words(one->from, arena),
				      day_words(one->to, arena)));
	for (; at < LIST_MARGIN + DAYS; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	end = at + unit;
	at += paint_text(paint, row, at, unit - 1, THEME_TEXT, one->unit);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	date_split(((struct moves *)data)->view.app->me.today, &year, &month, &day);
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, task_words(one, year, arena));
	paint_blank(paint, row, at);
}

static void moves_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct moves *self = (struct moves *)view;
	int unit = LIST_MARGIN + DAYS;

	paint_row(paint, first, THEME_TEXT, arena_printf(paint->scratch, "  %s", self->words));
	paint_row(paint, first + 1, THEME_TEXT,
		  self->ready ? arena_printf(paint->scratch, "  %s", count_words(self, paint->scratch)) : "");
	paint_row(paint, first + 2, THEME_HEAD, _("  Moves from → to"));
	paint_text(paint, first + 2, unit, paint->columns, THEME_HEAD, _("Unit"));
	paint_text(paint, first + 2, unit + (paint->columns - DAYS) * 2 / 5, paint->columns, THEME_HEAD,
		   _("Task"));
	list_paint(&self->list, paint, first + HEAD_ROWS, rows - HEAD_ROWS, paint_line, self);
}

static void written(void *data, struct app *app, struct view *view, const struct rows *rows,
		    const struct err_info *why)
{
	struct moves *self = (struct moves *)view;
	const char *draft = data;
	struct view *sheet;
	int moved;

	if (why != NULL) {
		if (self != NULL)
			self->sent = false;
		app_say(app, THEME_ALERT, _("The calendar is unchanged: %s"), why->text);
		return;
	}
	moved = rows_count(rows) > 0 ? (int)rows_int(rows, 0, "moved") : 0;
	if (self != NULL) {
		sheet = self->change.sheet;
		calendar_go(self->change.calendar, self->change.day);
		app_close(app, view);
		if (sheet != NULL)
			sheet_done(sheet);
	} else if (draft != NULL) {
		keep_drop(app, draft);
	}
	app_say(app, THEME_GOOD, _("The calendar is changed; %d open deadlines moved."), moved);
}

static const char *confirmed(void *data, const struct prompt *prompt)
{
	struct moves *self = data;
	const char *params[] = {self->changes};
	const char *uuid = self->change.sheet != NULL ? sheet_uuid(self->change.sheet) : NULL;

	(void)prompt;
	self->sent = true;
	order_send(self->view.app, &(struct order){.query = QUERY_CALENDAR_CHANGE,
						   .params = params,
						   .uuid = uuid,
						   .view = &self->view,
						   .answered = written,
						   .free = free,
						   .data = uuid != NULL ? mem_copy(uuid) : NULL});
	return NULL;
}

static void ask_save(struct moves *self)
{
	struct ask ask = {.answered = confirmed, .data = self};
	struct arena *arena = arena_new();
	struct prompt prompt;

	prompt_start(&prompt, arena_printf(arena, _("Change the calendar and move %d deadlines? Enter yes, Esc no"),
					   self->moves.all));
	ask_open(self->view.app, &prompt, &ask);
	arena_free(arena);
}

static bool moves_act(struct view *view, enum action action)
{
	struct moves *self = (struct moves *)view;

	if (list_act(&self->list, action))
		return true;
	if (action != ACTION_MOVES_SAVE && action != ACTION_OPEN)
		return false;
	if (self->ready && !self->sent)
		ask_save(self);
	return true;
}

static bool moves_waiting(const struct view *view)
{
	const struct moves *self = (const struct moves *)view;

	return !self->ready || self->sent;
}

static void moves_title(struct view *view, struct str *out)
{
	(void)view;
	str_add(out, _("Before the calendar changes"));
}

static void moves_free(struct view *view)
{
	struct moves *self = (struct moves *)view;

	arena_free(self->arena);
	free(self->changes);
	free(self->words);
	free(self);
}

static struct list *moves_list(struct view *view)
{
	return &((struct moves *)view)->list;
}

static void moves_text(struct view *view, int row, struct str *out)
{
	const struct calendar_move *one = &((struct moves *)view)->moves.moves[row];

	str_addf(out, "%s %s %s %s", one->unit, one->plan_key, one->path, one->text);
}

static const struct view_rows moves_rows = {
    .list = moves_list,
    .text = moves_text,
};

static const struct view_ops moves_ops = {
    .context = CONTEXT_MOVES,
    .title = moves_title,
    .paint = moves_paint,
    .act = moves_act,
    .waiting = moves_waiting,
    .refresh = moves_refresh,
    .free = moves_free,
    .rows = &moves_rows,
};

void moves_open(struct app *app, const struct moves_change *change)
{
	struct moves *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&moves_ops, app};
	self->change = *change;
	self->changes = mem_copy(change->changes);
	self->words = mem_copy(change->words);
	find_attach(&self->view);
	app_push(app, &self->view);
	moves_refresh(&self->view);
}
