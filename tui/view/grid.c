/* SPDX-License-Identifier: MIT */
/* See grid.h. */
#include "view/grid.h"

#include "app.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "plan/grid.h"
#include "plan/reading.h"
#include "view/bulk.h"
#include "view/decide.h"
#include "view/edit.h"
#include "view/paste.h"
#include "view/task.h"
#include "view/task_text.h"
#include "widget/list.h"

#include <stdio.h>
#include <stdlib.h>

enum { CELL = 6, UNIT_LEAST = 16, UNIT_MOST = 44, SHORT = 11, WIDE = 110 };

struct grid_view {
	struct view view;
	int64_t node;
	int64_t wanted; /* the cell to stand in at first, then where one stood; or 0 */
	struct arena *arena, *about;
	struct grid grid;
	struct list list; /* the units */
	int column, first_column;
	struct picks picks;
	const char *path, *plan_key, *text;
	bool ready;
};

static const struct grid_cell *here(const struct grid_view *self)
{
	return grid_at(&self->grid, self->list.focus, self->column);
}

/* Cells are numbered row by row. */
static int64_t cell_id(void *data, int index)
{
	return ((struct grid_view *)data)->grid.cells[index].owed.id;
}

static int64_t row_id(void *data, int index)
{
	struct grid_view *self = data;
	const struct grid_cell *cell = grid_at(&self->grid, index, self->column);

	return cell != NULL ? cell->owed.id : 0;
}

static int cell_count(const struct grid_view *self)
{
	return self->grid.unit_count * self->grid.column_count;
}

static void got_about(void *data, const struct rows *rows, const struct err_info *why)
{
	struct grid_view *self = data;

	if (why != NULL || rows_count(rows) == 0)
		return; /* the other answer tells of a failure */
	arena_free(self->about);
	self->about = arena_new();
	self->path = arena_copy(self->about, rows_text(rows, 0, "path"));
	self->plan_key = arena_copy(self->about, rows_text(rows, 0, "plan_key"));
	self->text = arena_copy(self->about, rows_text(rows, 0, "text"));
}

static void got_cells(void *data, const struct rows *rows, const struct err_info *why)
{
	struct grid_view *self = data;
	int unit = 0;

	mark_shown(&self->view);
	if (why != NULL) {
		if (why->code != ERR_LOST)
			app_say(self->view.app, THEME_ALERT, "%s", why->text);
		return;
	}
	if (self->ready && here(self) != NULL)
		self->wanted = here(self)->owed.id;
	arena_free(self->arena);
	self->arena = arena_new();
	grid_read(rows, self->arena, &self->grid);
	self->ready = true;
	self->list.count = self->grid.unit_count;
	if (grid_find(&self->grid, self->wanted, &unit, &self->column))
		list_focus(&self->list, unit);
	list_focus(&self->list, self->list.focus);
	if (self->column >= self->grid.column_count)
		self->column = 0;
	picks_keep(&self->picks, cell_count(self), cell_id, self);
}

static void grid_refresh(struct view *view)
{
	struct grid_view *self = (struct grid_view *)view;
	char node[24];
	const char *params[2] = {node, NULL}; /* a table has all of its rows */

	snprintf(node, sizeof(node), "%lld", (long long)self->node);
	request_read(view->app->conn, QUERY_NODE_DETAIL, params, got_about, self);
	request_read(view->app->conn, QUERY_NODE_OCCURRENCES, params, got_cells, self);
}

/* Painting. */

static int unit_columns(const struct grid_view *self, const struct paint *paint)
{
	int left = paint->columns - self->grid.column_count * CELL;

	return left < UNIT_LEAST ? UNIT_LEAST : left > UNIT_MOST ? UNIT_MOST : left;
}

static int shown_columns(const struct grid_view *self, const struct paint *paint)
{
	return (paint->columns - unit_columns(self, paint)) / CELL;
}

/* The sign stands under the second letter of its head. */
static int cell_at(const struct grid_view *self, const struct paint *paint, int column)
{
	return unit_columns(self, paint) + (column - self->first_column) * CELL + 1;
}

static bool is_shown(const struct grid_view *self, const struct paint *paint, int column)
{
	return column >= self->first_column && column < self->grid.column_count &&
	       column < self->first_column + shown_columns(self, paint);
}

static void paint_heads(const struct grid_view *self, struct paint *paint, int row)
{
	int at = paint_text(paint, row, 0, paint->columns, THEME_HEAD, _("Unit"));

	paint_blank(paint, row, at);
	for (int i = self->first_column; is_shown(self, paint, i); i++)
		paint_text(paint, row, cell_at(self, paint, i) - 1, CELL - 1, THEME_HEAD,
			   grid_head(&self->grid.columns[i], paint->scratch));
}

