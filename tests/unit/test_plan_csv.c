/* SPDX-License-Identifier: MIT */
/* Comma-separated files, and plans in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/csv.h"
#include "plan/plan_csv.h"

static struct err_info info;

static const char *read_all(const char *bytes, size_t len)
{
	static struct str out;
	struct csv csv;
	enum err code = csv_open_bytes(&csv, "f.csv", bytes, len, &info);

	str_clear(&out);
	if (code == ERR_OK)
		code = csv_json(&csv, &out, &info);
	csv_close(&csv);
	return code == ERR_OK ? str_data(&out) : info.text;
}

static void assert_csv(const char *bytes, const char *want)
{
	assert_string_equal(read_all(bytes, strlen(bytes)), want);
}

static void cells_are_read_as_spreadsheets_write_them(void **state)
{
	(void)state;
	assert_csv("a,b\n1,\n", "[{\"a\":\"1\",\"b\":null}]");
	assert_csv("\xef\xbb\xbf"
		   "a,b\r\n1,2\r\n\r\n3,4",
		   "[{\"a\":\"1\",\"b\":\"2\"},\n"
		   "{\"a\":\"3\",\"b\":\"4\"}]");
	assert_csv("a,b\n\"x, \"\"y\"\"\",\"1\r\n2\"\n",
		   "[{\"a\":\"x, \\\"y\\\"\",\"b\":\"1\\n2\"}]");
	assert_csv("a\n", "[]");
	/* e + dot below + circumflex becomes one letter. */
	assert_csv("a\ne\xcc\xa3\xcc\x82\n", "[{\"a\":\"\xe1\xbb\x87\"}]");
}

#define assert_fault(bytes, where)                                                     \
	assert_int_equal(                                                              \
	    strncmp(read_all(bytes, sizeof(bytes) - 1), where, strlen(where)), 0)

static void faults_name_line_and_column(void **state)
{
	(void)state;
	assert_fault("a,b\nế,\"x\"y\n", "f.csv:2:6:");
	assert_fault("a,b\n1,2,3\n", "f.csv:2:5:");
	assert_fault("a,b\n\"1\n2\",\"x\n", "f.csv:3:4:");
	assert_fault("a,b\n1,x\"y\n", "f.csv:2:4:");
	assert_fault("a,b\n1,x\xffy\n", "f.csv:2:4:");
	assert_fault("a,b\n1,x\0y\n", "f.csv:2:4:");
	assert_fault("a,a\n", "f.csv:1:3:");
	assert_fault("", "f.csv:1:1:");
}

static void a_cell_has_a_limit(void **state)
{
	struct str big = STR_EMPTY;

	(void)state;
	str_add(&big, "a\n");
	for (int i = 0; i <= CSV_CELL_MOST; i++)
		str_add_char(&big, 'x');
	assert_int_equal(strncmp(read_all(big.data, big.len), "f.csv:2:1:", 10), 0);
	str_remove(&big, 2, 1);
	assert_int_equal(strncmp(read_all(big.data, big.len), "[{\"a\":\"x", 8), 0);
	str_free(&big);
}

#define COLUMNS                                                                        \
	"kind,level,label,text,lead,coordinate,deliverable,time,inherited,doubt\n"
#define HEAD                                                                           \
	COLUMNS "number,,,KH-UBND,,,,,,\nyear,,,2024,,,,,,\nissuer,,,LS,,,,,,\n"       \
		"title,,,T,,,,,,\nstate,,,closed,,,,,,\n"

static enum err read_plan(struct plan_csv *plan, const char *text)
{
	return plan_csv_read_bytes(plan, "p.csv", text, strlen(text), &info);
}

static void paths_follow_from_the_levels(void **state)
{
	static const char *const want[] = {"b1",    "b2",    "1",  "1.1",  "1.2",
					   "1.2.1", "1.2.2", "p1", "p1.1", "2",
					   "2.1",   "2.1.1", "d1"};
	struct plan_csv plan;

	(void)state;
	assert_int_equal(read_plan(&plan,
				   HEAD "basis,1,,x,,,,,,\nbasis,1,,x,,,,,,\n"
					"section,1,I,x,,,,,,\ntask,2,1,x,,,,,,\n"
					"task,2,2,x,,,,,,\ntask,3,-,x,,,,,,\n"
					"task,3,-,x,,,,,,\npurpose,1,,x,,,,,,\n"
					"purpose,2,,x,,,,,,\nsection,1,II,x,,,,,,\n"
					"section,2,1,x,,,,,,\ntask,3,a,x,,,,,,\n"
					"duty,1,,x,,,,,,\n"),
			 ERR_OK);
	assert_int_equal(plan.count, 13);
	assert_int_equal(plan.tasks, 5);
	for (int i = 0; i < plan.count; i++)
		assert_string_equal(plan.nodes[i].path, want[i]);
	assert_int_equal(plan.nodes[5].parent, 4);
	assert_int_equal(plan.nodes[12].parent, -1);
	assert_int_equal(plan.year, 2024);
	plan_csv_free(&plan);
}

