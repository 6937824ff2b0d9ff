/* SPDX-License-Identifier: MIT */
/* The boundary between what people write and what a screen or a search sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <uninorm.h>

#include "base/text.h"

/* All 134 letters that Vietnamese has beyond ASCII, by their base letter. */
static const struct {
	char base;
	const char *letters;
} letters[] = {
    {'a', "àáảãạăằắẳẵặâầấẩẫậ"},
    {'e', "èéẻẽẹêềếểễệ"},
    {'i', "ìíỉĩị"},
    {'o', "òóỏõọôồốổỗộơờớởỡợ"},
    {'u', "ùúủũụưừứửữự"},
    {'y', "ỳýỷỹỵ"},
    {'d', "đ"},
    {'A', "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"},
    {'E', "ÈÉẺẼẸÊỀẾỂỄỆ"},
    {'I', "ÌÍỈĨỊ"},
    {'O', "ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"},
    {'U', "ÙÚỦŨỤƯỪỨỬỮỰ"},
    {'Y', "ỲÝỶỸỴ"},
    {'D', "Đ"},
};

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static char *decomposed(const char *text)
{
	size_t len = 0;
	uint8_t *nfd = u8_normalize(UNINORM_NFD, (const uint8_t *)text,
				    strlen(text) + 1, NULL, &len);
	char *copy = arena_copy_bytes(arena, nfd, len);

	free(nfd);
	return copy;
}

static void every_letter_folds_and_stands_alone(void **state)
{
	size_t i, at, next, count = 0;

	(void)state;
	for (i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		const char *all = letters[i].letters;

		for (at = 0; all[at] != '\0'; at = next, count++) {
			char *one, *nfd,
			    folded[2] = {(char)(letters[i].base | 0x20), 0};
			char ascii[2] = {letters[i].base, 0};

			next = text_next(all, at);
			one = arena_copy_bytes(arena, all + at, next - at);
			nfd = decomposed(one);
			assert_int_equal(text_previous(all, next), at);
			assert_string_equal(text_fold(arena, one), folded);
			assert_string_equal(text_fold(arena, nfd), folded);
			assert_string_equal(text_ascii(arena, one), ascii);
			assert_string_equal(text_ascii(arena, nfd), ascii);
			assert_string_equal(text_nfc(arena, nfd), one);
			assert_int_equal(text_width(one), 1);
			assert_int_equal(text_width(nfd), 1);
			assert_int_equal(text_next(nfd, 0), strlen(nfd));
			assert_ptr_equal(text_show(arena, one), one);
			assert_string_equal(text_show(arena, nfd), one);
		}
	}
	assert_int_equal(count, 134);
}

static void folding_forgets_case_marks_and_blanks(void **state)
{
	(void)state;
	assert_string_equal(text_fold(arena, "  Đơn \t vị\u00a0 LIÊN\r\nquan "),
			    "don vi lien quan");
	assert_string_equal(text_fold(arena, "Hàng hằng"), "hang hang");
	assert_string_equal(text_fold(arena, "\u00d0ông"),
			    "dong"); /* Eth typed for Đ */
	assert_string_equal(text_fold(arena, "a\u200bb\u3000 c"), "ab c");
	assert_string_equal(text_fold(arena, ""), "");
	assert_string_equal(text_fold(arena, "\u0301 \u200b"), "");
	assert_string_equal(text_fold(arena, "ΩÅ中\xff"), "ωa中\ufffd");
	assert_string_equal(text_squeeze(arena, " Cơ  quan\n\u00a0khác "),
			    "Cơ quan khác");
	assert_string_equal(text_squeeze(arena, "  "), "");
}

static void wrong_bytes_are_found_and_repaired(void **state)
{
	size_t bad = 99;

	(void)state;
	assert_true(text_valid("Quý I", strlen("Quý I"), &bad));
	assert_false(text_valid("a\xc3(", 3, &bad));
	assert_int_equal(bad, 1);
	assert_false(text_valid("ab\0c", 4, &bad));
	assert_int_equal(bad, 2);
	assert_false(text_valid("\xed\xa0\x80", 3, &bad)); /* a surrogate */
	assert_false(text_valid("\xc0\xaf", 2, &bad));     /* overlong */
	assert_string_equal(text_nfc(arena, "a\xffz"), "a\ufffdz");
	assert_string_equal(text_nfc(arena, "e\u0302\u0301"), "ế");
	assert_int_equal(text_incomplete_tail("Qu\xc3", 3), 1);
	assert_int_equal(text_incomplete_tail("\xe1\xba", 2), 2);
	assert_int_equal(text_incomplete_tail("\xf0\x9f\x98", 3), 3);
	assert_int_equal(text_incomplete_tail("\xe1\xba\xbf", 3), 0);
	assert_int_equal(text_incomplete_tail("abc", 3), 0);
	assert_int_equal(text_incomplete_tail("\xbf\xbf", 2), 0);
	assert_int_equal(text_incomplete_tail("", 0), 0);
}

