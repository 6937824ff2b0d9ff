/* SPDX-License-Identifier: MIT */
/* See line.h. */
#include "widget/line.h"

#include "base/text.h"

enum { NARROWEST = 24 }; /* columns that the note leaves to the text */

void line_paint(struct field *field, struct paint *paint, int row, const char *label,
		const char *note)
{
	int width = text_width(note);
	int at = paint_text(paint, row, 0, paint->columns, THEME_TITLE, label);
	int most = paint->columns - at - NARROWEST;

	if (width > most)
		width = most;
	paint_blank(paint, row, paint->columns - 1); /* a note that is cut leaves it as it was */
	if (width > 0)
		paint_right(paint, row, paint->columns - width, width, THEME_TEXT, note);
	else
		width = 0;
	field_paint(field, paint, row, at, paint->columns - at - width - (width > 0), true);
	if (width > 0)
		paint_text(paint, row, paint->columns - width - 1, 1, THEME_TEXT, " ");
}
