/* SPDX-License-Identifier: MIT */
/* Finding words whatever their diacritics: where they stand, and what stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "widget/choices.h"
#include "widget/sieve.h"

/* `text` with brackets around what text_find finds, or "-". */
static void assert_found(const char *text, const char *words, const char *expected)
{
	struct arena *arena = arena_new();
	size_t from, to;

	if (!text_find(arena, text, text_fold(arena, words), &from, &to))
		assert_string_equal("-", expected);
	else
		assert_string_equal(arena_printf(arena, "%.*s[%.*s]%s", (int)from, text,
						 (int)(to - from), text + from, text + to),
				    expected);
	arena_free(arena);
}

static void words_are_found_without_their_diacritics(void **state)
{
	(void)state;
	assert_found("Kế hoạch rà soát", "ra soat", "Kế hoạch [rà soát]");
	assert_found("Kế hoạch rà soát", "RÀ  soát ", "Kế hoạch [rà soát]");
	assert_found("đường Đồng Đăng", "dong d", "đường [Đồng Đ]ăng");
	assert_found("số 21/KH-SNgV", "21/kh", "số [21/KH]-SNgV");
	assert_found("Kế hoạch", "z", "-");
	assert_found("Kế hoạch", "", "-");
	assert_found("", "a", "-");
}

static void decomposed_letters_are_taken_whole(void **state)
{
	(void)state;
	/* e, circumflex, acute: the marks belong to the letter before them. */
	assert_found("Ke\u0302\u0301 hoa\u0323ch", "ke", "[Ke\u0302\u0301] hoa\u0323ch");
	assert_found("Ke\u0302\u0301 hoa\u0323ch", "ke hoa", "[Ke\u0302\u0301 hoa\u0323]ch");
	assert_found("a\u00a0\n b", "a b", "[a\u00a0\n b]");
}

static void the_start_of_a_word_is_preferred(void **state)
{
	(void)state;
	assert_found("kiểm tra, rà soát", "ra", "kiểm tra, [rà] soát");
	assert_found("kiểm tra", "ra", "kiểm t[ra]");
}

static void not_all_as_a_phrase_then_what_stands_together(void **state)
{
	(void)state;
	assert_found("Rà soát, đơn giản hóa", "ra soat don gian", "[Rà soát], đơn giản hóa");
	assert_found("hóa đơn, rà", "don gian", "hóa [đơn], rà");
	/* A single letter tells nothing. */
	assert_found("sở a", "a z", "-");
}

static void all_words_must_stand_somewhere(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_true(text_has_words(arena, "Sở Nội vụ, quý I", "quy noi"));
	assert_false(text_has_words(arena, "Sở Nội vụ, quý I", "quy ngoai"));
	assert_true(text_has_words(arena, "gì cũng được", ""));
	arena_free(arena);
}

/* Filters. */

static const struct sieve_row rows[] = {
    {{"đang làm", NULL, "Sở Nội vụ", "1/KH@2026", "mục 1", "quý I", "theo kỳ"}},
    {{"vướng mắc", "quá hạn", "Sở Ngoại vụ", "1/KH@2026", "mục 2", "quý II", "theo kỳ"}},
    {{"chưa xong", NULL, "Sở Nội vụ", "2/KH@2026", "mục 1", NULL, "thường xuyên"}},
};

/* Which rows stay, as a number of bits. */
static unsigned kept(const char *terms)
{
	struct sieve sieve = {.terms = STR_EMPTY};
	unsigned bits = 0;

	sieve_set(&sieve, terms);
	sieve_begin(&sieve);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		sieve_learn(&sieve, &rows[i]);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		bits |= sieve_keeps(&sieve, &rows[i]) ? 1U << i : 0;
	assert_int_equal(sieve.all, 3);
	sieve_free(&sieve);
	return bits;
}

static void a_row_stays_when_every_term_is_one_of_its_facets(void **state)
{
	(void)state;
	assert_int_equal(kept(""), 7);
	assert_int_equal(kept(" ; "), 7);
	assert_int_equal(kept("so noi vu"), 5);
	assert_int_equal(kept("so noi vu; theo ky"), 1);
	assert_int_equal(kept("thuong"), 4);
	assert_int_equal(kept("2/kh"), 4);
	assert_int_equal(kept("qua han; so n"), 2);
	assert_int_equal(kept("khong co"), 0);
}

static void a_whole_facet_means_just_that(void **state)
{
	(void)state;
	assert_int_equal(kept("quy i"), 1);
	assert_int_equal(kept("quy"), 3);
	assert_int_equal(kept("quý II;"), 2);
}

