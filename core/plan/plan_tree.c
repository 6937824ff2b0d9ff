/* SPDX-License-Identifier: MIT */
/*
 * `open` holds the last node of each level, and each of them counts its children,
 * which gives the positional paths.
 */
#include "plan/plan_tree.h"

/* What begins the path of such a node at the top; sections have nothing. */
static const char *const letters[PLAN_TREE_KINDS] = {
    [PLAN_CSV_SECTION] = "", [PLAN_CSV_TASK] = "", [PLAN_CSV_BASIS] = "b",
    [PLAN_CSV_PURPOSE] = "p", [PLAN_CSV_DUTY] = "d",
};

bool plan_tree_in_section(const struct plan_tree *tree, int level)
{
	return level > 1 && tree->in_section[level - 1];
}

struct plan_csv_node *plan_tree_add(struct plan_tree *tree,
				    const struct plan_csv_node *node)
{
	struct plan_csv *plan = tree->plan;
	int index = plan->count, level = node->level;
	struct plan_csv_node *new;

	if (index == tree->room) {
		tree->room = tree->room ? tree->room * 2 : 256;
		plan->nodes =
		    mem_grow(plan->nodes, (size_t)tree->room, sizeof(*plan->nodes));
	}
	new = &plan->nodes[plan->count++];
	*new = *node;
	if (level == 1) {
		new->parent = -1;
		new->path = arena_printf(plan->memory, "%s%d", letters[node->kind],
					 ++tree->tops[node->kind]);
	} else {
		new->parent = tree->open[level - 1];
		new->path = arena_printf(plan->memory, "%s.%d",
					 plan->nodes[new->parent].path,
					 ++tree->children[level - 1]);
	}
	tree->open[level] = index;
	tree->children[level] = 0;
	tree->in_section[level] =
	    node->kind == PLAN_CSV_SECTION || plan_tree_in_section(tree, level);
	tree->level = level;
	plan->tasks += node->kind == PLAN_CSV_TASK;
	return new;
}
