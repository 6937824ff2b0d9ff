/* SPDX-License-Identifier: MIT */
/*
 * The answer to one query, read by column name: never by position. Values live
 * until the callback returns; what is kept is copied into the caller's arena.
 */
#ifndef KSTT_DB_ROWS_H
#define KSTT_DB_ROWS_H

#include "base/date.h"

#include <stdbool.h>
#include <stdint.h>

struct rows;

/* Whether the query has such a column; only where more than one query fills a thing. */
bool rows_has(const struct rows *rows, const char *column);
int rows_count(const struct rows *rows);
/* Rows that an insert, update or delete touched. */
int rows_affected(const struct rows *rows);
bool rows_null(const struct rows *rows, int row, const char *column);
const char *rows_text(const struct rows *rows, int row,
		      const char *column); /* "" for null */
int64_t rows_int(const struct rows *rows, int row, const char *column); /* 0 for null */
bool rows_bool(const struct rows *rows, int row,
	       const char *column); /* false for null */
int rows_date(const struct rows *rows, int row,
	      const char *column); /* DATE_NONE for null */

#endif
