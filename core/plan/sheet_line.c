/* SPDX-License-Identifier: MIT */
#include "plan/sheet_line.h"

const char *sheet_line_text(const struct sheet_line *line, enum sheet_field field)
{
	return line->cells[field] != NULL ? line->cells[field]->text : "";
}

static void sort_cell(const struct sheet_head *head, const struct sheet_cell *cell,
		      struct sheet_line *line)
{
	for (int c = cell->column; c < cell->column + cell->columns; c++) {
		enum sheet_field field =
		    c < head->columns ? (enum sheet_field)head->fields[c] : SHEET_NONE;

		if (field == SHEET_NONE)
			continue;
		if (!*sheet_line_text(line, field))
			line->cells[field] = cell;
		return;
	}
}

/* The label out of the text, when no cell of its own holds it. */
static void split_label(struct arena *memory, struct sheet_line *line)
{
	size_t len = 0, skip = label_split(line->text, &len);

	if (skip == 0)
		return;
	line->label = arena_copy_bytes(memory, line->text, len);
	line->text += skip;
}

void sheet_line_read(struct arena *memory, const struct sheet_head *head,
		     const struct sheet_row *row, struct sheet_line *line)
{
	*line = (struct sheet_line){.alone = true};
	for (int i = 0; i < row->count; i++) {
		sort_cell(head, &row->cells[i], line);
		line->merged = line->merged || row->cells[i].above;
	}
	for (int field = SHEET_LEAD; field < SHEET_FIELDS; field++)
		line->alone =
		    line->alone && !*sheet_line_text(line, (enum sheet_field)field);
	line->label = sheet_line_text(line, SHEET_NUMBER);
	line->text = sheet_line_text(line, SHEET_TEXT);
	/* A heading over all columns begins in the first one, with its label. */
	if (line->alone && !*line->text) {
		line->text = line->label;
		line->label = "";
	}
	if (!*line->label && *line->text)
		split_label(memory, line);
	line->mark = label_read(line->label);
}
