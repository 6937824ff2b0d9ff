/* SPDX-License-Identifier: MIT */
/*
 * What abolished units still owe, and handing it over: rows in, moves out. Pure; the
 * rules are the database's (sql/api/44_handover.sql).
 */
#ifndef KSTT_PLAN_HANDOVER_H
#define KSTT_PLAN_HANDOVER_H

#include "base/str.h"
#include "plan/task.h"

struct handover_row {
	struct occurrence owed;
	const char *plan_key, *path, *text;
	int64_t unit;
	const char *unit_code;
	/* The one unit known to come after it; "" when none is, or several are. */
	const char *successor_code, *successor;
	bool may; /* I coordinate the unit */
};

/* Read the rows of handover_list into the arena; returns how many there are. */
int handover_read(const struct rows *rows, struct arena *arena, struct handover_row **out);

struct handover_move {
	int64_t occurrence;
	int version; /* the one that the user saw */
	const char *from, *to; /* codes */
};

/* Append the moves as the query handover takes them. */
void handover_add_json(struct str *out, const struct handover_move *moves, int count);
/* Append how many go from which unit to which: "SGTVT → SXD 35, …"; after `most` pairs
 * only that there are more. */
void handover_add_pairs(struct str *out, const struct handover_move *moves, int count, int most);

#endif
