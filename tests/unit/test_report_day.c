/* SPDX-License-Identifier: MIT */
/* Days of periodic reports: what is read, what is taken for a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "plan/report_day.h"
#include "rows_made.h"

static void rows_are_read(void **state)
{
	static const char *const lines[][ROWS_COLUMNS] = {
	    {"report_day_id", "version", "kind", "day", "valid_from", "valid_to", "source", "holds", "mine"},
	    {"7", "2", "commune", "18", "2019-03-12", "2026-09-30", "thử", "f", "t"},
	    {"8", "1", "cutoff", "14", "2019-03-12", "", "NĐ 09", "t", "t"},
	    {NULL},
	};
	struct rows rows = rows_made(lines);
	struct arena *arena = arena_new();
	struct report_days all;

	(void)state;
	report_days_read(&rows, arena, &all);
	PQclear((PGresult *)rows.result);
	assert_true(all.mine);
	assert_int_equal(all.count, 2);
	assert_int_equal(all.days[0].id, 7);
	assert_int_equal(all.days[0].day, 18);
	assert_int_equal(all.days[0].to, date_make(2026, 9, 30));
	assert_false(all.days[0].holds);
	assert_string_equal(all.days[1].kind, "cutoff");
	assert_int_equal(all.days[1].to, DATE_NONE);
	assert_true(all.days[1].holds);
	arena_free(arena);
}

static void no_day_is_one_row_of_nothing(void **state)
{
	static const char *const lines[][ROWS_COLUMNS] = {{"kind", "mine"}, {"", "f"}, {NULL}};
	struct rows rows = rows_made(lines);
	struct arena *arena = arena_new();
	struct report_days all;

	(void)state;
	report_days_read(&rows, arena, &all);
	PQclear((PGresult *)rows.result);
	assert_false(all.mine);
	assert_int_equal(all.count, 0);
	arena_free(arena);
}

static void a_day_is_one_that_every_month_has(void **state)
{
	(void)state;
	assert_int_equal(report_day_parse("1"), 1);
	assert_int_equal(report_day_parse("08"), 8);
	assert_int_equal(report_day_parse("28"), 28);
	assert_int_equal(report_day_parse("0"), 0);
	assert_int_equal(report_day_parse("29"), 0);
	assert_int_equal(report_day_parse("018"), 0);
	assert_int_equal(report_day_parse("8/3"), 0);
	assert_int_equal(report_day_parse("-1"), 0);
	assert_int_equal(report_day_parse(""), 0);
}

static void every_kind_has_a_name(void **state)
{
	(void)state;
	for (int i = 0; i < report_day_kinds(); i++)
		assert_string_not_equal(report_day_kind_name(report_day_kind(i)), "");
	assert_string_equal(report_day_kind_name("commune_group"), "communes of a district");
	assert_string_equal(report_day_kind_name("village"), "village");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_are_read),
	    cmocka_unit_test(no_day_is_one_row_of_nothing),
	    cmocka_unit_test(a_day_is_one_that_every_month_has),
	    cmocka_unit_test(every_kind_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
