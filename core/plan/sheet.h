/* SPDX-License-Identifier: MIT */
/*
 * A table as an office keeps it, before anybody knows what its columns mean: the
 * rows of a CSV or TSV file, or those of all tables of a Word document, with where
 * each cell stands. Rows without any text are left out. Bounded in every direction;
 * what cannot be taken is named with its place.
 */
#ifndef KSTT_PLAN_SHEET_H
#define KSTT_PLAN_SHEET_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"
#include "plan/plan_csv.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	SHEET_ROWS_MOST = 20000,
	SHEET_CELLS_MOST = 256, /* of one row */
	SHEET_CELL_MOST = 64 * 1024
};

struct sheet_cell {
	const char *text; /* NFC, trimmed */
	struct plan_csv_place at;
	int column;  /* from 0, where it begins */
	int columns; /* how many it spans */
	bool above;  /* merged with the cell above, which has its text */
};

struct sheet_row {
	struct sheet_cell *cells;
	int count;
	int columns; /* of all cells together */
	int table;   /* 0: a paragraph between the tables of a document */
};

struct sheet {
	const char *name; /* of the file, for messages */
	bool word;	  /* a document: its blank cells are blank, merged ones are marked */
	struct arena *memory;
	struct sheet_row *rows;
	int count;
	/* Private. */
	int room;
	struct sheet_cell cells[SHEET_CELLS_MOST]; /* of the row under way */
	struct sheet_row row;
};

/* Read the bytes of a file, whatever they are. sheet_free() also after a failure. */
enum err sheet_read(struct sheet *sheet, const char *name, const char *bytes, size_t len,
		    struct err_info *info) must_check;
void sheet_free(struct sheet *sheet);

/* Whether these bytes begin a document of Word (or any other zip archive). */
bool sheet_is_zip(const char *bytes, size_t len);
/* Say what is wrong at a place. */
enum err sheet_wrong(const struct sheet *sheet, const struct plan_csv_place *place,
		     struct err_info *info, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* For the readers of single formats: begin a row, add its cells, end it. A cell's
 * text is copied; one that would be run as a formula is refused. */
void sheet_row_begin(struct sheet *sheet, int table);
enum err sheet_row_add(struct sheet *sheet, const char *text,
		       const struct plan_csv_place *at, int columns, bool above,
		       struct err_info *info) must_check;
enum err sheet_row_end(struct sheet *sheet, struct err_info *info) must_check;

#endif
