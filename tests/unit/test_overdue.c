/* SPDX-License-Identifier: MIT */
/* Sums of what is overdue along the tree of units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "db/link.h"
#include "report/overdue.h"
#include "rows_made.h"

enum { MOST = 60, ROUNDS = 300 };

static void check_bands(const struct overdue_unit *unit, int b1, int b2, int b3, int b4)
{
	assert_int_equal(unit->all[0], b1);
	assert_int_equal(unit->all[1], b2);
	assert_int_equal(unit->all[2], b3);
	assert_int_equal(unit->all[3], b4);
	assert_int_equal(unit->total, b1 + b2 + b3 + b4);
}

static void a_parent_counts_itself_and_all_below(void **state)
{
	struct overdue_unit units[] = {
	    {.id = 1, .own = {0, 0, 0, 1}},
	    {.id = 2, .parent = 1, .own = {1, 2, 3, 4}},
	    {.id = 3, .parent = 2, .own = {10, 0, 0, 0}},
	    {.id = 4, .parent = 2, .own = {0, 20, 0, 0}},
	    {.id = 5, .parent = 1, .own = {0, 0, 30, 0}},
	    {.id = 6, .parent = 5, .own = {0, 0, 0, 0}},
	};
	struct overdue overdue = {units, 6};

	(void)state;
	overdue_sum(&overdue);
	check_bands(&units[0], 11, 22, 33, 5);
	check_bands(&units[1], 11, 22, 3, 4);
	check_bands(&units[2], 10, 0, 0, 0);
	check_bands(&units[3], 0, 20, 0, 0);
	check_bands(&units[4], 0, 0, 30, 0);
	check_bands(&units[5], 0, 0, 0, 0);
	assert_int_equal(units[0].depth, 0);
	assert_int_equal(units[1].depth, 1);
	assert_int_equal(units[2].depth, 2);
	assert_int_equal(units[5].depth, 2);
	assert_int_equal(units[0].own[3], 1);
}

static void summing_twice_changes_nothing(void **state)
{
	struct overdue_unit units[] = {
	    {.id = 1, .own = {1, 1, 1, 1}},
	    {.id = 2, .parent = 1, .own = {2, 0, 0, 0}},
	};
	struct overdue overdue = {units, 2};

	(void)state;
	overdue_sum(&overdue);
	overdue_sum(&overdue);
	check_bands(&units[0], 3, 1, 1, 1);
	check_bands(&units[1], 2, 0, 0, 0);
}

static void a_unit_without_its_parent_stands_at_the_top(void **state)
{
	struct overdue_unit units[] = {
	    {.id = 1, .own = {1, 0, 0, 0}},
	    {.id = 2, .parent = 99, .own = {0, 5, 0, 0}},
	    {.id = 3, .parent = 2, .own = {0, 0, 7, 0}},
	    {.id = 4, .parent = 4, .own = {0, 0, 0, 9}},
	};
	struct overdue overdue = {units, 4};

	(void)state;
	overdue_sum(&overdue);
	check_bands(&units[0], 1, 0, 0, 0);
	check_bands(&units[1], 0, 5, 7, 0);
	check_bands(&units[3], 0, 0, 0, 9);
	assert_int_equal(units[1].depth, 0);
	assert_int_equal(units[2].depth, 1);
	assert_int_equal(units[3].depth, 0);
}

static void nothing_overdue_is_no_row(void **state)
{
	struct overdue overdue = {NULL, 0};

	(void)state;
	overdue_sum(&overdue);
	assert_int_equal(overdue.count, 0);
}

static unsigned dice;

static int roll(int sides)
{
	dice = dice * 1103515245u + 12345u;
	return (int)(dice >> 16) % sides;
}

/* The independent way: each unit gives what it owes to everyone above it. */
static void count_upwards(const int *parents, int count, int own[][OVERDUE_BANDS],
			  int all[][OVERDUE_BANDS], int *depths)
{
	memset(all, 0, (size_t)count * sizeof(*all));
	for (int i = 0; i < count; i++) {
		depths[i] = -1;
		for (int up = i; up >= 0; up = parents[up]) {
			depths[i]++;
			for (int band = 0; band < OVERDUE_BANDS; band++)
				all[up][band] += own[i][band];
		}
	}
}