static void a_term_begins_at_a_word(void **state)
{
	(void)state;
	assert_int_equal(kept("vu"), 7);  /* vụ, vướng */
	assert_int_equal(kept("oai"), 0); /* inside Ngoại */
}

static void what_is_left_out_is_said(void **state)
{
	struct sieve sieve = {.terms = STR_EMPTY};
	struct str out = STR_EMPTY;

	(void)state;
	sieve_begin(&sieve);
	sieve_learn(&sieve, &rows[0]);
	sieve_say(&sieve, &out);
	assert_string_equal(str_data(&out), "");
	sieve_set(&sieve, "quy");
	assert_true(sieve_keeps(&sieve, &rows[0]));
	sieve_say(&sieve, &out);
	assert_non_null(strstr(str_data(&out), "quy"));
	assert_non_null(strstr(str_data(&out), "1/1"));
	str_free(&out);
	sieve_free(&sieve);
}

static void facets_are_counted_for_the_completion(void **state)
{
	struct sieve sieve = {.terms = STR_EMPTY};
	int seen = 0;

	(void)state;
	sieve_begin(&sieve);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		sieve_learn(&sieve, &rows[i]);
	for (int i = 0; i < sieve.count; i++)
		if (strcmp(sieve.values[i].text, "Sở Nội vụ") == 0)
			seen = sieve.values[i].rows;
	assert_int_equal(seen, 2);
	sieve_free(&sieve);
}

/* What Tab offers. */

static void choices_go_round_both_ways(void **state)
{
	struct choices choices = {.at = -1};

	(void)state;
	choices_clear(&choices);
	assert_null(choices_turn(&choices, 1));
	assert_null(choices_now(&choices));
	choices_add(&choices, &(struct choice){.text = "a"});
	choices_add(&choices, &(struct choice){.text = "b", .note = "two"});
	choices_add(&choices, &(struct choice){.text = "a"});
	choices_add(&choices, &(struct choice){.text = "a", .kind = 1});
	assert_int_equal(choices.count, 3);
	assert_string_equal(choices_turn(&choices, 1)->text, "a");
	assert_string_equal(choices_turn(&choices, 1)->note, "two");
	assert_int_equal(choices_turn(&choices, 1)->kind, 1);
	assert_int_equal(choices_turn(&choices, 1)->kind, 0);
	assert_int_equal(choices_turn(&choices, -1)->kind, 1);
	choices_clear(&choices);
	assert_null(choices_now(&choices));
	choices_free(&choices);
}

static void the_first_step_back_is_to_the_last(void **state)
{
	struct choices choices = {.at = -1};

	(void)state;
	choices_clear(&choices);
	choices_add(&choices, &(struct choice){.text = "a"});
	choices_add(&choices, &(struct choice){.text = "b"});
	assert_string_equal(choices_turn(&choices, -1)->text, "b");
	choices_free(&choices);
}

static void what_is_meant_is_named_in_full_or_alone(void **state)
{
	struct choices choices = {.at = -1};

	(void)state;
	choices_clear(&choices);
	assert_null(choices_meant(&choices, "x"));
	choices_add(&choices, &(struct choice){.text = "MẪU-KH@2026 4.1"});
	assert_non_null(choices_meant(&choices, "mau"));
	choices_add(&choices, &(struct choice){.text = "MẪU-KH@2026 4.10"});
	assert_null(choices_meant(&choices, "mau"));
	assert_string_equal(choices_meant(&choices, "mau-kh@2026 4.1")->text, "MẪU-KH@2026 4.1");
	choices_free(&choices);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_found_without_their_diacritics),
	    cmocka_unit_test(decomposed_letters_are_taken_whole),
	    cmocka_unit_test(the_start_of_a_word_is_preferred),
	    cmocka_unit_test(not_all_as_a_phrase_then_what_stands_together),
	    cmocka_unit_test(all_words_must_stand_somewhere),
	    cmocka_unit_test(a_row_stays_when_every_term_is_one_of_its_facets),
	    cmocka_unit_test(a_whole_facet_means_just_that),
	    cmocka_unit_test(a_term_begins_at_a_word),
	    cmocka_unit_test(what_is_left_out_is_said),
	    cmocka_unit_test(facets_are_counted_for_the_completion),
	    cmocka_unit_test(choices_go_round_both_ways),
	    cmocka_unit_test(the_first_step_back_is_to_the_last),
	    cmocka_unit_test(what_is_meant_is_named_in_full_or_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
