/* SPDX-License-Identifier: MIT */
/* What the rows of the query gap become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "db/link.h"
#include "report/gap.h"

enum { COLUMNS = 8 };

static PGresult *make(const char *const values[][COLUMNS], int count)
{
	static const char *const names[COLUMNS] = {"gap",  "node_id",	"plan_key",  "path",
						   "lead", "unit_code", "unit_name", "text"};
	PGresAttDesc descs[COLUMNS] = {0};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	for (int i = 0; i < COLUMNS; i++)
		descs[i].name = (char *)names[i];
	assert_int_equal(PQsetResultAttrs(result, COLUMNS, descs), 1);
	for (int row = 0; row < count; row++)
		for (int i = 0; i < COLUMNS; i++)
			PQsetvalue(result, row, i, (char *)values[row][i], (int)strlen(values[row][i]));
	return result;
}

static void rows_keep_their_order_and_are_counted(void **state)
{
	static const char *const values[][COLUMNS] = {
	    {"nobody", "7", "KH-UBND@2024", "6.7", "UBND cấp huyện,\n  cấp xã", "LS", "UBND tỉnh", "Bố trí\ntrụ sở"},
	    {"nothing", "9", "11/KH-SNV@2024", "8.2", "Văn phòng Sở", "SNV", "Sở Nội vụ", "Cập nhật"},
	};
	struct rows rows = {.result = make(values, 2)};
	struct arena *arena = arena_new();
	struct gap gap;

	(void)state;
	gap_read(&rows, arena, &gap);
	PQclear((PGresult *)rows.result);
	assert_int_equal(gap.count, 2);
	assert_int_equal(gap.nobody, 1);
	assert_true(gap.rows[0].nobody);
	assert_int_equal(gap.rows[0].node, 7);
	assert_string_equal(gap.rows[0].lead, "UBND cấp huyện, cấp xã");
	assert_string_equal(gap.rows[0].text, "Bố trí\ntrụ sở");
	assert_false(gap.rows[1].nobody);
	assert_string_equal(gap.rows[1].plan_key, "11/KH-SNV@2024");
	assert_string_equal(gap.rows[1].unit_code, "SNV");
	assert_string_not_equal(gap_title(true), gap_title(false));
	arena_free(arena);
}

static void no_gap_is_no_row(void **state)
{
	struct rows rows = {.result = make(NULL, 0)};
	struct arena *arena = arena_new();
	struct gap gap;

	(void)state;
	gap_read(&rows, arena, &gap);
	PQclear((PGresult *)rows.result);
	assert_int_equal(gap.count, 0);
	assert_int_equal(gap.nobody, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rows_keep_their_order_and_are_counted),
	    cmocka_unit_test(no_gap_is_no_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
