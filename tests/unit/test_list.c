/* SPDX-License-Identifier: MIT */
/* The list: where the focus goes and what the page shows. A paint of no lines
 * needs no terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "widget/list.h"

enum { MOST = 40 };

/* Which rows the last paint showed, by index; -1 where it showed none. */
struct shown {
	int rows[MOST];
	int times[MOST];
	int count;
};

static void note_row(void *data, int index, struct paint *paint, int row)
{
	struct shown *shown = data;

	(void)paint;
	assert_in_range(index, 0, MOST - 1);
	assert_in_range(row, 0, MOST - 1);
	shown->rows[row] = index;
	shown->times[index]++;
	shown->count++;
}

static void show(struct list *list, int rows, struct shown *shown)
{
	struct paint paint = {0};

	shown->count = 0;
	for (int i = 0; i < MOST; i++)
		shown->rows[i] = -1;
	list_paint(list, &paint, 0, rows, note_row, shown);
	/* The cursor stands on the focus, which is to be seen. */
	assert_in_range(paint.cursor_row, 0, rows - 1);
	if (list->count > 0)
		assert_int_equal(shown->rows[paint.cursor_row], list->focus);
	assert_int_equal(paint.cursor_column, 0);
}

static void check(const struct list *list, int focus, int top)
{
	assert_int_equal(list->focus, focus);
	assert_int_equal(list->top, top);
}

static void the_focus_moves_by_rows_and_to_the_ends(void **state)
{
	struct list list = {.count = 5};

	(void)state;
	assert_true(list_act(&list, ACTION_DOWN));
	assert_int_equal(list.focus, 1);
	assert_true(list_act(&list, ACTION_UP));
	assert_true(list_act(&list, ACTION_UP));
	assert_int_equal(list.focus, 0);
	assert_true(list_act(&list, ACTION_LAST));
	assert_int_equal(list.focus, 4);
	assert_true(list_act(&list, ACTION_DOWN));
	assert_int_equal(list.focus, 4);
	assert_true(list_act(&list, ACTION_FIRST));
	assert_int_equal(list.focus, 0);
}

static void other_actions_are_left_to_the_owner(void **state)
{
	struct list list = {.count = 5, .focus = 2, .top = 1, .page = 3};

	(void)state;
	assert_false(list_act(&list, ACTION_OPEN));
	assert_false(list_act(&list, ACTION_DONE));
	assert_false(list_act(&list, ACTION_NONE));
	check(&list, 2, 1);
}

static void the_focus_is_clamped(void **state)
{
	struct list list = {.count = 5};

	(void)state;
	list_focus(&list, 3);
	assert_int_equal(list.focus, 3);
	list_focus(&list, 5);
	assert_int_equal(list.focus, 4);
	list_focus(&list, -1);
	assert_int_equal(list.focus, 0);
	list_focus(&list, 1000);
	list.count = 2;
	list_focus(&list, list.focus);
	assert_int_equal(list.focus, 1);
}

static void an_empty_list_stands_still(void **state)
{
	static const enum action moves[] = {ACTION_DOWN,      ACTION_UP,
					    ACTION_PAGE_DOWN, ACTION_PAGE_UP,
					    ACTION_FIRST,     ACTION_LAST};
	struct list list = {0};
	struct shown shown = {0};

	(void)state;
	show(&list, 4, &shown);
	assert_int_equal(shown.count, 0);
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++) {
		assert_true(list_act(&list, moves[i]));
		check(&list, 0, 0);
	}
	list_focus(&list, 7);
	list_reveal(&list, 3);
	check(&list, 0, 0);
	assert_int_equal(list.page, 4);
}

static void the_page_follows_the_focus(void **state)
{
	struct list list = {.count = 10};
	struct shown shown = {0};

	(void)state;
	show(&list, 4, &shown);
	check(&list, 0, 0);
	list_focus(&list, 4); /* one below the page: scrolls by one */
	show(&list, 4, &shown);
	check(&list, 4, 1);
	assert_int_equal(shown.rows[0], 1);
	assert_int_equal(shown.rows[3], 4);
	list_act(&list, ACTION_LAST);
	show(&list, 4, &shown);
	check(&list, 9, 6);
	list_focus(&list, 5);
	show(&list, 4, &shown);
	check(&list, 5, 5);
	list_focus(&list, 6); /* inside the page: nothing scrolls */
	show(&list, 4, &shown);
	check(&list, 6, 5);
	assert_int_equal(shown.count, 4);
}

