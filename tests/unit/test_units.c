/* SPDX-License-Identifier: MIT */
/* For which units an event is entered, and from how many days its deadline counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "plan/event.h"
#include "plan/reading.h"
#include "plan/units.h"

static struct unit_choice all[] = {
    {1, "SNV", "Sở Nội vụ", "", true, true, false},
    {2, "STP", "Sở Tư pháp", "", true, true, false},
    {3, "SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "Sở VHTTDL", true, true, false},
    {4, "05977", "Phường Đông Kinh", "", true, false, false},
    {5, "SYT", "Sở Y tế", "", false, true, false},
    {6, "SNgV", "Sở Ngoại vụ", "", false, true, false},
    {7, "SNV.VP", "Văn phòng Sở Nội vụ", "VP Sở Nội vụ", false, true, false},
};
static struct units units = {all, sizeof(all) / sizeof(*all)};

/* The ids that a line means, or "?" when something is wrong with it. */
static void means(const char *line, const char *want)
{
	struct arena *arena = arena_new();
	struct str got = STR_EMPTY;

	if (units_choose(&units, line, arena) != NULL)
		str_add_char(&got, '?');
	else
		units_json(&units, &got);
	assert_string_equal(str_data(&got), want);
	str_free(&got);
	arena_free(arena);
}

static void nothing_typed_means_all_that_are_proposed_to_me(void **state)
{
	(void)state;
	means("", "[1,2,3]");
	means("  ", "[1,2,3]");
	means("*", "[1,2,3]");
	means("all units", "[1,2,3]");
	assert_int_equal(units_chosen(&units), 3);
}

static void some_are_named_by_code_or_name_or_words(void **state)
{
	(void)state;
	means("SNV", "[1]");
	means("snv; stp", "[1,2]");
	means("so tu phap", "[2]");
	means("tu phap, noi vu", "[1,2]"); /* the one proposed of two that have the words */
	means("Sở Văn hóa, Thể thao và Du lịch", "[3]");
	means("sở vhttdl", "[3]");
	means("SNV.VP", "[7]");
	means("ngoai vu", "[6]");
	means("STP,, ,STP", "[2]");
}

static void a_minus_leaves_one_out(void **state)
{
	(void)state;
	means("-SNV", "[2,3]");
	means("all units, -STP, SYT", "[1,3,5]");
	means("- so tu phap", "[1,3]");
}

static void what_is_wrong_is_said(void **state)
{
	(void)state;
	means("SXD", "?");
	means("so", "?");	  /* may be several */
	means("05977", "?");	  /* not mine to enter */
	means("SNV, -SNV", "?"); /* nobody is left */
}

static void codes_are_shown_of_those_proposed_to_me(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(units_codes(&units, arena), "SNV, STP, SVHTTDL");
	arena_free(arena);
}

static void days_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		int count;
		const char *unit;
	} days[] = {{"10d", 10, "d"},	     {"10", 10, "d"},	  {"10 ngày", 10, "d"},
		    {"5wd", 5, "wd"},	     {"-5d", -5, "d"},	  {"5 ngày làm việc", 5, "wd"},
		    {" 5 NGÀY LÀM VIỆC ", 5, "wd"}, {"3 nlv", 3, "wd"}, {"+7d", 7, "d"},
		    {"0", 0, "d"}};
	static const char *const none[] = {"", "d", "ngày", "5 tuần", "5w", "1.5d", "367d", "99999999999d"};

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		const char *unit = "";
		int count = 0;

		assert_true(event_read_days(days[i].text, &count, &unit));
		assert_int_equal(count, days[i].count);
		assert_string_equal(unit, days[i].unit);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		const char *unit = "";
		int count = 0;

		assert_false(event_read_days(none[i], &count, &unit));
	}
}

static void days_and_events_are_told_in_words(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(event_say_days("5wd", arena), "5 working days after the event");
	assert_string_equal(event_say_days("-10d", arena), "10 days before the event");
	assert_string_equal(event_say_days("", arena), "");
	assert_string_equal(reading_period("E2", arena), "event no. 2");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_typed_means_all_that_are_proposed_to_me),
	    cmocka_unit_test(some_are_named_by_code_or_name_or_words),
	    cmocka_unit_test(a_minus_leaves_one_out),
	    cmocka_unit_test(what_is_wrong_is_said),
	    cmocka_unit_test(codes_are_shown_of_those_proposed_to_me),
	    cmocka_unit_test(days_are_read_as_people_write_them),
	    cmocka_unit_test(days_and_events_are_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
