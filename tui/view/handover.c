/* SPDX-License-Identifier: MIT */
/* See handover.h. */
#include "view/handover.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "plan/handover.h"
#include "plan/reading.h"
#include "view/bulk.h"
#include "view/filter.h"
#include "view/find.h"
#include "view/give.h"
#include "view/grid.h"
#include "view/mark.h"
#include "view/order.h"
#include "view/task.h"
#include "widget/list.h"
#include "widget/sieve.h"

#include <stdlib.h>

enum { DUE = 12 };


struct handover {
	struct view view;
	bool closed, ready;
	struct arena *arena;
	struct handover_row *all;
	int all_count;
	struct handover_row *rows; /* those that the filter leaves */
	struct list list;
	struct sieve sieve;
	struct picks picks;
};

/* Two names of units, and the arrow. */
static int unit_columns(const struct paint *paint)
{
	return (paint->columns - DUE) * 4 / 9;
}

static void arrange(struct handover *self, int64_t id)
{
	struct arena *arena = arena_new();
	struct sieve_row row;

	sieve_begin(&self->sieve);
	for (int i = 0; i < self->all_count; i++) {
		filter_row(&self->all[i].owed, self->all[i].plan_key, self->all[i].path, arena, &row);
		sieve_learn(&self->sieve, &row);
	}
	self->list.count = 0;
	for (int i = 0; i < self->all_count; i++) {
		filter_row(&self->all[i].owed, self->all[i].plan_key, self->all[i].path, arena, &row);
		if (!sieve_keeps(&self->sieve, &row))
			continue;
		if (self->all[i].owed.id == id)
			self->list.focus = self->list.count;
		self->rows[self->list.count++] = self->all[i];
	}
	list_focus(&self->list, self->list.focus);
	arena_free(arena);
}

static int64_t row_id(void *data, int index)
{
	return ((struct handover *)data)->rows[index].owed.id;
}

static bool row_picked(void *data, int index)
{
	return picks_has(&((struct handover *)data)->picks, row_id(data, index));
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct handover *self = data;
	int64_t id = self->list.count > 0 ? row_id(self, self->list.focus) : 0;

	mark_shown(&self->view);
	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	arena_free(self->arena);
	self->arena = arena_new();
	self->all_count = handover_read(rows, self->arena, &self->all);
	self->rows = arena_alloc(self->arena, (size_t)(self->all_count + 1) * sizeof(*self->rows));
	arrange(self, id);
	picks_keep(&self->picks, self->list.count, row_id, self);
}

static void handover_refresh(struct view *view)
{
	struct handover *self = (struct handover *)view;
	const char *params[1] = {self->closed ? "true" : "false"};

	request_read(view->app->conn, QUERY_HANDOVER_LIST, params, got, self);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct handover *self = data;
	const struct handover_row *one = &self->rows[index];
	const char *period = reading_period(one->owed.period, paint->scratch);
	char due[DATE_TEXT];
	int unit = unit_columns(paint), at = LIST_MARGIN, end = at + unit;

	at += paint_text(paint, row, at, unit - 1, THEME_TEXT,
			 arena_printf(paint->scratch, "%s → %s", one->owed.unit,
				      *one->successor != '\0' ? one->successor : "?"));
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, DUE, THEME_TEXT,
			 order_pending(self->view.app, one->owed.id) ||
				 mark_pending(self->view.app, one->owed.id)
			     ? arena_printf(paint->scratch, "%-11s ", "…")
			     : arena_printf(paint->scratch, "%-11s ", date_show(one->owed.due, due)));
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 arena_printf(paint->scratch, "%s %s%s%s: %s", one->plan_key, one->path,
				      *period != '\0' ? ", " : "", period, one->text));
	paint_blank(paint, row, at);
}

static void handover_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct handover *self = (struct handover *)view;
	int unit = LIST_MARGIN + unit_columns(paint);

	paint_row(paint, first, THEME_HEAD, _("  Old unit → takes over"));
	paint_text(paint, first, unit, paint->columns, THEME_HEAD, _("Due"));
	paint_text(paint, first, unit + DUE, paint->columns, THEME_HEAD, _("Task"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena == NULL || self->list.count > 0)
		return;
	paint_row(paint, first + 2, THEME_TEXT,
		  self->all_count > 0 ? _("  The filter leaves nothing; F shows all.")
		  : self->closed      ? _("  No abolished unit owes anything.")
				      : _("  No abolished unit owes anything in a plan in force; c shows closed ones too."));
}

