/* SPDX-License-Identifier: MIT */
/* The tree of Plans as data: kinds of rows, what frames a plan, reading again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "rows_made.h"
#include "view/branch.h"

static void set(struct branch *branch, const char *const lines[][ROWS_COLUMNS])
{
	struct rows rows = rows_made(lines);

	branch_set_children(branch, &rows);
	PQclear((PGresult *)rows.result);
}

static const char *const plans[][ROWS_COLUMNS] = {
    {"plan_id", "key", "state", "sections"},
    {"1", "A@2026", "in_force", "2"},
    {"2", "B@2026", "in_force", "0"},
    {NULL},
};
/* As printed: two bases, the sections, a purpose behind them. */
static const char *const nodes[][ROWS_COLUMNS] = {
    {"node_id", "kind", "path", "has_children", "units"},
    {"10", "basis", "b1", "f", "0"},
    {"11", "section", "1", "t", "0"},
    {"12", "purpose", "p1", "t", "0"},
    {"13", "section", "2", "f", "0"},
    {NULL},
};
static const char *const tasks[][ROWS_COLUMNS] = {
    {"node_id", "kind", "path", "has_children", "units"},
    {"20", "task", "1.1", "f", "2"},
    {"21", "task", "1.2", "f", "0"},
    {NULL},
};
static const char *const owed[][ROWS_COLUMNS] = {
    {"occurrence_id", "unit_name", "state"},
    {"30", "Sở Y tế", "open"},
    {"31", "Sở Nội vụ", "done"},
    {NULL},
};

/* The first two of seven tasks. */
static const char *const some[][ROWS_COLUMNS] = {
    {"node_id", "kind", "path", "has_children", "units", "total"},
    {"20", "task", "1.1", "f", "2", "7"},
    {"21", "task", "1.2", "f", "0", "7"},
    {NULL},
};
/* A frame's rows and a section, of three. */
static const char *const framed[][ROWS_COLUMNS] = {
    {"node_id", "kind", "path", "has_children", "units", "total"},
    {"10", "basis", "b1", "f", "0", "3"},
    {"11", "section", "1", "t", "0", "3"},
    {NULL},
};

static struct branch *unfold(struct branch *branch, const char *const lines[][ROWS_COLUMNS])
{
	set(branch, lines);
	branch->unfolded = true;
	return branch->children;
}

static void each_level_has_its_kind(void **state)
{
	struct branch root = {.kind = BRANCH_ROOT};
	struct branch *plan, *section, *task;

	(void)state;
	plan = unfold(&root, plans);
	assert_int_equal(root.child_count, 2);
	assert_int_equal(plan->kind, BRANCH_PLAN);
	assert_int_equal(plan->depth, 0);
	assert_true(branch_has_children(plan));
	assert_false(branch_has_children(plan + 1));
	section = unfold(plan, nodes);
	assert_int_equal(section->kind, BRANCH_NODE);
	assert_int_equal(section->depth, 1);
	task = unfold(section, tasks);
	assert_true(branch_has_children(task));
	assert_false(branch_has_children(task + 1));
	unfold(task, owed);
	assert_int_equal(task->children[1].kind, BRANCH_OCCURRENCE);
	assert_int_equal(task->children[1].depth, 3);
	assert_true(branch_id(&task->children[1]) == 31);
	assert_false(branch_has_children(&task->children[1]));
	assert_ptr_equal(branch_plan(&task->children[0]), plan);
	branch_clear(&root);
}

static void what_frames_a_plan_stands_in_one_row_at_its_end(void **state)
{
	struct branch root = {.kind = BRANCH_ROOT};
	struct branch *plan, *frame;

	(void)state;
	plan = unfold(&root, plans);
	unfold(plan, nodes);
	assert_int_equal(plan->child_count, 3);
	assert_true(branch_id(&plan->children[0]) == 11);
	assert_true(branch_id(&plan->children[1]) == 13);
	frame = &plan->children[2];
	assert_int_equal(frame->kind, BRANCH_FRAME);
	assert_true(branch_id(frame) == 1);
	assert_int_equal(frame->child_count, 2);
	assert_true(branch_id(&frame->children[0]) == 10);
	assert_int_equal(frame->children[1].depth, 2);
	assert_ptr_equal(frame->children[0].parent, frame);
	branch_clear(&root);
}

