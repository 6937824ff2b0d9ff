/* SPDX-License-Identifier: MIT */
/*
 * The rows of an editor: where each begins, kept right after a change by wrapping
 * only the lines that changed. Private to tui/widget/editor*.c.
 */
#ifndef KSTT_WIDGET_EDITOR_ROWS_H
#define KSTT_WIDGET_EDITOR_ROWS_H

#include "widget/editor.h"

/* Wrap all of it anew. */
void editor_rows_all(struct editor *editor, int columns);
/* The bytes [from, from + removed) have been replaced by `added` others. */
void editor_rows_changed(struct editor *editor, size_t from, size_t removed, size_t added);
/* The row that the cursor stands in. */
int editor_rows_at(const struct editor *editor, size_t at);
/* Where the row ends, without the line feed or blank that it was wrapped at. */
size_t editor_rows_end(const struct editor *editor, int row);
/* Columns that the bytes [from, to) take on a screen. */
int editor_rows_width(const struct editor *editor, size_t from, size_t to);
/* The letter in the row that stands nearest to this column. */
size_t editor_rows_column(const struct editor *editor, int row, int column);

#endif
