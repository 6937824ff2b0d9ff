/* SPDX-License-Identifier: MIT */
/* See grid.h. */
#include "plan/grid.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

void grid_read(const struct rows *rows, struct arena *arena, struct grid *out)
{
	int count = rows_count(rows);
	struct grid_cell *cells = arena_alloc(arena, (size_t)(count + 1) * sizeof(*cells));
	int64_t *units = arena_alloc(arena, (size_t)(count + 1) * sizeof(*units));

	for (int i = 0; i < count; i++) {
		occurrence_read(rows, i, arena, &cells[i].owed);
		cells[i].soon = rows_bool(rows, i, "soon");
		units[i] = rows_int(rows, i, "unit_id");
	}
	grid_make(cells, units, count, arena, out);
}

/* A column is a period; of plain dates, which all are "D", each date. */
static bool is_in(const struct occurrence *owed, const struct grid_column *column)
{
	if (strcmp(owed->period, column->period) != 0)
		return false;
	return owed->period[0] != 'D' || owed->due == column->due;
}

static int column_of(const struct grid *grid, const struct occurrence *owed)
{
	for (int i = 0; i < grid->column_count; i++)
		if (is_in(owed, &grid->columns[i]))
			return i;
	return -1;
}

static int by_day(const void *left, const void *right)
{
	const struct grid_column *a = left, *b = right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return strcmp(a->period, b->period);
}

static void find_columns(const struct grid_cell *cells, int count, struct grid *grid)
{
	for (int i = 0; i < count; i++) {
		int at = column_of(grid, &cells[i].owed);

		if (at < 0)
			grid->columns[grid->column_count++] =
			    (struct grid_column){cells[i].owed.period, cells[i].owed.due};
		else if (cells[i].owed.due < grid->columns[at].due)
			grid->columns[at].due = cells[i].owed.due;
	}
	qsort(grid->columns, (size_t)grid->column_count, sizeof(*grid->columns), by_day);
}

/* What another unit has handed over is a row of its own. */
static bool starts_row(const struct grid_cell *cells, const int64_t *units, int i)
{
	return i == 0 || units[i] != units[i - 1] ||
	       strcmp(cells[i].owed.unit, cells[i - 1].owed.unit) != 0;
}

void grid_make(const struct grid_cell *cells, const int64_t *units, int count,
	       struct arena *arena, struct grid *out)
{
	int unit = -1;

	*out = (struct grid){0};
	out->units = arena_alloc(arena, (size_t)(count + 1) * sizeof(*out->units));
	out->columns = arena_alloc(arena, (size_t)(count + 1) * sizeof(*out->columns));
	find_columns(cells, count, out);
	for (int i = 0; i < count; i++)
		if (starts_row(cells, units, i))
			out->units[out->unit_count++] = cells[i].owed.unit;
	out->cells = arena_alloc(arena, (size_t)(out->unit_count * out->column_count + 1) *
					    sizeof(*out->cells));
	for (int i = 0; i < count; i++) {
		if (starts_row(cells, units, i))
			unit++;
		out->cells[unit * out->column_count + column_of(out, &cells[i].owed)] = cells[i];
	}
}

const struct grid_cell *grid_at(const struct grid *grid, int unit, int column)
{
	if (unit < 0 || unit >= grid->unit_count || column < 0 || column >= grid->column_count)
		return NULL;
	return &grid->cells[unit * grid->column_count + column];
}

bool grid_find(const struct grid *grid, int64_t occurrence, int *unit, int *column)
{
	for (int i = 0; occurrence != 0 && i < grid->unit_count * grid->column_count; i++) {
		if (grid->cells[i].owed.id == occurrence) {
			*unit = i / grid->column_count;
			*column = i % grid->column_count;
			return true;
		}
	}
	return false;
}

char grid_sign(const struct grid_cell *cell)
{
	if (cell->owed.id == 0)
		return ' ';
	switch (cell->owed.state) {
	case TASK_DONE:
		return 'x';
	case TASK_NOTHING_AROSE:
		return '0';
	case TASK_OBSTRUCTED:
		return '#';
	case TASK_CANCELLED:
		return '-';
	default:
		break;
	}
	if (cell->owed.days_late > 0)
		return '!';
	if (cell->owed.state == TASK_IN_PROGRESS)
		return 'o';
	return cell->soon ? '~' : '.';
}

const char *grid_head(const struct grid_column *column, struct arena *arena)
{
	const char *period = column->period;
	char due[DATE_TEXT];

	if (period[0] == 'M')
		return arena_printf(arena, _("M%d"), atoi(period + 1));
	if (period[0] == 'Q')
		return arena_printf(arena, _("Q%d"), atoi(period + 1));
	if (period[0] == 'H')
		return arena_printf(arena, _("H%d"), atoi(period + 1));
	if (strncmp(period, "9M", 2) == 0)
		return _("9mon.");
	if (period[0] == 'Y')
		return _("year");
	if (period[0] == 'E')
		return arena_printf(arena, _("E%d"), atoi(period + 1));
	if (column->due != DATE_NONE)
		return arena_copy_bytes(arena, date_show(column->due, due), 5);
	return _("cont.");
}

/* The next line, without blanks around it; *text moves past it. */
static const char *next_line(const char **text, struct arena *arena)
{
	const char *from = *text;
	size_t len = strcspn(from, "\n");

	*text = from + len + (from[len] == '\n');
	while (len > 0 && strchr(" \t\r", from[len - 1]) != NULL)
		len--;
	while (len > 0 && (*from == ' ' || *from == '\t')) {
		from++;
		len--;
	}
	return arena_copy_bytes(arena, from, len);
}

void grid_paste(const struct grid *grid, int unit, int column, const char *text,
		struct arena *arena, struct grid_paste *out)
{
	size_t room = (size_t)grid->unit_count + 1;

	*out = (struct grid_paste){0};
	out->marks = arena_alloc(arena, room * sizeof(*out->marks));
	out->cells = arena_alloc(arena, room * sizeof(*out->cells));
	for (; *text != '\0'; unit++) {
		const char *line = next_line(&text, arena);
		const struct grid_cell *cell = grid_at(grid, unit, column);

		if (*line == '\0')
			continue;
		if (cell == NULL || cell->owed.id == 0 ||
		    !(cell->owed.mine || cell->owed.on_behalf)) {
			out->dropped++;
			continue;
		}
		out->cells[out->count] = unit;
		out->marks[out->count++] = (struct task_mark){
		    .occurrence = cell->owed.id,
		    .version = cell->owed.version,
		    .state = TASK_DONE,
		    /* What was done before keeps its day. */
		    .done_on = cell->owed.state == TASK_DONE ? cell->owed.done_on : DATE_NONE,
		    .document = line,
		    .document_date = DATE_NONE,
		};
	}
}
