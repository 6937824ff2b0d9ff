/* SPDX-License-Identifier: MIT */
/* The table of actions, from which hints, help and keymaps derive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "input/action.h"

static const struct action_info *at(int i)
{
	return action_info((enum action)i);
}

static void every_action_says_what_it_does(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		assert_true(at(i)->context < CONTEXT_COUNT);
		assert_string_not_equal(at(i)->label, "");
		assert_string_not_equal(at(i)->help, "");
		/* A label is a hint's word, a help line stands beside the keys. */
		assert_true(text_width(at(i)->label) <= 15);
		assert_true(text_width(at(i)->help) <= 60);
		assert_true(strlen(at(i)->label) <= strlen(at(i)->help));
	}
}

static void every_name_can_be_written_in_a_keymap_file(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const char *name = at(i)->name;

		assert_true(name[0] >= 'a' && name[0] <= 'z');
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz-"),
				 strlen(name));
	}
}

static void names_are_unique_in_their_context(void **state)
{
	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		assert_int_equal(action_find(at(i)->context, at(i)->name), i);
		for (int j = i + 1; j < ACTION_COUNT; j++)
			if (at(i)->context == at(j)->context)
				assert_string_not_equal(at(i)->name, at(j)->name);
	}
}

static void an_action_is_found_in_its_own_context_only(void **state)
{
	(void)state;
	assert_int_equal(action_find(CONTEXT_WORK, "done"), ACTION_DONE);
	assert_int_equal(action_find(CONTEXT_GLOBAL, "pane-overdue"),
			 ACTION_PANE_OVERDUE);
	assert_int_equal(action_find(CONTEXT_GLOBAL, "done"), ACTION_NONE);
	assert_int_equal(action_find(CONTEXT_PLANS, "done"), ACTION_NONE);
	assert_int_equal(action_find(CONTEXT_WORK, "Done"), ACTION_NONE);
	assert_int_equal(action_find(CONTEXT_WORK, ""), ACTION_NONE);
	assert_int_equal(action_find(CONTEXT_NONE, ""), ACTION_NONE);
}

/* What a leader may not do is exactly what writes; a new one must be marked so. */
static void what_writes_is_marked_so(void **state)
{
	static const enum action writes[] = {
	    ACTION_ASK_DONE,
	    ACTION_CALLED,
	    ACTION_CHANGE,
	    ACTION_CONFIRM,
	    ACTION_DAY_ADD,
	    ACTION_DAY_CHANGE,
	    ACTION_DAY_MOVE,
	    ACTION_DAY_REMOVE,
	    ACTION_DONE,
	    ACTION_EDIT_AFTER,
	    ACTION_EDIT_CLOSE,
	    ACTION_EDIT_COPY,
	    ACTION_EDIT_EDIT,
	    ACTION_EDIT_ISSUE,
	    ACTION_EDIT_MOVE,
	    ACTION_EDIT_NEW,
	    ACTION_EDIT_SPLIT,
	    ACTION_EDIT_WITHDRAW,
	    ACTION_EVENT,
	    ACTION_EXTEND,
	    ACTION_FEEDBACK_NEW,
	    ACTION_FORM_SAVE,
	    ACTION_GAP_LINK,
	    ACTION_HAND_OVER,
	    ACTION_HAND_TO,
	    ACTION_LINK,
	    ACTION_LINKS,
	    ACTION_LOOK,
	    ACTION_MOVES_SAVE,
	    ACTION_NOTE,
	    ACTION_NOTHING,
	    ACTION_OBSTRUCTED,
	    ACTION_PASTE,
	    ACTION_PROGRESS,
	    ACTION_PROOF,
	    ACTION_REOPEN,
	    ACTION_REPLY,
	    ACTION_REPORT,
	    ACTION_REPORT_DAY_ADD,
	    ACTION_REPORT_DAY_CHANGE,
	    ACTION_ROUTE,
	    ACTION_RULE_END,
	    ACTION_RULE_NEW,
	    ACTION_SETTLE,
	    ACTION_SET_DATE,
	    ACTION_SPLIT,
	    ACTION_STEP,
	    ACTION_TRIAGE,
	    ACTION_UNDO,
	    ACTION_UNPROOF,
	    ACTION_URGE,
	};

	(void)state;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		unsigned wanted = 0;

		for (size_t w = 0; w < sizeof(writes) / sizeof(*writes); w++)
			wanted |= writes[w] == (enum action)i ? ACTION_WRITES : 0;
		assert_int_equal(at(i)->flags & ACTION_WRITES, wanted);
	}
}

