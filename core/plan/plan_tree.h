/* SPDX-License-Identifier: MIT */
/*
 * Builds the tree of a plan from its rows in document order: parents follow from
 * the levels, and positional paths from counting the children of each.
 */
#ifndef KSTT_PLAN_PLAN_TREE_H
#define KSTT_PLAN_PLAN_TREE_H

#include "plan/plan_csv.h"

enum { PLAN_TREE_KINDS = PLAN_CSV_DUTY + 1 };

struct plan_tree {
	struct plan_csv *plan;
	int level; /* of the last node, 0 before the first */
	/* Private. */
	int room;                          /* of plan->nodes */
	int open[PLAN_CSV_LEVELS + 1];     /* by level, index of its last node */
	int children[PLAN_CSV_LEVELS + 1]; /* of that node, so far */
	bool in_section[PLAN_CSV_LEVELS + 1];
	int tops[PLAN_TREE_KINDS];
};

/* Whether a node of this level, added now, stands below a section. */
bool plan_tree_in_section(const struct plan_tree *tree, int level);

/* Add a copy of the node, whose level is at most one more than the last one's, and
 * give it its parent and path. The result holds until the next one is added. */
struct plan_csv_node *plan_tree_add(struct plan_tree *tree,
				    const struct plan_csv_node *node);

#endif
