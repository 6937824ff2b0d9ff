/* SPDX-License-Identifier: MIT */
/* A record as a row of a list, and how its clock, its gaps and its code are said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "feedback/feedback.h"
#include "rows_made.h"

static void a_row_holds_what_its_query_sends(void **state)
{
	static const char *const lines[][ROWS_COLUMNS] = {
	    {"feedback_id", "version", "code", "sealed", "received_on", "content",
	     "due", "days_left", "days_count", "mine"},
	    {"7", "2", "PA-2026-00123-7", "f", "2026-11-20", "Chậm\ntrả", "2026-11-27",
	     "7", "0/5 wd", "t"},
	    {"8", "1", "PA-2026-00124-5", "t", "2026-11-19", "", "", "", "", "f"},
	    {NULL},
	};
	struct rows rows = rows_made(lines);
	struct arena *arena = arena_new();
	struct feedback_row open, sealed;

	(void)state;
	feedback_row_read(&rows, 0, arena, &open);
	feedback_row_read(&rows, 1, arena, &sealed);
	PQclear((PGresult *)rows.result); /* what was read is a copy */
	assert_int_equal(open.id, 7);
	assert_string_equal(open.code, "PA-2026-00123-7");
	assert_string_equal(open.content, "Chậm\ntrả");
	assert_int_equal(open.due - open.received, 7);
	assert_true(open.mine);
	assert_false(open.sealed);
	/* Columns that this query lacks are empty, never NULL. */
	assert_string_equal(open.held_by, "");
	assert_string_equal(open.cursor, "");
	assert_int_equal(open.links, 0);
	assert_true(sealed.sealed);
	assert_int_equal(sealed.due, DATE_NONE);
	assert_string_equal(sealed.content, "");
	arena_free(arena);
}

static void days_left_are_said_as_they_are(void **state)
{
	struct arena *arena = arena_new();
	struct feedback_row row = {.due = 20000, .days_left = 3};

	(void)state;
	assert_string_equal(feedback_days(&row, arena), "3 left");
	row.days_left = 0;
	assert_string_equal(feedback_days(&row, arena), "due today");
	row.days_left = -12;
	assert_string_equal(feedback_days(&row, arena), "12 late");
	row.paused = true; /* whatever its day is: it stands still */
	assert_string_equal(feedback_days(&row, arena), "paused");
	row = (struct feedback_row){.due = DATE_NONE};
	assert_string_equal(feedback_days(&row, arena), "");
	arena_free(arena);
}

static void the_count_says_which_days_it_counts(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(feedback_count("3/5 wd", arena), "day 3 of 5 working days");
	assert_string_equal(feedback_count("31/45 d", arena), "day 31 of 45 days");
	assert_string_equal(feedback_count("", arena), "");
	assert_string_equal(feedback_count("soon", arena), "soon");
	arena_free(arena);
}

static void what_is_missing_is_named(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(feedback_missing("", arena), "");
	assert_string_equal(feedback_missing("name", arena), "name");
	assert_string_equal(feedback_missing("address,contact", arena),
			    "address, telephone or e-mail");
	assert_string_equal(feedback_missing("name, phone", arena), "name, telephone");
	/* A word that the program does not know yet is shown as it came. */
	assert_string_equal(feedback_missing("name,signature", arena),
			    "name, signature");
	arena_free(arena);
}

static void a_code_is_known_in_any_spelling(void **state)
{
	static const char *const codes[] = {"PA-2026-00123-7", "pa-2026-00123-7",
					    "PA 2026 00123 7", "  pa2026001237",
					    "PA.2026.00123.7", "PA-2026-123-7"};
	static const char *const others[] = {"",           "PA",
					     "pa-12",      "phản ánh 2026",
					     "2026-00123", "PA-2026-00x23-7",
					     "SNV",        "11/KH-SNV@2024"};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		assert_true(feedback_code_like(codes[i]));
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(feedback_code_like(others[i]));
}

static void an_object_leaves_out_what_is_not_there(void **state)
{
	struct str out = STR_EMPTY;

	(void)state;
	feedback_json_begin(&out);
	feedback_json_add(&out, "track", NULL);
	feedback_json_end(&out);
	assert_string_equal(str_data(&out), "{}");
	str_clear(&out);
	feedback_json_begin(&out);
	feedback_json_add(&out, "content", "a \"b\"\n\\c\x01{");
	feedback_json_add(&out, "track", NULL);
	feedback_json_add(&out, "name", "");
	feedback_json_end(&out);
	assert_string_equal(
	    str_data(&out),
	    "{\"content\":\"a \\\"b\\\"\\n\\\\c\\u0001{\",\"name\":\"\"}");
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_row_holds_what_its_query_sends),
	    cmocka_unit_test(days_left_are_said_as_they_are),
	    cmocka_unit_test(the_count_says_which_days_it_counts),
	    cmocka_unit_test(what_is_missing_is_named),
	    cmocka_unit_test(a_code_is_known_in_any_spelling),
	    cmocka_unit_test(an_object_leaves_out_what_is_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
