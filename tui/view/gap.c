/* SPDX-License-Identifier: MIT */
/* See gap.h. */
#include "view/gap.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/gap.h"
#include "view/choose.h"
#include "view/find.h"
#include "view/link.h"
#include "view/mark.h"
#include "view/task.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>

/* A heading stands above each kind of gap, also above one without any. */
enum { HEAD_NOBODY = -1, HEAD_NOTHING = -2, BLANK = -3, PATH = 8 };

struct gap_view {
	struct view view;
	int64_t plan; /* asked for */
	int64_t unit; /* 0: all */
	bool ready;
	struct arena *arena, *scope_arena;
	struct gap gap;
	struct gap_scope scope;
	int *lines; /* index of a row, or one of the above */
	struct list list;
};

static const struct gap_row *chosen(const struct gap_view *self)
{
	int line = self->list.count > 0 ? self->lines[self->list.focus] : BLANK;

	return line >= 0 ? &self->gap.rows[line] : NULL;
}

/* The focus goes back to the task that it stood on, or stays where it was. */
static void arrange(struct gap_view *self, int64_t node)
{
	int count = 0, focus = -1;

	self->lines = mem_grow(self->lines, (size_t)self->gap.count + 3, sizeof(*self->lines));
	self->lines[count++] = HEAD_NOBODY;
	for (int i = 0; i <= self->gap.count; i++) {
		if (i == self->gap.nobody) {
			self->lines[count++] = BLANK;
			self->lines[count++] = HEAD_NOTHING;
		}
		if (i == self->gap.count)
			break;
		if (self->gap.rows[i].node == node)
			focus = count;
		self->lines[count++] = i;
	}
	self->list.count = count;
	if (focus < 0 && self->list.focus == 0 && self->gap.nobody > 0)
		focus = 1;
	list_focus(&self->list, focus >= 0 ? focus : self->list.focus);
}

static bool failed(struct gap_view *self, const struct err_info *why)
{
	if (why != NULL && why->code != ERR_LOST)
		app_say(self->view.app, THEME_ALERT, "%s", why->text);
	return why != NULL;
}

static void got_scope(void *data, const struct rows *rows, const struct err_info *why)
{
	struct gap_view *self = data;

	if (failed(self, why) || rows_count(rows) == 0)
		return;
	arena_free(self->scope_arena);
	self->scope_arena = arena_new();
	gap_scope_read(rows, self->scope_arena, &self->scope);
}

static void got(void *data, const struct rows *rows, const struct err_info *why)
{
	struct gap_view *self = data;
	int64_t node = chosen(self) != NULL ? chosen(self)->node : 0;

	mark_shown(&self->view);
	self->ready = true;
	if (failed(self, why))
		return;
	arena_free(self->arena);
	self->arena = arena_new();
	gap_read(rows, self->arena, &self->gap);
	arrange(self, node);
}

static void gap_refresh(struct view *view)
{
	struct gap_view *self = (struct gap_view *)view;
	char plan[24], unit[24];
	const char *params[2] = {self->plan != 0 ? plan : NULL, self->unit != 0 ? unit : NULL};

	snprintf(plan, sizeof(plan), "%lld", (long long)self->plan);
	snprintf(unit, sizeof(unit), "%lld", (long long)self->unit);
	request_read(view->app->conn, QUERY_GAP_SCOPE, params, got_scope, self);
	request_read(view->app->conn, QUERY_GAP, params, got, self);
}

/* Painting. */

static const char *heading(const struct gap_view *self, bool nobody, struct arena *arena)
{
	const struct gap_scope *scope = &self->scope;

	if (nobody && scope->above == 0)
		return _("There is no plan above it of the same year.");
	if (nobody && *scope->unit != '\0')
		return arena_printf(arena, _("Tasks of %s that it leads and its plans have not: %d"),
				    scope->above_key, self->gap.nobody);
	if (nobody)
		return arena_printf(arena, _("Tasks of %s that nobody implements: %d of %d"),
				    scope->above_key, self->gap.nobody, scope->above_tasks);
	return arena_printf(arena, _("Tasks below it that implement nothing: %d of %d, %d plans"),
			    self->gap.count - self->gap.nobody, scope->below_tasks, scope->plans);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	struct gap_view *self = data;
	int line = self->lines[index], at = LIST_MARGIN, who, end;
	const struct gap_row *one;

	if (line < 0) {
		at += paint_text(paint, row, at, paint->columns, THEME_HEAD,
				 line == BLANK ? "" : heading(self, line == HEAD_NOBODY, paint->scratch));
		paint_blank(paint, row, at);
		return;
	}
	one = &self->gap.rows[line];
	who = (paint->columns - PATH) / 4;
	at += paint_text(paint, row, at, PATH - 1, THEME_TEXT, one->path);
	for (end = LIST_MARGIN + PATH; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	end = at + who;
	at += paint_text(paint, row, at, who - 1, THEME_TEXT, one->nobody ? one->lead : one->plan_key);
	for (; at < end; at++)
		paint_text(paint, row, at, 1, THEME_TEXT, " ");
	at += paint_text(paint, row, at, paint->columns, THEME_TEXT, one->text);
	paint_blank(paint, row, at);
}

static void gap_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct gap_view *self = (struct gap_view *)view;
	int who = LIST_MARGIN + PATH;

	paint_row(paint, first, THEME_HEAD, _("  No."));
	paint_text(paint, first, who, paint->columns, THEME_HEAD, _("Lead, plan"));
	paint_text(paint, first, who + (paint->columns - PATH) / 4, paint->columns, THEME_HEAD, _("Task"));
	list_paint(&self->list, paint, first + 1, rows - 1, paint_line, self);
}

