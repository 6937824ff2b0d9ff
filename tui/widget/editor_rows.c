/* SPDX-License-Identifier: MIT */
/*
 * See editor_rows.h. Widths are those of what a screen shows (text_show), where an
 * unseen character is a visible escape: the cursor must stand right there too.
 */
#include "widget/editor_rows.h"

#include "base/mem.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { LETTER = 64 }; /* bytes of a letter that is looked at; more are marks on marks */

/* A single code point that Vietnamese is written with: nearly all of them. */
static bool is_common(const char *text, size_t len)
{
	ucs4_t letter;

	if (u8_mbtouc(&letter, (const uint8_t *)text, len) != (int)len)
		return false;
	return (letter >= ' ' && letter < 0x7f) || (letter >= 0xc0 && letter < 0x250) ||
	       (letter >= 0x1ea0 && letter <= 0x1ef9);
}

/* Columns of the letter at `text`, of `len` bytes. */
static int width_of(const char *text, size_t len)
{
	char letter[LETTER];
	struct arena *arena;
	int width;

	if (is_common(text, len))
		return 1;
	if (*text == '\n')
		return 0;
	len = len < LETTER ? len : LETTER - 1;
	memcpy(letter, text, len);
	letter[len] = '\0';
	arena = arena_new();
	width = text_width(text_show(arena, letter));
	arena_free(arena);
	return width;
}

/* Where the row that begins at `from` ends and the next begins: behind its line feed,
 * or behind the last blank that fits, or, for a word that is longer, amid it. */
static size_t next_row(const char *text, size_t from, int columns)
{
	size_t at = from, blank = from, next;
	int used = 0;

	while (text[at] != '\0' && text[at] != '\n') {
		int width;

		next = text_next(text, at);
		width = width_of(text + at, next - at);
		/* Blanks at the end of a row may stand beyond its edge. */
		if (used + width > columns && text[at] != ' ')
			return blank > from ? blank : at > from ? at : next;
		used += width;
		at = next;
		if (text[at - 1] == ' ')
			blank = at;
	}
	return text[at] == '\n' ? at + 1 : at;
}

static void put(struct editor *editor, int index, size_t at)
{
	if (index == editor->row_room) {
		editor->row_room = editor->row_room > 0 ? 2 * editor->row_room : 16;
		editor->rows = mem_grow(editor->rows, (size_t)editor->row_room, sizeof(*editor->rows));
	}
	editor->rows[index] = at;
}

/* Append the rows from `at` on, which begins one, until `stop` (a row of its own) or
 * the end. A text that ends with a line feed has an empty row behind it. */
static int wrap(struct editor *editor, int count, size_t at, size_t stop)
{
	const char *text = str_data(&editor->text);

	for (;;) {
		put(editor, count++, at);
		if (text[at] == '\0')
			return count;
		at = next_row(text, at, editor->columns);
		if (at >= stop || (text[at] == '\0' && text[at - 1] != '\n'))
			return count;
	}
}

void editor_rows_all(struct editor *editor, int columns)
{
	editor->columns = columns;
	editor->row_count = wrap(editor, 0, 0, SIZE_MAX);
}

static size_t line_start(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

void editor_rows_changed(struct editor *editor, size_t from, size_t removed, size_t added)
{
	const char *text = str_data(&editor->text);
	size_t start = line_start(text, from);
	const char *feed = strchr(text + from + added, '\n');
	size_t stop = feed != NULL ? (size_t)(feed - text) + 1 : SIZE_MAX; /* in the new text */
	int first = 0, kept, rest = 0;
	size_t *tail = NULL;

	/* Rows of the lines before stay; those of the lines behind only move. */
	while (first < editor->row_count && editor->rows[first] < start)
		first++;
	if (stop != SIZE_MAX) {
		size_t before = stop - added + removed; /* in the old text */
		int at = first;

		while (at < editor->row_count && editor->rows[at] < before)
			at++;
		rest = editor->row_count - at;
		tail = mem_new((size_t)rest + 1, sizeof(*tail));
		for (int i = 0; i < rest; i++)
			tail[i] = editor->rows[at + i] - removed + added;
	}
	kept = wrap(editor, first, start, stop);
	for (int i = 0; i < rest; i++)
		put(editor, kept++, tail[i]);
	editor->row_count = kept;
	free(tail);
}

int editor_rows_at(const struct editor *editor, size_t at)
{
	int low = 0, high = editor->row_count - 1;

	while (low < high) {
		int middle = (low + high + 1) / 2;

		if (editor->rows[middle] <= at)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

size_t editor_rows_end(const struct editor *editor, int row)
{
	const char *text = str_data(&editor->text);
	size_t end;

	if (row + 1 >= editor->row_count)
		return editor->text.len;
	end = editor->rows[row + 1];
	if (end > editor->rows[row] && (text[end - 1] == '\n' || text[end - 1] == ' '))
		end--;
	return end;
}

int editor_rows_width(const struct editor *editor, size_t from, size_t to)
{
	const char *text = str_data(&editor->text);
	int width = 0;

	while (from < to) {
		size_t next = text_next(text, from);

		width += width_of(text + from, next - from);
		from = next;
	}
	return width;
}

size_t editor_rows_column(const struct editor *editor, int row, int column)
{
	const char *text = str_data(&editor->text);
	size_t at = editor->rows[row], end = editor_rows_end(editor, row);
	int used = 0;

	while (at < end) {
		size_t next = text_next(text, at);
		int width = width_of(text + at, next - at);

		if (used + width > column)
			break;
		used += width;
		at = next;
	}
	return at;
}