static void a_page_shows_each_row_once(void **state)
{
	struct list list = {.count = 12};
	struct shown shown = {0};

	(void)state;
	show(&list, 4, &shown);
	for (int i = 0; i < 2; i++) {
		list_act(&list, ACTION_PAGE_DOWN);
		show(&list, 4, &shown);
	}
	check(&list, 8, 8);
	for (int i = 0; i < 12; i++)
		assert_int_equal(shown.times[i], 1);
	for (int i = 0; i < 2; i++) {
		list_act(&list, ACTION_PAGE_UP);
		show(&list, 4, &shown);
	}
	check(&list, 0, 0);
	for (int i = 0; i < 8; i++)
		assert_int_equal(shown.times[i], 2);
}

static void the_last_page_is_full_and_then_only_the_focus_moves(void **state)
{
	struct list list = {.count = 10, .focus = 2};
	struct shown shown = {0};

	(void)state;
	show(&list, 4, &shown);
	list_act(&list, ACTION_PAGE_DOWN);
	show(&list, 4, &shown);
	check(&list, 6, 4); /* the focus keeps its place on the page */
	list_act(&list, ACTION_PAGE_DOWN);
	show(&list, 4, &shown);
	check(&list, 8, 6);
	assert_int_equal(shown.count, 4);
	list_act(&list, ACTION_PAGE_DOWN);
	show(&list, 4, &shown);
	check(&list, 9, 6);
	for (int i = 0; i < 10; i++)
		assert_true(shown.times[i] >= 1);
	for (int i = 0; i < 3; i++) {
		list_act(&list, ACTION_PAGE_UP);
		show(&list, 4, &shown);
	}
	check(&list, 0, 0);
}

static void a_list_shorter_than_its_page_turns_to_its_ends(void **state)
{
	struct list list = {.count = 3, .focus = 1};
	struct shown shown = {0};

	(void)state;
	show(&list, 8, &shown);
	assert_int_equal(shown.count, 3);
	list_act(&list, ACTION_PAGE_DOWN);
	check(&list, 2, 0);
	list_act(&list, ACTION_PAGE_UP);
	check(&list, 0, 0);
}

/* Before the first paint nobody knows how long a page is. */
static void a_page_not_yet_painted_is_one_row(void **state)
{
	struct list list = {.count = 3};

	(void)state;
	list_act(&list, ACTION_PAGE_DOWN);
	check(&list, 1, 1);
	list_reveal(&list, 2);
	check(&list, 1, 1);
}

static void rows_that_go_away_leave_the_focus_on_a_row(void **state)
{
	struct list list = {.count = 30, .focus = 25};
	struct shown shown = {0};

	(void)state;
	show(&list, 5, &shown);
	list.count = 10;
	show(&list, 5, &shown);
	assert_int_equal(list.focus, 9);
	assert_int_equal(shown.rows[list.focus - list.top], 9);
	list.count = 0;
	show(&list, 5, &shown);
	check(&list, 0, 0);
	assert_int_equal(shown.count, 0);
}

static void what_was_unfolded_is_brought_into_view(void **state)
{
	struct list list = {.count = 20, .focus = 5, .top = 2, .page = 6};

	(void)state;
	list_reveal(&list, 2); /* rows 6 and 7 are to be seen already */
	check(&list, 5, 2);
	list_reveal(&list, 3); /* row 8: one further */
	check(&list, 5, 3);
	list_reveal(&list, 15); /* as far as the page goes: the focus stays on it */
	check(&list, 5, 5);
	list = (struct list){.count = 20, .focus = 18, .top = 13, .page = 6};
	list_reveal(&list, 9); /* no further than the end */
	check(&list, 18, 14);
	list_reveal(&list, 0);
	check(&list, 18, 14);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_focus_moves_by_rows_and_to_the_ends),
	    cmocka_unit_test(other_actions_are_left_to_the_owner),
	    cmocka_unit_test(the_focus_is_clamped),
	    cmocka_unit_test(an_empty_list_stands_still),
	    cmocka_unit_test(the_page_follows_the_focus),
	    cmocka_unit_test(a_page_shows_each_row_once),
	    cmocka_unit_test(the_last_page_is_full_and_then_only_the_focus_moves),
	    cmocka_unit_test(a_list_shorter_than_its_page_turns_to_its_ends),
	    cmocka_unit_test(a_page_not_yet_painted_is_one_row),
	    cmocka_unit_test(rows_that_go_away_leave_the_focus_on_a_row),
	    cmocka_unit_test(what_was_unfolded_is_brought_into_view),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
