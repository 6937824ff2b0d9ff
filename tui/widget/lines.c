/* SPDX-License-Identifier: MIT */
/* See lines.h. */
#include "widget/lines.h"

#include "base/str.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void lines_clear(struct lines *lines)
{
	lines->part_count = 0;
	lines->columns = 0;
}

static void add(struct lines *lines, const struct lines_part *part)
{
	if (lines->part_count == lines->part_room) {
		lines->part_room = lines->part_room > 0 ? 2 * lines->part_room : 32;
		lines->parts =
		    mem_grow(lines->parts, (size_t)lines->part_room, sizeof(*lines->parts));
	}
	lines->parts[lines->part_count++] = *part;
	lines->columns = 0;
}

void lines_add(struct lines *lines, const char *label, int indent, const char *text, int64_t id)
{
	if (*text != '\0' || *label == '\0')
		add(lines, &(struct lines_part){THEME_TEXT, label, text, indent, id});
}

void lines_head(struct lines *lines, const char *text)
{
	add(lines, &(struct lines_part){THEME_HEAD, "", text, 0, 0});
}

void lines_blank(struct lines *lines)
{
	add(lines, &(struct lines_part){THEME_TEXT, "", "", 0, 0});
}

void lines_free(struct lines *lines)
{
	arena_free(lines->arena);
	free(lines->parts);
	free(lines->items);
	*lines = (struct lines){0};
}

/* Its own line feeds stay. */
static const char *harmless(struct arena *arena, const char *text)
{
	struct str out = STR_EMPTY;
	const char *whole;

	if (text_show(arena, text) == text)
		return text;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		str_add(&out, text_show(arena, arena_copy_bytes(arena, text, len)));
		if (text[len] == '\n')
			str_add_char(&out, text[len++]);
		text += len;
	}
	whole = arena_copy(arena, str_data(&out));
	str_free(&out);
	return whole;
}

static void put(struct lines *lines, const struct lines_part *part, const char *text)
{
	if (lines->list.count == lines->room) {
		lines->room = lines->room > 0 ? 2 * lines->room : 64;
		lines->items = mem_grow(lines->items, (size_t)lines->room, sizeof(*lines->items));
	}
	lines->items[lines->list.count++] = (struct lines_line){text, part->theme, part->id};
}

static void wrap(struct lines *lines, const struct lines_part *part)
{
	int room = lines->columns - LIST_MARGIN - part->indent;
	const char *text = harmless(lines->arena, part->text), *label = part->label;

	if (lines->ascii) /* it may be longer: an arrow is two signs */
		text = text_ascii(lines->arena, text);
	do {
		size_t skip = 0, len = text_wrap(text, room, &skip);
		int pad = part->indent - text_width(label);

		put(lines, part,
		    arena_printf(lines->arena, "%s%*s%s", label, pad > 0 ? pad : 0, "",
				 arena_copy_bytes(lines->arena, text, len)));
		text += len + skip;
		label = "";
		if (len + skip == 0)
			return;
	} while (*text != '\0');
}

static void lay_out(struct lines *lines, int columns)
{
	if (lines->columns == columns)
		return;
	arena_free(lines->arena);
	lines->arena = arena_new();
	lines->columns = columns;
	lines->list.count = 0;
	for (int i = 0; i < lines->part_count; i++)
		wrap(lines, &lines->parts[i]);
	list_focus(&lines->list, lines->list.focus);
}

static void paint_line(void *data, int index, struct paint *paint, int row)
{
	const struct lines_line *line = &((struct lines *)data)->items[index];
	int used = paint_text(paint, row, LIST_MARGIN, paint->columns, line->theme, line->text);

	paint_blank(paint, row, LIST_MARGIN + used);
}

void lines_paint(struct lines *lines, struct paint *paint, int first, int rows)
{
	lines->ascii = paint->ascii;
	lay_out(lines, paint->columns);
	list_paint(&lines->list, paint, first, rows, paint_line, lines);
}

int64_t lines_id(const struct lines *lines)
{
	if (lines->columns == 0 || lines->list.count == 0)
		return 0;
	return lines->items[lines->list.focus].id;
}
