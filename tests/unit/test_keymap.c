/* SPDX-License-Identifier: MIT */
/* Keymaps: the default one, a user's own on top, and how mistakes are told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/key.h"
#include "input/keymap.h"

static struct keymap *keymap;
static struct str report;

static int start(void **state)
{
	(void)state;
	keymap = keymap_new(&report);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	keymap_free(keymap);
	str_free(&report);
	return 0;
}

/* Look up keys by their names, e.g. "gg" or "<C-l>". */
static enum keymap_match find(enum context context, const char *names,
			      enum action *action)
{
	uint32_t keys[KEYMAP_KEYS];
	int count = 0;

	while (*names != '\0') {
		assert_true(count < KEYMAP_KEYS);
		assert_true(key_read_name(&names, &keys[count++]));
	}
	*action = ACTION_NONE;
	return keymap_find(keymap, context, keys, count, action);
}

static void check(enum context context, const char *names, enum action wanted)
{
	enum action action;
	enum keymap_match match = find(context, names, &action);

	if (match != (wanted != ACTION_NONE ? KEYMAP_FOUND : KEYMAP_NO) ||
	    action != wanted)
		fail_msg("%s in %s: match %d, action %d, wanted %d", names,
			 context_name(context), match, action, wanted);
}

static void check_begins(enum context context, const char *names)
{
	enum action action;

	assert_int_equal(find(context, names, &action), KEYMAP_BEGINNING);
	assert_int_equal(action, ACTION_NONE);
}

static void check_shown(enum action action, int most, const char *wanted)
{
	struct str shown = STR_EMPTY;

	keymap_show(keymap, action, most, " ", &shown);
	assert_string_equal(str_data(&shown), wanted);
	str_free(&shown);
}

static void the_default_keymap_has_no_mistake(void **state)
{
	(void)state;
	assert_string_equal(str_data(&report), "");
}

/* Through every key that the help names, from every context that falls back. */
static void every_action_is_reached_in_its_context(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		enum action action = (enum action)i;
		struct str shown = STR_EMPTY;
		char *names, *name, *rest;
		int count = 0;

		keymap_show(keymap, action, 99, "\n", &shown);
		names = str_take(&shown);
		for (name = strtok_r(names, "\n", &rest); name != NULL;
		     name = strtok_r(NULL, "\n", &rest), count++)
			check(action_info(action)->context, name, action);
		if (count == 0)
			fail_msg("no key leads to %s", action_info(action)->name);
		free(names);
	}
}

/* A pane may have its own meaning for a key, but no action may get lost there. */
static void no_pane_hides_an_action(void **state)
{
	(void)state;
	for (int pane = 0; pane < CONTEXT_COUNT; pane++) {
		for (enum context context = (enum context)pane; context != CONTEXT_NONE;
		     context = context_fallback(context)) {
			for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
				struct str first = STR_EMPTY;

				/* In the help, finding is narrowing it: the same key. */
				if (action_info((enum action)i)->context != context ||
				    (i == ACTION_FIND && pane == CONTEXT_HELP))
					continue;
				keymap_show(keymap, (enum action)i, 1, "", &first);
				check((enum context)pane, str_data(&first),
				      (enum action)i);
				str_free(&first);
			}
		}
	}
}

static void a_key_is_looked_up_from_the_pane_to_everywhere(void **state)
{
	(void)state;
	check(CONTEXT_PLANS, "<Right>", ACTION_EXPAND);
	check(CONTEXT_OVERDUE, "<Right>", ACTION_CELL_RIGHT);
	check(CONTEXT_TASK, "<Right>", ACTION_NONE);
	check(CONTEXT_PLANS, "d", ACTION_DONE);
	check(CONTEXT_OVERDUE, "d", ACTION_NONE);
	check(CONTEXT_OVERDUE, "j", ACTION_DOWN);
	check(CONTEXT_LATE, "<F1>", ACTION_HELP);
	check(CONTEXT_GLOBAL, "j", ACTION_NONE);
	check(CONTEXT_PLANS, "<F12>", ACTION_NONE);
	assert_true(
	    keymap_add_text(keymap, "own", "plans: { expand = \"d\"; };", &report));
	check(CONTEXT_PLANS, "d", ACTION_EXPAND);
	check(CONTEXT_TASK, "d", ACTION_DONE);
}

