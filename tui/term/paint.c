/* SPDX-License-Identifier: MIT */
/* See paint.h. */
#include "term/paint.h"

#include "base/text.h"

#include <curses.h>
#include <string.h>

/* An ellipsis shows that a text was cut; it costs one column. */
static const char *cut_mark(const struct paint *paint)
{
	return paint->ascii ? "~" : "…";
}

static const char *presentable(struct paint *paint, const char *text)
{
	text = text_show(paint->scratch, text);
	return paint->ascii ? text_ascii(paint->scratch, text) : text;
}

int paint_text(struct paint *paint, int row, int column, int columns, enum theme theme,
	       const char *text)
{
	size_t bytes;
	int used = 0;
	bool cut;

	if (row < 0 || row >= paint->lines || column < 0)
		return 0;
	if (columns > paint->columns - column)
		columns = paint->columns - column;
	if (columns <= 0)
		return 0;
	text = presentable(paint, text);
	bytes = text_fit(text, columns, &used);
	cut = text[bytes] != '\0';
	/* Behind the last column only an absolute move leads back, eight bytes at
	 * each step: a text that is cut anyway leaves it free. */
	if (cut && column + columns == paint->columns && columns > 1)
		columns--;
	if (cut)
		bytes = text_fit(text, columns - 1, &used);
	attrset((attr_t)theme_attributes(theme));
	mvaddnstr(row, column, text, (int)bytes);
	if (cut) {
		addstr(cut_mark(paint));
		used++;
	}
	attrset(A_NORMAL);
	return used;
}

void paint_right(struct paint *paint, int row, int column, int columns, enum theme theme,
		 const char *text)
{
	int width = text_width(presentable(paint, text));
	int pad = width < columns ? columns - width : 0;

	if (row >= 0 && row < paint->lines && column < paint->columns && pad > 0)
		mvprintw(row, column, "%*s", pad, "");
	paint_text(paint, row, column + pad, columns - pad, theme, text);
}

void paint_blank(struct paint *paint, int row, int column)
{
	if (row < 0 || row >= paint->lines || column < 0 || column >= paint->columns)
		return;
	move(row, column);
	clrtoeol();
}

void paint_row(struct paint *paint, int row, enum theme theme, const char *text)
{
	int used = paint_text(paint, row, 0, paint->columns, theme, text);

	paint_blank(paint, row, used);
}

void paint_cursor(struct paint *paint, int row, int column)
{
	paint->cursor_row = row;
	paint->cursor_column = column;
}

void paint_leave(struct paint *paint)
{
	paint->left = true;
}

void paint_finish(struct paint *paint)
{
	int row = paint->cursor_row < paint->lines ? paint->cursor_row : paint->lines - 1;
	int column = paint->cursor_column < paint->columns ? paint->cursor_column
							   : paint->columns - 1;

	move(row < 0 ? 0 : row, column < 0 ? 0 : column);
	arena_reset(paint->scratch);
}
