/* SPDX-License-Identifier: MIT */
/* The words of the register: read from the server, found by set and code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "feedback/words.h"
#include "rows_made.h"

/* As feedback_kinds sends them: sorted by set, then as they are offered. */
static const char *const kinds[][ROWS_COLUMNS] = {
    {"set", "code", "name", "name_en", "number", "note"},
    {"channel", "direct", "Trực tiếp", "In person", "1", ""},
    {"channel", "telephone", "Điện thoại", "", "5", ""},
    {"state", "new", "Mới", "New", "1", "open"},
    {"state", "archived", "Lưu hồ sơ", "Archived", "15", "ended"},
    {"track", "direct", "", "", "1", "Luật \"X\""},
    {NULL},
};

static void read_kinds(struct feedback_words *words, bool english)
{
	struct rows rows = rows_made(kinds);

	feedback_words_read(words, &rows, english);
	PQclear((PGresult *)rows.result); /* what was read is a copy */
}

static void a_word_is_named_within_its_set(void **state)
{
	struct feedback_words words = {0};

	(void)state;
	read_kinds(&words, false);
	assert_int_equal(words.count, 5);
	assert_string_equal(feedback_word(&words, "channel", "direct"), "Trực tiếp");
	assert_string_equal(feedback_word(&words, "state", "archived"), "Lưu hồ sơ");
	/* The same code in another set is another word. */
	assert_string_equal(feedback_word(&words, "track", "direct"), "direct");
	feedback_words_free(&words);
}

static void english_has_its_own_names(void **state)
{
	struct feedback_words words = {0};

	(void)state;
	read_kinds(&words, true);
	assert_string_equal(feedback_word(&words, "channel", "direct"), "In person");
	/* A word without a name in this language is its code, never nothing. */
	assert_string_equal(feedback_word(&words, "channel", "telephone"), "telephone");
	feedback_words_free(&words);
}

static void an_unknown_word_is_its_code(void **state)
{
	struct feedback_words words = {0};

	(void)state;
	assert_string_equal(feedback_word(&words, "state", "new"),
			    "new"); /* not read yet */
	read_kinds(&words, false);
	assert_string_equal(feedback_word(&words, "state", "melted"), "melted");
	assert_string_equal(feedback_word(&words, "no such set", "new"), "new");
	assert_string_equal(feedback_word(&words, "state", ""), "");
	assert_string_equal(feedback_word(&words, "state", NULL), "");
	feedback_words_free(&words);
}

static void a_set_is_walked_in_the_order_of_the_server(void **state)
{
	struct feedback_words words = {0};
	const struct feedback_word *word;

	(void)state;
	assert_null(feedback_word_next(&words, "state", NULL));
	read_kinds(&words, false);
	word = feedback_word_next(&words, "state", NULL);
	assert_non_null(word);
	assert_string_equal(word->code, "new");
	assert_string_equal(word->note, "open");
	word = feedback_word_next(&words, "state", word);
	assert_non_null(word);
	assert_string_equal(word->code, "archived");
	assert_null(feedback_word_next(&words, "state", word));
	word = feedback_word_next(&words, "track", NULL);
	assert_non_null(word);
	assert_string_equal(word->note, "Luật \"X\"");
	assert_null(feedback_word_next(&words, "track", word));
	assert_null(feedback_word_next(&words, "field", NULL));
	feedback_words_free(&words);
}

static void reading_again_replaces_what_was_there(void **state)
{
	static const char *const fewer[][ROWS_COLUMNS] = {
	    {"set", "code", "name", "name_en", "number", "note"},
	    {"state", "new", "Vừa nhận", "New", "1", "open"},
	    {NULL},
	};
	struct feedback_words words = {0};
	struct rows rows = rows_made(fewer);

	(void)state;
	read_kinds(&words, false);
	feedback_words_read(&words, &rows, false);
	PQclear((PGresult *)rows.result);
	assert_int_equal(words.count, 1);
	assert_string_equal(feedback_word(&words, "state", "new"), "Vừa nhận");
	assert_string_equal(feedback_word(&words, "channel", "direct"), "direct");
	feedback_words_free(&words);
	assert_int_equal(words.count, 0);
	feedback_words_free(&words); /* twice is no harm */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_word_is_named_within_its_set),
	    cmocka_unit_test(english_has_its_own_names),
	    cmocka_unit_test(an_unknown_word_is_its_code),
	    cmocka_unit_test(a_set_is_walked_in_the_order_of_the_server),
	    cmocka_unit_test(reading_again_replaces_what_was_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
