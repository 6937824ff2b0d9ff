/* SPDX-License-Identifier: MIT */
/* See prompt.h. */
#include "widget/prompt.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"

#include <stdlib.h>

enum { CTRL_C = 3, CTRL_G = 7 };

void prompt_start(struct prompt *prompt, const char *question)
{
	*prompt = (struct prompt){.question = mem_copy(question)};
}

void prompt_add(struct prompt *prompt, const char *label, const char *value, int columns)
{
	struct prompt_field *one = &prompt->fields[prompt->count++];

	one->label = mem_copy(label);
	one->columns = columns;
	field_set(&one->field, value);
}

void prompt_free(struct prompt *prompt)
{
	free(prompt->question);
	for (int i = 0; i < prompt->count; i++) {
		free(prompt->fields[i].label);
		field_free(&prompt->fields[i].field);
	}
	*prompt = (struct prompt){0};
}

enum prompt_state prompt_key(struct prompt *prompt, uint32_t key)
{
	switch (key) {
	case KEY_RETURN:
		return PROMPT_DONE;
	case KEY_ESC:
	case CTRL_C:
	case CTRL_G:
		return PROMPT_LEFT;
	case KEY_TAB:
	case KEY_ARROW_DOWN:
		if (prompt->count > 0)
			prompt->focus = (prompt->focus + 1) % prompt->count;
		return PROMPT_OPEN;
	case KEY_BACKTAB:
	case KEY_ARROW_UP:
		if (prompt->count > 0)
			prompt->focus = (prompt->focus + prompt->count - 1) % prompt->count;
		return PROMPT_OPEN;
	default:
		if (prompt->count > 0)
			field_key(&prompt->fields[prompt->focus].field, key);
		return PROMPT_OPEN;
	}
}

const char *prompt_value(const struct prompt *prompt, int index)
{
	return field_text(&prompt->fields[index].field);
}

enum { NARROWEST = 14 }; /* columns of a field that takes any text, at least */

/* What the fields need at least, with their labels and blanks. */
static int least(const struct prompt *prompt, int *others)
{
	int columns = 0;

	*others = 0;
	for (int i = 0; i < prompt->count; i++) {
		const struct prompt_field *one = &prompt->fields[i];

		columns += text_width(one->label) + 2;
		columns += one->columns > 0 ? one->columns : NARROWEST;
		*others += one->columns == 0;
	}
	return columns;
}

/* A long question gives way to the fields: all that is asked for must be seen. */
/* A question that is longer than the line begins in the one above: its end says which
 * key answers it. Returns what is left for the line. */
static const char *paint_beginning(const struct prompt *prompt, struct paint *paint, int row)
{
	size_t skip = 0, len;

	if (prompt->count > 0 || text_width(prompt->question) < paint->columns)
		return prompt->question;
	len = text_wrap(prompt->question, paint->columns - 1, &skip);
	paint_row(paint, row - 1, THEME_TITLE,
		  arena_copy_bytes(paint->scratch, prompt->question, len));
	return prompt->question + len + skip;
}

void prompt_paint(struct prompt *prompt, struct paint *paint, int row)
{
	int others, fields = least(prompt, &others);
	int room = paint->columns - fields - 1;
	const char *question = paint_beginning(prompt, paint, row);
	int at = paint_text(paint, row, 0, room, THEME_TITLE, question);
	int wide = NARROWEST + (others > 0 && room > at ? (room - at) / others : 0);

	at += paint_text(paint, row, at, 1, THEME_TEXT, " ");
	if (prompt->count == 0)
		paint_cursor(paint, row, at);
	for (int i = 0; i < prompt->count; i++) {
		struct prompt_field *one = &prompt->fields[i];
		int columns = one->columns > 0 ? one->columns : wide;

		at += paint_text(paint, row, at, paint->columns, THEME_TEXT, one->label);
		at += paint_text(paint, row, at, 1, THEME_TEXT, " ");
		field_paint(&one->field, paint, row, at, columns, i == prompt->focus);
		at += columns;
		at += paint_text(paint, row, at, 1, THEME_TEXT, " ");
	}
	paint_blank(paint, row, at);
}
