/* SPDX-License-Identifier: MIT */
/* Deadlines and days off on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "cli_run.h"

static const char official[] = "snv.lan";
static const char admin[] = "quantri";

static const char head[] = "day,kind,name,source,announced\n";

static void a_deadline_is_its_nominal_and_its_effective_day(void **state)
{
	static const struct {
		const char *asked, *answer;
	} vectors[] = {
	    {"05/02/2026 +5wd", "2026-02-12\t2026-02-12\n"}, {"12/02/2026 +5wd", "2026-02-26\t2026-02-26\n"},
	    {"23/04/2026 +5wd", "2026-05-05\t2026-05-05\n"}, {"20/08/2026 +5wd", "2026-08-26\t2026-08-26\n"},
	    {"27/08/2026 +5wd", "2026-09-08\t2026-09-08\n"}, {"20/11/2026 +5wd", "2026-11-30\t2026-11-30\n"},
	    {"21/11/2026 +5wd", "2026-11-30\t2026-11-30\n"}, {"08/01/2026 +2wd", "2026-01-10\t2026-01-10\n"},
	    {"26/04/2024 +5wd", "2024-05-07\t2024-05-07\n"}, {"25/04/2025 +5wd", "2025-05-06\t2025-05-06\n"},
	    {"30/12/2026 +5wd", "2027-01-07\t2027-01-07\n"}, {"21/11/2026 +15wd", "2026-12-14\t2026-12-14\n"},
	    {"21/11/2026 +7wd", "2026-12-02\t2026-12-02\n"}, {"05/02/2026 +10d", "2026-02-15\t2026-02-23\n"},
	    {"14/11/2026 +10d", "2026-11-24\t2026-11-25\n"}, {"21/11/2026 +30d", "2026-12-21\t2026-12-21\n"},
	    {"21/11/2026 +45d", "2027-01-05\t2027-01-05\n"}, {"01/07/2026 -5d", "2026-06-26\t2026-06-26\n"},
	    {"05/07/2026 -8d", "2026-06-27\t2026-06-26\n"},  {"30/11/2026 -5wd", "2026-11-20\t2026-11-20\n"},
	};
	struct str asked = STR_EMPTY, want = STR_EMPTY;

	(void)state;
	str_add(&asked, "printf '");
	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++) {
		str_addf(&asked, "%s\\n", vectors[i].asked);
		str_add(&want, vectors[i].answer);
	}
	str_add(&asked, "' |");
	assert_int_equal(cli_run(str_data(&asked), official, "deadline -"), 0);
	assert_string_equal(cli_said(), str_data(&want));
	str_free(&asked);
	str_free(&want);
}

static void a_minus_is_no_option_and_days_are_written_either_way(void **state)
{
	(void)state;
	assert_int_equal(cli_run("", official, "deadline 2026-07-01 -5d"), 0);
	assert_string_equal(cli_said(), "2026-06-26\t2026-06-26\n");
	assert_int_equal(cli_run("", official, "deadline 01/07/2026 -5wd"), 0);
	assert_string_equal(cli_said(), "2026-06-24\t2026-06-24\n");
	assert_int_equal(cli_run("", official, "deadline 1.7.2026 5wd"), 0);
	assert_string_equal(cli_said(), "2026-07-08\t2026-07-08\n");
}

static void what_is_no_day_or_no_offset_is_refused(void **state)
{
	static const char *const wrong[] = {
	    "deadline 31/02/2026 +5wd", "deadline 2026-02-31 +5wd", "deadline 29/02/2026 +5d",
	    "deadline 5/2 +5d",		"deadline today +5d",	     "deadline 05/02/2026 5",
	    "deadline 05/02/2026 +5w",	"deadline 05/02/2026 +d",    "deadline 05/02/2026 +5.5d",
	    "deadline 05/02/2026 --5d", "deadline 05/02/2026 999999d", "deadline 05/02/2026",
	    "deadline",			"deadline - +5d",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_int_equal(cli_run("", official, wrong[i]), 2);
	assert_int_equal(cli_run("", official, "deadline 05/02/2026 +99999d"), 1);
	assert_non_null(strstr(cli_said(), "05/02/2026 +99999d"));
}

static void a_bad_line_is_named_after_what_stood_before_it(void **state)
{
	(void)state;
	assert_int_equal(cli_run("printf '20/11/2026 +5wd\\r\\n\\n  05/02/2026\\t+10d\\n31/02/2026 +5d\\n"
				 "20/11/2026 +5wd\\n' |",
				 official, "deadline -"),
			 3);
	assert_non_null(strstr(cli_said(), "2026-11-30\t2026-11-30\n2026-02-15\t2026-02-23\n"));
	assert_non_null(strstr(cli_said(), "Line 4: \"31/02/2026\""));
	assert_int_equal(cli_run("printf '20/11/2026\\n' |", official, "deadline -"), 3);
	assert_non_null(strstr(cli_said(), "Line 1: "));
	assert_int_equal(cli_run("printf '20/11/2026 +5wd\\n\\377\\n' |", official, "deadline -"), 3);
	assert_non_null(strstr(cli_said(), "Line 2: "));
	/* The server alone knows how far the calendar goes; it refuses both at once. */
	assert_int_equal(cli_run("printf '20/11/2026 +5wd\\n20/11/2026 +99999d\\n' |", official, "deadline -"), 1);
	assert_non_null(strstr(cli_said(), "2026-11-30\t2026-11-30\n"));
	assert_non_null(strstr(cli_said(), "Line 2: "));
}

