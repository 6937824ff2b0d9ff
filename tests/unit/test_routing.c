/* SPDX-License-Identifier: MIT */
/* Rules of routing, from the server's answer to what the form holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "feedback/routing.h"
#include "rows_made.h"

static const char *const rules[][ROWS_COLUMNS] = {
    {"rule_id",       "version",        "unit_name",     "territory",  "about_unit",
     "target_unit",   "mine",           "priority",      "track",      "field",
     "content_group", "territory_id",   "about_unit_id", "about_kind", "about_head",
     "target_kind",   "target_unit_id", "reason",        "article",    "valid_from",
     "valid_to"},
    {"9007199254740993",
     "3",
     "",
     "Xã Tân Thanh",
     "Sở Y tế",
     "Văn phòng UBND tỉnh",
     "t",
     "5",
     "conduct",
     "DAT_DAI",
     "1",
     "17",
     "18",
     "department",
     "t",
     "unit",
     "19",
     "Hành vi tại\nmột cửa",
     "Điều 14",
     "2026-01-01",
     "2026-12-31"},
    {"8", "1", "Sở Nội vụ", "",  "",      "", "f", "20", "", "", "",
     "",  "",  "",          "f", "about", "", "",  "",   "", ""},
    {"9", "1", "", "", "",      "", "", "30", "", "", "",
     "",  "",  "", "", "above", "", "", "",   "", ""},
    {NULL},
};

static void a_rule_keeps_what_was_set_and_what_was_not(void **state)
{
	struct rows rows = rows_made(rules);
	struct arena *arena = arena_new();
	struct routing_rule *read;

	(void)state;
	assert_int_equal(routing_read(&rows, arena, &read), 3);
	PQclear((PGresult *)rows.result); /* what was read is a copy */
	assert_true(read[0].id == 9007199254740993);
	assert_int_equal(read[0].version, 3);
	assert_string_equal(read[0].unit, "");
	assert_string_equal(read[0].territory, "Xã Tân Thanh");
	assert_string_equal(read[0].about, "Sở Y tế");
	assert_string_equal(read[0].target, "Văn phòng UBND tỉnh");
	assert_true(read[0].mine);
	assert_string_equal(read[0].values[ROUTING_TRACK], "conduct");
	assert_string_equal(read[0].values[ROUTING_TERRITORY], "17");
	assert_string_equal(read[0].values[ROUTING_TARGET], "19");
	assert_string_equal(read[0].values[ROUTING_REASON], "Hành vi tại\nmột cửa");
	assert_string_equal(read[0].values[ROUTING_UNTIL], "2026-12-31");
	assert_string_equal(read[1].unit, "Sở Nội vụ");
	assert_false(read[1].mine);
	assert_string_equal(read[1].values[ROUTING_PRIORITY], "20");
	assert_string_equal(read[1].values[ROUTING_UNTIL], "");
	arena_free(arena);
}

static void truth_is_sent_as_a_word_and_silence_stays_silent(void **state)
{
	struct rows rows = rows_made(rules);
	struct arena *arena = arena_new();
	struct routing_rule *read;

	(void)state;
	routing_read(&rows, arena, &read);
	PQclear((PGresult *)rows.result);
	assert_string_equal(read[0].values[ROUTING_ABOUT_HEAD], "true");
	assert_string_equal(read[1].values[ROUTING_ABOUT_HEAD], "false");
	/* "No matter whether" is neither yes nor no. */
	assert_string_equal(read[2].values[ROUTING_ABOUT_HEAD], "");
	arena_free(arena);
}

static void no_rule_is_no_row(void **state)
{
	static const char *const none[][ROWS_COLUMNS] = {{"rule_id"}, {NULL}};
	struct rows rows = rows_made(none);
	struct arena *arena = arena_new();
	struct routing_rule *read = NULL;

	(void)state;
	assert_int_equal(routing_read(&rows, arena, &read), 0);
	PQclear((PGresult *)rows.result);
	arena_free(arena);
}

static void each_column_has_one_name(void **state)
{
	(void)state;
	for (int i = 0; i < ROUTING_COLUMNS; i++) {
		assert_non_null(routing_name((enum routing_column)i));
		for (int k = 0; k < i; k++)
			assert_string_not_equal(routing_name((enum routing_column)i),
						routing_name((enum routing_column)k));
	}
	/* The form and the server agree on these by name alone. */
	assert_string_equal(routing_name(ROUTING_GROUP), "content_group");
	assert_string_equal(routing_name(ROUTING_TARGET), "target_unit_id");
	assert_string_equal(routing_name(ROUTING_UNTIL), "valid_to");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_rule_keeps_what_was_set_and_what_was_not),
	    cmocka_unit_test(truth_is_sent_as_a_word_and_silence_stays_silent),
	    cmocka_unit_test(no_rule_is_no_row),
	    cmocka_unit_test(each_column_has_one_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