static void a_sequence_needs_all_its_keys(void **state)
{
	(void)state;
	check_begins(CONTEXT_LIST, "g");
	check_begins(CONTEXT_PLANS, "g");
	check(CONTEXT_PLANS, "gg", ACTION_FIRST);
	check(CONTEXT_PLANS, "gj", ACTION_NONE);
	check(CONTEXT_PLANS, "ggg", ACTION_NONE);
	check(CONTEXT_GLOBAL, "g", ACTION_NONE);
	keymap_add_text(keymap, "own", "list: { last = \"g<C-l>ếG\"; };", &report);
	assert_string_equal(str_data(&report), "");
	check_begins(CONTEXT_LIST, "g<C-l>ế");
	check(CONTEXT_LIST, "g<C-l>ếG", ACTION_LAST);
	check(CONTEXT_LIST, "gg", ACTION_FIRST);
}

/* What begins in the pane is not taken by a shorter one further out. */
static void a_nearer_beginning_hides_a_farther_key(void **state)
{
	(void)state;
	keymap_add_text(keymap, "own",
			"global: { help = \"z\"; }; plans: { expand = \"zo\"; };",
			&report);
	assert_string_equal(str_data(&report), "");
	check_begins(CONTEXT_PLANS, "z");
	check(CONTEXT_PLANS, "zo", ACTION_EXPAND);
	check(CONTEXT_TASK, "z", ACTION_HELP);
}

static void the_users_own_file_lies_on_top(void **state)
{
	(void)state;
	assert_true(keymap_add_text(keymap, "own",
				    "global: { quit = \"j\"; refresh = \"<F1>\"; };\n"
				    "list: { up = [\"j\", \"w\"]; };\n",
				    &report));
	assert_string_equal(str_data(&report), "");
	check(CONTEXT_LIST, "j", ACTION_UP);
	check(CONTEXT_LIST, "w", ACTION_UP);
	check(CONTEXT_LIST, "k", ACTION_UP);
	check(CONTEXT_LIST, "<Down>", ACTION_DOWN);
	check(CONTEXT_GLOBAL, "j", ACTION_QUIT);
	check(CONTEXT_GLOBAL, "<F1>", ACTION_REFRESH);
	check(CONTEXT_GLOBAL, "?", ACTION_HELP);
	check_shown(ACTION_DOWN, 9, "<Down> <C-n>");
	check_shown(ACTION_HELP, 9, "? <M-1>");
}

/* One of two sequences of which one begins the other could never be typed. */
static void ones_own_sequence_replaces_what_stands_in_its_way(void **state)
{
	(void)state;
	keymap_add_text(keymap, "own",
			"work: { reopen = \"dd\"; };\nlist: { up = \"g\"; };\n",
			&report);
	assert_string_equal(str_data(&report), "");
	check_begins(CONTEXT_WORK, "d");
	check(CONTEXT_WORK, "dd", ACTION_REOPEN);
	check_shown(ACTION_DONE, 9, "");
	check(CONTEXT_LIST, "g", ACTION_UP);
	check_shown(ACTION_FIRST, 9, "<Home>");
}

