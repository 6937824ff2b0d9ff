/* SPDX-License-Identifier: MIT */
/*
 * Rows that the register runs by, as data: rules of routing, clocks, how units work,
 * wordings, titles. Which columns a row has the reader says; they are texts as the
 * server takes and gives them. A row holds from a day to a day, both of which may be
 * open.
 */
#ifndef KSTT_FEEDBACK_LEDGER_H
#define KSTT_FEEDBACK_LEDGER_H

#include "base/mem.h"
#include "base/str.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

struct ledger_row {
	int64_t id;
	int version;
	bool mine;                  /* I may change it */
	const char *const *columns; /* their names, up to NULL; the reader's */
	const char **cells;         /* "" for null */
};

/* Read an answer into the arena: row_id, version, mine, and these columns. Returns how
 * many rows there are. */
int ledger_read(const struct rows *rows, const char *const *columns,
		struct arena *arena, struct ledger_row **out);
/* "" where there is no such column. */
const char *ledger_cell(const struct ledger_row *row, const char *column);
int ledger_day(const struct ledger_row *row, const char *column);
/* From when to when it holds: "từ 01/07/2026", "đến 30/06/2026",
 * "01/07/2026–31/12/2026";
 * "" when both are open. */
const char *ledger_span(const struct ledger_row *row, struct arena *arena);
/* Append "Days: 15 → 10" behind what is there already, if they differ; of a text of
 * many lines only that it has changed. */
void ledger_add_change(struct str *out, const char *label, const char *was,
		       const char *is);

#endif
