/* SPDX-License-Identifier: MIT */
/*
 * See form.h: the rows of a form. All is painted at each turn in the same place, so
 * that curses sends what has changed and nothing else.
 */
#include "widget/form_parts.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum {
	LABEL_MOST = 26,
	LABEL_GAP = 2,
	VALUE_LEAST = 12, /* columns of a value that has a fault beside it */
};

/* Where things stand in this repaint. */
struct layout {
	struct paint *paint;
	int first, rows; /* on the screen, without the row of hints */
	int at;		 /* first column of the values */
	int spare;	 /* rows that the first text gets beyond its own */
};

static int label_columns(const struct form *form)
{
	int most = 0;

	for (int i = 0; i < form->count; i++) {
		int width = text_width(form->fields[i].label) + form->fields[i].needed;

		if (!form->fields[i].hidden && width > most)
			most = width;
	}
	return (most < LABEL_MOST ? most : LABEL_MOST) + LABEL_GAP;
}

static int wrapped_rows(const char *text, int columns)
{
	int rows = 0;

	do {
		size_t skip = 0, len = text_wrap(text, columns, &skip);

		text += len + skip;
		rows++;
	} while (*text != '\0');
	return rows;
}

static const char *value_shown(const struct form_field *one, struct arena *arena)
{
	const char *words = field_text(&one->field);
	const char *text = one->chosen >= 0 && one->chosen < one->choice_count
			       ? one->choices[one->chosen].text
			       : form_choice_code(one);

	if (one->kind != FORM_CHOICE)
		return words;
	if (*words == '\0' || *text == '\0')
		return *words != '\0' ? words : text;
	return arena_printf(arena, "%s → %s", words, text);
}

/* A fault stands right of the value where there is room for both, else below it. */
static bool fault_beside(const struct form_field *one, const struct layout *layout)
{
	int room = layout->paint->columns - layout->at;
	int value = text_width(value_shown(one, layout->paint->scratch));

	return one->wrong != NULL && one->kind != FORM_TEXT && one->kind != FORM_SHOWN &&
	       (value > VALUE_LEAST ? value : VALUE_LEAST) + 2 + text_width(one->wrong) <= room;
}

static int rows_of(const struct form_field *one, const struct layout *layout)
{
	int rows = 1;

	if (one->hidden)
		return 0;
	if (one->kind == FORM_TEXT)
		rows = one->rows;
	if (one->kind == FORM_SHOWN)
		rows = wrapped_rows(text_show(layout->paint->scratch, field_text(&one->field)),
				    layout->paint->columns - layout->at);
	return rows + (one->wrong != NULL && !fault_beside(one, layout));
}

static int all_rows(const struct form *form, const struct layout *layout)
{
	int rows = 0;

	for (int i = 0; i < form->count; i++)
		rows += rows_of(&form->fields[i], layout);
	return rows;
}

static bool is_first_text(const struct form *form, int field)
{
	for (int i = 0; i < field; i++)
		if (form->fields[i].kind == FORM_TEXT && !form->fields[i].hidden)
			return false;
	return form->fields[field].kind == FORM_TEXT;
}

/* Scroll so that all of the field with the focus is to be seen. */
static void fit(struct form *form, const struct layout *layout, int all)
{
	int from = 0, to;

	for (int i = 0; i < form->focus; i++)
		from += rows_of(&form->fields[i], layout) +
			(is_first_text(form, i) ? layout->spare : 0);
	to = form->focus >= 0 ? from + rows_of(&form->fields[form->focus], layout) : from;
	if (form->top > from)
		form->top = from;
	if (form->top < to - layout->rows)
		form->top = to - layout->rows;
	if (form->top > 0 && form->top > all - layout->rows)
		form->top = all > layout->rows ? all - layout->rows : 0;
}

static bool on_screen(const struct layout *layout, int row)
{
	return row >= layout->first && row < layout->first + layout->rows;
}

static void paint_label(const struct form_field *one, const struct layout *layout, int row)
{
	struct paint *paint = layout->paint;
	int used = paint_text(paint, row, 0, layout->at - 1 - one->needed, THEME_HEAD, one->label);

	if (one->needed)
		used += paint_text(paint, row, used, 1, THEME_HEAD, "*");
	paint_text(paint, row, used, layout->at - used, THEME_TEXT,
		   arena_printf(paint->scratch, "%*s", layout->at - used, ""));
}

/* One row: the value, and beside it what is wrong with it. */
static void paint_line(struct form_field *one, const struct layout *layout, int row, bool focused)
{
	struct paint *paint = layout->paint;
	int room = paint->columns - layout->at, used;
	bool beside = fault_beside(one, layout);

	if (beside)
		room -= text_width(one->wrong) + 2;
	if (one->kind != FORM_CHOICE) {
		field_paint(&one->field, paint, row, layout->at, room, focused);
		used = room;
	} else {
		used = paint_text(paint, row, layout->at, room, THEME_TEXT,
				  value_shown(one, paint->scratch));
		if (focused)
			paint_cursor(paint, row,
				     layout->at + text_width(field_text(&one->field)));
	}
	paint_blank(paint, row, layout->at + used);
	if (beside)
		paint_text(paint, row, layout->at + room + 2, paint->columns, THEME_ALERT,
			   one->wrong);
}

