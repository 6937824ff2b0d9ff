/* SPDX-License-Identifier: MIT */
/* See editor.h. */
#include "widget/editor.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"
#include "widget/editor_rows.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { CTRL_A = 1, CTRL_B = 2, CTRL_D = 4, CTRL_E = 5, CTRL_F = 6, CTRL_K = 11, CTRL_U = 21,
       CTRL_W = 23 };

static const char *text_of(const struct editor *editor)
{
	return str_data(&editor->text);
}

/* Put bytes in the place of others, with the letters around them: a combining mark
 * joins the letter before it, so that the text is NFC. The cursor goes behind. */
static void replace(struct editor *editor, size_t from, size_t to, const char *bytes, size_t len)
{
	size_t first = text_previous(text_of(editor), text_previous(text_of(editor), from));
	size_t last = text_next(text_of(editor), to), cursor, at = 0;
	struct arena *arena = arena_new();
	struct str part = STR_EMPTY;
	char *composed;

	str_add_bytes(&part, text_of(editor) + first, from - first);
	str_add_bytes(&part, bytes, len);
	composed = text_nfc(arena, str_data(&part));
	cursor = strlen(composed);
	str_add_bytes(&part, text_of(editor) + to, last - to);
	composed = text_nfc(arena, str_data(&part));
	len = strlen(composed);
	if (editor->text.len - (last - first) + len <= EDITOR_BYTES) {
		str_remove(&editor->text, first, last - first);
		str_insert(&editor->text, first, composed, len);
		editor_rows_changed(editor, first, last - first, len);
		/* It may have joined the letter behind it: then it goes behind that. */
		if (cursor < len)
			for (size_t next = 0; next < cursor; next = text_next(composed, next))
				at = text_next(composed, next);
		else
			at = len;
		editor->cursor = first + at;
	} else {
		editor->full = true;
	}
	editor->goal = -1;
	str_free(&part);
	arena_free(arena);
}

static void take_pasted(struct editor *editor)
{
	struct str pasted = editor->pasted;

	editor->pasted = STR_EMPTY;
	if (pasted.len > 0)
		replace(editor, editor->cursor, editor->cursor, str_data(&pasted), pasted.len);
	str_free(&pasted);
}

void editor_set(struct editor *editor, const char *text)
{
	struct arena *arena = arena_new();

	str_clear(&editor->pasted);
	editor->pasting = false;
	str_clear(&editor->text);
	str_add(&editor->text, text_nfc(arena, text));
	arena_free(arena);
	editor->cursor = editor->text.len;
	editor->top = 0;
	editor->goal = -1;
	editor_rows_all(editor, editor->columns > 0 ? editor->columns : EDITOR_COLUMNS);
}

void editor_free(struct editor *editor)
{
	str_free(&editor->text);
	str_free(&editor->pasted);
	free(editor->rows);
	*editor = (struct editor){.goal = -1};
}

const char *editor_text(struct editor *editor)
{
	take_pasted(editor);
	return text_of(editor);
}

static void erase(struct editor *editor, size_t from, size_t to)
{
	if (from < to)
		replace(editor, from, to, "", 0);
}

