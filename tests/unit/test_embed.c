/* SPDX-License-Identifier: MIT */
/* What the build makes of sql/ and keymaps/: to the letter, and checked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "keymaps.h"
#include "migrations.h"
#include "queries.h"

static char dir[64];

static void read_file(const char *path, struct str *out)
{
	FILE *file = fopen(path, "r");
	int c;

	if (!file)
		fail_msg("%s cannot be read", path);
	str_clear(out);
	while ((c = getc(file)) != EOF)
		str_add_char(out, (char)c);
	fclose(file);
}

static void migrations_are_embedded_to_the_letter(void **state)
{
	struct str text = STR_EMPTY;
	char path[256];
	int count = 0;

	(void)state;
	for (const struct migration_text *m = migration_texts; m->name; m++) {
		snprintf(path, sizeof(path), "sql/migrations/%s.sql", m->name);
		read_file(path, &text);
		assert_string_equal(m->text, str_data(&text));
		assert_int_equal(m->version, ++count);
		assert_int_equal(strlen(m->checksum), 64);
	}
	assert_int_equal(migration_latest, count);
	for (const struct api_text *a = api_texts; a->name; a++) {
		snprintf(path, sizeof(path), "sql/api/%s.sql", a->name);
		read_file(path, &text);
		assert_string_equal(a->text, str_data(&text));
	}
	count = 0;
	for (const struct keymap_text *k = keymap_texts; k->name; k++) {
		snprintf(path, sizeof(path), "keymaps/%s.cfg", k->name);
		read_file(path, &text);
		assert_string_equal(k->text, str_data(&text));
		count++;
	}
	assert_int_equal(count, 4);
	str_free(&text);
}

static void queries_are_embedded_without_head_and_semicolon(void **state)
{
	struct str file = STR_EMPTY;
	char path[256];

	(void)state;
	for (int i = 0; i < QUERY_COUNT; i++) {
		const char *at, *want = query_texts[i].text;
		size_t len = strlen(want);

		snprintf(path, sizeof(path), "sql/queries/%s.sql", query_texts[i].name);
		read_file(path, &file);
		for (at = str_data(&file); *at == '-' || *at == '\n';)
			at += strcspn(at, "\n") + 1;
		assert_true(len > 1);
		assert_int_equal(strncmp(at, want, len - 1), 0);
		assert_int_equal(strspn(at + len - 1, ";\n\t "), strlen(at + len - 1));
	}
	str_free(&file);
}

/* Runs the embedder on one query file; returns its status, `said` what it said. */
static int embed(const char *text, struct str *said)
{
	char line[512];
	FILE *file;

	snprintf(line, sizeof(line), "%s/sql/queries/q.sql", dir);
	file = fopen(line, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	snprintf(line, sizeof(line), "sh core/db/embed.sh %s/gen %s 2>&1", dir, dir);
	file = popen(line, "r");
	assert_non_null(file);
	str_clear(said);
	while (fgets(line, sizeof(line), file))
		str_add(said, line);
	return pclose(file);
}

static void wrong_queries_are_refused_with_file_and_line(void **state)
{
	static const struct {
		const char *text;
		int line;
	} wrong[] = {
	    {"select 1\n", 1},
	    {"-- name: other()\nselect 1\n", 1},
	    {"-- name: q(a int)\nselect 1\n", 1},
	    {"-- name: q(a int)\nselect $1::int,\n$2\n", 3},
	    {"-- name: q(a int, a int)\nselect $1, $2\n", 1},
	    {"-- name: q(a)\nselect $1\n", 1},
	    {"-- name: q!(a int)\nselect $1\n", 1},
	    {"-- name: q()\n-- nothing\n", 2},
	    {"-- SPDX-License-Identifier: MIT\n-- name: Q()\nselect 1\n", 2},
	};
	struct str said = STR_EMPTY;
	char where[128];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_int_not_equal(embed(wrong[i].text, &said), 0);
		snprintf(where, sizeof(where), "%s/sql/queries/q.sql:%d: ", dir,
			 wrong[i].line);
		if (strncmp(str_data(&said), where, strlen(where)) != 0)
			fail_msg("wanted %s, got %s", where, str_data(&said));
	}
	assert_int_equal(
	    embed("-- name: q!(request uuid, b text)\nselect $1, $2;\n", &said), 0);
	str_free(&said);
}

static void what_has_not_changed_is_left_alone(void **state)
{
	static const char text[] = "-- name: q()\nselect '\\n\"\\\\';\n";
	struct str said = STR_EMPTY;
	char line[256];

	(void)state;
	assert_int_equal(embed(text, &said), 0);
	snprintf(line, sizeof(line), "touch -d @1 %s/gen/*.[ch]", dir);
	assert_int_equal(system(line), 0);
	assert_int_equal(embed(text, &said), 0);
	snprintf(line, sizeof(line),
		 "test -z \"$(find %s/gen -name '*.[ch]' -newermt @2)\"", dir);
	assert_int_equal(system(line), 0);
	str_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(migrations_are_embedded_to_the_letter),
	    cmocka_unit_test(queries_are_embedded_without_head_and_semicolon),
	    cmocka_unit_test(wrong_queries_are_refused_with_file_and_line),
	    cmocka_unit_test(what_has_not_changed_is_left_alone),
	};
	char line[128];
	int failed;

	snprintf(dir, sizeof(dir), "/tmp/kstt-test-embed.%d", (int)getpid());
	snprintf(line, sizeof(line), "mkdir -p %s/sql/queries", dir);
	if (system(line) != 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(line, sizeof(line), "rm -rf %s", dir);
	return system(line) != 0 || failed;
}
