/* SPDX-License-Identifier: MIT */
/* See prompt.h. */
#include "widget/prompt.h"

#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"

#include <stdlib.h>

enum { CTRL_C = 3, CTRL_G = 7, NARROWEST = 8 };

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

/* What the labels and fixed fields leave to each of the others. */
static int share(const struct prompt *prompt, int columns)
{
	int others = 0;

	columns -= text_width(prompt->question) + 1;
	for (int i = 0; i < prompt->count; i++) {
		const struct prompt_field *one = &prompt->fields[i];

		columns -= text_width(one->label) + 2 + one->columns;
		others += one->columns == 0;
	}
	if (others == 0)
		return 0;
	return columns / others > NARROWEST ? columns / others : NARROWEST;
}

void prompt_paint(struct prompt *prompt, struct paint *paint, int row)
{
	int wide = share(prompt, paint->columns);
	int at = paint_text(paint, row, 0, paint->columns, THEME_TITLE, prompt->question);

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