static void what_was_unfolded_stays_so_when_rows_are_read_again(void **state)
{
	static const char *const later[][ROWS_COLUMNS] = {
	    {"node_id", "kind", "path", "has_children", "units"},
	    {"9", "section", "0", "f", "0"},
	    {"12", "purpose", "p1", "t", "0"},
	    {"11", "section", "1", "t", "0"},
	    {NULL},
	};
	struct branch root = {.kind = BRANCH_ROOT};
	struct branch *plan, *section;

	(void)state;
	plan = unfold(&root, plans);
	unfold(plan, nodes);
	plan->children[2].unfolded = true;
	unfold(&plan->children[0], tasks);
	set(&root, plans);
	set(root.children, later);
	plan = root.children;
	assert_true(plan->unfolded);
	assert_int_equal(plan->child_count, 3);
	section = &plan->children[1];
	assert_true(branch_id(section) == 11);
	assert_true(section->unfolded);
	assert_int_equal(section->child_count, 2);
	assert_ptr_equal(section->children[0].parent, section);
	assert_false(plan->children[0].unfolded);
	assert_true(plan->children[2].unfolded);
	assert_int_equal(plan->children[2].child_count, 1);
	branch_clear(&root);
}

static void only_what_is_unfolded_is_to_be_seen(void **state)
{
	struct branch root = {.kind = BRANCH_ROOT}, **rows = NULL;
	struct branch *plan;

	(void)state;
	assert_int_equal(branch_flatten(&root, &rows), 0);
	plan = unfold(&root, plans);
	unfold(plan, nodes);
	set(&plan->children[0], tasks);
	assert_int_equal(branch_flatten(&root, &rows), 5);
	assert_ptr_equal(rows[0], plan);
	assert_ptr_equal(rows[4], plan + 1);
	plan->children[0].unfolded = true;
	assert_int_equal(branch_flatten(&root, &rows), 7);
	assert_true(branch_id(rows[2]) == 20);
	plan->unfolded = false;
	assert_int_equal(branch_flatten(&root, &rows), 2);
	free(rows);
	branch_clear(&root);
}

static void what_was_not_read_is_told_in_a_last_row(void **state)
{
	struct branch root = {.kind = BRANCH_ROOT};
	struct branch *plan, *section, **rows = NULL;

	(void)state;
	plan = unfold(&root, plans);
	assert_int_equal(branch_most(plan), BRANCH_PAGE);
	section = unfold(plan, framed);
	assert_int_equal(plan->child_count, 3);
	assert_int_equal(plan->children[1].kind, BRANCH_FRAME);
	assert_int_equal(plan->children[2].kind, BRANCH_MORE);
	assert_int_equal(plan->children[2].more, 1);
	assert_int_equal(plan->children[2].depth, 1);
	assert_false(branch_has_children(&plan->children[2]));
	assert_ptr_equal(branch_plan(&plan->children[2]), plan);
	unfold(section, some);
	assert_int_equal(section->child_count, 3);
	assert_int_equal(section->children[2].more, 5);
	assert_true(branch_id(&section->children[2]) == 11);
	assert_true(branch_id(&plan->children[2]) == -1);
	assert_int_equal(branch_flatten(&root, &rows), 2 + 3 + 3);
	free(rows);
	/* All are there: nothing more is said, and how many were asked for stays. */
	section->most = 1000;
	set(plan, framed);
	section = &plan->children[0];
	assert_int_equal(section->most, 1000);
	assert_int_equal(section->more, 5);
	set(section, tasks);
	assert_int_equal(section->child_count, 2);
	assert_int_equal(section->more, 0);
	branch_clear(&root);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_level_has_its_kind),
	    cmocka_unit_test(what_was_not_read_is_told_in_a_last_row),
	    cmocka_unit_test(what_frames_a_plan_stands_in_one_row_at_its_end),
	    cmocka_unit_test(what_was_unfolded_stays_so_when_rows_are_read_again),
	    cmocka_unit_test(only_what_is_unfolded_is_to_be_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
