/* SPDX-License-Identifier: MIT */
/*
 * Answers of the server without a server: a table of texts, its first row the names
 * of the columns.
 */
#ifndef UNIT_ROWS_MADE_H
#define UNIT_ROWS_MADE_H

#include "db/link.h"

enum { ROWS_COLUMNS = 24 };

/* `lines` ends with a row that begins with NULL; "" is null. PQclear(rows.result) is the
 * caller's. */
struct rows rows_made(const char *const lines[][ROWS_COLUMNS]);

#endif
