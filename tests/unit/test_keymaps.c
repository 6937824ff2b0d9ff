/* SPDX-License-Identifier: MIT */
/* Keymaps: those that come with the program, layers, mistakes, and looking up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "input/key.h"
#include "input/keymap.h"

/* A keymap of the default and these layers; `report` holds what was wrong. */
static struct keymap *make(const char *name, const char *own, struct str *report)
{
	struct keymap *keymap = keymap_new(report);

	if (name != NULL)
		assert_true(keymap_add_named(keymap, name, report));
	if (own != NULL)
		keymap_add_text(keymap, "own.cfg", own, report);
	return keymap;
}

static enum keymap_match look(const struct keymap *keymap, enum context context, const char *keys,
			      enum action *action)
{
	uint32_t list[KEYMAP_KEYS];
	int count = 0;

	while (*keys != '\0' && count < KEYMAP_KEYS)
		assert_true(key_read_name(&keys, &list[count++]));
	*action = ACTION_NONE;
	return keymap_find(keymap, context, list, count, action);
}

static void leads(const struct keymap *keymap, enum context context, const char *keys,
		  enum action wanted)
{
	enum action action;

	assert_int_equal(look(keymap, context, keys, &action), KEYMAP_FOUND);
	assert_int_equal(action, wanted);
}

static void leads_nowhere(const struct keymap *keymap, enum context context, const char *keys)
{
	enum action action;

	assert_int_equal(look(keymap, context, keys, &action), KEYMAP_NO);
}

static void begins(const struct keymap *keymap, enum context context, const char *keys)
{
	enum action action;

	assert_int_equal(look(keymap, context, keys, &action), KEYMAP_BEGINNING);
}

/* The key that a hint names does it in every pane where the hint may stand. */
static void check_hints(const struct keymap *keymap, const char *name)
{
	for (int pane = 0; pane < CONTEXT_COUNT; pane++) {
		enum context context = (enum context)pane;

		for (; context != CONTEXT_NONE; context = context_fallback(context)) {
			for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
				struct str keys = STR_EMPTY;
				enum action action;

				/* In the help, finding is narrowing it: the same key. */
				if (action_info((enum action)i)->context != context ||
				    (i == ACTION_FIND && pane == CONTEXT_HELP))
					continue;
				keymap_show(keymap, (enum action)i, 1, "", &keys);
				if (keys.len == 0 ||
				    look(keymap, (enum context)pane, keys.data, &action) !=
					KEYMAP_FOUND ||
				    action != (enum action)i)
					fail_msg("%s: %s in %s", name,
						 action_info((enum action)i)->name,
						 context_name((enum context)pane));
				str_free(&keys);
			}
		}
	}
}

static void all_that_come_along_are_right(void **state)
{
	struct str report = STR_EMPTY;
	int count = 0;

	(void)state;
	for (; keymap_known(count) != NULL; count++) {
		struct keymap *keymap = make(keymap_known(count), NULL, &report);

		assert_string_equal(str_data(&report), "");
		check_hints(keymap, keymap_known(count));
		leads(keymap, CONTEXT_PLANS, "<Down>", ACTION_DOWN);
		leads(keymap, CONTEXT_LATE, "<Enter>", ACTION_OPEN);
		leads(keymap, CONTEXT_GLOBAL, "<F1>", ACTION_HELP);
		leads(keymap, CONTEXT_GLOBAL, "<Esc>", ACTION_BACK);
		leads(keymap, CONTEXT_GLOBAL, "<F9>", ACTION_KEYMAP);
		keymap_free(keymap);
	}
	assert_int_equal(count, 4);
	str_free(&report);
}

static void an_unknown_name_is_refused(void **state)
{
	struct str report = STR_EMPTY;
	struct keymap *keymap = make(NULL, NULL, &report);

	(void)state;
	assert_false(keymap_add_named(keymap, "wm", &report));
	assert_false(keymap_add_named(keymap, "", &report));
	leads(keymap, CONTEXT_LIST, "j", ACTION_DOWN);
	keymap_free(keymap);
	str_free(&report);
}