static void paint_unit(const struct grid_view *self, struct paint *paint, int row, int unit)
{
	int at = paint_text(paint, row, 0, unit_columns(self, paint) - 1, THEME_TEXT,
			    self->grid.units[unit]);

	paint_blank(paint, row, at);
	for (int i = self->first_column; is_shown(self, paint, i); i++) {
		const struct grid_cell *cell = grid_at(&self->grid, unit, i);
		char text[] = {grid_sign(cell), '\0', '\0'};

		if (mark_pending(self->view.app, cell->owed.id))
			text[0] = '?';
		if (picks_has(&self->picks, cell->owed.id))
			text[1] = '*';
		paint_text(paint, row, cell_at(self, paint, i), 2, THEME_TEXT, text);
	}
}

/* What stands behind the cell, on a wide screen: on a narrow one, and so maybe over a
 * thin line, a step only moves the cursor, and Enter shows it. The unit is not repeated,
 * so that a step between cells that stand alike costs as little. */
static const char *cell_text(const struct grid_view *self, struct arena *arena)
{
	const struct grid_cell *cell = here(self);
	const char *period;

	if (cell == NULL || cell->owed.id == 0)
		return cell != NULL ? _("This unit owes nothing in this period.") : "";
	period = reading_period(cell->owed.period, arena);
	return arena_printf(arena, "%c  %s%s%s  %s%s", grid_sign(cell), period,
			    *period != '\0' ? "  " : "", task_text_due(&cell->owed, arena),
			    task_text_state(&cell->owed, arena),
			    task_text_due_reason(&cell->owed, arena));
}

static void grid_paint(struct view *view, struct paint *paint, int first, int rows)
{
	struct grid_view *self = (struct grid_view *)view;
	/* The task, the heads; below, the signs and, where there is room, the cell. */
	int foot = paint->columns < WIDE ? 1 : 2, units = rows - 2 - foot;

	list_fit(&self->list, units);
	if (self->column < self->first_column)
		self->first_column = self->column;
	if (self->column >= self->first_column + shown_columns(self, paint))
		self->first_column = self->column - shown_columns(self, paint) + 1;
	paint_row(paint, first, THEME_TEXT, self->text != NULL ? self->text : "");
	paint_heads(self, paint, first + 1);
	for (int i = 0; i < units; i++) {
		if (self->list.top + i < self->grid.unit_count)
			paint_unit(self, paint, first + 2 + i, self->list.top + i);
		else
			paint_blank(paint, first + 2 + i, 0);
	}
	if (self->ready && self->grid.unit_count == 0)
		paint_row(paint, first + 2, THEME_TEXT,
			  _("Nothing is owed yet: the time phrase names no date."));
	paint_row(paint, first + rows - foot, THEME_HINT,
		  self->grid.unit_count > 0 ? _("x done  0 none arose  # stuck  ! overdue  ~ soon  "
						"o in progress  . open  - dropped")
					    : "");
	if (foot > 1)
		paint_row(paint, first + rows - 1, THEME_TEXT, cell_text(self, paint->scratch));
	paint_cursor(paint, first + 2 + self->list.focus - self->list.top,
		     self->grid.unit_count > 0 ? cell_at(self, paint, self->column) : 0);
}

/* Actions. */

static struct mark_target cell_target(void *data, int index, struct arena *arena)
{
	struct grid_view *self = data;

	return mark_target_of(&self->grid.cells[index].owed, self->path != NULL ? self->path : "",
			      arena);
}

/* Pick the cells between two, whichever corners they are. */
static void pick_block(struct grid_view *self, int unit, int column, int to_unit, int to_column)
{
	for (int i = unit < to_unit ? unit : to_unit; i <= (unit > to_unit ? unit : to_unit); i++)
		for (int j = column < to_column ? column : to_column;
		     j <= (column > to_column ? column : to_column); j++)
			picks_add(&self->picks, grid_at(&self->grid, i, j)->owed.id);
}

static bool pick(struct grid_view *self, enum action action)
{
	int unit = self->list.focus, column = self->column;

	if (cell_count(self) == 0)
		return false;
	switch (action) {
	case ACTION_PICK_RANGE:
		grid_find(&self->grid, self->picks.last, &unit, &column);
		pick_block(self, unit, column, self->list.focus, self->column);
		if (here(self)->owed.id != 0)
			self->picks.last = here(self)->owed.id;
		return true;
	case ACTION_PICK_ALL:
		pick_block(self, 0, 0, self->grid.unit_count - 1, self->grid.column_count - 1);
		return true;
	case ACTION_PICK_ROW:
		pick_block(self, unit, 0, unit, self->grid.column_count - 1);
		return true;
	case ACTION_PICK_COLUMN:
		pick_block(self, 0, column, self->grid.unit_count - 1, column);
		return true;
	default:
		return picks_act(&self->picks, &self->list, action, row_id, self);
	}
}

