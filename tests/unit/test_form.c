/* SPDX-License-Identifier: MIT */
/* A column of fields: the walk through them, their values, what is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "base/date.h"
#include "input/key.h"
#include "widget/form.h"

enum { CTRL_S = 19 };

static struct form *form;
static int name, channel, day, moment, content, shown, last;

static const struct form_choice channels[] = {{"direct", "trực tiếp"},
					      {"post", "bưu chính"},
					      {"telephone", "điện thoại"}};

static int make(void **state)
{
	(void)state;
	form = form_new(date_make(2026, 11, 20));
	shown = form_add(form, FORM_SHOWN, "about", "Về", "một hồ sơ");
	name = form_add(form, FORM_LINE, "name", "Họ tên", "");
	channel = form_add(form, FORM_CHOICE, "channel", "Hình thức", "post");
	form_choices(form, channel, channels, 3);
	day = form_add(form, FORM_DAY, "day", "Ngày", "");
	moment = form_add(form, FORM_MOMENT, "at", "Lúc", "2026-11-19 08:15");
	content = form_add(form, FORM_TEXT, "content", "Nội dung", "");
	last = form_add(form, FORM_LINE, "last", "Cuối", "");
	return 0;
}

static int drop(void **state)
{
	(void)state;
	form_free(form);
	return 0;
}

static enum form_state type(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	enum form_state state = FORM_OPEN;
	ucs4_t letter;

	while (*at != '\0') {
		at += u8_mbtouc(&letter, at, strlen((const char *)at));
		state = form_key(form, letter == '\n' ? (ucs4_t)KEY_RETURN : letter);
	}
	return state;
}

static void keys_walk_from_field_to_field(void **state)
{
	(void)state;
	assert_int_equal(form_focus(form), name); /* what is only read takes no keys */
	assert_int_equal(form_key(form, KEY_BACKTAB), FORM_OPEN);
	assert_int_equal(form_focus(form), name);
	form_key(form, KEY_RETURN);
	assert_int_equal(form_focus(form), channel);
	form_key(form, KEY_TAB);
	form_key(form, KEY_ARROW_DOWN);
	assert_int_equal(form_focus(form), moment);
	form_key(form, KEY_BACKTAB);
	assert_int_equal(form_focus(form), day);
	form_hide(form, moment, true);
	form_key(form, KEY_TAB);
	assert_int_equal(form_focus(form), content);
	assert_int_equal(form_key(form, KEY_RETURN), FORM_TYPED); /* a line */
	assert_int_equal(form_focus(form), content);
	form_key(form, KEY_TAB);
	assert_int_equal(form_focus(form), last);
	assert_int_equal(form_key(form, KEY_RETURN), FORM_DONE);
	assert_int_equal(form_key(form, CTRL_S), FORM_DONE);
	assert_int_equal(form_key(form, KEY_ESC), FORM_LEFT);
	assert_int_equal(form_key(form, KEY_FUNCTION + 7), FORM_OTHER);
}

static void a_choice_is_taken_by_digit_arrow_or_words(void **state)
{
	(void)state;
	form_go(form, channel);
	assert_string_equal(form_value(form, channel), "post");
	assert_int_equal(type("3"), FORM_TYPED);
	assert_string_equal(form_value(form, channel), "telephone");
	type("9");
	assert_string_equal(form_value(form, channel), "telephone");
	form_key(form, KEY_ARROW_RIGHT);
	assert_string_equal(form_value(form, channel), "direct");
	form_key(form, KEY_ARROW_LEFT);
	assert_string_equal(form_value(form, channel), "telephone");
	type("chinh buu"); /* without diacritics, in any order */
	assert_string_equal(form_value(form, channel), "post");
	form_key(form, KEY_TAB);
	form_key(form, KEY_BACKTAB);
	form_key(form, KEY_RUBOUT);
	assert_string_equal(form_value(form, channel), "");
	type("direct"); /* by its code */
	assert_string_equal(form_value(form, channel), "direct");
}

