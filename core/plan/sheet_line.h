/* SPDX-License-Identifier: MIT */
/*
 * One row of an office's table by the meaning of its cells.
 */
#ifndef KSTT_PLAN_SHEET_LINE_H
#define KSTT_PLAN_SHEET_LINE_H

#include "plan/label.h"
#include "plan/sheet_head.h"

struct sheet_line {
	const struct sheet_cell *cells[SHEET_FIELDS]; /* NULL: the row has none */
	const char *label; /* its own cell's, or what the text begins with */
	const char *text;
	struct label mark; /* what the label is */
	bool alone;	   /* no cell beside label and text says anything */
	bool merged;	   /* some cell is known to be merged with the one above */
};

/* The line holds as long as the sheet and `memory`. */
void sheet_line_read(struct arena *memory, const struct sheet_head *head,
		     const struct sheet_row *row, struct sheet_line *line);

/* The text of a cell, "" when there is none. */
const char *sheet_line_text(const struct sheet_line *line, enum sheet_field field);

#endif
