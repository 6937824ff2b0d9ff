/* SPDX-License-Identifier: MIT */
/* Owed things: their states, reading a row, what they are called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "plan/task.h"
#include "rows_made.h"

static void each_state_has_a_word_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < TASK_STATE_COUNT; i++) {
		assert_int_equal(task_state_read(task_state_word((enum task_state)i)), i);
		assert_true(*task_state_title((enum task_state)i) != '\0');
		assert_in_range(text_width(task_state_short((enum task_state)i)), 1, 7);
	}
	assert_int_equal(task_state_read("later"), TASK_OPEN);
	assert_int_equal(task_state_read(""), TASK_OPEN);
}

static void what_is_open_begun_or_stuck_is_still_owed(void **state)
{
	(void)state;
	assert_true(task_state_owes(TASK_OPEN));
	assert_true(task_state_owes(TASK_IN_PROGRESS));
	assert_true(task_state_owes(TASK_OBSTRUCTED));
	assert_false(task_state_owes(TASK_DONE));
	assert_false(task_state_owes(TASK_NOTHING_AROSE));
	assert_false(task_state_owes(TASK_CANCELLED));
}

static void a_row_is_read_by_its_columns(void **state)
{
	static const char *const lines[][ROWS_COLUMNS] = {
	    {"occurrence_id", "version", "node_id", "unit_name", "period", "nominal_due",
	     "effective_due", "due_rule", "state", "done_on", "document_number", "mine"},
	    {"9007199254740993", "4", "7", "Sở Y tế", "Q1", "2026-02-14", "2026-02-13", "before",
	     "done", "2026-02-12", "12/BC-SYT", "t"},
	    {"8", "1", "7", "Sở Nội vụ", "", "", "", "by", "in_progress", "", "", "f"},
	    {NULL},
	};
	struct rows rows = rows_made(lines);
	struct arena *arena = arena_new();
	struct occurrence one, other;

	(void)state;
	occurrence_read(&rows, 0, arena, &one);
	occurrence_read(&rows, 1, arena, &other);
	PQclear((PGresult *)rows.result); /* the texts are the arena's */
	assert_true(one.id == 9007199254740993);
	assert_int_equal(one.version, 4);
	assert_string_equal(one.unit, "Sở Y tế");
	assert_int_equal(one.state, TASK_DONE);
	assert_int_equal(one.nominal_due, date_make(2026, 2, 14));
	assert_int_equal(one.due, date_make(2026, 2, 13));
	assert_true(one.before);
	assert_true(one.mine);
	assert_string_equal(one.document, "12/BC-SYT");
	assert_int_equal(other.due, DATE_NONE);
	assert_int_equal(other.done_on, DATE_NONE);
	assert_string_equal(other.document, "");
	assert_string_equal(other.note, "");
	assert_false(other.before);
	arena_free(arena);
}

static void it_is_called_by_place_unit_and_period(void **state)
{
	struct arena *arena = arena_new();
	const char *name = task_name(arena, "14.3", "Sở Y tế", "M02");

	(void)state;
	assert_int_equal(strncmp(name, "14.3 Sở Y tế, ", strlen("14.3 Sở Y tế, ")), 0);
	assert_string_equal(task_name(arena, "14.3", "Sở Y tế", ""), "14.3 Sở Y tế");
	assert_string_equal(task_name(arena, "14.3", NULL, ""), "14.3");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_state_has_a_word_of_its_own),
	    cmocka_unit_test(what_is_open_begun_or_stuck_is_still_owed),
	    cmocka_unit_test(a_row_is_read_by_its_columns),
	    cmocka_unit_test(it_is_called_by_place_unit_and_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