static int count_hints(enum context context)
{
	int count = 0;

	for (; context != CONTEXT_NONE; context = context_fallback(context))
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			count +=
			    at(i)->context == context && (at(i)->flags & ACTION_HINT);
	return count;
}

static void hints_name_the_work_and_the_way_on(void **state)
{
	static const enum action shown[] = {
	    ACTION_DONE, ACTION_PROGRESS, ACTION_NOTHING, ACTION_OBSTRUCTED,
	    ACTION_FIND, ACTION_HELP,	  ACTION_CLOSE,	  ACTION_PANE_OVERDUE};

	(void)state;
	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		assert_true(action_info(shown[i])->flags & ACTION_HINT);
	assert_false(action_info(ACTION_QUIT)->flags & ACTION_HINT);
	assert_false(action_info(ACTION_DOWN)->flags & ACTION_HINT);
	/* Enough to work with, few enough to be read. */
	for (int i = 0; i < CONTEXT_COUNT; i++) {
		assert_true(count_hints((enum context)i) >= 4);
		assert_true(count_hints((enum context)i) <= 12);
	}
}

static void contexts_have_names_and_titles(void **state)
{
	(void)state;
	for (int i = 0; i < CONTEXT_COUNT; i++) {
		enum context context = (enum context)i;

		assert_string_not_equal(context_name(context), "");
		assert_string_not_equal(context_title(context), "");
		assert_int_equal(context_find(context_name(context)), i);
	}
	assert_int_equal(context_find("nowhere"), CONTEXT_NONE);
	assert_int_equal(context_find(""), CONTEXT_NONE);
	assert_string_equal(context_name(CONTEXT_NONE), "");
	assert_string_equal(context_title(CONTEXT_NONE), "");
}

static void every_context_falls_back_to_global_in_the_end(void **state)
{
	(void)state;
	for (int i = 0; i < CONTEXT_COUNT; i++) {
		enum context context = (enum context)i, last = context;
		int steps = 0;

		for (; context != CONTEXT_NONE; context = context_fallback(context)) {
			last = context;
			assert_true(++steps <= CONTEXT_COUNT);
		}
		assert_int_equal(last, CONTEXT_GLOBAL);
	}
	assert_int_equal(context_fallback(CONTEXT_PLANS), CONTEXT_WORK);
	assert_int_equal(context_fallback(CONTEXT_WORK), CONTEXT_LIST);
	assert_int_equal(context_fallback(CONTEXT_FOUND), CONTEXT_WORK);
	/* A unit in Overdue is nothing that one could mark. */
	assert_int_equal(context_fallback(CONTEXT_OVERDUE), CONTEXT_LIST);
	assert_int_equal(context_fallback(CONTEXT_NONE), CONTEXT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_action_says_what_it_does),
	    cmocka_unit_test(every_name_can_be_written_in_a_keymap_file),
	    cmocka_unit_test(names_are_unique_in_their_context),
	    cmocka_unit_test(an_action_is_found_in_its_own_context_only),
	    cmocka_unit_test(what_writes_is_marked_so),
	    cmocka_unit_test(hints_name_the_work_and_the_way_on),
	    cmocka_unit_test(contexts_have_names_and_titles),
	    cmocka_unit_test(every_context_falls_back_to_global_in_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
