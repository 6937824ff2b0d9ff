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
	case BRANCH_FRAME:
		return branch->parent->plan.id;
	case BRANCH_MORE: /* plans and nodes are numbered each for themselves */
		return branch->parent->kind == BRANCH_PLAN ? -branch_id(branch->parent)
							   : branch_id(branch->parent);
	default:
		return 0;
	}
}

bool branch_has_children(const struct branch *branch)
{
	switch (branch->kind) {
	case BRANCH_ROOT:
	case BRANCH_FRAME:
		return true;
	case BRANCH_PLAN:
		return branch->plan.sections > 0 || branch->plan.state == PLAN_DRAFT;
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
	to->most = from->most;
	to->more = from->more;
	from->arena = NULL;
	from->children = NULL;
	from->child_count = 0;
	for (int i = 0; i < to->child_count; i++)
		to->children[i].parent = to;
}

static struct branch *find_child(struct branch *children, int count, const struct branch *like)
{
	for (int i = 0; i < count; i++)
		if (children[i].kind == like->kind && branch_id(&children[i]) == branch_id(like))
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

/* Put `count` new children in place of the old ones. */
static void replace(struct branch *branch, struct branch *children, int count,
		    struct arena *arena)
{
	for (int i = 0; i < count; i++) {
		struct branch *old;

		children[i].parent = branch;
		children[i].depth = branch->kind == BRANCH_ROOT ? 0 : branch->depth + 1;
		if (children[i].kind == BRANCH_FRAME || children[i].kind == BRANCH_MORE)
			continue; /* a frame is filled by the caller, who still needs the old one */
		old = find_child(branch->children, branch->child_count, &children[i]);
		if (old != NULL)
			move_children(old, &children[i]);
	}
	branch_clear(branch);
	branch->arena = arena;
	branch->children = children;
	branch->child_count = count;
	branch->loaded = true;
	branch->asked = false;
}

static bool is_framing(const struct branch *child)
{
	return child->kind == BRANCH_NODE && child->node.kind != PLAN_SECTION &&
	       child->node.kind != PLAN_TASK;
}

/* Move what is no section out of `children` into a frame at their end; returns
 * how many children there are then. */
static int gather(struct branch *branch, struct branch *children, int count)
{
	struct branch frame = {.kind = BRANCH_FRAME, .parent = branch};
	struct branch *old = NULL, *framed;
	int kept = 0, moved = 0;

	framed = mem_new((size_t)count + 1, sizeof(*framed));
	for (int i = 0; i < count; i++) {
		if (is_framing(&children[i]))
			framed[moved++] = children[i];
		else
			children[kept++] = children[i];
	}
	if (moved == 0) {
		free(framed);
		return count;
	}
	old = find_child(branch->children, branch->child_count, &frame);
	if (old != NULL)
		move_children(old, &frame);
	frame.depth = branch->depth + 1;
	replace(&frame, framed, moved, arena_new());
	children[kept] = frame;
	/* The grandchildren know their parent by its place. */
	for (int i = 0; i < moved; i++)
		framed[i].parent = &children[kept];
	return kept + 1;
}

void branch_set_children(struct branch *branch, const struct rows *rows)
{
	struct arena *arena = arena_new();
	int count = rows_count(rows);
	/* Two more: what frames a plan, and that there are more. */
	struct branch *children = mem_new((size_t)count + 2, sizeof(*children));
	int total = count > 0 ? (int)rows_int(rows, 0, "total") : 0;

	branch->more = total > count ? total - count : 0;
	for (int i = 0; i < count; i++) {
		children[i].kind = child_kind(branch);
		read_child(&children[i], rows, i, arena);
	}
	if (branch->kind == BRANCH_PLAN)
		count = gather(branch, children, count);
	if (branch->more > 0)
		children[count++] = (struct branch){.kind = BRANCH_MORE, .parent = branch, .more = branch->more};
	replace(branch, children, count, arena);
}

int branch_most(const struct branch *branch)
{
	if (branch->most > 0)
		return branch->most;
	return child_kind(branch) == BRANCH_OCCURRENCE ? BRANCH_OWED : BRANCH_PAGE;
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