static struct mark_target row_target(void *data, int index, struct arena *arena)
{
	const struct handover_row *one = &((struct handover *)data)->rows[index];

	return mark_target_of(&one->owed, one->path, arena);
}

/* The rows that are picked, else the one that the cursor stands on. */
static void give(struct handover *self, bool other)
{
	const struct handover_row **rows =
	    mem_new((size_t)self->list.count + 1, sizeof(*rows));
	int count = 0;

	for (int i = 0; i < self->list.count; i++)
		if (self->picks.count > 0 ? row_picked(self, i) : i == self->list.focus)
			rows[count++] = &self->rows[i];
	if (count > 0)
		give_open(&self->view, rows, count, other, &self->picks);
	free(rows);
}

static bool act_on_row(struct handover *self, enum action action)
{
	struct app *app = self->view.app;
	struct mark_target target = {.why_not = _("There is nothing to mark here.")};
	const struct handover_row *one =
	    self->list.count > 0 ? &self->rows[self->list.focus] : NULL;
	struct arena *arena;
	bool done;

	if (action == ACTION_OPEN || action == ACTION_GRID) {
		if (one != NULL)
			app_push(app, action == ACTION_OPEN
					  ? task_new(app, one->owed.node, one->owed.id)
					  : grid_new(app, one->owed.node, one->owed.id));
		return true;
	}
	arena = arena_new();
	if (one != NULL)
		target = row_target(self, self->list.focus, arena);
	done = mark_act(&self->view, action, &target);
	arena_free(arena);
	return done;
}

static bool handover_act(struct view *view, enum action action)
{
	struct handover *self = (struct handover *)view;

	if (list_act(&self->list, action) ||
	    picks_act(&self->picks, &self->list, action, row_id, self) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, row_id, row_target, self}))
		return true;
	switch (action) {
	case ACTION_HANDOVER: /* the keys that led here */
	case ACTION_HAND_OVER:
	case ACTION_HAND_TO:
		give(self, action == ACTION_HAND_TO);
		return true;
	case ACTION_HANDOVER_CLOSED:
		self->closed = !self->closed;
		self->ready = false;
		handover_refresh(view);
		return true;
	default:
		return act_on_row(self, action);
	}
}

static bool handover_waiting(const struct view *view)
{
	return !((const struct handover *)view)->ready || mark_waiting(view);
}

static void handover_title(struct view *view, struct str *out)
{
	struct handover *self = (struct handover *)view;

	str_add(out, _("Handing over"));
	if (self->ready)
		str_addf(out, _(": %d tasks of abolished units"), self->all_count);
	if (self->closed)
		str_add(out, _(" (with closed plans)"));
	sieve_say(&self->sieve, out);
	picks_say(&self->picks, out);
}

static void handover_free(struct view *view)
{
	struct handover *self = (struct handover *)view;

	sieve_free(&self->sieve);
	arena_free(self->arena);
	picks_free(&self->picks);
	free(self);
}

static struct list *handover_rows_list(struct view *view)
{
	return &((struct handover *)view)->list;
}

static void handover_text(struct view *view, int row, struct str *out)
{
	const struct handover_row *one = &((struct handover *)view)->rows[row];

	str_addf(out, "%s %s %s %s %s %s", one->owed.unit, one->unit_code, one->successor, one->plan_key,
		 one->path, one->text);
}

static bool handover_late(struct view *view, int row)
{
	return ((struct handover *)view)->rows[row].owed.days_late > 0;
}

static struct sieve *handover_sieve(struct view *view)
{
	return &((struct handover *)view)->sieve;
}

static void handover_sift(struct view *view)
{
	struct handover *self = (struct handover *)view;

	arrange(self, self->list.count > 0 ? row_id(self, self->list.focus) : 0);
}

static const struct view_rows handover_rows = {
    .list = handover_rows_list,
    .text = handover_text,
    .late = handover_late,
    .sieve = handover_sieve,
    .sift = handover_sift,
};

static const struct view_ops handover_ops = {
    .context = CONTEXT_HANDOVER,
    .title = handover_title,
    .paint = handover_paint,
    .act = handover_act,
    .waiting = handover_waiting,
    .refresh = handover_refresh,
    .free = handover_free,
    .rows = &handover_rows,
};

struct view *handover_new(struct app *app)
{
	struct handover *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&handover_ops, app};
	find_attach(&self->view);
	self->list.picked = row_picked;
	self->list.picked_data = self;
	handover_refresh(&self->view);
	return &self->view;
}
