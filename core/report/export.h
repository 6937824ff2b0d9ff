/* SPDX-License-Identifier: MIT */
/*
 * A table on its way out of the program: as text in columns, as CSV for a
 * spreadsheet, or as TSV for other programs. Cells come row by row; nothing is
 * written before the end, since text has to know how wide its columns are.
 */
#ifndef KSTT_REPORT_EXPORT_H
#define KSTT_REPORT_EXPORT_H

#include "base/str.h"

#include <stdbool.h>

enum export_format { EXPORT_TEXT, EXPORT_CSV, EXPORT_TSV };

struct export_column {
	const char *name;  /* the head of CSV and TSV: never translated */
	const char *title; /* the head of text; NULL: the column is not shown there */
	bool number;	   /* to the right in text */
};

struct export;

/* The columns must stay where they are until export_free. */
struct export *export_new(enum export_format format, const struct export_column *columns,
			  int count);
void export_free(struct export *export);
/* The next cell, from left to right and row by row; copied. */
void export_add(struct export *export, const char *text);
void export_add_number(struct export *export, int number);
/* Append the whole table, its head first. */
void export_write(const struct export *export, struct str *out);

/* Append one CSV cell (RFC 4180). A text that a spreadsheet would run as a formula
 * gets an apostrophe before it, which a spreadsheet takes as "this is text". */
void export_add_csv(struct str *out, const char *text);

#endif
