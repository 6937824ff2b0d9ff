/* SPDX-License-Identifier: MIT */
/*
 * For which units something is entered: the ones proposed, and a line of words in
 * which an official says "all", one, or some of them. Pure but for reading the rows.
 */
#ifndef KSTT_PLAN_UNITS_H
#define KSTT_PLAN_UNITS_H

#include "base/mem.h"
#include "base/str.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

struct unit_choice {
	int64_t id;
	const char *code, *name, *short_name;
	bool proposed; /* the task's leads mean it */
	bool mine;     /* I may enter it for them */
	bool chosen;
};

struct units {
	struct unit_choice *all;
	int count;
};

/* Rows of node_units; texts go into the arena. */
void units_read(const struct rows *rows, struct arena *arena, struct units *out);

/* Choose what `text` says: nothing, "*" or the word for all means every proposed one of
 * mine; else codes, names or words of names, with commas between; "-" before one takes
 * it out again. NULL, or in the user's language what is wrong with it. */
const char *units_choose(struct units *units, const char *text, struct arena *arena);

void units_choose_none(struct units *units);
int units_chosen(const struct units *units);
/* The ids of those chosen, as a JSON array. */
void units_json(const struct units *units, struct str *out);
/* The first few of those proposed to me, by their codes: "SNV, STP, STC …". */
const char *units_codes(const struct units *units, struct arena *arena);

#endif
