/* SPDX-License-Identifier: MIT */
/* See late.h. */
#include "view/late.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/reading.h"
#include "view/edit.h"
#include "view/filter.h"
#include "view/find.h"
#include "view/bulk.h"
#include "view/decide.h"
#include "view/grid.h"
#include "view/mark.h"
#include "view/task.h"
#include "widget/list.h"
#include "widget/sieve.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct late_row {
	struct occurrence owed;
	const char *path, *plan_key, *text;
};

struct late {
	struct view view;
	int64_t unit;
	char *unit_name;
	int band;
	bool closed, ready;
	struct arena *arena;
	struct late_row *all;
	int all_count, total; /* total: on the server, which sends no more than a bound */
	struct late_row *rows; /* those that the filter leaves */
	struct list list;
	struct sieve sieve;
	struct picks picks;
};

enum { DAYS = 6, DUE = 12 };

static void sieve_row_of(const struct late_row *one, struct arena *arena, struct sieve_row *out)
{
	filter_row(&one->owed, one->plan_key, one->path, arena, out);
}

/* Take the rows that the filter leaves; the focus goes to this one if it is left. */
static void arrange(struct late *self, int64_t id)
{
	struct arena *arena = arena_new();
	struct sieve_row row;

	sieve_begin(&self->sieve);
	for (int i = 0; i < self->all_count; i++) {
		sieve_row_of(&self->all[i], arena, &row);
		sieve_learn(&self->sieve, &row);
	}
	self->list.count = 0;
	for (int i = 0; i < self->all_count; i++) {
		sieve_row_of(&self->all[i], arena, &row);
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
	return ((struct late *)data)->rows[index].owed.id;
}

static bool row_picked(void *data, int index)
{
	return picks_has(&((struct late *)data)->picks, row_id(data, index));
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct late *self = data;
	int64_t id = 0;
	size_t room;

	mark_shown(&self->view);
	self->ready = true;
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (self->list.count > 0)
		id = self->rows[self->list.focus].owed.id;
	arena_free(self->arena);
	self->arena = arena_new();
	self->all_count = rows_count(rows);
	self->total = self->all_count > 0 ? (int)rows_int(rows, 0, "total") : 0;
	room = (size_t)(self->all_count + 1) * sizeof(*self->rows);
	self->all = arena_alloc(self->arena, room);
	self->rows = arena_alloc(self->arena, room);
	for (int i = 0; i < self->all_count; i++) {
		struct late_row *one = &self->all[i];

		occurrence_read(rows, i, self->arena, &one->owed);
		one->path = arena_copy(self->arena, rows_text(rows, i, "path"));
		one->plan_key = arena_copy(self->arena, rows_text(rows, i, "plan_key"));
		one->text = arena_copy(self->arena, rows_text(rows, i, "text"));
	}
	arrange(self, id);
	picks_keep(&self->picks, self->list.count, row_id, self);
}

static void late_refresh(struct view *view)
{
	struct late *self = (struct late *)view;
	char unit[24], band[8];
	const char *params[3] = {unit, band, self->closed ? "true" : "false"};

	snprintf(unit, sizeof(unit), "%lld", (long long)self->unit);
	snprintf(band, sizeof(band), "%d", self->band);
	request_read(view->app->conn, QUERY_OVERDUE_TASKS, params, got, self);
}

/* What is being done about it, and which task of which plan and period it is. */
static const char *task_text(const struct late_row *one, int today_year, struct arena *arena)
{
	char year[8];
	const char *plan = one->plan_key;
	const char *period = reading_period(one->owed.period, arena);
	const char *state = one->owed.state == TASK_OPEN
				? ""
				: arena_printf(arena, "(%s) ", task_state_short(one->owed.state));

	/* The year is said only where it is another one. */
	snprintf(year, sizeof(year), "@%d", today_year);
	if (strlen(plan) > strlen(year) && strcmp(plan + strlen(plan) - strlen(year), year) == 0)
		plan = arena_copy_bytes(arena, plan, strlen(plan) - strlen(year));
	return arena_printf(arena, "%s%s %s%s%s: %s", state, plan, one->path,
			    *period != '\0' ? ", " : "", period, one->text);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct late *self = data;
	const struct late_row *one = &self->rows[index];
	char due[DATE_TEXT];
	int unit = (paint->columns - DAYS - DUE) / 3;
	int at = LIST_MARGIN, end, today_year, month, day;

	date_split(self->view.app->me.today, &today_year, &month, &day);

	paint_right(paint, row, at, DAYS - 1, THEME_TEXT,
		    mark_pending(self->view.app, one->owed.id)
			? "…"
			: arena_printf(paint->scratch, "%d", one->owed.days_late));
	at += DAYS - 1;
	at += paint_text(paint, row, at, DUE, THEME_TEXT,
			 arena_printf(paint->scratch, " %-11s", date_show(one->owed.due, due)));
	end = at + unit;
	at += paint_text(paint, row, at, unit - 1, THEME_TEXT, one->owed.unit);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT,
			 task_text(one, today_year, paint->scratch));
	paint_blank(paint, row, at);
}

