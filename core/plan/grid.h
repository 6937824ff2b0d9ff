/* SPDX-License-Identifier: MIT */
/*
 * A task as a table: who owes it down, its periods across. Pure: the rows of
 * node_occurrences in, cells out.
 */
#ifndef KSTT_PLAN_GRID_H
#define KSTT_PLAN_GRID_H

#include "plan/task.h"

struct grid_cell {
	struct occurrence owed; /* id 0: this unit owes nothing in this period */
	bool soon;		/* due within the next working days */
};

struct grid_column {
	const char *period; /* "Q1", "M02#2", … */
	int due;	    /* the earliest of its cells, or DATE_NONE */
};

struct grid {
	const char **units;
	int unit_count;
	struct grid_column *columns; /* in the order of days */
	int column_count;
	struct grid_cell *cells; /* a row of columns for each unit */
};

/* Read node_occurrences, which comes unit by unit; all of it lives in the arena. */
void grid_read(const struct rows *rows, struct arena *arena, struct grid *out);
/* The same from cells at hand: `units` are the ids beside them. */
void grid_make(const struct grid_cell *cells, const int64_t *units, int count,
	       struct arena *arena, struct grid *out);
/* NULL outside. */
const struct grid_cell *grid_at(const struct grid *grid, int unit, int column);
/* Where an owed thing stands; false when it is not there. */
bool grid_find(const struct grid *grid, int64_t occurrence, int *unit, int *column);

/* How it stands, as one ASCII sign: done x, nothing arose 0, late !, soon ~, in
 * progress o, obstructed #, open ., cancelled -, nothing owed ' '. */
char grid_sign(const struct grid_cell *cell);
/* The head of a column, of at most five columns: "Q1", "T12", "15/02". */
const char *grid_head(const struct grid_column *column, struct arena *arena);

/* What a column of pasted text means for the cells from (unit, column) down: one
 * line a cell, an empty line leaves its cell alone. */
struct grid_paste {
	struct task_mark *marks; /* done, with a line as document number each */
	int *cells;		 /* the row of each */
	int count;
	int dropped; /* lines for which there is no cell that I may mark */
};
void grid_paste(const struct grid *grid, int unit, int column, const char *text,
		struct arena *arena, struct grid_paste *out);

#endif
