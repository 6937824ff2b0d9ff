/* SPDX-License-Identifier: MIT */
/*
 * The plan hierarchy as it is shown: a plan, and below it sections and tasks,
 * each with what is owed, done, late and soon in its branch.
 */
#ifndef KSTT_PLAN_PLAN_H
#define KSTT_PLAN_PLAN_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>
#include <stdint.h>

struct plan_counts {
	int owed, done, late, soon;
};

enum plan_state { PLAN_DRAFT, PLAN_IN_FORCE, PLAN_CLOSED, PLAN_WITHDRAWN };

struct plan {
	int64_t id;
	const char *key; /* NUMBER@YEAR */
	const char *issuer;
	const char *title;
	int year;
	enum plan_state state;
	bool sample;
	int sections, tasks;
	struct plan_counts counts;
};

enum plan_node_kind { PLAN_BASIS, PLAN_PURPOSE, PLAN_SECTION, PLAN_TASK, PLAN_DUTY };

struct plan_node {
	int64_t id;
	enum plan_node_kind kind;
	const char *path;
	const char *label; /* as printed */
	const char *text;
	const char *reading; /* tokens; tasks only */
	bool to_confirm;
	bool has_children;
	bool withdrawn; /* only to be read */
	int units;
	struct plan_counts counts;
	int next_due; /* earliest of what is still owed, or DATE_NONE */
	int64_t own;  /* the occurrence that I would mark from here, 0 = none */
	int own_count, own_version;
	const char *own_state, *own_period; /* the database's words */
	const char *own_document, *own_note;
	int own_done_on;
};

/* Read a row of plan_list / node_children; texts go into the arena. */
void plan_read(const struct rows *rows, int row, struct arena *arena, struct plan *out);
void plan_node_read(const struct rows *rows, int row, struct arena *arena,
		    struct plan_node *out);

const char *plan_state_title(enum plan_state state);
enum plan_state plan_state_read(const char *word);
enum plan_node_kind plan_node_kind_read(const char *word);
/* "section" … of the database for the user. */
const char *plan_kind_title(const char *word);

#endif