static void late_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct late *self = (struct late *)view;
	int unit = LIST_MARGIN + DAYS - 1 + DUE;

	paint_row(paint, first, THEME_HEAD, _("  Days Due"));
	paint_text(paint, first, unit, paint->columns, THEME_HEAD, _("Unit"));
	paint_text(paint, first, unit + (paint->columns - DAYS - DUE) / 3, paint->columns,
		   THEME_HEAD, _("Task"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
	if (self->arena != NULL && self->list.count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  self->all_count > 0 ? _("  The filter leaves nothing; F shows all.")
					      : _("  Nothing is overdue here any more."));
}

static struct mark_target row_target(void *data, int index, struct arena *arena)
{
	const struct late_row *one = &((struct late *)data)->rows[index];

	return mark_target_of(&one->owed, one->path, arena);
}

static bool late_act(struct view *view, enum action action)
{
	struct late *self = (struct late *)view;
	struct mark_target target = {.why_not = _("There is nothing to mark here.")};
	const struct late_row *one = NULL;
	struct arena *arena;
	bool done;

	if (list_act(&self->list, action) ||
	    picks_act(&self->picks, &self->list, action, row_id, self) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){self->list.count, row_id, row_target, self}))
		return true;
	if (self->list.count > 0)
		one = &self->rows[self->list.focus];
	if (action == ACTION_OPEN) {
		if (one != NULL)
			app_push(view->app, task_new(view->app, one->owed.node, one->owed.id));
		return true;
	}
	if (action == ACTION_GRID) {
		if (one != NULL)
			app_push(view->app, grid_new(view->app, one->owed.node, one->owed.id));
		return true;
	}
	if (edit_act(view, action, &(struct edit_target){.node = one != NULL ? one->owed.node : 0}))
		return true;
	arena = arena_new();
	if (one != NULL)
		target = row_target(self, self->list.focus, arena);
	done = mark_act(view, action, &target) ||
	       decide_act(view, action, one != NULL ? one->owed.node : 0,
			  one != NULL ? &one->owed : NULL, one != NULL ? one->path : "");
	arena_free(arena);
	return done;
}

static bool late_waiting(const struct view *view)
{
	const struct late *self = (const struct late *)view;

	return !self->ready || mark_waiting(view);
}

static void late_title(struct view *view, struct str *out)
{
	static const char *const bands[] = {"", N_("1-7 days"), N_("8-30 days"), N_("31-90 days"),
					    N_("> 90 days")};
	struct late *self = (struct late *)view;

	str_addf(out, "%s: %s", _("Overdue"), self->unit_name);
	if (self->band > 0)
		str_addf(out, ", %s", _(bands[self->band]));
	if (self->closed)
		str_add(out, _(" (with closed plans)"));
	if (self->total > self->all_count)
		str_addf(out, _(", the first %d of %d"), self->all_count, self->total);
	sieve_say(&self->sieve, out);
	picks_say(&self->picks, out);
}

static void late_free(struct view *view)
{
	struct late *self = (struct late *)view;

	sieve_free(&self->sieve);
	arena_free(self->arena);
	picks_free(&self->picks);
	free(self->unit_name);
	free(self);
}

static struct list *late_list(struct view *view)
{
	return &((struct late *)view)->list;
}

static void late_text(struct view *view, int row, struct str *out)
{
	const struct late_row *one = &((struct late *)view)->rows[row];

	str_addf(out, "%s %s %s %s %s", one->owed.unit, one->plan_key, one->path, one->text,
		 one->owed.document);
}

static bool late_late(struct view *view, int row)
{
	return ((struct late *)view)->rows[row].owed.days_late > 0;
}

static struct sieve *late_sieve(struct view *view)
{
	return &((struct late *)view)->sieve;
}

static void late_sift(struct view *view)
{
	struct late *self = (struct late *)view;

	arrange(self, self->list.count > 0 ? self->rows[self->list.focus].owed.id : 0);
}

static const struct view_rows late_rows = {
    .list = late_list,
    .text = late_text,
    .late = late_late,
    .sieve = late_sieve,
    .sift = late_sift,
};

static const struct view_ops late_ops = {
    .context = CONTEXT_LATE,
    .title = late_title,
    .paint = late_paint,
    .act = late_act,
    .waiting = late_waiting,
    .refresh = late_refresh,
    .free = late_free,
    .rows = &late_rows,
};

struct view *late_new(struct app *app, int64_t unit, const char *unit_name, int band, bool closed)
{
	struct late *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&late_ops, app};
	self->unit = unit;
	self->unit_name = mem_copy(unit_name);
	self->band = band;
	self->closed = closed;
	find_attach(&self->view);
	self->list.picked = row_picked;
	self->list.picked_data = self;
	late_refresh(&self->view);
	return &self->view;
}