static void words_that_mean_nothing_choose_nothing(void **state)
{
	(void)state;
	form_go(form, channel);
	type("1");
	assert_string_equal(form_value(form, channel), "direct");
	/* "b" alone would mean the post: it was never meant. */
	type("bx");
	assert_string_equal(form_value(form, channel), "");
	form_key(form, KEY_TAB);
	assert_false(form_check(form));
	assert_int_equal(form_focus(form), channel);
	/* Taken back letter by letter, what was chosen before holds again. */
	form_key(form, KEY_RUBOUT);
	assert_string_equal(form_value(form, channel), "post");
	form_key(form, KEY_RUBOUT);
	assert_string_equal(form_value(form, channel), "direct");
}

static void a_phrase_goes_before_scattered_words(void **state)
{
	int unit;

	(void)state;
	unit = form_add(form, FORM_CHOICE, "unit", "Đơn vị", "");
	form_choices(form, unit,
		     (struct form_choice[]){
			 {"1", "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"},
			 {"2", "UBND phường Đông Kinh"},
			 {"3", "UBND phường Đông Kinh Bắc"},
			 {"4", "Đông Kinh"},
			 {"5", "Sở Y tế"}},
		     5);
	form_go(form, unit);
	type("phuong dong kinh");
	assert_string_equal(form_value(form, unit), "2");
	form_key(form, KEY_ARROW_RIGHT);
	assert_string_equal(form_value(form, unit), "3");
	form_key(form, 21); /* Ctrl-U */
	type("dong kinh");  /* a whole name before a part of one */
	assert_string_equal(form_value(form, unit), "4");
	form_key(form, 21);
	type("kinh dong");
	assert_string_equal(form_value(form, unit), "1");
	form_key(form, 21);
	type("y te"); /* at the beginnings of words, not within "quản lý … tế" */
	assert_string_equal(form_value(form, unit), "5");
}

static void words_may_come_before_the_choices(void **state)
{
	int late;

	(void)state;
	late = form_add(form, FORM_CHOICE, "unit", "Đơn vị", "");
	form_go(form, late);
	type("so b");
	form_go(form, channel);
	form_choices(form, late, (struct form_choice[]){{"3", "Sở A"}, {"17", "Sở B"}},
		     2);
	assert_string_equal(form_value(form, late), "17");
}

static void choices_may_come_after_the_value(void **state)
{
	int late;

	(void)state;
	late = form_add(form, FORM_CHOICE, "unit", "Đơn vị", "17");
	assert_string_equal(form_value(form, late), "17");
	form_choices(form, late, (struct form_choice[]){{"3", "Sở A"}, {"17", "Sở B"}}, 2);
	assert_string_equal(form_value(form, late), "17");
	form_go(form, late);
	form_key(form, KEY_ARROW_LEFT);
	assert_string_equal(form_value(form, late), "3");
}

static void days_and_moments_are_read_as_they_are_typed(void **state)
{
	(void)state;
	assert_string_equal(form_value(form, moment), "2026-11-19 08:15");
	assert_string_equal(form_typed(form, moment), "19/11/2026 08:15");
	form_go(form, day);
	type("5/12");
	assert_string_equal(form_value(form, day), "2026-12-05");
	assert_string_equal(form_typed(form, day), "5/12");
	form_go(form, moment);
	assert_string_equal(form_typed(form, day), "05/12/2026");
	form_set(form, moment, "");
	assert_string_equal(form_value(form, moment), "");
	form_set_typed(form, moment, "18 14h05");
	assert_string_equal(form_value(form, moment), "2026-11-18 14:05");
	form_set_typed(form, moment, "9:30");
	assert_string_equal(form_value(form, moment), "2026-11-20 09:30");
	form_set_typed(form, moment, "18/11");
	assert_string_equal(form_value(form, moment), "2026-11-18");
	form_set_typed(form, moment, "18/11 25:00");
	assert_string_equal(form_value(form, moment), "");
}

static void what_is_missing_or_wrong_is_found(void **state)
{
	(void)state;
	assert_true(form_check(form));
	form_need(form, name);
	form_need(form, content);
	form_set_typed(form, day, "31/2/2026");
	form_set_typed(form, content, " \n ");
	assert_false(form_check(form));
	assert_int_equal(form_focus(form), name);
	type("Lan");
	assert_false(form_check(form));
	assert_int_equal(form_focus(form), day);
	form_set_typed(form, day, "");
	form_set_typed(form, content, "x");
	assert_true(form_check(form));
	form_set_typed(form, name, "");
	form_hide(form, name, true); /* what cannot be seen is not asked for */
	assert_true(form_check(form));
}

