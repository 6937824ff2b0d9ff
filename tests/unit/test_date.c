/* SPDX-License-Identifier: MIT */
/* Civil dates: every day of some centuries, and what officials type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

static void known_days_have_known_numbers(void **state)
{
	(void)state;
	assert_int_equal(date_make(1970, 1, 1), 0);
	assert_int_equal(date_make(2000, 3, 1), 11017);
	assert_int_equal(date_make(2026, 11, 20), 20777);
	assert_int_equal(date_make(1969, 12, 31), -1);
	assert_int_equal(date_make(2026, 2, 29), DATE_NONE);
	assert_int_equal(date_make(1900, 2, 29), DATE_NONE);
	assert_int_not_equal(date_make(2000, 2, 29), DATE_NONE);
	assert_int_equal(date_make(2026, 13, 1), DATE_NONE);
	assert_int_equal(date_make(2026, 4, 31), DATE_NONE);
	assert_int_equal(date_make(0, 1, 1), DATE_NONE);
	assert_int_equal(date_month_end(2024, 2), date_make(2024, 2, 29));
	assert_int_equal(date_month_end(2026, 0), DATE_NONE);
}

static void days_follow_each_other(void **state)
{
	int date = date_make(1, 1, 1), last = date_make(9999, 12, 31);
	int year, month, day, y = 1, m = 1, d = 1;

	(void)state;
	for (; date <= last; date++) {
		date_split(date, &year, &month, &day);
		if (year != y || month != m || day != d || date_make(y, m, d) != date)
			fail_msg("day %d is not %d-%d-%d", date, y, m, d);
		if (date == date_month_end(y, m)) {
			d = 1;
			y += m == 12;
			m = m % 12 + 1;
		} else {
			d++;
		}
	}
}

static void weekdays_start_on_monday(void **state)
{
	(void)state;
	assert_int_equal(date_weekday(date_make(1970, 1, 1)), 4);
	assert_int_equal(date_weekday(date_make(2026, 11, 20)), 5);
	assert_int_equal(date_weekday(date_make(2026, 11, 22)), 7);
	assert_int_equal(date_weekday(date_make(1900, 1, 1)), 1);
}

static void files_hold_iso_dates(void **state)
{
	static const char *const wrong[] = {"",           "2026-2-3",    "2026-02-30",
					    "20/11/2026", "2026-02-03 ", " 2026-02-03",
					    "2026-02-03T"};
	char out[DATE_TEXT];
	size_t i;

	(void)state;
	assert_int_equal(date_read_iso("2024-02-29"), date_make(2024, 2, 29));
	assert_int_equal(date_read_iso(NULL), DATE_NONE);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(date_read_iso(wrong[i]), DATE_NONE);
	assert_string_equal(date_iso(date_make(2024, 2, 9), out), "2024-02-09");
	assert_string_equal(date_show(date_make(2024, 2, 9), out), "09/02/2024");
	assert_string_equal(date_iso(DATE_NONE, out), "");
	assert_string_equal(date_show(DATE_NONE, out), "");
}

static void officials_type_dates_shortly(void **state)
{
	static const struct {
		const char *typed;
		const char *iso; /* NULL: not a date; "": nothing typed */
	} cases[] = {
	    {"20/11/2026", "2026-11-20"},
	    {"20/11/26", "2026-11-20"},
	    {"20/11", "2026-11-20"},
	    {"20.11.2026", "2026-11-20"},
	    {"20-11-2026", "2026-11-20"},
	    {"1/2", "2026-02-01"},
	    {" 20 ", "2026-11-20"},
	    {"5", "2026-11-05"},
	    {"2026-11-20", "2026-11-20"},
	    {"", ""},
	    {"  ", ""},
	    {"31", NULL},
	    {"31/4", NULL},
	    {"29/2/2026", NULL},
	    {"20/11/", NULL},
	    {"20/11/026", NULL},
	    {"/11", NULL},
	    {"abc", NULL},
	    {"20/11/2026x", NULL},
	    {"020/11", NULL},
	    {"0", NULL},
	    {"11/20", NULL},
	};
	int today = date_make(2026, 11, 21);
	char out[DATE_TEXT];
	size_t i;
	bool valid;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int date = date_read_typed(cases[i].typed, today, &valid);

		assert_int_equal(valid, cases[i].iso != NULL);
		assert_string_equal(date_iso(date, out),
				    cases[i].iso ? cases[i].iso : "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(known_days_have_known_numbers),
	    cmocka_unit_test(days_follow_each_other),
	    cmocka_unit_test(weekdays_start_on_monday),
	    cmocka_unit_test(files_hold_iso_dates),
	    cmocka_unit_test(officials_type_dates_shortly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
