/* SPDX-License-Identifier: MIT */
/* Strings, arenas and errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/str.h"

static void a_string_is_never_null(void **state)
{
	struct str str = STR_EMPTY;
	char *taken;

	(void)state;
	assert_string_equal(str_data(&str), "");
	str_add(&str, "");
	assert_string_equal(str.data, "");
	taken = str_take(&str);
	assert_string_equal(taken, "");
	free(taken);
	assert_null(str.data);
}

static void a_string_grows_and_is_edited(void **state)
{
	struct str str = STR_EMPTY;

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_addf(&str, "%d,", i % 10);
	assert_int_equal(str.len, 2000);
	str_clear(&str);
	str_add(&str, "abcdef");
	str_remove(&str, 1, 2);
	assert_string_equal(str.data, "adef");
	str_remove(&str, 3, 99);
	assert_string_equal(str.data, "ade");
	str_insert(&str, 1, "XY", 2);
	assert_string_equal(str.data, "aXYde");
	str_insert(&str, 5, "!", 1);
	assert_string_equal(str.data, "aXYde!");
	str_free(&str);
}

static void json_and_tsv_escape_what_they_must(void **state)
{
	struct str str = STR_EMPTY;

	(void)state;
	str_add_json(&str, "a\"b\\c\nd\x01 Kế hoạch");
	assert_string_equal(str.data, "\"a\\\"b\\\\c\\nd\\u0001 Kế hoạch\"");
	str_clear(&str);
	str_add_json(&str, NULL);
	assert_string_equal(str.data, "null");
	str_clear(&str);
	str_add_tsv(&str, "a\tb\nc\rd\\e");
	assert_string_equal(str.data, "a\\tb\\nc\\rd\\\\e");
	str_free(&str);
}

static void an_arena_hands_out_zeroed_aligned_memory(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 100000; size = size * 3 + 1) {
			unsigned char *bytes = arena_alloc(arena, size);

			assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
			for (size_t i = 0; i < size; i++)
				assert_int_equal(bytes[i], 0);
			memset(bytes, 0xff, size);
			assert_string_equal(arena_copy(arena, "x"), "x");
		}
		assert_string_equal(arena_printf(arena, "%s-%d", "kế", 7), "kế-7");
		arena_reset(arena);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void a_long_error_is_cut_at_a_whole_letter(void **state)
{
	struct err_info info;
	struct str text = STR_EMPTY;

	(void)state;
	for (int shift = 0; shift < 3; shift++) {
		size_t len;

		str_clear(&text);
		str_add(&text, &"xx"[2 - shift]);
		while (text.len < 2000)
			str_add(&text, "ế");
		assert_int_equal(err_set(&info, ERR_INPUT, "%s", text.data), ERR_INPUT);
		len = strlen(info.text);
		assert_true(len <= sizeof(info.text) - 1 &&
			    len > sizeof(info.text) - 4);
		assert_int_equal((len - (size_t)shift) % 3, 0);
	}
	str_free(&text);
}

static void an_error_can_quote_the_one_before_it(void **state)
{
	struct err_info info;

	(void)state;
	err_set(&info, ERR_DB, "inner");
	err_set(&info, ERR_DB, "outer: %s", info.text);
	assert_string_equal(info.text, "outer: inner");
	assert_int_equal(err_set(NULL, ERR_LOST, "x"), ERR_LOST);
	assert_int_equal(err_exit_status(ERR_OK), 0);
	assert_int_equal(err_exit_status(ERR_CONNECT), 4);
	assert_int_equal(err_exit_status(ERR_REFUSED), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_string_is_never_null),
	    cmocka_unit_test(a_string_grows_and_is_edited),
	    cmocka_unit_test(json_and_tsv_escape_what_they_must),
	    cmocka_unit_test(an_arena_hands_out_zeroed_aligned_memory),
	    cmocka_unit_test(a_long_error_is_cut_at_a_whole_letter),
	    cmocka_unit_test(an_error_can_quote_the_one_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