static void mistakes_are_told_and_cost_their_line_only(void **state)
{
	static const struct {
		const char *line;
		const char *said;
	} wrong[] = {
	    {"work: { dnoe = \"x\"; };", "own.cfg:3: no such action here: dnoe\n"},
	    {"plans: { done = \"x\"; };", "own.cfg:3: no such action here: done\n"},
	    {"wrok: { done = \"x\"; };", "own.cfg:3: no such context: wrok\n"},
	    {"done = \"x\";", "own.cfg:3: no such context: done\n"},
	    {"work = \"x\";", "own.cfg:3: no such context: work\n"},
	    {"work: { done = \"<Nix>\"; };", "own.cfg:3: no such key: <Nix>\n"},
	    {"work: { done = \"<F13>\"; };", "own.cfg:3: no such key: <F13>\n"},
	    {"work: { done = \"abcde\"; };", "own.cfg:3: no such key: abcde\n"},
	    {"work: { done = \"\"; };", "own.cfg:3: no such key: \"\"\n"},
	    {"work: { done = 5; };", "own.cfg:3: a key is written as text: done\n"},
	    {"work: { done = true; };", "own.cfg:3: a key is written as text: done\n"},
	    {"work: { done = [5]; };", "own.cfg:3: a key is written as text: done\n"},
	    {"work: { done = { x = \"x\"; }; };",
	     "own.cfg:3: a key is written as text: done\n"},
	    {"work: { done = \"x\"; reopen = \"x\"; };",
	     "own.cfg:3: this key is already taken: x\n"},
	    {"work: { done = \"x\"; reopen = [\"y\",\n\"x\"]; };",
	     "own.cfg:4: this key is already taken: x\n"},
	    {"work: { done = \"x\";\nreopen = \"xy\"; };",
	     "own.cfg:4: this key is already taken: xy\n"},
	    {"work: { done = [\"x\", \"xy\"]; };",
	     "own.cfg:3: this key is already taken: xy\n"},
	    {"work: { done = [\"<Nix>\", \"<F0>\"]; };",
	     "own.cfg:3: no such key: <Nix>\nown.cfg:3: no such key: <F0>\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct str text = STR_EMPTY;

		stop(NULL);
		start(NULL);
		str_addf(
		    &text,
		    "# own\nlist: { up = \"w\"; };\n%s\nglobal: { help = \"H\"; };\n",
		    wrong[i].line);
		assert_true(
		    keymap_add_text(keymap, "own.cfg", str_data(&text), &report));
		assert_string_equal(str_data(&report), wrong[i].said);
		check(CONTEXT_LIST, "w", ACTION_UP);
		check(CONTEXT_GLOBAL, "H", ACTION_HELP);
		check(CONTEXT_WORK, "d", ACTION_DONE);
		str_free(&text);
	}
}

static void the_same_key_twice_for_one_action_is_no_mistake(void **state)
{
	(void)state;
	keymap_add_text(keymap, "own", "work: { done = [\"x\", \"x\"]; };", &report);
	assert_string_equal(str_data(&report), "");
	check_shown(ACTION_DONE, 9, "x d"); /* one's own first */
	check_shown(ACTION_DONE, 1, "x");
}

static void a_file_that_cannot_be_parsed_changes_nothing(void **state)
{
	(void)state;
	assert_false(keymap_add_text(keymap, "own.cfg",
				     "list: { up = \"w\"; };\nwork: { done = ; };\n",
				     &report));
	assert_int_equal(strncmp(str_data(&report), "own.cfg:2: ", 11), 0);
	assert_int_equal(strchr(report.data, '\n') - report.data, report.len - 1);
	check(CONTEXT_LIST, "w", ACTION_NONE);
	check(CONTEXT_LIST, "k", ACTION_UP);
}

static void files_are_read_and_missing_ones_reported(void **state)
{
	char path[64];
	FILE *file;

	(void)state;
	snprintf(path, sizeof(path), "/tmp/kstt-test-keymap.%d", (int)getpid());
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("work: {\n\tdone = \"x\";\n\tnix = \"y\";\n};\n", file);
	fclose(file);
	assert_true(keymap_add_file(keymap, path, &report));
	unlink(path);
	check(CONTEXT_WORK, "x", ACTION_DONE);
	assert_int_equal(strncmp(str_data(&report), path, strlen(path)), 0);
	assert_string_equal(str_data(&report) + strlen(path),
			    ":3: no such action here: nix\n");
	str_clear(&report);
	assert_false(keymap_add_file(keymap, path, &report));
	assert_int_equal(strncmp(str_data(&report), path, strlen(path)), 0);
	check(CONTEXT_WORK, "x", ACTION_DONE);
}

static void keys_are_shown_as_many_as_asked(void **state)
{
	(void)state;
	check_shown(ACTION_QUIT, 1, "Q");
	check_shown(ACTION_QUIT, 3, "Q <F10> <M-0>");
	check_shown(ACTION_PAGE_DOWN, 2, "<PgDn> <Space>");
	check_shown(ACTION_FIRST, 9, "<Home> gg");
	check_shown(ACTION_FIRST, 0, "");
}

#define KEYMAP_TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    KEYMAP_TEST(the_default_keymap_has_no_mistake),
	    KEYMAP_TEST(every_action_is_reached_in_its_context),
	    KEYMAP_TEST(no_pane_hides_an_action),
	    KEYMAP_TEST(a_key_is_looked_up_from_the_pane_to_everywhere),
	    KEYMAP_TEST(a_sequence_needs_all_its_keys),
	    KEYMAP_TEST(a_nearer_beginning_hides_a_farther_key),
	    KEYMAP_TEST(the_users_own_file_lies_on_top),
	    KEYMAP_TEST(ones_own_sequence_replaces_what_stands_in_its_way),
	    KEYMAP_TEST(mistakes_are_told_and_cost_their_line_only),
	    KEYMAP_TEST(the_same_key_twice_for_one_action_is_no_mistake),
	    KEYMAP_TEST(a_file_that_cannot_be_parsed_changes_nothing),
	    KEYMAP_TEST(files_are_read_and_missing_ones_reported),
	    KEYMAP_TEST(keys_are_shown_as_many_as_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