static void paint_shown(const struct form_field *one, const struct layout *layout, int row)
{
	struct paint *paint = layout->paint;
	const char *text = text_show(paint->scratch, field_text(&one->field));

	do {
		size_t skip = 0, len = text_wrap(text, paint->columns - layout->at, &skip);
		int used = 0;

		if (on_screen(layout, row)) {
			used = paint_text(paint, row, layout->at, paint->columns, THEME_TEXT,
					  arena_copy_bytes(paint->scratch, text, len));
			paint_blank(paint, row, layout->at + used);
		}
		text += len + skip;
		row++;
	} while (*text != '\0');
}

/* An editor is painted whole or, where only some of its rows are on the screen, those. */
static void paint_editor(struct form_field *one, const struct layout *layout, int row, int rows,
			 bool focused)
{
	int from = row < layout->first ? layout->first : row;
	int to = row + rows;

	if (to > layout->first + layout->rows)
		to = layout->first + layout->rows;
	if (from < to)
		editor_paint(&one->editor, layout->paint, from, layout->at, to - from,
			     layout->paint->columns - layout->at, focused);
}

static void paint_field(struct form *form, int index, const struct layout *layout, int row)
{
	struct form_field *one = &form->fields[index];
	struct paint *paint = layout->paint;
	bool focused = index == form->focus;
	int rows = rows_of(one, layout) + (is_first_text(form, index) ? layout->spare : 0);
	bool below = one->wrong != NULL && !fault_beside(one, layout);
	const struct form_field blank = {.label = (char *)""};

	for (int i = 0; i < rows; i++)
		if (on_screen(layout, row + i))
			paint_label(i == 0 ? one : &blank, layout, row + i);
	if (one->kind == FORM_TEXT)
		paint_editor(one, layout, row, rows - below, focused);
	else if (one->kind == FORM_SHOWN)
		paint_shown(one, layout, row);
	else if (on_screen(layout, row))
		paint_line(one, layout, row, focused);
	if (below && on_screen(layout, row + rows - 1)) {
		int used = paint_text(paint, row + rows - 1, layout->at, paint->columns,
				      THEME_ALERT, one->wrong);

		paint_blank(paint, row + rows - 1, layout->at + used);
	}
}

static const char *digits_hint(const struct form_field *one, struct paint *paint)
{
	const char *line = "";

	for (int i = 0; i < one->choice_count; i++)
		line = arena_printf(paint->scratch, "%s%s%d %s", line,
				    *line ? "  " : "", i + 1, one->choices[i].text);
	return line;
}

/* What there is to choose from: with digits, or what the typed words leave, the best
 * first. */
static const char *choices_hint(const struct form_field *one, struct paint *paint)
{
	const char *line = "";
	bool typing = field_text(&one->field)[0] != '\0';

	if (!typing && one->choice_count <= FORM_DIGITS)
		return digits_hint(one, paint);
	if (!typing)
		return one->hint != NULL
			   ? one->hint
			   : _("Type some of its words; ← → turn through them all.");
	for (int place = 0; place < FORM_PLACES; place++)
		for (int i = 0;
		     i < one->choice_count && text_width(line) < paint->columns; i++)
			if (form_choice_place(one, i) == place)
				line = arena_printf(paint->scratch, "%s%s%s", line,
						    *line ? "; " : "",
						    one->choices[i].text);
	return *line == '\0' && one->choice_count > 0 ? _("Nothing is called so.")
						      : line;
}

void form_paint(struct form *form, struct paint *paint, int first, int rows)
{
	struct layout layout = {paint, first, rows - 1, label_columns(form), 0};
	int all = all_rows(form, &layout), row;
	const struct form_field *one = form->focus >= 0 ? &form->fields[form->focus] : NULL;
	const char *hint = "";

	for (int i = 0; i < form->count && all < layout.rows; i++)
		if (is_first_text(form, i) && !form->fields[i].hidden)
			layout.spare = layout.rows - all;
	all += layout.spare;
	fit(form, &layout, all);
	row = first - form->top;
	for (int i = 0; i < form->count; i++) {
		if (form->fields[i].hidden)
			continue;
		paint_field(form, i, &layout, row);
		row += rows_of(&form->fields[i], &layout) +
		       (is_first_text(form, i) ? layout.spare : 0);
	}
	for (; row < first + layout.rows; row++)
		paint_row(paint, row, THEME_TEXT, "");
	if (one != NULL && one->kind == FORM_CHOICE)
		hint = choices_hint(one, paint);
	else if (one != NULL && one->hint != NULL)
		hint = one->hint;
	paint_row(paint, first + rows - 1, THEME_HINT, hint);
}