static void the_screen_never_sees_a_control(void **state)
{
	const char *plain = "Quý II – “một cửa” … đúng hạn 100 %";

	(void)state;
	assert_ptr_equal(text_show(arena, plain), plain);
	assert_string_equal(text_show(arena, "a\x1b[2Jb"), "a<U+001B>[2Jb");
	assert_string_equal(text_show(arena, "a\xc2\x9b"
					     "1mb\x7f"),
			    "a<U+009B>1mb<U+007F>");
	assert_string_equal(text_show(arena, "x\u202ey\u200bz"), "x<U+202E>y<U+200B>z");
	assert_string_equal(text_show(arena, "\ufeffa\u00adb"), "<U+FEFF>a<U+00AD>b");
	assert_string_equal(text_show(arena, "một\nhai\tba\r\nbốn"), "một hai ba bốn");
	assert_string_equal(text_show(arena, "a\rb"), "a<U+000D>b");
	assert_string_equal(text_show(arena, "\u0301a"), "\u25cc\u0301a");
	assert_string_equal(text_show(arena, "a\n\u0301"), "a \u25cc\u0301");
	assert_string_equal(text_show(arena, "q\u0303"), "q\u0303");
	assert_string_equal(text_show(arena, "q\u0303\u0303\u0303\u0303\u0303"),
			    "q\u0303\u0303\u0303\u0303<U+0303>");
	assert_string_equal(text_show(arena, "\xffok"), "\ufffdok");
	assert_string_equal(text_ascii(arena, "– “Đ” … ≥ ½\x1b"),
			    "- \"D\" ... >= 1/2?");
}

static void columns_are_counted_by_grapheme(void **state)
{
	int used = -1;

	(void)state;
	assert_int_equal(text_width("Tiếng Việt"), 10);
	assert_int_equal(text_width("中文"), 4);
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_fit("Tiếng Việt", 3, &used), strlen("Tiế"));
	assert_int_equal(used, 3);
	assert_int_equal(text_fit("Tie\u0302\u0301ng", 3, &used),
			 strlen("Tie\u0302\u0301"));
	assert_int_equal(text_fit("a中b", 2, &used), 1);
	assert_int_equal(used, 1);
	assert_int_equal(text_fit("abc", 0, NULL), 0);
	assert_int_equal(text_fit("abc", 9, &used), 3);
	assert_int_equal(text_next("e\u0302\u0301x", 0), 5);
	assert_int_equal(text_previous("xe\u0302\u0301", 6), 1);
	assert_int_equal(text_next("\r\nx", 0), 2);
	assert_int_equal(text_previous("\r\nx", 2), 0);
	assert_int_equal(text_next("x", 1), 1);
	assert_int_equal(text_previous("x", 0), 0);
}

static void check_wrap(const char *text, int columns, const char *lines)
{
	char *joined = arena_copy(arena, "");
	size_t turns = 0;

	while (*text != '\0') {
		size_t skip, len = text_wrap(text, columns, &skip);

		assert_true(len + skip > 0);
		assert_true(turns++ < 100);
		joined = arena_printf(arena, "%s[%.*s]", joined, (int)len, text);
		text += len + skip;
	}
	assert_string_equal(joined, lines);
}

static void lines_wrap_at_blanks(void **state)
{
	(void)state;
	check_wrap("Văn phòng Sở", 20, "[Văn phòng Sở]");
	check_wrap("Văn phòng Sở", 12, "[Văn phòng Sở]");
	check_wrap("Văn phòng Sở", 11, "[Văn phòng][Sở]");
	check_wrap("Văn phòng   Sở", 9, "[Văn phòng][Sở]");
	check_wrap("Văn phòng Sở", 5, "[Văn][phòng][Sở]");
	check_wrap("Văn phòng", 3, "[Văn][phò][ng]");
	check_wrap("một\nhai ba", 20, "[một][hai ba]");
	check_wrap("một\r\n\nhai", 20, "[một][][hai]");
	check_wrap("một \nhai", 3, "[một][hai]");
	check_wrap("một ", 3, "[một]");
	check_wrap("中文字", 1, "[中][文][字]");
	check_wrap("ab", 0, "[a][b]");
	check_wrap("    abc", 3, "[][abc]");
}

static void any_bytes_are_survived(void **state)
{
	char bytes[64], *ascii;
	size_t i, at, len, skip;
	int round;

	(void)state;
	srand(7);
	for (round = 0; round < 5000; round++) {
		len = (size_t)rand() % (sizeof(bytes) - 1);
		for (i = 0; i < len; i++) {
			static const char favoured[] =
			    "\xcc\x81\xe1\xba\xf0\x9f\xed\x1b\r\n \xc2";

			bytes[i] = (char)(rand() % 2 ? favoured[rand() % 12]
						     : 1 + rand() % 255);
		}
		bytes[len] = '\0';
		len = strlen(bytes);
		assert_true(text_valid(text_nfc(arena, bytes),
				       strlen(text_nfc(arena, bytes)), &at));
		text_fold(arena, bytes);
		text_squeeze(arena, bytes);
		ascii = text_ascii(arena, bytes);
		for (i = 0; ascii[i] != '\0'; i++)
			assert_true((unsigned char)ascii[i] < 0x80);
		text_width(text_show(arena, bytes));
		assert_true(text_fit(bytes, 10, NULL) <= len);
		for (at = 0; at < len; at = i) {
			i = text_next(bytes, at);
			assert_true(i > at && i <= len);
		}
		for (at = len; at > 0; at = i) {
			i = text_previous(bytes, at);
			assert_true(i < at);
		}
		for (at = 0; at < len; at += i) {
			i = text_wrap(bytes + at, 7, &skip);
			i += skip;
			assert_true(i > 0 && at + i <= len);
		}
		assert_true(text_incomplete_tail(bytes, len) <= 3);
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_letter_folds_and_stands_alone),
	    cmocka_unit_test(folding_forgets_case_marks_and_blanks),
	    cmocka_unit_test(wrong_bytes_are_found_and_repaired),
	    cmocka_unit_test(the_screen_never_sees_a_control),
	    cmocka_unit_test(columns_are_counted_by_grapheme),
	    cmocka_unit_test(lines_wrap_at_blanks),
	    cmocka_unit_test(any_bytes_are_survived),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
