/* SPDX-License-Identifier: MIT */
/* Picked rows: by id, through moves, ranges and rows that come and go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plan/batch.h"
#include "widget/picks.h"

/* Row i has the id rows[i]; 0 cannot be picked. */
static int64_t id_of(void *data, int index)
{
	return ((const int64_t *)data)[index];
}

static const int64_t rows[] = {50, 0, 10, 40, 20, 30};

enum { ROWS = 6 };

static bool act(struct picks *picks, struct list *list, enum action action)
{
	return picks_act(picks, list, action, id_of, (void *)rows);
}

static void a_pick_steps_down_and_a_second_one_lets_go(void **state)
{
	struct picks picks = {0};
	struct list list = {.count = ROWS};

	(void)state;
	assert_true(act(&picks, &list, ACTION_PICK));
	assert_int_equal(list.focus, 1);
	assert_true(picks_has(&picks, 50));
	act(&picks, &list, ACTION_PICK); /* this row cannot be */
	assert_int_equal(list.focus, 2);
	assert_int_equal(picks.count, 1);
	list_focus(&list, 0);
	act(&picks, &list, ACTION_PICK);
	assert_int_equal(picks.count, 0);
	assert_false(picks_has(&picks, 50));
	picks_free(&picks);
}

static void ids_are_found_whatever_the_order_they_came_in(void **state)
{
	struct picks picks = {0};

	(void)state;
	for (int i = 0; i < 200; i++)
		picks_add(&picks, (i * 37) % 200 + 1);
	picks_add(&picks, 7);
	picks_add(&picks, 0);
	assert_int_equal(picks.count, 200);
	for (int i = 1; i <= 200; i += 2)
		picks_toggle(&picks, i);
	assert_int_equal(picks.count, 100);
	for (int i = 1; i <= 200; i++)
		assert_int_equal(picks_has(&picks, i), i % 2 == 0);
	picks_free(&picks);
}

static void a_range_goes_from_the_row_picked_last_either_way(void **state)
{
	struct picks picks = {0};
	struct list list = {.count = ROWS, .focus = 4};

	(void)state;
	act(&picks, &list, ACTION_PICK);
	list_focus(&list, 2);
	act(&picks, &list, ACTION_PICK_RANGE);
	assert_int_equal(picks.count, 3); /* 10 40 20 */
	assert_false(picks_has(&picks, 30));
	list_focus(&list, 0);
	act(&picks, &list, ACTION_PICK_RANGE);
	assert_int_equal(picks.count, 4); /* and 50; the row between cannot be */
	picks_clear(&picks);
	list_focus(&list, 3);
	act(&picks, &list, ACTION_PICK_RANGE); /* nothing to begin at */
	assert_int_equal(picks.count, 1);
	picks_free(&picks);
}

static void all_and_none(void **state)
{
	struct picks picks = {0};
	struct list list = {.count = ROWS};

	(void)state;
	assert_false(act(&picks, &list, ACTION_BACK)); /* nothing to let go of */
	act(&picks, &list, ACTION_PICK_ALL);
	assert_int_equal(picks.count, 5);
	assert_true(act(&picks, &list, ACTION_BACK));
	assert_int_equal(picks.count, 0);
	act(&picks, &list, ACTION_PICK_ALL);
	act(&picks, &list, ACTION_PICK_NONE);
	assert_int_equal(picks.count, 0);
	assert_false(act(&picks, &list, ACTION_DONE));
	picks_free(&picks);
}

static void rows_that_go_away_are_picked_no_longer(void **state)
{
	static int64_t fewer[] = {30, 50};
	struct picks picks = {0};
	struct list list = {.count = ROWS};

	(void)state;
	picks_keep(&picks, 2, id_of, fewer);
	act(&picks, &list, ACTION_PICK_ALL);
	picks_keep(&picks, 2, id_of, fewer);
	assert_int_equal(picks.count, 2);
	assert_true(picks_has(&picks, 30));
	assert_false(picks_has(&picks, 10));
	picks_free(&picks);
}

static void many_marks_are_one_array(void **state)
{
	struct task_mark marks[] = {
	    {.occurrence = 7, .version = 2, .state = TASK_DONE, .done_on = date_make(2026, 3, 31),
	     .document = "12/\"BC\"", .document_date = date_make(2026, 3, 30)},
	    {.occurrence = 8, .version = 1, .state = TASK_OBSTRUCTED, .done_on = DATE_NONE,
	     .document = "", .document_date = DATE_NONE, .note = "thiếu người"}};
	struct str out = STR_EMPTY;

	(void)state;
	batch_add_json(&out, marks, 0);
	assert_string_equal(str_data(&out), "[]");
	str_clear(&out);
	batch_add_json(&out, marks, 2);
	assert_string_equal(
	    str_data(&out),
	    "[{\"occurrence\":7,\"version\":2,\"state\":\"done\",\"done_on\":\"2026-03-31\","
	    "\"document_number\":\"12/\\\"BC\\\"\",\"document_date\":\"2026-03-30\"},"
	    "{\"occurrence\":8,\"version\":1,\"state\":\"obstructed\",\"note\":\"thiếu người\"}]");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pick_steps_down_and_a_second_one_lets_go),
	    cmocka_unit_test(ids_are_found_whatever_the_order_they_came_in),
	    cmocka_unit_test(a_range_goes_from_the_row_picked_last_either_way),
	    cmocka_unit_test(all_and_none),
	    cmocka_unit_test(rows_that_go_away_are_picked_no_longer),
	    cmocka_unit_test(many_marks_are_one_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