static void a_deadline_is_explained_day_by_day(void **state)
{
	(void)state;
	assert_int_equal(cli_run("", official, "deadline 12/11/2026 +12d --explain"), 0);
	assert_non_null(strstr(cli_said(), "2026-11-24\t2026-11-25\n"));
	assert_non_null(strstr(cli_said(), "From Thu 12/11/2026, itself not counted (Civil Code 2015, article 147)"));
	assert_non_null(strstr(cli_said(), "   12  Tue 24/11/2026  Ngày nghỉ hưởng lương 24/11 (NQ 28/2026/QH16)\n"));
	assert_non_null(strstr(cli_said(), "article 148(5)):\n    =  Wed 25/11/2026\n"));
	assert_null(strstr(cli_said(), "announced"));

	assert_int_equal(cli_run("", official, "deadline 20/08/2026 +2wd --explain"), 0);
	assert_non_null(strstr(cli_said(), "    2  Sat 22/08/2026  Làm bù cho ngày 31/8 ("));

	assert_int_equal(cli_run("", official, "deadline 05/07/2026 -8d --explain"), 0);
	assert_non_null(strstr(cli_said(), "never moves forward"));

	assert_int_equal(cli_run("", official, "deadline 30/12/2026 +5wd --explain"), 0);
	assert_non_null(strstr(cli_said(), "    -  Fri 01/01/2027  Tết Dương lịch (BLLĐ 2019 Điều 112), not announced yet\n"));
	assert_non_null(strstr(cli_said(), "The days off of 2027 are not announced yet"));
	assert_int_equal(cli_run("", official, "deadline 30/12/2029 +5wd --explain"), 0);
	assert_non_null(strstr(cli_said(), "no days off of 2030"));

	assert_int_equal(cli_run("printf '20/11/2026 +1wd\\n12/11/2026 +12d\\n' |", official, "deadline - --explain"), 0);
	assert_non_null(strstr(cli_said(), "\n\n2026-11-24\t2026-11-25\n"));
}

static void a_file_of_days_off_tells_what_it_would_move(void **state)
{
	struct str text = STR_EMPTY, words = STR_EMPTY;

	(void)state;
	str_addf(&text, "%s2026-12-31,off,Nghỉ thử,thử,yes\n", head);
	str_addf(&words, "admin holiday import %s --dry-run --format tsv", cli_file("days.csv", str_data(&text)));
	assert_int_equal(cli_run("", admin, str_data(&words)), 0);
	assert_non_null(strstr(cli_said(), "plan\tpath\tunit\tperiod\tstate\tnominal_due\tfrom_due\tto_due\ttext\n"));
	assert_non_null(strstr(cli_said(), "16/KH-SNV@2026\t11.1\tSở Nội vụ\tY\tin_progress\t2026-12-31\t2026-12-31\t2027-01-04\t"));
	assert_non_null(strstr(cli_said(), "To be added 1, changed 0, taken out 0; 0 as they were."));
	assert_non_null(strstr(cli_said(), "Open deadlines that would move: 248."));
	/* Told twice alike: the first time has left nothing. */
	assert_int_equal(cli_run("", admin, str_data(&words)), 0);
	assert_non_null(strstr(cli_said(), "To be added 1, "));
	assert_int_equal(cli_run("", official, str_data(&words)), 1);
	assert_non_null(strstr(cli_said(), "Only an administrator of the province may do this"));
	str_free(&text);
	str_free(&words);
}

static void a_wrong_file_is_named(void **state)
{
	static const struct {
		const char *row, *why;
	} wrong[] = {
	    {"2026-02-31,off,x,y,yes", "days.csv: A cell of the file is no day: 1, day: 2026-02-31"},
	    {"2026-12-31,half,x,y,yes", "days.csv: A cell of the file holds a word that is not known: 1, kind: half"},
	    {"2026-12-31,off,x,y,soon", "days.csv: A cell of the file holds a word that is not known: 1, announced: soon"},
	    {"2026-12-31,off,,y,yes", "days.csv: A cell of the file must not be empty: 1, name"},
	    {"2026-12-30,work,x,y,yes", "days.csv: Only a Saturday or Sunday is worked in exchange: 1: 2026-12-30"},
	    {"1990-01-01,off,x,y,yes", "days.csv: The calendar does not reach so far: 1: 1990-01-01"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct str text = STR_EMPTY, words = STR_EMPTY;

		str_addf(&text, "%s%s\n", head, wrong[i].row);
		str_addf(&words, "admin holiday import %s", cli_file("days.csv", str_data(&text)));
		assert_int_equal(cli_run("", admin, str_data(&words)), 1);
		assert_non_null(strstr(cli_said(), wrong[i].why));
		str_free(&text);
		str_free(&words);
	}
	assert_int_equal(cli_run("", admin, "admin unit import sql/data/holidays.csv"), 1);
	assert_non_null(strstr(cli_said(), "sql/data/holidays.csv: "));
	assert_int_equal(cli_run("", admin, "admin unit import sql/data/units.csv --dry-run"), 2);
	assert_int_equal(cli_run("", admin, "admin holiday import none.csv"), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_deadline_is_its_nominal_and_its_effective_day),
	    cmocka_unit_test(a_minus_is_no_option_and_days_are_written_either_way),
	    cmocka_unit_test(what_is_no_day_or_no_offset_is_refused),
	    cmocka_unit_test(a_bad_line_is_named_after_what_stood_before_it),
	    cmocka_unit_test(a_deadline_is_explained_day_by_day),
	    cmocka_unit_test(a_file_of_days_off_tells_what_it_would_move),
	    cmocka_unit_test(a_wrong_file_is_named),
	};
	int failed;

	if (!cli_run_begin()) {
		puts("skipped: no program in KSTT or no server");
		return 0;
	}
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	cli_run_end();
	return failed;
}
