/* SPDX-License-Identifier: MIT */
/*
 * Pictures of the screen: their text, and what changed from one to the next.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

static size_t put_letter(char *out, uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* The cell's letters; nothing for the right half of a wide one. */
static size_t put_cell(char *out, const struct screen_cell *cell)
{
	size_t length = 0;
	int i;

	if (cell->chars[0] == SCREEN_WIDE_TAIL)
		return 0;
	for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++)
		length += put_letter(out + length, cell->chars[i]);
	return length;
}

static char *whole_row(const struct screen_shot *shot, int row)
{
	char *text = malloc((size_t)shot->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1),
	     *out = text;
	int col;

	for (col = 0; col < shot->cols; col++)
		out += put_cell(out, &shot->cells[row * shot->cols + col]);
	*out = '\0';
	return text;
}

char *shot_row(const struct screen_shot *shot, int row)
{
	char *text = whole_row(shot, row), *end = text + strlen(text);

	while (end > text && end[-1] == ' ')
		*--end = '\0';
	return text;
}

bool shot_has(const struct screen_shot *shot, int row, const char *text)
{
	bool found = false;
	int i;

	for (i = 0; i < shot->rows && !found; i++) {
		char *line;

		if (row != SCREEN_ANY_ROW && row != i)
			continue;
		line = whole_row(shot, i);
		found = strstr(line, text);
		free(line);
	}
	return found;
}

/* After a change of size, what was not there before counts as blank. */
static const struct screen_cell *cell_at(const struct screen_shot *shot, int row,
					 int col)
{
	static const struct screen_cell blank = {.chars = {' '}};

	if (row >= shot->rows || col >= shot->cols)
		return &blank;
	return &shot->cells[row * shot->cols + col];
}

struct screen_change shot_compare(const struct screen_shot *was,
				  const struct screen_shot *now)
{
	struct screen_change change = {0};
	char letters[VTERM_MAX_CHARS_PER_CELL * 4];
	int row, col, last;

	for (row = 0; row < now->rows; row++) {
		for (last = -2, col = 0; col < now->cols; col++) {
			const struct screen_cell *cell = cell_at(now, row, col);

			if (!memcmp(cell, cell_at(was, row, col), sizeof(*cell)))
				continue;
			change.cells++;
			change.limit += (long)put_cell(letters, cell);
			if (last != col - 1) {
				change.runs++;
				change.limit += 6;
			}
			last = col;
		}
	}
	change.cursor = was->row != now->row || was->col != now->col ||
			was->cursor_shown != now->cursor_shown;
	return change;
}

char *shot_text(const struct screen_shot *shot)
{
	char *text = NULL, *line;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	int row;

	for (row = 0; row < shot->rows; row++) {
		line = shot_row(shot, row);
		fprintf(out, "%s\n", line);
		free(line);
	}
	if (shot->cursor_shown)
		fprintf(out, "cursor %d %d\n", shot->row + 1, shot->col + 1);
	else
		fputs("cursor hidden\n", out);
	fclose(out);
	return text;
}
