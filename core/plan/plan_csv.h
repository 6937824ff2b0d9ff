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

enum { PLAN_CSV_NODES_MOST = 200000, PLAN_CSV_LEVELS = 9 };

enum plan_csv_kind {
	PLAN_CSV_SECTION,
	PLAN_CSV_TASK,
	PLAN_CSV_BASIS,
	PLAN_CSV_PURPOSE,
	PLAN_CSV_DUTY,
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
};

struct plan_csv {
	struct arena *memory;
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
};

/* plan_csv_free() also after a failure. */
enum err plan_csv_read(struct plan_csv *plan, const char *path,
		       struct err_info *info) must_check;
/* The same for bytes that are already here. */
enum err plan_csv_read_bytes(struct plan_csv *plan, const char *name, const char *bytes,
			     size_t len, struct err_info *info) must_check;
void plan_csv_free(struct plan_csv *plan);

/* What the import functions of the database take: the head as an object … */
void plan_csv_head_json(const struct plan_csv *plan, struct str *out);
/* … and `count` nodes from `first` on as an array, tasks with the reading of
 * their time phrase. */
void plan_csv_nodes_json(const struct plan_csv *plan, int first, int count,
			 struct str *out);

#endif
