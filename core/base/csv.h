/* SPDX-License-Identifier: MIT */
/*
 * Tables as spreadsheets write them (RFC 4180): cells between commas, semicolons
 * or tabs, whichever the rows agree on; quoted cells may hold all of these, quotes
 * and line feeds; a byte order mark and CRLF are taken. The text is UTF-8 or
 * UTF-16; cells come out in NFC. What cannot be taken is named with file, line and
 * column.
 */
#ifndef KSTT_BASE_CSV_H
#define KSTT_BASE_CSV_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	CSV_CELL_MOST = 64 * 1024,
	CSV_FILE_MOST = 64 * 1024 * 1024,
	CSV_CELLS_MOST = 256 /* spreadsheets write their empty columns too */
};

struct csv_cell {
	char *text; /* "" when empty; in the csv's arena */
	int line;   /* where it begins, from 1 */
	int column; /* in characters, from 1 */
};

struct csv {
	const char *name; /* of the file, for messages */
	struct arena *memory;
	struct csv_cell head[CSV_CELLS_MOST];  /* names of the columns */
	int width;                             /* how many there are */
	struct csv_cell cells[CSV_CELLS_MOST]; /* of the present row */
	/* Private. */
	struct str bytes;
	const char *at;
	const char *end;
	char separator;
	int line;
	int column;
	struct str cell;
};

/* Read the whole file and its header row. csv_close() also after a failure. */
enum err csv_open(struct csv *csv, const char *path, struct err_info *info) must_check;
/* The same for `len` bytes that are already here; they are copied. */
enum err csv_open_bytes(struct csv *csv, const char *name, const char *bytes,
			size_t len, struct err_info *info) must_check;
/* The same without a header row: for csv_next_row alone. */
enum err csv_open_rows(struct csv *csv, const char *name, const char *bytes, size_t len,
		       struct err_info *info) must_check;
void csv_close(struct csv *csv);

/* The next row, however wide: *count cells, 0 for an empty line. */
enum err csv_next_row(struct csv *csv, int *count, bool *more,
		      struct err_info *info) must_check;
/* Take the row that was just read for the header. */
enum err csv_take_head(struct csv *csv, int count, struct err_info *info) must_check;
/* The next row into csv->cells, exactly as wide as the header; empty lines are
 * skipped. *more is false at the end of the file. */
enum err csv_next(struct csv *csv, bool *more, struct err_info *info) must_check;

/* Index of a column, or -1. */
int csv_column(const struct csv *csv, const char *name);

/* Say what is wrong with a cell: "FILE:LINE:COLUMN: …". */
enum err csv_wrong(const struct csv *csv, const struct csv_cell *cell,
		   struct err_info *info, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A spreadsheet would run this text as a formula: as a file for people may begin
 * with a dash or a plus, and one that comes in is only refused for certain. */
bool csv_is_formula(const char *text);
bool csv_runs_formula(const char *text);
/* Append a cell between commas. A text like a formula gets an apostrophe before it,
 * which a spreadsheet takes as "this is text" … */
void csv_add_cell(struct str *out, const char *text);
/* … and which is taken off here: where the text itself begins. */
const char *csv_cell_text(const char *cell);

/* Append all rows that are left as a JSON array of objects keyed by the header;
 * an empty cell becomes null. */
enum err csv_json(struct csv *csv, struct str *out, struct err_info *info) must_check;

#endif
