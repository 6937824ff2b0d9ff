/* SPDX-License-Identifier: MIT */
/*
 * The command line as a whole: exit status, and where its words go. Runs the
 * program named by KSTT; skipped without it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"

static char dir[64];
static struct str said;

/* Runs kstt with these words by the shell; returns its status, `said` holds what
 * it wrote to both streams. */
static int run(const char *before, const char *words)
{
	struct str line = STR_EMPTY;
	char piece[4096];
	FILE *pipe;
	int status;

	str_addf(&line, "%s %s %s 2>&1", before, getenv("KSTT"), words);
	pipe = popen(line.data, "r");
	assert_non_null(pipe);
	str_clear(&said);
	while (fgets(piece, sizeof(piece), pipe))
		str_add(&said, piece);
	status = pclose(pipe);
	str_free(&line);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void write_file(const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void wrong_usage_ends_with_2_and_a_hint(void **state)
{
	static const char *const wrong[] = {
	    "--colour",
	    "--language fr",
	    "--config",
	    "nonsense",
	    "plan",
	    "plan nonsense",
	    "plan show",
	    "plan list extra",
	    "plan list --format html",
	    "plan list --year 2026",
	    "schedule 'Quý I'",
	    "schedule --year 26 'Quý I'",
	    "schedule --year 2026",
	    "admin unit export f.csv",
	    "admin migrate --kind toy",
	    "--year 2026",
	    "report",
	    "report nonsense",
	    "report overdue extra",
	    "report overdue --state late",
	    "report tasks --state lost",
	    "report overdue --format html",
	    "report tasks --year 2026",
	    "report tasks --as-of",
	    "report tasks --as-of 31/2/2026",
	    "report overdue --as-of yesterday",
	    "report feedback",
	    "report book --as-of 2026-11-20 --period Q3/2026",
	    "report overdue --period Q3/2026",
	    "plan list --format csv",
	    "plan list --as-of 2026-01-01",
	    "--unit SNV",
	    "plan list --number 1",
	    "plan import f.csv --unit SNV",
	    "plan import f.csv --state late",
	    "report tasks --state draft",
	    "plan export 1@2026 --format tsv",
	    "plan show $(printf '\\377')",
	    "plan list --official $(printf '\\377')",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_equal(run("", wrong[i]), 2);
		assert_non_null(strstr(str_data(&said), "kstt"));
	}
}

static void a_command_cut_short_names_what_may_follow(void **state)
{
	(void)state;
	assert_int_equal(run("", "report --language en"), 2);
	assert_non_null(strstr(str_data(&said), "overdue, tasks, gap, feedback, book"));
	assert_int_equal(run("", "plan lst --language en"), 2);
	assert_non_null(strstr(str_data(&said), "list, show, import, export"));
}

/* A translation that repeats itself shows it by a line that stands there twice. */
static void no_line_of_the_help_stands_there_twice(void **state)
{
	const char *line;

	(void)state;
	assert_int_equal(run("", "--help --language vi"), 0);
	for (line = str_data(&said); line && *line; line = strchr(line, '\n')) {
		char text[256];
		size_t len = strcspn(line += *line == '\n', "\n");

		if (len < 32)
			continue;
		snprintf(text, sizeof(text), "%.*s", (int)len, line);
		if (strstr(line + len, text))
			fail_msg("twice: %s", text);
	}
}

static void help_and_version_need_nothing(void **state)
{
	(void)state;
	assert_int_equal(run("env -i", "--help --language en"), 0);
	assert_non_null(strstr(str_data(&said), "plan import"));
	assert_int_equal(run("env -i", "-h"), 0);
	assert_int_equal(run("env -i", "--help >/dev/full"), 1);
	assert_int_equal(run("env -i", "--version"), 0);
	assert_int_equal(strncmp(str_data(&said), "kstt ", 5), 0);
}

static void phrases_are_read_from_the_line_and_from_a_stream(void **state)
{
	(void)state;
	assert_int_equal(run("", "schedule --year 2026 'Quý I'"), 0);
	assert_string_equal(str_data(&said), "Q1:2026-03-31\n");
	assert_int_equal(run("", "schedule '- Thường xuyên' --year 2026"), 0);
	assert_int_equal(run("printf 'Quý I\\r\\nQuý II' |", "schedule --year 2026 -"),
			 0);
	assert_string_equal(str_data(&said), "Q1:2026-03-31\nQ2:2026-06-30\n");
	assert_int_equal(run("printf 'Quý I\\n\\377\\n' |", "schedule --year 2026 -"),
			 3);
}

static void wrong_files_end_with_3(void **state)
{
	char words[256];

	(void)state;
	write_file("bad.cfg", "language = \"vi\";\ncolour = 1;\n");
	write_file("bad.csv", "kind,level\n");
	write_file("none.cfg",
		   "database = { hosts = ( { host = \"/nowhere\"; } ); };\n");
	snprintf(words, sizeof(words), "--config %s/bad.cfg plan list", dir);
	assert_int_equal(run("", words), 3);
	assert_non_null(strstr(str_data(&said), "bad.cfg:2: "));
	snprintf(words, sizeof(words), "--config %s/bad.cfg", dir);
	assert_int_equal(run("", words), 3);
	snprintf(words, sizeof(words), "--config %s/none.cfg plan import %s/bad.csv",
		 dir, dir);
	assert_int_equal(run("", words), 3);
	assert_non_null(strstr(str_data(&said), "bad.csv:1:1: "));
}

static void no_server_ends_with_4_and_names_the_place(void **state)
{
	char words[256];

	(void)state;
	snprintf(words, sizeof(words), "--config %s/none.cfg plan list", dir);
	assert_int_equal(run("", words), 4);
	assert_non_null(strstr(str_data(&said), "/nowhere/.s.PGSQL.5432"));
}

static void lists_come_as_tables(void **state)
{
	static const char head[] =
	    "number\tyear\tissuer\ttitle\tsections\ttasks\tstate\tsample\n";
	char text[512], words[256];

	(void)state;
	if (!getenv("KSTT_SOCKET"))
		return;
	snprintf(text, sizeof(text),
		 "database = { name = \"%s\"; user = \"%s\"; hosts = "
		 "( { host = \"%s\"; port = \"%s\"; } ); };\n",
		 getenv("KSTT_TEMPLATE"), getenv("KSTT_ADMIN"), getenv("KSTT_SOCKET"),
		 getenv("KSTT_PORT"));
	write_file("good.cfg", text);
	snprintf(words, sizeof(words), "--config %s/good.cfg plan list --format tsv",
		 dir);
	assert_int_equal(run("", words), 0);
	assert_ptr_equal(strstr(str_data(&said), head), str_data(&said));
	assert_non_null(strstr(str_data(&said), "\nKH-UBND@2024\t2024\t"));
	snprintf(words, sizeof(words),
		 "--config %s/good.cfg plan show 11/KH-SNV@2024 "
		 "--format tsv",
		 dir);
	assert_int_equal(run("", words), 0);
	assert_non_null(strstr(str_data(&said), "\n1.1\t1\ttask\t"));
	snprintf(words, sizeof(words), "--config %s/good.cfg plan show none@1", dir);
	assert_int_equal(run("", words), 1);
	snprintf(words, sizeof(words),
		 "--config %s/good.cfg plan import "
		 "sql/data/plans/kh-ubnd-2024.csv",
		 dir);
	assert_int_equal(run("", words), 1);
	assert_non_null(strstr(str_data(&said), "KH-UBND@2024"));
	snprintf(words, sizeof(words), "--config %s/good.cfg plan list >/dev/full",
		 dir);
	assert_int_equal(run("", words), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(wrong_usage_ends_with_2_and_a_hint),
	    cmocka_unit_test(a_command_cut_short_names_what_may_follow),
	    cmocka_unit_test(no_line_of_the_help_stands_there_twice),
	    cmocka_unit_test(help_and_version_need_nothing),
	    cmocka_unit_test(phrases_are_read_from_the_line_and_from_a_stream),
	    cmocka_unit_test(wrong_files_end_with_3),
	    cmocka_unit_test(no_server_ends_with_4_and_names_the_place),
	    cmocka_unit_test(lists_come_as_tables),
	};
	char line[128];
	int failed;

	if (!getenv("KSTT")) {
		puts("skipped: KSTT names no program");
		return 0;
	}
	snprintf(dir, sizeof(dir), "/tmp/kstt-test-cli.%d", (int)getpid());
	snprintf(line, sizeof(line), "mkdir -p %s", dir);
	if (system(line) != 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(line, sizeof(line), "rm -rf %s", dir);
	str_free(&said);
	return system(line) != 0 || failed;
}
