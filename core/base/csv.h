/* SPDX-License-Identifier: MIT */
/*
 * Comma-separated files as spreadsheets write them (RFC 4180): quoted cells may
 * hold commas, quotes and line feeds; a byte order mark and CRLF are taken. The
 * text has to be UTF-8; cells come out in NFC. What cannot be taken is named with
 * file, line and column.
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
	CSV_CELLS_MOST = 64
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
	char *bytes;
	const char *at;
	const char *end;
	int line;
	int column;
	struct str cell;
};

/* Read the whole file and its header row. csv_close() also after a failure. */
enum err csv_open(struct csv *csv, const char *path, struct err_info *info) must_check;
/* The same for `len` bytes that are already here; they are copied. */
enum err csv_open_bytes(struct csv *csv, const char *name, const char *bytes,
			size_t len, struct err_info *info) must_check;
void csv_close(struct csv *csv);

/* The next row into csv->cells, exactly as wide as the header; empty lines are
 * skipped. *more is false at the end of the file. */
enum err csv_next(struct csv *csv, bool *more, struct err_info *info) must_check;

/* Index of a column, or -1. */
int csv_column(const struct csv *csv, const char *name);

/* Say what is wrong with a cell: "FILE:LINE:COLUMN: …". */
enum err csv_wrong(const struct csv *csv, const struct csv_cell *cell,
		   struct err_info *info, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Append all rows that are left as a JSON array of objects keyed by the header;
 * an empty cell becomes null. */
enum err csv_json(struct csv *csv, struct str *out, struct err_info *info) must_check;

#endif
