/* SPDX-License-Identifier: MIT */
/* Configuration files: what they set, and how their faults are named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "session/conf.h"

static char path[64];
static struct err_info info;

static enum err read_text(struct conf *conf, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	conf_start(conf);
	return conf_read(conf, path, &info);
}

static void without_settings_the_built_in_values_hold(void **state)
{
	struct conf conf;

	(void)state;
	assert_int_equal(read_text(&conf, ""), ERR_OK);
	assert_string_equal(conf.db.database, "kstt");
	assert_string_equal(conf.language, "vi");
	assert_null(conf.db.user);
	assert_null(conf.log);
	assert_int_equal(conf.db.host_count, 1);
	conf_free(&conf);
}

static void every_setting_is_taken(void **state)
{
	struct conf conf;

	(void)state;
	assert_int_equal(
	    read_text(&conf,
		      "database = { name = \"n\"; user = \"u\"; hosts = (\n"
		      " { host = \"/s\"; port = \"5433\"; }, { host = \"b\"; } ); };\n"
		      "language = \"en\"; charset = \"ascii\"; keymap = \"vi\";\n"
		      "keys = \"/k\"; log = \"/l\"; closed = true;\n"),
	    ERR_OK);
	assert_string_equal(conf.db.database, "n");
	assert_string_equal(conf.db.user, "u");
	assert_int_equal(conf.db.host_count, 2);
	assert_string_equal(conf.db.hosts[0].port, "5433");
	assert_string_equal(conf.db.hosts[1].host, "b");
	assert_string_equal(conf.db.hosts[1].port, "5432");
	assert_string_equal(conf.language, "en");
	assert_string_equal(conf.charset, "ascii");
	assert_string_equal(conf.keymap, "vi");
	assert_string_equal(conf.keys, "/k");
	assert_string_equal(conf.log, "/l");
	assert_true(conf.closed);
	conf_free(&conf);
}

static void mistakes_name_file_and_line(void **state)
{
	static const struct {
		const char *text;
		int line;
	} wrong[] = {
	    {"language = \"vi\";\ncolour = 1;\n", 2},
	    {"\n\nlanguage = \"fr\";\n", 3},
	    {"closed = \"yes\";\n", 1},
	    {"database = {\n nam = \"x\";\n};\n", 2},
	    {"database = \"x\";\n", 1},
	    {"database = { hosts = (\n { port = \"1\"; } ); };\n", 2},
	    {"database = { hosts = ( \"x\" ); };\n", 1},
	    {"database = { hosts = ( ); };\n", 1},
	    {"language = \"vi\";\nlanguage == ;\n", 2},
	    {"database = {\n name = \"x\";\n", 3},
	};
	char where[80];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct conf conf;

		assert_int_equal(read_text(&conf, wrong[i].text), ERR_CONF);
		snprintf(where, sizeof(where), "%s:%d: ", path, wrong[i].line);
		if (strncmp(info.text, where, strlen(where)) != 0)
			fail_msg("wanted %s, got %s", where, info.text);
		conf_free(&conf);
	}
	/* The last one and a brace that was left open say what to look for. */
	assert_non_null(strstr(info.text, "bracket"));
}

static void a_named_file_has_to_be_there(void **state)
{
	struct conf conf;

	(void)state;
	conf_start(&conf);
	assert_int_equal(conf_read(&conf, "/nowhere/kstt.cfg", &info), ERR_CONF);
	assert_non_null(strstr(info.text, "/nowhere/kstt.cfg"));
	conf_free(&conf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(without_settings_the_built_in_values_hold),
	    cmocka_unit_test(every_setting_is_taken),
	    cmocka_unit_test(mistakes_name_file_and_line),
	    cmocka_unit_test(a_named_file_has_to_be_there),
	};
	int failed;

	snprintf(path, sizeof(path), "/tmp/kstt-test-conf.%d", (int)getpid());
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return failed;
}
