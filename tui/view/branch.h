/* SPDX-License-Identifier: MIT */
/*
 * The tree of the pane Plans as data: plans, their nodes, the owed things of a
 * task. Branches are read when they are unfolded, so memory holds what is shown;
 * when rows are read again, what was unfolded stays so, found again by id.
 *
 * What surrounds a plan's sections (legal bases, purpose, duties) is gathered in
 * one row after them: an official opens a plan for its tasks.
 */
#ifndef KSTT_VIEW_BRANCH_H
#define KSTT_VIEW_BRANCH_H

#include "plan/plan.h"
#include "plan/task.h"

#include <stdbool.h>

enum branch_kind {
	BRANCH_ROOT,
	BRANCH_PLAN,
	BRANCH_FRAME, /* one row for what of a plan is no section: bases, purpose, duties */
	BRANCH_NODE,
	BRANCH_OCCURRENCE,
	BRANCH_MORE, /* the last row of a branch that has more than was read */
};

/* How many rows of a branch are read at once; of what a task owes as many as hold
 * every commune's twelve months. */
enum { BRANCH_PAGE = 500, BRANCH_OWED = 1000 };

struct branch {
	enum branch_kind kind;
	struct branch *parent;
	union {
		struct plan plan;
		struct plan_node node;
		struct occurrence occurrence;
	}; /* a frame has none: its id is its plan's; nor has what is only more */
	struct arena *arena; /* holds the children's texts */
	struct branch *children;
	int child_count;
	int depth;    /* plans stand at 0 */
	bool unfolded;
	bool loaded;  /* the children have been read once */
	bool asked;   /* they are being read */
	int most;     /* how many children are asked for; 0: the first page */
	int more;     /* how many there are that were not read */
};

int64_t branch_id(const struct branch *branch);
/* True when there is, or may be, something below it. */
bool branch_has_children(const struct branch *branch);
/* The plan that it belongs to. */
const struct branch *branch_plan(const struct branch *branch);

/* Replace the children by the rows of the query that reads this kind of branch's
 * children (plan_list, node_children, node_occurrences). */
void branch_set_children(struct branch *branch, const struct rows *rows);
/* How many children are to be asked for. */
int branch_most(const struct branch *branch);
/* Free what is below. */
void branch_clear(struct branch *branch);

/* The rows that are to be seen, in order; *rows is grown as needed. */
int branch_flatten(struct branch *root, struct branch ***rows);

#endif
