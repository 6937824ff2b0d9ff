/* SPDX-License-Identifier: MIT */
/*
 * Where a plan and those that are to carry it out do not meet: tasks of the plan above
 * that nobody implements, tasks below that implement nothing. Pure: rows in.
 */
#ifndef KSTT_REPORT_GAP_H
#define KSTT_REPORT_GAP_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

struct gap_row {
	bool nobody; /* of the plan above, implemented by nobody; else it implements nothing */
	int64_t node;
	const char *plan_key, *path, *text;
	const char *lead; /* as printed, on one line */
	const char *unit_code, *unit; /* whose plan it stands in */
};

struct gap {
	struct gap_row *rows; /* first those that nobody implements */
	int count, nobody;
};

/* What it is looked for between. */
struct gap_scope {
	int64_t above; /* the plan above, or 0: there is none */
	const char *above_key;
	const char *unit_code, *unit; /* "": everybody's plans below it */
	int plans, above_tasks, below_tasks;
};

/* Read the rows of the query gap, and the one of gap_scope; all of it in the arena. */
void gap_read(const struct rows *rows, struct arena *arena, struct gap *out);
void gap_scope_read(const struct rows *rows, struct arena *arena, struct gap_scope *out);
/* What a gap is, as the panes and the text report say it; translated. */
const char *gap_title(bool nobody);

#endif