static size_t word_start(const struct editor *editor)
{
	const char *text = text_of(editor);
	size_t at = editor->cursor;

	while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n'))
		at--;
	while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_start(const struct editor *editor)
{
	size_t at = editor->cursor;

	while (at > 0 && text_of(editor)[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct editor *editor)
{
	return editor->cursor + strcspn(text_of(editor) + editor->cursor, "\n");
}

static bool edit(struct editor *editor, uint32_t key)
{
	const char *text = text_of(editor);

	switch (key) {
	case KEY_RETURN:
		replace(editor, editor->cursor, editor->cursor, "\n", 1);
		return true;
	case KEY_RUBOUT:
		erase(editor, text_previous(text, editor->cursor), editor->cursor);
		return true;
	case KEY_DELETE:
	case CTRL_D:
		erase(editor, editor->cursor, text_next(text, editor->cursor));
		return true;
	case CTRL_U:
		erase(editor, line_start(editor), editor->cursor);
		return true;
	case CTRL_K:
		erase(editor, editor->cursor, line_end(editor));
		return true;
	case CTRL_W:
		erase(editor, word_start(editor), editor->cursor);
		return true;
	default:
		return false;
	}
}

/* By rows, keeping to the column that the walk began in; false at the edge. */
static bool go_rows(struct editor *editor, int by)
{
	int row = editor_rows_at(editor, editor->cursor), to = row + by;

	if (to < 0)
		to = 0;
	if (to >= editor->row_count)
		to = editor->row_count - 1;
	if (to == row)
		return false;
	if (editor->goal < 0)
		editor->goal = editor_rows_width(editor, editor->rows[row], editor->cursor);
	editor->cursor = editor_rows_column(editor, to, editor->goal);
	return true;
}

static bool go(struct editor *editor, uint32_t key)
{
	enum { PAGE = 6 };
	const char *text = text_of(editor);
	int row = editor_rows_at(editor, editor->cursor);

	switch (key) {
	case KEY_ARROW_UP:
		return go_rows(editor, -1);
	case KEY_ARROW_DOWN:
		return go_rows(editor, 1);
	case KEY_PAGE_UP:
		return go_rows(editor, -PAGE);
	case KEY_PAGE_DOWN:
		return go_rows(editor, PAGE);
	case KEY_ARROW_LEFT:
	case CTRL_B:
		editor->cursor = text_previous(text, editor->cursor);
		break;
	case KEY_ARROW_RIGHT:
	case CTRL_F:
		editor->cursor = text_next(text, editor->cursor);
		break;
	case KEY_GO_HOME:
	case CTRL_A:
		editor->cursor = editor->rows[row];
		break;
	case KEY_GO_END:
	case CTRL_E:
		editor->cursor = editor_rows_end(editor, row);
		break;
	default:
		return false;
	}
	editor->goal = -1;
	return true;
}

static bool is_letter(uint32_t key)
{
	return key >= ' ' && key != KEY_RUBOUT && (key < 0x80 || key >= 0xa0) && key < KEY_SPECIAL;
}

/* Nothing of what is pasted is a key: also its control characters are text, kept as
 * they are and shown as what they are. */
static void gather(struct editor *editor, uint32_t key)
{
	uint8_t bytes[8];
	bool control = (key & KEY_PASTED) != 0 && key != KEY_BROKEN;
	int len;

	if (key == KEY_RETURN)
		key = '\n';
	if (control)
		key &= ~(uint32_t)KEY_PASTED;
	else if (key != '\n' && key != '\t' && !is_letter(key))
		return;
	len = u8_uctomb(bytes, key, sizeof(bytes));
	if (len <= 0)
		return;
	if (editor->text.len + editor->pasted.len + (size_t)len > EDITOR_BYTES)
		editor->full = true;
	else
		str_add_bytes(&editor->pasted, bytes, (size_t)len);
}

bool editor_key(struct editor *editor, uint32_t key)
{
	uint8_t bytes[8];
	int len;

	editor->full = editor->full && editor->pasting;
	if (key == KEY_PASTE_BEGIN || key == KEY_PASTE_END) {
		editor->pasting = key == KEY_PASTE_BEGIN;
		take_pasted(editor);
		return true;
	}
	if (editor->pasting) {
		gather(editor, key);
		return true;
	}
	if (edit(editor, key) || go(editor, key))
		return true;
	if (!is_letter(key))
		return false;
	len = u8_uctomb(bytes, key, sizeof(bytes));
	if (len > 0)
		replace(editor, editor->cursor, editor->cursor, (char *)bytes, (size_t)len);
	return true;
}

int editor_rows(struct editor *editor, int columns)
{
	if (columns != editor->columns || editor->row_count == 0)
		editor_rows_all(editor, columns);
	return editor->row_count;
}

static void paint_line(struct editor *editor, struct paint *paint, int index, int row, int column,
		       int columns)
{
	int used = 0;

	if (index < editor->row_count) {
		size_t from = editor->rows[index];
		size_t end = editor_rows_end(editor, index);

		/* Blanks at the end of a row may stand beyond its edge. */
		while (end > from && text_of(editor)[end - 1] == ' ')
			end--;
		used = paint_text(paint, row, column, columns, THEME_TEXT,
				  arena_copy_bytes(paint->scratch, text_of(editor) + from, end - from));
	}
	if (column + columns >= paint->columns)
		paint_blank(paint, row, column + used);
	else if (used < columns)
		paint_text(paint, row, column + used, columns - used, THEME_TEXT,
			   arena_printf(paint->scratch, "%*s", columns - used, ""));
}

void editor_paint(struct editor *editor, struct paint *paint, int row, int column, int rows,
		  int columns, bool focused)
{
	int count = editor_rows(editor, columns - 1), at, behind;

	at = editor_rows_at(editor, editor->cursor);
	if (editor->top > at)
		editor->top = at;
	if (editor->top < at - rows + 1)
		editor->top = at - rows + 1;
	if (editor->top > 0 && editor->top > count - rows)
		editor->top = count > rows ? count - rows : 0;
	for (int i = 0; i < rows; i++)
		paint_line(editor, paint, editor->top + i, row + i, column, columns);
	if (!focused)
		return;
	behind = editor_rows_width(editor, editor->rows[at], editor->cursor);
	paint_cursor(paint, row + at - editor->top, column + (behind < columns ? behind : columns - 1));
}