static void each_keymap_has_its_own_ways(void **state)
{
	struct str report = STR_EMPTY;
	struct keymap *vi = make("vi", NULL, &report);
	struct keymap *emacs = make("emacs", NULL, &report);
	struct keymap *mc = make("mc", NULL, &report);

	(void)state;
	leads(vi, CONTEXT_PLANS, "zo", ACTION_EXPAND);
	leads(vi, CONTEXT_PLANS, "gg", ACTION_FIRST);
	leads(vi, CONTEXT_PLANS, "gp", ACTION_PANE_PLANS);
	leads(vi, CONTEXT_HELP, "ZZ", ACTION_QUIT);
	leads(vi, CONTEXT_TODAY, "n", ACTION_FIND_NEXT);
	leads(vi, CONTEXT_TASK, "N", ACTION_FIND_PREVIOUS);
	leads(vi, CONTEXT_GRID, "0", ACTION_NOTHING);
	leads(vi, CONTEXT_TASK, "gn", ACTION_NOTE);
	leads(vi, CONTEXT_OVERDUE, "gt", ACTION_PANE_TODAY);
	leads(emacs, CONTEXT_PLANS, "<C-s>", ACTION_FIND);
	leads(emacs, CONTEXT_LATE, "<C-x>u", ACTION_UNDO);
	leads(emacs, CONTEXT_LATE, "<C-x>t", ACTION_PANE_TODAY);
	leads(emacs, CONTEXT_LATE, "<C-x><Space>", ACTION_PICK);
	leads(emacs, CONTEXT_TODAY, "<C-c><C-f>", ACTION_FILTER);
	leads(emacs, CONTEXT_PLANS, "<C-x><C-c>", ACTION_QUIT);
	leads(emacs, CONTEXT_LATE, "<C-c><C-c>", ACTION_DONE);
	leads(emacs, CONTEXT_PLANS, "<C-f>", ACTION_EXPAND);
	leads_nowhere(emacs, CONTEXT_LATE, "<C-f>");
	/* What would quit by the default keys only begins something here. */
	begins(emacs, CONTEXT_LATE, "<C-c>");
	leads_nowhere(emacs, CONTEXT_GLOBAL, "<C-c>");
	leads(mc, CONTEXT_LATE, "<F3>", ACTION_OPEN);
	leads(mc, CONTEXT_LATE, "<M-3>", ACTION_OPEN);
	leads(mc, CONTEXT_LATE, "<F10>", ACTION_CLOSE);
	leads(mc, CONTEXT_TODAY, "<F7>", ACTION_FIND);
	leads(mc, CONTEXT_TODAY, "<F4>", ACTION_DONE);
	leads_nowhere(mc, CONTEXT_OVERDUE, "<F4>");
	leads(mc, CONTEXT_LATE, "<C-u>", ACTION_UNDO);
	leads(mc, CONTEXT_LATE, "<Ins>", ACTION_PICK);
	leads(mc, CONTEXT_LATE, "<C-t>", ACTION_PICK);
	keymap_free(vi);
	keymap_free(emacs);
	keymap_free(mc);
	str_free(&report);
}

static void ones_own_file_lies_on_top(void **state)
{
	struct str report = STR_EMPTY, keys = STR_EMPTY;
	struct keymap *keymap =
	    make("vi",
		 "global: { refresh = \"g\"; none = \"Q\"; };\n"
		 "list: { last = \"gg\"; down = \"kk\"; up = [\"ư\", \"<C-k>\"]; };",
		 &report);

	(void)state;
	assert_string_equal(str_data(&report), "");
	/* A longer sequence takes the shorter key away, and the other way round. */
	leads(keymap, CONTEXT_LIST, "gg", ACTION_LAST);
	leads(keymap, CONTEXT_GLOBAL, "g", ACTION_REFRESH);
	leads_nowhere(keymap, CONTEXT_GLOBAL, "gp");
	begins(keymap, CONTEXT_LIST, "k");
	leads(keymap, CONTEXT_LIST, "kk", ACTION_DOWN);
	leads(keymap, CONTEXT_LIST, "ư", ACTION_UP);
	/* In a list g begins gg, and hides what it does everywhere. */
	begins(keymap, CONTEXT_LIST, "g");
	leads_nowhere(keymap, CONTEXT_LIST, "Q");
	leads(keymap, CONTEXT_LIST, "<F10>", ACTION_QUIT);
	/* The user's own keys are shown first. */
	keymap_show(keymap, ACTION_UP, 2, " ", &keys);
	assert_string_equal(str_data(&keys), "ư <C-k>");
	keymap_free(keymap);
	str_free(&keys);
	str_free(&report);
}

static void a_freed_key_means_what_it_means_outside(void **state)
{
	struct str report = STR_EMPTY;
	struct keymap *keymap =
	    make(NULL, "work: { free = [\"u\", \"n\"]; nothing = \"0\"; }; list: { find-next = \"n\"; };",
		 &report);

	(void)state;
	assert_string_equal(str_data(&report), "");
	leads(keymap, CONTEXT_LATE, "n", ACTION_FIND_NEXT);
	leads(keymap, CONTEXT_LATE, "0", ACTION_NOTHING);
	leads(keymap, CONTEXT_LATE, "u", ACTION_UNDO);
	keymap_free(keymap);
	str_free(&report);
}

