/* SPDX-License-Identifier: MIT */
/* Tables on their way out: what a spreadsheet, a program and a reader get. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/export.h"

static const struct export_column columns[] = {
    {"unit", "Unit", false},
    {"id", NULL, false},
    {"count", "Count", true},
};

static void add_rows(struct export *export)
{
	export_add(export, "Sở Nội vụ");
	export_add(export, "SNV");
	export_add_number(export, 12);
	export_add(export, "X\ty, \"z\"");
	export_add(export, "=1+1");
	export_add_number(export, 3);
}

static void expect_table(enum export_format format, const char *wanted)
{
	struct export *export = export_new(format, columns, 3);
	struct str out = STR_EMPTY;

	add_rows(export);
	export_write(export, &out);
	assert_string_equal(str_data(&out), wanted);
	str_free(&out);
	export_free(export);
}

static void text_stands_in_columns_by_width_not_bytes(void **state)
{
	(void)state;
	expect_table(EXPORT_TEXT, "Unit       Count\n"
				  "Sở Nội vụ     12\n"
				  "X y, \"z\"       3\n");
}

static void tsv_escapes_and_changes_nothing(void **state)
{
	(void)state;
	expect_table(EXPORT_TSV, "unit\tid\tcount\n"
				 "Sở Nội vụ\tSNV\t12\n"
				 "X\\ty, \"z\"\t=1+1\t3\n");
}

static void csv_quotes_and_runs_nothing(void **state)
{
	(void)state;
	expect_table(EXPORT_CSV, "unit,id,count\n"
				 "Sở Nội vụ,SNV,12\n"
				 "\"X\ty, \"\"z\"\"\",'=1+1,3\n");
}

static void an_empty_table_has_its_head(void **state)
{
	struct export *export = export_new(EXPORT_CSV, columns, 3);
	struct str out = STR_EMPTY;

	(void)state;
	export_write(export, &out);
	assert_string_equal(str_data(&out), "unit,id,count\n");
	str_free(&out);
	export_free(export);
}

static void what_a_spreadsheet_would_run_is_text(void **state)
{
	static const char *const cells[][2] = {
	    {"=HYPERLINK(1)", "'=HYPERLINK(1)"},
	    {"+1", "'+1"},
	    {"-1", "'-1"},
	    {"@SUM(A1)", "'@SUM(A1)"},
	    {"\tx", "'\tx"},
	    {"\r=1", "\"'\r=1\""},
	    {"\n=1", "\"'\n=1\""},
	    {"  =1", "'  =1"},
	    {"\"a\"", "\"\"\"a\"\"\""},
	    {"=1,\"a\"", "\"'=1,\"\"a\"\"\""},
	    {"＝1", "'＝1"},
	    {"－1", "'－1"},
	    {"16/KH-SNV", "16/KH-SNV"},
	    {"a=b", "a=b"},
	    {"'x", "'x"},
	    {"", ""},
	    {"Đơn vị", "Đơn vị"},
	};
	struct str out = STR_EMPTY;

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++) {
		str_clear(&out);
		export_add_csv(&out, cells[i][0]);
		assert_string_equal(str_data(&out), cells[i][1]);
	}
	str_free(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(text_stands_in_columns_by_width_not_bytes),
	    cmocka_unit_test(tsv_escapes_and_changes_nothing),
	    cmocka_unit_test(csv_quotes_and_runs_nothing),
	    cmocka_unit_test(an_empty_table_has_its_head),
	    cmocka_unit_test(what_a_spreadsheet_would_run_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
