/* SPDX-License-Identifier: MIT */
/* One line of Vietnamese text under the user's hands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/text.h"
#include "input/key.h"
#include "widget/field.h"

enum { CTRL_A = 1, CTRL_B, CTRL_C, CTRL_D, CTRL_E, CTRL_F, CTRL_K = 11, CTRL_U = 21, CTRL_W = 23 };

static struct field field;

static int empty(void **state)
{
	(void)state;
	field_free(&field);
	field_set(&field, "");
	return 0;
}

static int release(void **state)
{
	(void)state;
	field_free(&field);
	return 0;
}

/* Each letter of `text` as a key. */
static void type(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	ucs4_t letter;

	while (*at != '\0') {
		at += u8_mbtouc(&letter, at, strlen((const char *)at));
		assert_true(field_key(&field, letter));
	}
}

static void press(uint32_t key, int times)
{
	while (times-- > 0)
		assert_true(field_key(&field, key));
}

/* The text, with "|" where the cursor stands. */
static void check(const char *wanted)
{
	const char *bar = strchr(wanted, '|');
	size_t before = (size_t)(bar - wanted);

	assert_int_equal(field.cursor, before);
	assert_int_equal(field.text.len, strlen(wanted) - 1);
	assert_memory_equal(field_text(&field), wanted, before);
	assert_string_equal(field_text(&field) + before, bar + 1);
}

static void letters_go_in_at_the_cursor(void **state)
{
	(void)state;
	check("|");
	type("Kế hoạch");
	check("Kế hoạch|");
	press(KEY_ARROW_LEFT, 5);
	type("\u0111");
	check("Kế đ|hoạch");
	field_set(&field, "số 5");
	check("số 5|");
}

static void what_comes_decomposed_is_composed(void **state)
{
	(void)state;
	type("e\u0302\u0301");
	check("ế|");
	type(" a\u0323\u0302"); /* dot below first, as some drivers send it */
	check("ế ậ|");
	type("\u00ea\u0309");
	check("ế ậể|");
	press(KEY_GO_HOME, 1);
	press(KEY_ARROW_RIGHT, 1);
	type("u\u031b\u0323");
	check("ếự| ậể");
	field_set(&field, "Ho\u0323p o\u031b\u0309");
	check("Họp ở|");
}

static void a_mark_that_comes_late_finds_its_letter(void **state)
{
	(void)state;
	type("\u0301");
	press(KEY_GO_HOME, 1);
	type("a");
	check("á|");
	empty(NULL);
	type("e\u200b\u0302"); /* something unseen between the letter and its mark */
	press(KEY_ARROW_LEFT, 1);
	press(KEY_RUBOUT, 1);
	check("ê|");
}

/* Telex drivers take a letter back and send another one. */
static void backspace_takes_a_whole_letter(void **state)
{
	(void)state;
	type("Việt");
	press(KEY_RUBOUT, 2);
	check("Vi|");
	type("ệt");
	check("Việt|");
	type("x\u0323\u0302"); /* no composed form: still one letter */
	press(KEY_RUBOUT, 1);
	check("Việt|");
	press(KEY_RUBOUT, 9);
	check("|");
}

static void delete_takes_the_letter_after_the_cursor(void **state)
{
	(void)state;
	type("ẵmx\u0323\u0302!");
	press(KEY_GO_HOME, 1);
	press(KEY_DELETE, 1);
	check("|mx\u0323\u0302!");
	press(KEY_ARROW_RIGHT, 1);
	press(CTRL_D, 1);
	check("m|!");
	press(KEY_DELETE, 3);
	check("m|");
}

static void the_cursor_moves_by_letters_and_stops_at_the_ends(void **state)
{
	(void)state;
	type("Đồng ý");
	press(KEY_ARROW_LEFT, 1);
	check("Đồng |ý");
	press(CTRL_B, 3);
	check("Đồ|ng ý");
	press(KEY_ARROW_LEFT, 9);
	check("|Đồng ý");
	press(KEY_ARROW_RIGHT, 1);
	check("Đ|ồng ý");
	press(CTRL_F, 1);
	check("Đồ|ng ý");
	press(KEY_ARROW_RIGHT, 9);
	check("Đồng ý|");
	press(CTRL_A, 1);
	check("|Đồng ý");
	press(CTRL_E, 1);
	check("Đồng ý|");
	press(KEY_GO_HOME, 1);
	check("|Đồng ý");
	press(KEY_GO_END, 1);
	check("Đồng ý|");
}