static void assert_refused(const char *text, const char *where)
{
	struct plan_csv plan;

	assert_int_equal(read_plan(&plan, text), ERR_INPUT);
	if (strncmp(info.text, where, strlen(where)) != 0)
		fail_msg("wanted %s, got %s", where, info.text);
	plan_csv_free(&plan);
}

static void what_cannot_be_taken_is_named(void **state)
{
	(void)state;
	assert_refused("kind,level\n", "p.csv:1:1:");
	assert_refused("kind,level,colour\n", "p.csv:1:12:");
	assert_refused(COLUMNS "section,1,I,x,,,,,,\n", "p.csv:2:1:");
	assert_refused(HEAD, "p.csv:");
	assert_refused(HEAD "chapter,1,I,x,,,,,,\n", "p.csv:7:1:");
	assert_refused(HEAD "section,2,I,x,,,,,,\n", "p.csv:7:9:");
	assert_refused(HEAD "section,1,I,x,,,,,,\nsection,3,I,x,,,,,,\n", "p.csv:8:9:");
	assert_refused(HEAD "section,0,I,x,,,,,,\n", "p.csv:7:9:");
	assert_refused(HEAD "task,1,I,x,,,,,,\n", "p.csv:7:1:");
	assert_refused(HEAD "basis,1,,x,,,,,,\ntask,2,I,x,,,,,,\n", "p.csv:8:1:");
	assert_refused(HEAD "section,1,I,,,,,,,\n", "p.csv:7:13:");
	assert_refused(HEAD "section,1,I,x,,,,,colour,\n", "p.csv:7:19:");
	assert_refused(HEAD "year,,,2025,,,,,,\n", "p.csv:7:1:");
	assert_refused(HEAD "section,1,I,x,,,,,,\nsample,,,yes,,,,,,\n", "p.csv:8:1:");
	assert_refused(COLUMNS "year,,,24,,,,,,\n", "p.csv:2:8:");
	assert_refused(COLUMNS "state,,,open,,,,,,\n", "p.csv:2:9:");
	assert_refused(COLUMNS "issued,,,31/01/2024,,,,,,\n", "p.csv:2:10:");
}

static void the_database_gets_json(void **state)
{
	struct plan_csv plan;
	struct str out = STR_EMPTY;

	(void)state;
	assert_int_equal(read_plan(&plan, HEAD "section,1,I,x,,,,,,\n"
					       "task,2,1,\"a \"\"b\"\"\",L,,,Quý I,"
					       "lead time,\n"),
			 ERR_OK);
	plan_csv_head_json(&plan, &out);
	assert_non_null(strstr(out.data, "\"number\":\"KH-UBND\""));
	assert_non_null(strstr(out.data, "\"parent\":null"));
	str_clear(&out);
	plan_csv_nodes_json(&plan, 1, 1, &out);
	assert_non_null(strstr(out.data, "\"ordinal\":2,\"level\":2,\"parent\":1"));
	assert_non_null(strstr(out.data, "\"text\":\"a \\\"b\\\"\""));
	assert_non_null(strstr(out.data, "\"inherited\":[\"lead\",\"time\"]"));
	assert_non_null(strstr(out.data, "\"reading\":\"Q1:2024-03-31\""));
	str_free(&out);
	plan_csv_free(&plan);
}

static void the_plans_of_the_project_are_taken(void **state)
{
	static const struct {
		const char *path;
		int tasks;
	} plans[] = {
	    {"sql/data/plans/kh-ubnd-2024.csv", 52},
	    {"sql/data/plans/kh-11-snv-2024.csv", 43},
	    {"sql/data/plans/kh-bqlkkt-2024.csv", 20},
	    {"sql/data/plans/kh-sngv-2026.csv", 23},
	    {"sql/data/plans/kh-16-snv-2026.csv", 17},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(plans) / sizeof(*plans); i++) {
		struct plan_csv plan;

		if (plan_csv_read(&plan, plans[i].path, &info) != ERR_OK)
			fail_msg("%s", info.text);
		assert_int_equal(plan.tasks, plans[i].tasks);
		plan_csv_free(&plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cells_are_read_as_spreadsheets_write_them),
	    cmocka_unit_test(faults_name_line_and_column),
	    cmocka_unit_test(a_cell_has_a_limit),
	    cmocka_unit_test(paths_follow_from_the_levels),
	    cmocka_unit_test(what_cannot_be_taken_is_named),
	    cmocka_unit_test(the_database_gets_json),
	    cmocka_unit_test(the_plans_of_the_project_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
