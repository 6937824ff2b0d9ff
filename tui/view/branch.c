/* SPDX-License-Identifier: MIT */
/* See branch.h. */
#include "view/branch.h"

#include <stdlib.h>
#include <string.h>

int64_t branch_id(const struct branch *branch)
{
	switch (branch->kind) {
	case BRANCH_PLAN:
		return branch->plan.id;
	case BRANCH_NODE:
		return branch->node.id;
	case BRANCH_OCCURRENCE:
		return branch->occurrence.id;
	default:
		return 0;
	}
}

bool branch_has_children(const struct branch *branch)
{
	switch (branch->kind) {
	case BRANCH_ROOT:
		return true;
	case BRANCH_PLAN:
		return branch->plan.sections > 0;
	case BRANCH_NODE:
		return branch->node.has_children || branch->node.units > 0;
	default:
		return false;
	}
}

const struct branch *branch_plan(const struct branch *branch)
{
	while (branch->kind != BRANCH_PLAN && branch->parent != NULL)
		branch = branch->parent;
	return branch;
}

static enum branch_kind child_kind(const struct branch *branch)
{
	if (branch->kind == BRANCH_ROOT)
		return BRANCH_PLAN;
	if (branch->kind == BRANCH_NODE && branch->node.kind == PLAN_TASK)
		return BRANCH_OCCURRENCE;
	return BRANCH_NODE;
}

static void read_child(struct branch *child, const struct rows *rows, int row,
		       struct arena *arena)
{
	switch (child->kind) {
	case BRANCH_PLAN:
		plan_read(rows, row, arena, &child->plan);
		break;
	case BRANCH_NODE:
		plan_node_read(rows, row, arena, &child->node);
		break;
	default:
		occurrence_read(rows, row, arena, &child->occurrence);
		break;
	}
}

/* What hung below the old row hangs below the new one of the same id. */
static void move_children(struct branch *from, struct branch *to)
{
	to->arena = from->arena;
	to->children = from->children;
	to->child_count = from->child_count;
	to->unfolded = from->unfolded;
	to->loaded = from->loaded;
	to->asked = from->asked;
	from->arena = NULL;
	from->children = NULL;
	from->child_count = 0;
	for (int i = 0; i < to->child_count; i++)
		to->children[i].parent = to;
}

static struct branch *find_child(struct branch *children, int count, int guess, int64_t id)
{
	if (guess < count && branch_id(&children[guess]) == id)
		return &children[guess];
	for (int i = 0; i < count; i++)
		if (branch_id(&children[i]) == id)
			return &children[i];
	return NULL;
}

void branch_clear(struct branch *branch)
{
	for (int i = 0; i < branch->child_count; i++)
		branch_clear(&branch->children[i]);
	free(branch->children);
	arena_free(branch->arena);
	branch->children = NULL;
	branch->arena = NULL;
	branch->child_count = 0;
}

void branch_set_children(struct branch *branch, const struct rows *rows)
{
	struct arena *arena = arena_new();
	int count = rows_count(rows);
	struct branch *children = mem_new((size_t)(count > 0 ? count : 1), sizeof(*children));

	for (int i = 0; i < count; i++) {
		struct branch *child = &children[i], *old;

		child->kind = child_kind(branch);
		child->parent = branch;
		child->depth = branch->kind == BRANCH_ROOT ? 0 : branch->depth + 1;
		read_child(child, rows, i, arena);
		old = find_child(branch->children, branch->child_count, i, branch_id(child));
		if (old != NULL)
			move_children(old, child);
	}
	branch_clear(branch);
	branch->arena = arena;
	branch->children = children;
	branch->child_count = count;
	branch->loaded = true;
	branch->asked = false;
}

static void flatten(struct branch *branch, struct branch ***rows, int *count, int *room)
{
	for (int i = 0; i < branch->child_count; i++) {
		struct branch *child = &branch->children[i];

		if (*count == *room) {
			*room = *room > 0 ? *room * 2 : 64;
			*rows = mem_grow(*rows, (size_t)*room, sizeof(**rows));
		}
		(*rows)[(*count)++] = child;
		if (child->unfolded)
			flatten(child, rows, count, room);
	}
}

int branch_flatten(struct branch *root, struct branch ***rows)
{
	int count = 0, room = 0;

	free(*rows);
	*rows = NULL;
	flatten(root, rows, &count, &room);
	return count;
}
