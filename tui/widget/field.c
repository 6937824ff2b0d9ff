/* SPDX-License-Identifier: MIT */
/* See field.h. */
#include "widget/field.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"

#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { CTRL_A = 1, CTRL_B = 2, CTRL_D = 4, CTRL_E = 5, CTRL_F = 6, CTRL_K = 11, CTRL_U = 21,
       CTRL_W = 23 };

/* After every change: a combining mark joins the letter before it, so that the
 * text is NFC, and the cursor stands behind the letter that it then is. */
static void settle(struct field *field)
{
	struct arena *arena = arena_new();
	char *before = arena_copy_bytes(arena, str_data(&field->text), field->cursor);
	size_t cursor = strlen(text_nfc(arena, before)), at = 0;
	char *whole = text_nfc(arena, str_data(&field->text));

	if (strcmp(whole, str_data(&field->text)) != 0) {
		str_clear(&field->text);
		str_add(&field->text, whole);
	}
	while (at < cursor && at < field->text.len)
		at = text_next(whole, at);
	field->cursor = at;
	arena_free(arena);
}

void field_set(struct field *field, const char *text)
{
	str_clear(&field->text);
	str_add(&field->text, text);
	field->cursor = field->text.len;
	field->first = 0;
	settle(field);
}

void field_free(struct field *field)
{
	str_free(&field->text);
	field->cursor = 0;
}

const char *field_text(const struct field *field)
{
	return str_data(&field->text);
}

static void insert(struct field *field, uint32_t letter)
{
	uint8_t bytes[8];
	int len = u8_uctomb(bytes, letter, sizeof(bytes));

	if (len <= 0 || field->text.len + (size_t)len > FIELD_BYTES)
		return;
	str_insert(&field->text, field->cursor, bytes, (size_t)len);
	field->cursor += (size_t)len;
	settle(field);
}

static void erase(struct field *field, size_t from, size_t to)
{
	str_remove(&field->text, from, to - from);
	field->cursor = from;
	settle(field);
}

static size_t word_start(const struct field *field)
{
	const char *text = field_text(field);
	size_t at = field->cursor;

	while (at > 0 && text[at - 1] == ' ')
		at--;
	while (at > 0 && text[at - 1] != ' ')
		at--;
	return at;
}

static bool edit(struct field *field, uint32_t key)
{
	const char *text = field_text(field);

	switch (key) {
	case KEY_RUBOUT:
		erase(field, text_previous(text, field->cursor), field->cursor);
		return true;
	case KEY_DELETE:
	case CTRL_D:
		erase(field, field->cursor, text_next(text, field->cursor));
		return true;
	case CTRL_U:
		erase(field, 0, field->cursor);
		return true;
	case CTRL_K:
		erase(field, field->cursor, field->text.len);
		return true;
	case CTRL_W:
		erase(field, word_start(field), field->cursor);
		return true;
	default:
		return false;
	}
}

static bool go(struct field *field, uint32_t key)
{
	const char *text = field_text(field);

	switch (key) {
	case KEY_ARROW_LEFT:
	case CTRL_B:
		field->cursor = text_previous(text, field->cursor);
		return true;
	case KEY_ARROW_RIGHT:
	case CTRL_F:
		field->cursor = text_next(text, field->cursor);
		return true;
	case KEY_GO_HOME:
	case CTRL_A:
		field->cursor = 0;
		return true;
	case KEY_GO_END:
	case CTRL_E:
		field->cursor = field->text.len;
		return true;
	default:
		return false;
	}
}

bool field_key(struct field *field, uint32_t key)
{
	if (edit(field, key) || go(field, key))
		return true;
	/* Controls are no letters, neither those below a blank nor C1. */
	if (key < ' ' || (key >= 0x80 && key < 0xa0) || key >= KEY_SPECIAL)
		return false;
	insert(field, key);
	return true;
}

void field_paint(struct field *field, struct paint *paint, int row, int column, int columns,
		 bool focused)
{
	const char *text = field_text(field);
	char *before = arena_copy_bytes(paint->scratch, text, field->cursor);
	int at = text_width(before);
	size_t skip;
	int used = 0, shown;

	/* Keep the cursor inside, with one column to spare for the next letter. */
	if (at < field->first)
		field->first = at;
	if (at >= field->first + columns)
		field->first = at - columns + 1;
	skip = field->first > 0 ? text_fit(text, field->first, &used) : 0;
	shown = (int)text_fit(text + skip, columns, NULL);
	shown = paint_text(paint, row, column, columns, THEME_TEXT,
			   arena_copy_bytes(paint->scratch, text + skip, (size_t)shown));
	for (int i = shown; i < columns; i++)
		paint_text(paint, row, column + i, 1, THEME_TEXT, " ");
	if (focused)
		paint_cursor(paint, row, column + at - used);
}