static void gap_title_line(struct view *view, struct str *out)
{
	const struct gap_view *self = (const struct gap_view *)view;

	str_add(out, _("Gaps"));
	if (self->scope.above != 0)
		str_addf(out, ": %s", self->scope.above_key);
	if (self->scope.unit != NULL && *self->scope.unit != '\0')
		str_addf(out, ", %s", self->scope.unit);
}

/* Actions. */

/* Whichever plan one came from: from the plan above, to a unit's or (0) to all. */
static void look_from_above(struct gap_view *self, int64_t unit)
{
	if (self->scope.above != 0)
		self->plan = self->scope.above;
	self->unit = unit;
	gap_refresh(&self->view);
}

static void read_unit(const struct rows *rows, int row, struct arena *arena, struct choice *choice)
{
	(void)arena;
	choice->unit = rows_int(rows, row, "unit_id");
}

static void took_unit(struct view *view, void *data, const struct choice *choice)
{
	(void)data;
	look_from_above((struct gap_view *)view, choice->unit);
}

static void choose_unit(struct gap_view *self)
{
	choose_open(&self->view, &(struct choose){.label = _("Gaps of the unit: "),
						  .query = QUERY_GAP_UNITS,
						  .id = self->scope.above,
						  .read = read_unit,
						  .took = took_unit});
}

static void open_link(struct gap_view *self)
{
	const struct gap_row *one = chosen(self);

	if (one == NULL || one->nobody)
		app_say(self->view.app, THEME_ALERT,
			_("Go to a task below that implements nothing: it is linked from there."));
	else
		link_open(&self->view, one->node, one->path);
}

static bool gap_act(struct view *view, enum action action)
{
	struct gap_view *self = (struct gap_view *)view;
	const struct gap_row *one = chosen(self);

	if (list_act(&self->list, action))
		return true;
	switch (action) {
	case ACTION_OPEN:
		if (one != NULL)
			app_push(view->app, task_new(view->app, one->node, 0));
		return true;
	case ACTION_GAP_LINK:
		open_link(self);
		return true;
	case ACTION_GAP_UNIT:
	case ACTION_FILTER:
		choose_unit(self);
		return true;
	case ACTION_UNFILTER:
		look_from_above(self, 0);
		return true;
	case ACTION_GAP:
		return true;
	default:
		return false;
	}
}

static bool gap_waiting(const struct view *view)
{
	return !((const struct gap_view *)view)->ready || mark_waiting(view);
}

static struct list *gap_list(struct view *view)
{
	return &((struct gap_view *)view)->list;
}

static void gap_text(struct view *view, int row, struct str *out)
{
	const struct gap_view *self = (const struct gap_view *)view;
	const struct gap_row *one;

	if (self->lines[row] < 0)
		return;
	one = &self->gap.rows[self->lines[row]];
	str_addf(out, "%s %s %s %s %s", one->path, one->plan_key, one->unit, one->lead, one->text);
}

static const struct view_rows gap_rows = {.list = gap_list, .text = gap_text};

static void gap_free(struct view *view)
{
	struct gap_view *self = (struct gap_view *)view;

	arena_free(self->arena);
	arena_free(self->scope_arena);
	free(self->lines);
	free(self);
}

static const struct view_ops gap_ops = {
    .context = CONTEXT_GAP,
    .title = gap_title_line,
    .paint = gap_paint,
    .act = gap_act,
    .waiting = gap_waiting,
    .refresh = gap_refresh,
    .free = gap_free,
    .rows = &gap_rows,
};

struct view *gap_new(struct app *app, int64_t plan)
{
	struct gap_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&gap_ops, app};
	self->plan = plan;
	find_attach(&self->view);
	gap_refresh(&self->view);
	return &self->view;
}