/* The end of a name tells the units apart: they all begin with "UBND xã". */
static const char *short_end(const char *text, struct arena *arena)
{
	size_t at = 0;

	if (text_width(text) <= SHORT)
		return text;
	while (text_width(text + at) > SHORT - 1)
		at = text_next(text, at);
	return arena_printf(arena, "…%s", text + at);
}

static const char *cell_preview(const struct grid_view *self, const struct grid_paste *paste,
				int index, struct arena *arena)
{
	return arena_printf(arena, "%s %s", short_end(self->grid.units[paste->cells[index]], arena),
			    short_end(paste->marks[index].document, arena));
}

/* The preview names the first cell and the last: a column that has slipped by one
 * shows there. */
static void pasted(struct view *view, const char *lines)
{
	struct grid_view *self = (struct grid_view *)view;
	struct arena *arena = arena_new();
	struct grid_paste paste;
	const char *dropped = "";

	grid_paste(&self->grid, self->list.focus, self->column, lines, arena, &paste);
	if (paste.dropped > 0)
		dropped = arena_printf(arena, _(", %d left out"), paste.dropped);
	if (paste.count == 0)
		app_say(view->app, THEME_ALERT, _("There is no cell here that takes these lines%s."),
			dropped);
	else
		bulk_write(view,
			   arena_printf(arena, _("%d → done%s: %s … %s:"), paste.count, dropped,
					cell_preview(self, &paste, 0, arena),
					cell_preview(self, &paste, paste.count - 1, arena)),
			   paste.marks, paste.count);
	arena_free(arena);
}

static bool mark_cell(struct grid_view *self, enum action action)
{
	struct mark_target target = {.why_not = _("This unit owes nothing in this period.")};
	struct arena *arena = arena_new();
	bool done;

	if (here(self) != NULL && here(self)->owed.id != 0)
		target = cell_target(self, (int)(here(self) - self->grid.cells), arena);
	done = mark_act(&self->view, action, &target) ||
	       decide_act(&self->view, action, self->node,
			  here(self) != NULL ? &here(self)->owed : NULL, self->path);
	arena_free(arena);
	return done;
}

static bool grid_act(struct view *view, enum action action)
{
	struct grid_view *self = (struct grid_view *)view;

	if (list_act(&self->list, action) || pick(self, action) ||
	    bulk_act(view, action, &self->picks,
		     &(struct bulk_rows){cell_count(self), cell_id, cell_target, self}))
		return true;
	switch (action) {
	case ACTION_PERIOD_RIGHT:
		if (self->column + 1 < self->grid.column_count)
			self->column++;
		return true;
	case ACTION_PERIOD_LEFT:
		if (self->column > 0)
			self->column--;
		return true;
	case ACTION_PASTE:
		if (cell_count(self) > 0)
			paste_open(view, pasted);
		return true;
	case ACTION_OPEN:
		app_push(view->app, task_new(view->app, self->node,
					     here(self) != NULL ? here(self)->owed.id : 0));
		return true;
	case ACTION_GRID:
		return true;
	default:
		return edit_act(view, action, &(struct edit_target){.node = self->node}) ||
		       mark_cell(self, action);
	}
}

static void grid_title(struct view *view, struct str *out)
{
	struct grid_view *self = (struct grid_view *)view;

	str_addf(out, "%s %s", _("Grid"), self->path != NULL ? self->path : "");
	if (self->plan_key != NULL)
		str_addf(out, "  %s", self->plan_key);
	picks_say(&self->picks, out);
}

static void grid_free(struct view *view)
{
	struct grid_view *self = (struct grid_view *)view;

	arena_free(self->arena);
	arena_free(self->about);
	picks_free(&self->picks);
	free(self);
}

static const struct view_ops grid_ops = {
    .context = CONTEXT_GRID,
    .title = grid_title,
    .paint = grid_paint,
    .act = grid_act,
    .refresh = grid_refresh,
    .free = grid_free,
};

struct view *grid_new(struct app *app, int64_t node, int64_t occurrence)
{
	struct grid_view *self = mem_new(1, sizeof(*self));

	self->view = (struct view){&grid_ops, app};
	self->node = node;
	self->wanted = occurrence;
	grid_refresh(&self->view);
	return &self->view;
}