static void random_trees_agree_with_an_independent_count(void **state)
{
	struct overdue_unit units[MOST];
	int parents[MOST], own[MOST][OVERDUE_BANDS], all[MOST][OVERDUE_BANDS],
	    depths[MOST];

	(void)state;
	dice = 20260214;
	for (int round = 0; round < ROUNDS; round++) {
		struct overdue overdue = {units, 1 + roll(MOST)};
		int deep = 1 + roll(5);

		for (int i = 0; i < overdue.count; i++) {
			/* Near parents make deep trees; some units have none. */
			int back = 1 + roll(deep * 4);

			parents[i] = roll(12) == 0 || back > i ? -1 : i - back;
			units[i] = (struct overdue_unit){
			    .id = 1000 + i * 7,
			    .parent = parents[i] < 0 ? 0 : 1000 + parents[i] * 7,
			};
			for (int band = 0; band < OVERDUE_BANDS; band++)
				units[i].own[band] = own[i][band] = roll(4) * roll(30);
		}
		count_upwards(parents, overdue.count, own, all, depths);
		overdue_sum(&overdue);
		for (int i = 0; i < overdue.count; i++) {
			check_bands(&units[i], all[i][0], all[i][1], all[i][2],
				    all[i][3]);
			assert_int_equal(units[i].depth, depths[i]);
		}
	}
}

/* Rows of overdue_by_unit, as many of them as `count` says. */
static PGresult *answer(int count)
{
	static const char *const names[] = {"unit_id", "parent_id", "code",  "name",
					    "band1",   "band2",     "band3", "band4"};
	static const char *const values[][8] = {
	    {"7", NULL, "LS", "Tỉnh Lạng Sơn", "0", "0", "0", "0"},
	    {"9007199254740993", "7", "SNV", "Sở Nội vụ", "1", "2", "3", "4"},
	    {"12", "9007199254740993", "SNV.VP", "Văn phòng Sở", "5", "0", "0", "6"},
	};
	PGresAttDesc descs[8] = {0};
	PGresult *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	for (int i = 0; i < 8; i++)
		descs[i].name = (char *)names[i];
	assert_int_equal(PQsetResultAttrs(result, 8, descs), 1);
	for (int row = 0; row < count; row++)
		for (int i = 0; i < 8; i++)
			PQsetvalue(result, row, i, (char *)values[row][i],
				   values[row][i] ? (int)strlen(values[row][i]) : -1);
	return result;
}

static void the_answer_is_read_by_name_and_summed(void **state)
{
	struct arena *arena = arena_new();
	PGresult *result = answer(3);
	struct rows rows = {.result = result};
	struct overdue overdue;

	(void)state;
	overdue_read(&rows, arena, &overdue);
	PQclear(result); /* what was read is a copy */
	assert_int_equal(overdue.count, 3);
	assert_string_equal(overdue.units[1].name, "Sở Nội vụ");
	assert_true(overdue.units[1].id == 9007199254740993);
	assert_int_equal(overdue.units[2].own[3], 6);
	check_bands(&overdue.units[0], 6, 2, 3, 10);
	check_bands(&overdue.units[1], 6, 2, 3, 10);
	check_bands(&overdue.units[2], 5, 0, 0, 6);
	assert_int_equal(overdue.units[2].depth, 2);
	arena_free(arena);
}

static void an_empty_answer_is_read_too(void **state)
{
	struct arena *arena = arena_new();
	PGresult *result = answer(0);
	struct rows rows = {.result = result};
	struct overdue overdue = {.count = 5};

	(void)state;
	overdue_read(&rows, arena, &overdue);
	assert_int_equal(overdue.count, 0);
	PQclear(result);
	arena_free(arena);
}

/* The late records of feedback_late_by_unit, a table of texts. */
static void add_records(struct overdue *overdue,
			const char *const lines[][ROWS_COLUMNS], struct arena *arena)
{
	struct rows rows = rows_made(lines);

	overdue_add_records(&rows, arena, overdue);
	PQclear((PGresult *)rows.result); /* what was read is a copy */
}

static void check_records(const struct overdue *overdue, int index, int64_t id,
			  int depth, int own, int all)
{
	const struct overdue_unit *unit = &overdue->units[index];

	assert_int_equal(unit->id, id);
	assert_int_equal(unit->depth, depth);
	assert_int_equal(unit->own_records, own);
	assert_int_equal(unit->records, all);
}

static void records_stand_beside_the_tasks(void **state)
{
	static const char *const late[][ROWS_COLUMNS] = {
	    {"unit_id", "parent_id", "code", "name", "band1", "band2", "band3",
	     "band4"},
	    {"12", "9007199254740993", "SNV.VP", "Văn phòng Sở", "1", "2", "0", "1"},
	    {"7", "", "LS", "Tỉnh Lạng Sơn", "0", "0", "0", "3"},
	    {NULL},
	};
	struct arena *arena = arena_new();
	PGresult *result = answer(3);
	struct rows rows = {.result = result};
	struct overdue overdue;

	(void)state;
	overdue_read(&rows, arena, &overdue);
	PQclear(result);
	add_records(&overdue, late, arena);
	assert_int_equal(overdue.count, 3);
	check_records(&overdue, 0, 7, 0, 3, 7);
	check_records(&overdue, 1, 9007199254740993, 1, 0, 4);
	check_records(&overdue, 2, 12, 2, 4, 4);
	/* A record is no task: those figures stay. */
	check_bands(&overdue.units[0], 6, 2, 3, 10);
	check_bands(&overdue.units[2], 5, 0, 0, 6);
	arena_free(arena);
}