static void words_and_ends_are_cut(void **state)
{
	(void)state;
	type("báo cáo  quý ");
	press(CTRL_W, 1);
	check("báo cáo  |");
	press(CTRL_W, 1);
	check("báo |");
	field_set(&field, "  x");
	press(CTRL_W, 1);
	check("  |");
	press(CTRL_W, 1);
	check("|");
	field_set(&field, "11/KH-SNV ngày 15");
	press(KEY_ARROW_LEFT, 4);
	press(CTRL_W, 1);
	check("11/KH-SNV |y 15");
	press(CTRL_K, 1);
	check("11/KH-SNV |");
	press(KEY_ARROW_LEFT, 2);
	press(CTRL_U, 1);
	check("|V ");
	press(CTRL_W, 1);
	press(CTRL_U, 1);
	check("|V ");
}

static void other_keys_are_left_to_the_owner(void **state)
{
	static const uint32_t others[] = {
	    KEY_RETURN, KEY_ESC, KEY_TAB, KEY_BACKTAB, KEY_ARROW_UP, KEY_PAGE_DOWN, CTRL_C,
	    KEY_FUNCTION + 1, '1' | KEY_META, KEY_NOTHING, 0x80, 0x85, 0x9b, 0x9f};

	(void)state;
	type("a");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(field_key(&field, others[i]));
	check("a|");
	type("\u00a0");
	check("a\u00a0|");
}

static void more_than_the_limit_is_not_taken(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_BYTES; i++)
		type("ế");
	assert_int_equal(field.text.len, FIELD_BYTES - FIELD_BYTES % 3);
	type("a");
	type("a");
	type("a");
	assert_int_equal(field.text.len, FIELD_BYTES);
	assert_int_equal(field.cursor, FIELD_BYTES);
	assert_true(text_valid(field_text(&field), field.text.len, NULL));
	press(KEY_RUBOUT, 1);
	type("b");
	assert_int_equal(field.text.len, FIELD_BYTES);
	assert_int_equal(field_text(&field)[FIELD_BYTES - 1], 'b');
}

static bool is_nfc(const char *text)
{
	struct arena *arena = arena_new();
	bool same = strcmp(text_nfc(arena, text), text) == 0;

	arena_free(arena);
	return same;
}

static void whatever_is_pressed_the_text_is_whole_and_composed(void **state)
{
	static const uint32_t keys[] = {
	    'a', 'e', 'o', ' ', 'd', 0x301, 0x302, 0x323, 0x31b, 0x1ea1, 0xea, 0x200b,
	    KEY_RUBOUT, KEY_DELETE, CTRL_W, CTRL_K, KEY_ARROW_LEFT, KEY_ARROW_LEFT,
	    KEY_ARROW_RIGHT, KEY_GO_HOME};
	unsigned dice = 7;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const char *text;
		size_t at = 0;

		dice = dice * 1103515245u + 12345u;
		press(keys[(dice >> 16) % (sizeof(keys) / sizeof(*keys))], 1);
		text = field_text(&field);
		assert_int_equal(strlen(text), field.text.len);
		assert_true(is_nfc(text));
		while (at < field.cursor)
			at = text_next(text, at);
		assert_int_equal(at, field.cursor); /* never inside a letter */
	}
}

#define FIELD_TEST(name) cmocka_unit_test_setup(name, empty)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    FIELD_TEST(letters_go_in_at_the_cursor),
	    FIELD_TEST(what_comes_decomposed_is_composed),
	    FIELD_TEST(a_mark_that_comes_late_finds_its_letter),
	    FIELD_TEST(backspace_takes_a_whole_letter),
	    FIELD_TEST(delete_takes_the_letter_after_the_cursor),
	    FIELD_TEST(the_cursor_moves_by_letters_and_stops_at_the_ends),
	    FIELD_TEST(words_and_ends_are_cut),
	    FIELD_TEST(other_keys_are_left_to_the_owner),
	    FIELD_TEST(more_than_the_limit_is_not_taken),
	    FIELD_TEST(whatever_is_pressed_the_text_is_whole_and_composed),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
