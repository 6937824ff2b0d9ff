/* SPDX-License-Identifier: MIT */
/* Rows that the register runs by: their cells, from when to when, and what has changed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "feedback/ledger.h"
#include "rows_made.h"

static const char *const columns[] = {"days", "article", "valid_from", "valid_to",
				      NULL};

static void a_row_has_the_columns_that_were_asked_for(void **state)
{
	static const char *const lines[][ROWS_COLUMNS] = {
	    {"row_id", "version", "mine", "days", "article", "valid_from", "valid_to",
	     "other"},
	    {"7", "3", "t", "15", "Điều 9", "", "2026-06-30", "x"},
	    {"8", "1", "f", "10", "", "2026-07-01", "", "x"},
	    {NULL},
	};
	struct rows rows = rows_made(lines);
	struct arena *arena = arena_new();
	struct ledger_row *out;

	(void)state;
	assert_int_equal(ledger_read(&rows, columns, arena, &out), 2);
	PQclear((PGresult *)rows.result);
	assert_int_equal(out[0].id, 7);
	assert_int_equal(out[0].version, 3);
	assert_true(out[0].mine);
	assert_false(out[1].mine);
	assert_string_equal(ledger_cell(&out[0], "article"), "Điều 9");
	assert_string_equal(ledger_cell(&out[0], "valid_from"), "");
	assert_string_equal(ledger_cell(&out[0], "other"), "");
	assert_int_equal(ledger_day(&out[0], "valid_to"), date_make(2026, 6, 30));
	assert_int_equal(ledger_day(&out[0], "valid_from"), DATE_NONE);
	arena_free(arena);
}

static const char *span(struct arena *arena, const char *from, const char *to)
{
	const char *cells[] = {"", "", from, to};

	return ledger_span(&(struct ledger_row){.columns = columns, .cells = cells},
			   arena);
}

static void either_end_may_be_open(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(span(arena, "", ""), "");
	assert_string_equal(span(arena, "2026-07-01", ""), "from 01/07/2026");
	assert_string_equal(span(arena, "", "2026-06-30"), "until 30/06/2026");
	assert_string_equal(span(arena, "2026-07-01", "2026-12-31"),
			    "01/07/2026–31/12/2026");
	arena_free(arena);
}

static void only_what_differs_is_told(void **state)
{
	struct str out = STR_EMPTY;

	(void)state;
	ledger_add_change(&out, "Unit", "wd", "wd");
	assert_int_equal(out.len, 0);
	ledger_add_change(&out, "Days", "15", "10");
	ledger_add_change(&out, "Until", "", "31/12/2026");
	ledger_add_change(&out, "Wording", "one\ntwo", "one");
	assert_string_equal(
	    str_data(&out),
	    "Days: 15 → 10; Until: (none) → 31/12/2026; Wording changed");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_row_has_the_columns_that_were_asked_for),
	    cmocka_unit_test(either_end_may_be_open),
	    cmocka_unit_test(only_what_differs_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
