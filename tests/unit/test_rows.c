/* SPDX-License-Identifier: MIT */
/* Answers read by column name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/link.h"

/* One row: id 9007199254740993, text "Sở Nội vụ", yes t, no f, day 2026-02-14, none
 * null. */
static PGresult *answer(void)
{
	static const struct {
		const char *name;
		const char *value;
	} columns[] = {
	    {"id", "9007199254740993"},
	    {"text", "Sở Nội vụ"},
	    {"yes", "t"},
	    {"no", "f"},
	    {"day", "2026-02-14"},
	    {"none", NULL},
	};
	enum { COUNT = sizeof(columns) / sizeof(*columns) };
	PGresAttDesc descs[COUNT] = {0};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	for (int i = 0; i < COUNT; i++)
		descs[i].name = (char *)columns[i].name;
	assert_int_equal(PQsetResultAttrs(result, COUNT, descs), 1);
	for (int i = 0; i < COUNT; i++) {
		const char *value = columns[i].value;

		PQsetvalue(result, 0, i, (char *)value,
			   value ? (int)strlen(value) : -1);
	}
	return result;
}

static void values_are_found_by_name(void **state)
{
	PGresult *result = answer();
	struct rows rows = {.result = result};

	(void)state;
	assert_int_equal(rows_count(&rows), 1);
	assert_true(rows_int(&rows, 0, "id") == 9007199254740993);
	assert_string_equal(rows_text(&rows, 0, "text"), "Sở Nội vụ");
	assert_true(rows_bool(&rows, 0, "yes"));
	assert_false(rows_bool(&rows, 0, "no"));
	assert_int_equal(rows_date(&rows, 0, "day"), date_make(2026, 2, 14));
	PQclear(result);
}

static void null_and_what_is_not_there_read_as_nothing(void **state)
{
	static const char *const columns[] = {"none", "missing"};
	PGresult *result = answer();
	struct rows rows = {.result = result};

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_true(rows_null(&rows, 0, columns[i]));
		assert_string_equal(rows_text(&rows, 0, columns[i]), "");
		assert_int_equal(rows_int(&rows, 0, columns[i]), 0);
		assert_false(rows_bool(&rows, 0, columns[i]));
		assert_int_equal(rows_date(&rows, 0, columns[i]), DATE_NONE);
	}
	assert_false(rows_null(&rows, 0, "text"));
	assert_true(rows_null(&rows, 1, "text"));
	PQclear(result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_are_found_by_name),
	    cmocka_unit_test(null_and_what_is_not_there_read_as_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
