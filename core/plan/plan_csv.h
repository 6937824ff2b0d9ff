/* SPDX-License-Identifier: MIT */
/*
 * A plan as a CSV file: head rows (number, year, issuer, …), then its nodes in
 * document order. Everything is checked before anything is sent: what cannot be
 * taken is named with file, line and column. Pure: no database.
 */
#ifndef KSTT_PLAN_PLAN_CSV_H
#define KSTT_PLAN_PLAN_CSV_H

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdbool.h>

enum { PLAN_CSV_NODES_MOST = 20000, PLAN_CSV_LEVELS = 9 };

enum plan_csv_kind {
	PLAN_CSV_SECTION,
	PLAN_CSV_TASK,
	PLAN_CSV_BASIS,
	PLAN_CSV_PURPOSE,
	PLAN_CSV_DUTY,
};

/* Where a cell stands in its file: a line and a column of letters, or, when it is
 * in a table of a document, that table's number, its row and its column. */
struct plan_csv_place {
	int table;
	int line;
	int column;
};

/* Cells of a node whose place is kept. */
enum plan_csv_cell {
	PLAN_CSV_LABEL,
	PLAN_CSV_TEXT,
	PLAN_CSV_LEAD,
	PLAN_CSV_COORDINATE,
	PLAN_CSV_TIME,
	PLAN_CSV_CELLS
};

/* The word of the files and of the database: "section", "task", … */
const char *plan_csv_kind_name(enum plan_csv_kind kind);

/* Absent texts are "". */
struct plan_csv_node {
	enum plan_csv_kind kind;
	int level;  /* from 1 */
	int parent; /* index of the parent node, or -1 */
	const char *path;
	const char *label;
	const char *text;
	const char *lead;
	const char *coordinate;
	const char *deliverable;
	const char *time;
	const char *inherited; /* blank-separated names of columns */
	const char *doubt;
	struct plan_csv_place at[PLAN_CSV_CELLS];
};

/* What somebody should look at before the plan is loaded. */
struct plan_csv_note {
	struct plan_csv_place at;
	const char *text;
};

struct plan_csv {
	struct arena *memory;
	const char *name; /* of the file */
	const char *number;
	int year;
	const char *issuer;
	const char *title;
	const char *issued; /* ISO date or "" */
	const char *issued_text;
	const char *parent;
	const char *parent_ref;
	const char *state;
	bool sample;
	struct plan_csv_node *nodes;
	int count;
	int tasks;
	struct plan_csv_note *notes;
	int note_count;
};

/* A plan without anything; `name` is its file's. */
void plan_csv_start(struct plan_csv *plan, const char *name);
/* Read a file of this form. plan_csv_free() also after a failure. */
enum err plan_csv_read(struct plan_csv *plan, const char *path,
		       struct err_info *info) must_check;
/* The same for bytes that are already here. */
enum err plan_csv_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			     size_t len, struct err_info *info) must_check;
void plan_csv_free(struct plan_csv *plan);

/* Add a note, in the user's language. */
void plan_csv_note(struct plan_csv *plan, const struct plan_csv_place *at,
		   const char *format, ...) __attribute__((format(printf, 3, 4)));

/* "FILE:LINE:COLUMN", or words for a table of a document; in the plan's arena. */
const char *plan_csv_where(const struct plan_csv *plan, const struct plan_csv_place *place);

/* What the import functions of the database take: the head as an object … */
void plan_csv_head_json(const struct plan_csv *plan, struct str *out);
/* … and `count` nodes from `first` on as an array, tasks with the reading of
 * their time phrase. */
void plan_csv_nodes_json(const struct plan_csv *plan, int first, int count,
			 struct str *out);

#endif
