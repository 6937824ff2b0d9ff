/* SPDX-License-Identifier: MIT */
/* Deadlines as they are asked for, and changes of the calendar as they are sent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "plan/calendar.h"
#include "plan/deadline.h"

static void an_offset_is_a_number_of_days_either_way(void **state)
{
	static const struct {
		const char *text;
		int count;
		bool working_days;
	} good[] = {
	    {"+5wd", 5, true}, {"5wd", 5, true},    {"-5wd", -5, true},	   {"+10d", 10, false},
	    {"-5d", -5, false}, {"0d", 0, false},    {"+00005d", 5, false}, {"99999d", 99999, false},
	};
	static const char *const bad[] = {"",	 "+",	"d",	"wd",	"5",	 "5w",	     "5 d",
					  "+-5d", "--5d", "5d ", "5dd", "5.5d", "999999d", "+5WD",
					  "ngày"};
	struct deadline deadline;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		assert_true(deadline_read_offset(good[i].text, &deadline));
		assert_int_equal(deadline.count, good[i].count);
		assert_int_equal(deadline.working_days, good[i].working_days);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(deadline_read_offset(bad[i], &deadline));
}

static void it_is_sent_with_its_line(void **state)
{
	struct deadline deadline = {.from = date_make(2026, 7, 1), .count = -5, .working_days = true};
	struct str json = STR_EMPTY;

	(void)state;
	deadline_add_json(&json, &deadline, 7);
	assert_string_equal(str_data(&json), "{\"line\":7,\"from\":\"2026-07-01\",\"n\":-5,\"unit\":\"wd\"}");
	str_free(&json);
}

static void a_change_names_the_version_that_was_seen(void **state)
{
	struct calendar_day day = {.day = date_make(2026, 12, 31),
				   .announced = true,
				   .name = "Nghỉ \"bù\"",
				   .source = "TB 99",
				   .version = 3};
	struct calendar_day worked = {.day = date_make(2026, 12, 26),
				      .worked = true,
				      .name = "Làm bù",
				      .source = "luật"};
	struct str json = STR_EMPTY;

	(void)state;
	calendar_add_end(&json);
	assert_string_equal(str_data(&json), "[]");
	str_clear(&json);
	calendar_add_none(&json, &day);
	calendar_add_set(&json, &worked);
	calendar_add_set(&json, &day);
	calendar_add_end(&json);
	assert_string_equal(str_data(&json),
			    "[{\"day\":\"2026-12-31\",\"kind\":\"none\",\"version\":3},"
			    "{\"day\":\"2026-12-26\",\"kind\":\"work\",\"version\":0,\"name\":\"Làm bù\","
			    "\"source\":\"luật\",\"announced\":\"no\"},"
			    "{\"day\":\"2026-12-31\",\"kind\":\"off\",\"version\":3,\"name\":\"Nghỉ \\\"bù\\\"\","
			    "\"source\":\"TB 99\",\"announced\":\"yes\"}]");
	str_free(&json);
}

static void kinds_say_what_is_not_announced(void **state)
{
	struct calendar_day day = {.announced = true};

	(void)state;
	assert_string_equal(calendar_kind(&day), "off");
	day.announced = false;
	assert_string_equal(calendar_kind(&day), "off by law");
	day.worked = true;
	assert_string_equal(calendar_kind(&day), "worked?");
	day.announced = true;
	assert_string_equal(calendar_kind(&day), "worked");
}

static void states_of_a_year_and_names_of_days(void **state)
{
	(void)state;
	assert_int_equal(deadline_year_read("announced"), DEADLINE_YEAR_ANNOUNCED);
	assert_int_equal(deadline_year_read("by_law"), DEADLINE_YEAR_BY_LAW);
	assert_int_equal(deadline_year_read("empty"), DEADLINE_YEAR_EMPTY);
	assert_string_equal(deadline_weekday(date_make(2026, 11, 20)), "Fri");
	assert_string_equal(deadline_weekday(date_make(2026, 11, 22)), "Sun");
	assert_string_equal(deadline_weekday(date_make(2026, 11, 23)), "Mon");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_offset_is_a_number_of_days_either_way),
	    cmocka_unit_test(it_is_sent_with_its_line),
	    cmocka_unit_test(a_change_names_the_version_that_was_seen),
	    cmocka_unit_test(kinds_say_what_is_not_announced),
	    cmocka_unit_test(states_of_a_year_and_names_of_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