static void only_what_changes_counts_as_typed(void **state)
{
	(void)state;
	assert_int_equal(form_key(form, KEY_ARROW_LEFT), FORM_OPEN);
	assert_int_equal(form_key(form, KEY_RUBOUT), FORM_OPEN);
	assert_int_equal(type("a"), FORM_TYPED);
	form_go(form, content);
	assert_int_equal(type("a"), FORM_TYPED);
	assert_int_equal(form_key(form, KEY_GO_HOME), FORM_OPEN);
	assert_int_equal(form_key(form, KEY_DELETE), FORM_TYPED);
	assert_int_equal(form_key(form, KEY_DELETE), FORM_OPEN);
}

static void pasted_text_keeps_its_lines_where_there_are_lines(void **state)
{
	(void)state;
	form_key(form, KEY_PASTE_BEGIN);
	assert_true(form_pasting(form));
	type("Nông\nVăn");
	form_key(form, KEY_ESC); /* no key while it is pasted */
	form_key(form, KEY_PASTE_END);
	assert_string_equal(form_value(form, name), "Nông Văn");
	form_go(form, content);
	form_key(form, KEY_PASTE_BEGIN);
	type("một\nhai");
	form_key(form, KEY_TAB);
	form_key(form, KEY_PASTE_END);
	assert_string_equal(form_value(form, content), "một\nhai\t");
	assert_int_equal(form_focus(form), content);
}

static void what_is_no_text_is_counted_with_its_place(void **state)
{
	int line = 0, letter = 0;

	(void)state;
	form_go(form, content);
	assert_int_equal(form_broken(form, &line, &letter), 0);
	form_key(form, KEY_PASTE_BEGIN);
	type("một\nha");
	form_key(form, KEY_BROKEN);
	type("i\n");
	form_key(form, KEY_BROKEN);
	form_key(form, KEY_PASTE_END);
	assert_string_equal(form_value(form, content), "một\nhai\n");
	assert_int_equal(form_broken(form, &line, &letter), 2);
	assert_int_equal(line, 2);
	assert_int_equal(letter, 3);
	assert_int_equal(form_broken(form, &line, &letter), 0);
	/* In one line controls are neither text nor keys: ^U would empty it. */
	form_go(form, name);
	form_key(form, KEY_PASTE_BEGIN);
	type("Nông");
	form_key(form, KEY_PASTED | 21);
	form_key(form, KEY_PASTED | KEY_ESC);
	type(" Lý");
	form_key(form, KEY_PASTE_END);
	assert_string_equal(form_value(form, name), "Nông Lý");
}

static void it_knows_when_nothing_was_typed(void **state)
{
	struct form *bare = form_new(0);
	int line = form_add(bare, FORM_LINE, "a", "A", "");

	(void)state;
	form_add(bare, FORM_SHOWN, "b", "B", "some text");
	assert_true(form_is_empty(bare));
	form_set(bare, line, "x");
	assert_false(form_is_empty(bare));
	form_free(bare);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(keys_walk_from_field_to_field, make, drop),
	    cmocka_unit_test_setup_teardown(a_choice_is_taken_by_digit_arrow_or_words, make, drop),
	    cmocka_unit_test_setup_teardown(words_that_mean_nothing_choose_nothing, make, drop),
	    cmocka_unit_test_setup_teardown(a_phrase_goes_before_scattered_words, make, drop),
	    cmocka_unit_test_setup_teardown(words_may_come_before_the_choices, make, drop),
	    cmocka_unit_test_setup_teardown(choices_may_come_after_the_value, make, drop),
	    cmocka_unit_test_setup_teardown(days_and_moments_are_read_as_they_are_typed, make, drop),
	    cmocka_unit_test_setup_teardown(what_is_missing_or_wrong_is_found, make, drop),
	    cmocka_unit_test_setup_teardown(only_what_changes_counts_as_typed, make, drop),
	    cmocka_unit_test_setup_teardown(pasted_text_keeps_its_lines_where_there_are_lines, make,
					    drop),
	    cmocka_unit_test_setup_teardown(what_is_no_text_is_counted_with_its_place, make, drop),
	    cmocka_unit_test_setup_teardown(it_knows_when_nothing_was_typed, make, drop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