static void a_file_that_cannot_be_read_is_said(void **state)
{
	struct str report = STR_EMPTY;
	struct keymap *keymap = make(NULL, "list: {\n down = ;\n", &report);

	(void)state;
	assert_string_equal(str_data(&report), "own.cfg:2: syntax error\n");
	str_clear(&report);
	assert_false(keymap_add_file(keymap, "/nonexistent/keys.cfg", &report));
	assert_string_equal(str_data(&report),
			    "/nonexistent/keys.cfg: this file of keys cannot be read\n");
	str_clear(&report);
	keymap_add_text(keymap, "own.cfg", "list: {\n down = \"a\";\n down = \"c\";\n};", &report);
	assert_string_equal(str_data(&report), "own.cfg:3: duplicate setting name\n");
	leads(keymap, CONTEXT_LIST, "j", ACTION_DOWN);
	keymap_free(keymap);
	str_free(&report);
}

static void an_f_key_is_also_esc_and_its_digit(void **state)
{
	struct str report = STR_EMPTY;
	struct keymap *keymap = make(NULL,
				     "global: { refresh = \"<F8>\"; none = [\"<M-0>\", \"<M-2>\", \"<M-8>\", \"<F6>\", \"<M-6>\"]; };\n"
				     "list: { up = \"<M-7>\"; down = \"<F7>\"; };",
				     &report);

	(void)state;
	leads(keymap, CONTEXT_PLANS, "<M-8>", ACTION_REFRESH);
	leads(keymap, CONTEXT_PLANS, "<M-7>", ACTION_UP); /* it was said so */
	leads(keymap, CONTEXT_PLANS, "<M-0>", ACTION_QUIT);
	leads_nowhere(keymap, CONTEXT_PLANS, "<M-6>");
	leads_nowhere(keymap, CONTEXT_PLANS, "<M-q>");
	keymap_free(keymap);
	str_free(&report);
}

static void what_can_come_next_is_told(void **state)
{
	struct str report = STR_EMPTY, rest = STR_EMPTY;
	struct keymap *keymap =
	    make(NULL, "plans: { expand = \"gg\"; collapse = \"gxy\"; };", &report);
	struct keymap_next next[8];
	uint32_t g = 'g', j = 'j';

	(void)state;
	assert_int_equal(keymap_next(keymap, CONTEXT_LIST, &g, 1, next, 8), 1);
	assert_int_equal(next[0].action, ACTION_FIRST);
	/* gg of the list is hidden by that of Plans. */
	assert_int_equal(keymap_next(keymap, CONTEXT_PLANS, &g, 1, next, 8), 2);
	assert_int_equal(next[0].action, ACTION_EXPAND);
	assert_int_equal(next[1].action, ACTION_COLLAPSE);
	keymap_show_keys(next[1].rest, next[1].count, &rest);
	assert_string_equal(str_data(&rest), "xy");
	assert_int_equal(keymap_next(keymap, CONTEXT_PLANS, &g, 1, next, 1), 1);
	assert_int_equal(keymap_next(keymap, CONTEXT_PLANS, &j, 1, next, 8), 0);
	keymap_free(keymap);
	str_free(&rest);
	str_free(&report);
}

static void names_of_keys_are_read_as_they_are_shown(void **state)
{
	static const char *const names[] = {"j",     "ư",	  "<Down>", "<C-x>", "<M-x>", "<M-GT>",
					    "<M-LT>", "<F12>", "<Space>", "<Esc>", "<M-C-a>", "<GT>"};
	char name[KEY_NAME];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *at = names[i];
		uint32_t key;

		assert_true(key_read_name(&at, &key));
		assert_string_equal(at, "");
		assert_string_equal(key_name(key, name), names[i]);
	}
}

/* Whether a row of the table in keymaps/README.md names this action. */
static bool is_described(FILE *file, const struct action_info *info)
{
	char line[512], context[64], name[64];

	snprintf(context, sizeof(context), "| %s |", context_name(info->context));
	snprintf(name, sizeof(name), "`%s`", info->name);
	rewind(file);
	while (fgets(line, sizeof(line), file))
		if (strncmp(line, context, strlen(context)) == 0 && strstr(line, name) != NULL)
			return true;
	return false;
}

static void the_readme_names_every_action(void **state)
{
	FILE *file = fopen("keymaps/README.md", "r");

	(void)state;
	assert_non_null(file);
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (!is_described(file, action_info((enum action)i)))
			fail_msg("keymaps/README.md does not name %s",
				 action_info((enum action)i)->name);
	fclose(file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_that_come_along_are_right),
	    cmocka_unit_test(an_unknown_name_is_refused),
	    cmocka_unit_test(each_keymap_has_its_own_ways),
	    cmocka_unit_test(ones_own_file_lies_on_top),
	    cmocka_unit_test(a_freed_key_means_what_it_means_outside),
	    cmocka_unit_test(a_file_that_cannot_be_read_is_said),
	    cmocka_unit_test(an_f_key_is_also_esc_and_its_digit),
	    cmocka_unit_test(what_can_come_next_is_told),
	    cmocka_unit_test(names_of_keys_are_read_as_they_are_shown),
	    cmocka_unit_test(the_readme_names_every_action),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
