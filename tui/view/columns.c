/* SPDX-License-Identifier: MIT */
/* See columns.h. */
#include "view/columns.h"

int columns_start(const struct paint *paint)
{
	return paint->columns - COLUMNS_RIGHT;
}

void columns_paint(struct paint *paint, int row, enum theme theme, const char *due,
		   const char *done, const char *late, const char *soon)
{
	int at = columns_start(paint) + 1;

	paint_text(paint, row, at - 1, 1, THEME_TEXT, " ");
	paint_right(paint, row, at, COLUMNS_DUE, theme, due);
	at += COLUMNS_DUE;
	paint_right(paint, row, at, COLUMNS_DONE, theme, done);
	at += COLUMNS_DONE;
	paint_right(paint, row, at, COLUMNS_LATE, theme, late);
	at += COLUMNS_LATE;
	paint_right(paint, row, at, COLUMNS_SOON, theme, soon);
}

const char *columns_ratio(struct arena *arena, int done, int owed)
{
	return owed > 0 ? arena_printf(arena, "%d/%d", done, owed) : "";
}

const char *columns_count(struct arena *arena, int count)
{
	return count > 0 ? arena_printf(arena, "%d", count) : "";
}

int columns_cell(struct paint *paint, int row, int at, int columns, const char *text)
{
	int end = at + columns;

	at += paint_text(paint, row, at, columns - 1, THEME_TEXT, text);
	paint_text(paint, row, at, end - at, THEME_TEXT,
		   arena_printf(paint->scratch, "%*s", end - at, ""));
	return end;
}
