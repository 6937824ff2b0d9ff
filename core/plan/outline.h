/* SPDX-License-Identifier: MIT */
/*
 * How deep a row of a table stands, from its label alone: labels of one make stand
 * beside each other, a new make stands below what came before it.
 */
#ifndef KSTT_PLAN_OUTLINE_H
#define KSTT_PLAN_OUTLINE_H

#include "plan/label.h"
#include "plan/plan_csv.h"

struct outline {
	struct outline_entry {
		struct label label;
		bool section;
		bool stand_in; /* a section that the table does not have */
	} open[PLAN_CSV_LEVELS];
	int depth; /* how many are open */
};

/* The level of the next row, from 1, and take it in; 0 when it would be too deep. A
 * single Roman letter is one of A, B, C when the row before says so. */
int outline_add(struct outline *outline, struct label label, bool section);

/* Whether a task of this label would stand below a section. */
bool outline_has_section(const struct outline *outline, struct label label);
/* Open a section that the table does not have, at the top. */
void outline_stand_in(struct outline *outline);

/* How deep a label of this make stands now: below all when it is a new one. */
int outline_depth(const struct outline *outline, const struct label *label);

/* Whether the two labels are of one make. */
bool outline_alike(const struct label *a, const struct label *b);

#endif
