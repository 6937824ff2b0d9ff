/* SPDX-License-Identifier: MIT */
/*
 * Text of many lines that the user edits: by whole letters (graphemes), always NFC,
 * wrapped at blanks to the columns that it is shown in. A line is what a line feed
 * ends; a row is what a screen row shows of it.
 *
 * What is pasted is gathered and put in at once, so that a megabyte costs no delay; a
 * key costs the rows of the line that it is typed into, not the whole text.
 */
#ifndef KSTT_WIDGET_EDITOR_H
#define KSTT_WIDGET_EDITOR_H

#include "base/str.h"
#include "term/paint.h"

#include <stdbool.h>
#include <stdint.h>

enum { EDITOR_BYTES = 4 << 20 }; /* more than the database takes: it says so */

struct editor {
	struct str text;
	size_t cursor; /* byte offset of a whole letter */
	struct str pasted; /* what is being pasted, not yet in the text */
	bool pasting;
	bool full; /* something did not fit */
	/* Where each row begins, for the columns of the last paint. */
	size_t *rows;
	int row_count, row_room;
	int columns;
	int top;  /* the first row that is shown */
	int goal; /* the column that Up and Down keep to, or -1 */
};

enum { EDITOR_COLUMNS = 60 }; /* until it has been painted */

/* It must be zero or set before. */
void editor_set(struct editor *editor, const char *text);
void editor_free(struct editor *editor);
/* What is being pasted is taken in first. */
const char *editor_text(struct editor *editor);
/* Edit; false when the key is none of the editor's: also Up in the first row and Down
 * in the last one, which lead out of it. KEY_PASTE_BEGIN and KEY_PASTE_END enclose
 * what is pasted. */
bool editor_key(struct editor *editor, uint32_t key);
/* Wrap it to `columns` columns; how many rows there are, one at least. */
int editor_rows(struct editor *editor, int columns);
/* Paint `rows` rows of `columns` columns, of which the last one is the cursor's, and
 * put the cursor there when `focused`. */
void editor_paint(struct editor *editor, struct paint *paint, int row, int column, int rows,
		  int columns, bool focused);

#endif
