/* SPDX-License-Identifier: MIT */
/* Lines typed before: the walk through them, and the file that keeps them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "widget/history.h"

struct place {
	char home[64];
	char *path;
};

static int make_home(void **state)
{
	struct place *place = calloc(1, sizeof(*place));

	strcpy(place->home, "/tmp/kstt-history.XXXXXX");
	if (mkdtemp(place->home) == NULL)
		return -1;
	place->path = history_path(place->home);
	*state = place;
	return 0;
}

static int remove_home(void **state)
{
	struct place *place = *state;
	char path[128];
	static const char *const below[] = {"/.local/state/kstt/history", "/.local/state/kstt",
					    "/.local/state", "/.local", ""};

	for (size_t i = 0; i < sizeof(below) / sizeof(*below); i++) {
		snprintf(path, sizeof(path), "%s%s", place->home, below[i]);
		remove(path);
	}
	free(place->path);
	free(place);
	return 0;
}

static void one_walks_back_and_to_what_one_was_typing(void **state)
{
	struct history history = {.count = 0};

	(void)state;
	assert_null(history_walk(&history, -1, "x"));
	history_add(&history, "one");
	history_add(&history, "two");
	assert_string_equal(history_walk(&history, -1, "thr"), "two");
	assert_string_equal(history_walk(&history, -1, "two"), "one");
	assert_null(history_walk(&history, -1, "one"));
	assert_string_equal(history_walk(&history, 1, "one"), "two");
	assert_string_equal(history_walk(&history, 1, "two"), "thr");
	assert_null(history_walk(&history, 1, "thr"));
	/* A line that stands there already is passed over. */
	assert_string_equal(history_walk(&history, -1, "two"), "one");
	history_free(&history);
}

static void each_line_is_kept_once_the_newest_last(void **state)
{
	struct history history = {.count = 0};

	(void)state;
	history_add(&history, "one");
	history_add(&history, "two");
	history_add(&history, "one");
	history_add(&history, "  ");
	history_add(&history, "");
	assert_int_equal(history.count, 2);
	assert_string_equal(history.lines[1], "one");
	history_free(&history);
}

static void the_oldest_goes_when_it_is_full(void **state)
{
	struct history history = {.count = 0};
	char line[32];

	(void)state;
	for (int i = 0; i < HISTORY_LINES + 5; i++) {
		snprintf(line, sizeof(line), "line %d", i);
		history_add(&history, line);
	}
	assert_int_equal(history.count, HISTORY_LINES);
	assert_string_equal(history.lines[0], "line 5");
	assert_string_equal(history.lines[HISTORY_LINES - 1], "line 204");
	history_free(&history);
}

static void the_file_is_its_owner_s_alone(void **state)
{
	const struct place *place = *state;
	struct history history = {.count = 0}, again = {.count = 0};
	struct stat is;

	history_load(&history, place->path);
	assert_int_equal(history.count, 0);
	history_add(&history, "quá hạn");
	history_add(&history, "16/KH-SNV@2026 4.1");
	assert_true(history_save(&history, place->path));
	assert_int_equal(stat(place->path, &is), 0);
	assert_int_equal(is.st_mode & 0777, 0600);
	history_load(&again, place->path);
	assert_int_equal(again.count, 2);
	assert_string_equal(again.lines[0], "quá hạn");
	assert_string_equal(again.lines[1], "16/KH-SNV@2026 4.1");
	history_free(&history);
	history_free(&again);
}

static void what_is_no_text_is_left_out(void **state)
{
	const struct place *place = *state;
	struct history history = {.count = 0};
	FILE *file;

	history_add(&history, "x");
	assert_true(history_save(&history, place->path));
	history_free(&history);
	file = fopen(place->path, "w");
	assert_non_null(file);
	fputs("good\n\xff\xfe\nlast without an end", file);
	fclose(file);
	history_load(&history, place->path);
	assert_int_equal(history.count, 2);
	assert_string_equal(history.lines[1], "last without an end");
	history_free(&history);
}

static void a_place_that_cannot_be_written_is_told(void **state)
{
	const struct place *place = *state;
	struct history history = {.count = 0};
	char path[128];
	FILE *file;

	history_add(&history, "x");
	snprintf(path, sizeof(path), "%s/.local", place->home);
	file = fopen(path, "w"); /* a file where a folder should be */
	assert_non_null(file);
	fclose(file);
	assert_false(history_save(&history, place->path));
	history_free(&history);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(one_walks_back_and_to_what_one_was_typing),
	    cmocka_unit_test(each_line_is_kept_once_the_newest_last),
	    cmocka_unit_test(the_oldest_goes_when_it_is_full),
	    cmocka_unit_test_setup_teardown(the_file_is_its_owner_s_alone, make_home, remove_home),
	    cmocka_unit_test_setup_teardown(what_is_no_text_is_left_out, make_home, remove_home),
	    cmocka_unit_test_setup_teardown(a_place_that_cannot_be_written_is_told, make_home,
					    remove_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
