/* SPDX-License-Identifier: MIT */
/* The table of a task: its columns, its signs, and a pasted column. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/grid.h"

static struct grid_cell cell(int64_t id, const char *unit, const char *period, int month)
{
	return (struct grid_cell){.owed = {.id = id,
					   .version = 3,
					   .unit = unit,
					   .period = period,
					   .due = month > 0 ? date_make(2026, month, 28) : DATE_NONE,
					   .done_on = DATE_NONE,
					   .document = "",
					   .note = "",
					   .mine = true}};
}

/* Xã A owes three quarters, Xã B the second alone, Xã C all year. */
static void make(struct arena *arena, struct grid *grid)
{
	struct grid_cell cells[] = {cell(1, "A", "Q1", 3), cell(2, "A", "Q2", 6),
				    cell(3, "A", "Q3", 9), cell(4, "B", "Q2", 6),
				    cell(5, "C", "Q3", 9), cell(6, "C", "Y", 12)};
	int64_t units[] = {10, 10, 10, 11, 12, 12};

	cells[4].owed.mine = false;
	grid_make(cells, units, 6, arena, grid);
}

static void units_go_down_and_periods_across_by_day(void **state)
{
	struct arena *arena = arena_new();
	struct grid grid;
	int unit = -1, column = -1;

	(void)state;
	make(arena, &grid);
	assert_int_equal(grid.unit_count, 3);
	assert_int_equal(grid.column_count, 4);
	assert_string_equal(grid.columns[0].period, "Q1");
	assert_string_equal(grid.columns[3].period, "Y");
	assert_string_equal(grid.units[2], "C");
	assert_int_equal(grid_at(&grid, 1, 1)->owed.id, 4);
	assert_int_equal(grid_at(&grid, 1, 0)->owed.id, 0);
	assert_null(grid_at(&grid, 3, 0));
	assert_null(grid_at(&grid, 0, -1));
	assert_true(grid_find(&grid, 6, &unit, &column));
	assert_int_equal(unit, 2);
	assert_int_equal(column, 3);
	assert_false(grid_find(&grid, 99, &unit, &column));
	assert_false(grid_find(&grid, 0, &unit, &column));
	arena_free(arena);
}

static void dates_are_columns_of_their_own(void **state)
{
	struct grid_cell cells[] = {cell(1, "A", "D", 9), cell(2, "A", "D", 2), cell(3, "B", "D", 2),
				    cell(4, "B", "", 0)};
	int64_t units[] = {1, 1, 2, 2};
	struct arena *arena = arena_new();
	struct grid grid;

	(void)state;
	grid_make(cells, units, 4, arena, &grid);
	assert_int_equal(grid.column_count, 3);
	assert_string_equal(grid_head(&grid.columns[1], arena), "28/02");
	assert_string_equal(grid_head(&grid.columns[2], arena), "28/09");
	assert_int_equal(grid_at(&grid, 1, 1)->owed.id, 3);
	grid_make(cells, units, 0, arena, &grid);
	assert_int_equal(grid.unit_count, 0);
	assert_null(grid_at(&grid, 0, 0));
	arena_free(arena);
}

static void each_state_has_its_sign(void **state)
{
	struct grid_cell one = cell(1, "A", "Q1", 3);

	(void)state;
	assert_int_equal(grid_sign(&one), '.');
	one.soon = true;
	assert_int_equal(grid_sign(&one), '~');
	one.owed.state = TASK_IN_PROGRESS;
	assert_int_equal(grid_sign(&one), 'o');
	one.owed.days_late = 4;
	assert_int_equal(grid_sign(&one), '!');
	one.owed.state = TASK_OBSTRUCTED; /* the reason says more than the delay */
	assert_int_equal(grid_sign(&one), '#');
	one.owed.state = TASK_DONE; /* late, but done */
	assert_int_equal(grid_sign(&one), 'x');
	one.owed.state = TASK_NOTHING_AROSE;
	assert_int_equal(grid_sign(&one), '0');
	one.owed.id = 0;
	assert_int_equal(grid_sign(&one), ' ');
}

static void lines_go_down_the_column(void **state)
{
	struct arena *arena = arena_new();
	struct grid grid;
	struct grid_paste paste;

	(void)state;
	make(arena, &grid);
	grid_paste(&grid, 0, 1, "  12/BC\t\r\n14/BC-UBND\n", arena, &paste);
	assert_int_equal(paste.count, 2);
	assert_int_equal(paste.dropped, 0);
	assert_int_equal(paste.marks[0].occurrence, 2);
	assert_int_equal(paste.marks[0].version, 3);
	assert_int_equal(paste.marks[0].state, TASK_DONE);
	assert_string_equal(paste.marks[0].document, "12/BC");
	assert_int_equal(paste.marks[1].occurrence, 4);
	assert_int_equal(paste.cells[1], 1);
	assert_string_equal(paste.marks[1].document, "14/BC-UBND");
	arena_free(arena);
}

static void an_empty_line_skips_and_what_fits_nowhere_is_counted(void **state)
{
	struct arena *arena = arena_new();
	struct grid grid;
	struct grid_paste paste;

	(void)state;
	make(arena, &grid);
	/* A keeps its cell, B owes nothing in Q3, C's is another's, and then no row. */
	grid_paste(&grid, 0, 2, "\n1\n2\n3\n4", arena, &paste);
	assert_int_equal(paste.count, 0);
	assert_int_equal(paste.dropped, 4);
	grid_paste(&grid, 0, 0, "", arena, &paste);
	assert_int_equal(paste.count + paste.dropped, 0);
	grid_paste(&grid, 0, 2, "7\n\n\n\n\n", arena, &paste);
	assert_int_equal(paste.count, 1);
	assert_int_equal(paste.dropped, 0);
	arena_free(arena);
}

static void what_was_done_keeps_its_day(void **state)
{
	struct grid_cell cells[] = {cell(1, "A", "Q1", 3)};
	int64_t units[] = {1};
	struct arena *arena = arena_new();
	struct grid grid;
	struct grid_paste paste;

	(void)state;
	cells[0].owed.state = TASK_DONE;
	cells[0].owed.done_on = date_make(2026, 3, 20);
	grid_make(cells, units, 1, arena, &grid);
	grid_paste(&grid, 0, 0, "12/BC", arena, &paste);
	assert_int_equal(paste.marks[0].done_on, date_make(2026, 3, 20));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(units_go_down_and_periods_across_by_day),
	    cmocka_unit_test(dates_are_columns_of_their_own),
	    cmocka_unit_test(each_state_has_its_sign),
	    cmocka_unit_test(lines_go_down_the_column),
	    cmocka_unit_test(an_empty_line_skips_and_what_fits_nowhere_is_counted),
	    cmocka_unit_test(what_was_done_keeps_its_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