static void units_that_only_records_name_come_in_below_theirs(void **state)
{
	/* The children first: the rows come in no order of the tree. */
	static const char *const late[][ROWS_COLUMNS] = {
	    {"unit_id", "parent_id", "code", "name", "band1", "band2", "band3",
	     "band4"},
	    {"31", "30", "06184.VP", "Văn phòng xã", "1", "0", "0", "0"},
	    {"30", "7", "06184", "UBND xã Đồng Đăng", "0", "1", "0", "0"},
	    {"13", "9007199254740993", "SNV.TCBC", "Phòng Tổ chức", "2", "0", "0", "0"},
	    {NULL},
	};
	struct arena *arena = arena_new();
	PGresult *result = answer(3);
	struct rows rows = {.result = result};
	struct overdue overdue;

	(void)state;
	overdue_read(&rows, arena, &overdue);
	PQclear(result);
	add_records(&overdue, late, arena);
	assert_int_equal(overdue.count, 6);
	check_records(&overdue, 0, 7, 0, 0, 4);
	check_records(&overdue, 1, 9007199254740993, 1, 0, 2);
	check_records(&overdue, 2, 12, 2, 0, 0);
	check_records(&overdue, 3, 13, 2, 2, 2);
	check_records(&overdue, 4, 30, 1, 1, 2);
	check_records(&overdue, 5, 31, 2, 1, 1);
	assert_string_equal(overdue.units[4].name, "UBND xã Đồng Đăng");
	assert_int_equal(overdue.units[4].total, 0);
	check_bands(&overdue.units[0], 6, 2, 3, 10);
	arena_free(arena);
}

static void records_alone_make_a_tree_too(void **state)
{
	static const char *const late[][ROWS_COLUMNS] = {
	    {"unit_id", "parent_id", "code", "name", "band1", "band2", "band3",
	     "band4"},
	    {"3", "2", "C", "Xã", "1", "0", "0", "0"},
	    {"2", "99", "B", "Sở", "0", "0", "0",
	     "1"}, /* nobody says who stands above */
	    {NULL},
	};
	struct arena *arena = arena_new();
	struct overdue overdue = {arena_alloc(arena, sizeof(struct overdue_unit)), 0};

	(void)state;
	add_records(&overdue, late, arena);
	assert_int_equal(overdue.count, 2);
	check_records(&overdue, 0, 2, 0, 1, 2);
	check_records(&overdue, 1, 3, 1, 1, 1);
	arena_free(arena);
}

static void units_that_stand_below_each_other_do_no_harm(void **state)
{
	static const char *const late[][ROWS_COLUMNS] = {
	    {"unit_id", "parent_id", "code", "name", "band1", "band2", "band3",
	     "band4"},
	    {"40", "41", "X", "X", "1", "0", "0", "0"},
	    {"41", "40", "Y", "Y", "1", "0", "0", "0"},
	    {"7", "", "LS", "Tỉnh Lạng Sơn", "1", "0", "0", "0"},
	    {NULL},
	};
	struct arena *arena = arena_new();
	struct overdue overdue = {arena_alloc(arena, sizeof(struct overdue_unit)), 0};

	(void)state;
	add_records(&overdue, late, arena);
	assert_int_equal(overdue.count, 1);
	check_records(&overdue, 0, 7, 0, 1, 1);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_parent_counts_itself_and_all_below),
	    cmocka_unit_test(summing_twice_changes_nothing),
	    cmocka_unit_test(a_unit_without_its_parent_stands_at_the_top),
	    cmocka_unit_test(nothing_overdue_is_no_row),
	    cmocka_unit_test(random_trees_agree_with_an_independent_count),
	    cmocka_unit_test(the_answer_is_read_by_name_and_summed),
	    cmocka_unit_test(an_empty_answer_is_read_too),
	    cmocka_unit_test(records_stand_beside_the_tasks),
	    cmocka_unit_test(units_that_only_records_name_come_in_below_theirs),
	    cmocka_unit_test(records_alone_make_a_tree_too),
	    cmocka_unit_test(units_that_stand_below_each_other_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
