/* SPDX-License-Identifier: MIT */
/* Text of many lines under the user's hands, and under a megabyte from the clipboard. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/text.h"
#include "input/key.h"
#include "widget/editor.h"
#include "widget/editor_rows.h"

static struct editor editor;

static int empty(void **state)
{
	(void)state;
	editor_free(&editor);
	editor_set(&editor, "");
	editor_rows(&editor, 10);
	return 0;
}

static int release(void **state)
{
	(void)state;
	editor_free(&editor);
	return 0;
}

static void type(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	ucs4_t letter;

	while (*at != '\0') {
		at += u8_mbtouc(&letter, at, strlen((const char *)at));
		editor_key(&editor, letter == '\n' ? (ucs4_t)KEY_RETURN : letter);
	}
}

static void press(uint32_t key, int times)
{
	while (times-- > 0)
		editor_key(&editor, key);
}

/* What was wrapped bit by bit is what is wrapped at once. */
static void check_rows(void)
{
	size_t *rows = mem_new((size_t)editor.row_count, sizeof(*rows));
	int count = editor.row_count;

	memcpy(rows, editor.rows, (size_t)count * sizeof(*rows));
	editor_rows_all(&editor, editor.columns);
	assert_int_equal(editor.row_count, count);
	assert_memory_equal(editor.rows, rows, (size_t)count * sizeof(*rows));
	free(rows);
}

/* The text, with "|" where the cursor stands. */
static void check(const char *wanted)
{
	const char *bar = strchr(wanted, '|');
	size_t before = (size_t)(bar - wanted);

	assert_int_equal(editor.cursor, before);
	assert_int_equal(strlen(editor_text(&editor)), strlen(wanted) - 1);
	assert_memory_equal(editor_text(&editor), wanted, before);
	assert_string_equal(editor_text(&editor) + before, bar + 1);
	check_rows();
}

static void lines_are_typed_and_joined(void **state)
{
	(void)state;
	type("một\nhai");
	check("một\nhai|");
	press(KEY_GO_HOME, 1);
	press(KEY_RUBOUT, 1);
	check("một|hai");
	press(KEY_RETURN, 2);
	check("một\n\n|hai");
	press(KEY_ARROW_LEFT, 1);
	press(KEY_DELETE, 1);
	check("một\n|hai");
}

/* Telex: letters and backspaces in one read; some drivers send marks. */
static void vietnamese_comes_in_any_form_and_is_composed(void **state)
{
	(void)state;
	type("ngu");
	press(KEY_RUBOUT, 1);
	type("ườ");
	type("i");
	check("người|");
	type("\nvie\u0323\u0302t");
	check("người\nviệt|");
	press(KEY_ARROW_LEFT, 2);
	press(KEY_RUBOUT, 1);
	type("i");
	check("người\nvi|ệt");
	press(KEY_GO_END, 1);
	type("e\u0302\u0301");
	check("người\nviệtế|");
}

static void it_wraps_at_blanks_and_keeps_the_rows_right(void **state)
{
	(void)state;
	type("cán bộ yêu cầu nộp thêm giấy");
	assert_int_equal(editor.row_count, 3); /* "cán bộ yêu" / "cầu nộp " / "thêm giấy" */
	check_rows();
	press(KEY_ARROW_UP, 1);
	type("x");
	check_rows();
	type("abcdefghijklmnop");
	check_rows();
	press(KEY_RUBOUT, 12);
	check_rows();
	type("\n\n\n");
	check_rows();
	press(KEY_GO_END, 1);
	press(KEY_DELETE, 5);
	check_rows();
	editor_rows(&editor, 4);
	check_rows();
}

static void up_and_down_keep_their_column_and_lead_out_at_the_edges(void **state)
{
	(void)state;
	type("abcdef\nxy\nghijkl");
	press(KEY_ARROW_UP, 1);
	assert_int_equal(editor.cursor, 9); /* behind "xy" */
	press(KEY_ARROW_UP, 1);
	assert_int_equal(editor.cursor, 6);
	assert_false(editor_key(&editor, KEY_ARROW_UP));
	press(KEY_ARROW_DOWN, 2);
	assert_int_equal(editor.cursor, 16);
	assert_false(editor_key(&editor, KEY_ARROW_DOWN));
	assert_false(editor_key(&editor, KEY_TAB));
	assert_false(editor_key(&editor, KEY_ESC));
}

static void what_is_pasted_is_text_and_no_keys(void **state)
{
	(void)state;
	type("ab");
	press(KEY_ARROW_LEFT, 1);
	press(KEY_PASTE_BEGIN, 1);
	press(KEY_RETURN, 1);
	press('\t', 1);
	press('x', 1);
	press(27, 1);
	press(4, 1);
	press(KEY_ARROW_LEFT, 1);
	press(KEY_RUBOUT, 1);
	press(KEY_BROKEN, 1);
	type("\u00e2\u0301");
	press(KEY_PASTE_END, 1);
	check("a\n\txấ|b");
	/* Its control characters are text. */
	press(KEY_PASTE_BEGIN, 1);
	press(KEY_PASTED | 27, 1);
	press(KEY_PASTED | 0x9b, 1);
	press(KEY_PASTE_END, 1);
	check("a\n\txấ\x1b\xc2\x9b|b");
	press(KEY_RUBOUT, 2);
	check("a\n\txấ|b");
}

/* An unseen character is shown as an escape, and the cursor stands behind it. */
static void the_unseen_has_the_columns_of_its_escape(void **state)
{
	(void)state;
	type("a\u200bb");
	assert_int_equal(editor_rows_width(&editor, 0, editor.cursor), 10);
	press(KEY_RUBOUT, 2);
	type("\u202e");
	check_rows();
	assert_int_equal(editor.row_count, 1);
	type("cd");
	assert_int_equal(editor.row_count, 2);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Of a megabyte, with some letters in it that need a closer look. */
static void paste(const char *line, size_t bytes)
{
	press(KEY_PASTE_BEGIN, 1);
	for (size_t at = 0; at < bytes; at += strlen(line))
		type(line);
	press(KEY_PASTE_END, 1);
}

static void a_megabyte_arrives_whole_and_stays_quick(void **state)
{
	const char *line = "Ông Nông Văn Tám (mẫu) phản ánh việc chậm trả kết quả hồ sơ đất đai\u00a0.\n";
	double began = seconds(), typed;
	size_t len;

	(void)state;
	editor_rows(&editor, 60);
	paste(line, 1 << 20);
	len = editor.text.len;
	assert_true(len >= 1 << 20);
	typed = seconds();
	press(KEY_PAGE_UP, 3);
	for (int i = 0; i < 20; i++)
		type("ế");
	assert_int_equal(editor.text.len, len + 60);
	/* Generous: sanitizers and a busy machine; a walk over the whole text at each
	 * letter would take minutes. */
	assert_true(typed - began < 5);
	assert_true(seconds() - typed < 2);
	check_rows();
}

static void a_megabyte_of_marks_is_no_trap(void **state)
{
	double began = seconds();

	(void)state;
	editor_rows(&editor, 60);
	paste("a\u0301\u0302\u0303\u0301\u0302\u0303\u0301\u0302\u0303\u0301", 100000);
	paste("\u200b\u202e\u0300", 100000);
	assert_true(seconds() - began < 10);
}

static void more_than_fits_is_left_out_and_told(void **state)
{
	char *page = mem_new(EDITOR_BYTES, 1);

	(void)state;
	memset(page, 'x', EDITOR_BYTES - 1);
	editor_set(&editor, page);
	free(page);
	type("y");
	assert_false(editor.full);
	type("z");
	assert_true(editor.full);
	assert_int_equal(editor.text.len, EDITOR_BYTES);
	press(KEY_PASTE_BEGIN, 1);
	press('a', 1);
	press(KEY_PASTE_END, 1);
	assert_true(editor.full);
	assert_int_equal(editor.text.len, EDITOR_BYTES);
	press(KEY_RUBOUT, 1);
	assert_false(editor.full);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup(lines_are_typed_and_joined, empty),
	    cmocka_unit_test_setup(vietnamese_comes_in_any_form_and_is_composed, empty),
	    cmocka_unit_test_setup(it_wraps_at_blanks_and_keeps_the_rows_right, empty),
	    cmocka_unit_test_setup(up_and_down_keep_their_column_and_lead_out_at_the_edges, empty),
	    cmocka_unit_test_setup(what_is_pasted_is_text_and_no_keys, empty),
	    cmocka_unit_test_setup(the_unseen_has_the_columns_of_its_escape, empty),
	    cmocka_unit_test_setup(a_megabyte_arrives_whole_and_stays_quick, empty),
	    cmocka_unit_test_setup(a_megabyte_of_marks_is_no_trap, empty),
	    cmocka_unit_test_setup(more_than_fits_is_left_out_and_told, empty),
	};

	return cmocka_run_group_tests(tests, NULL, release);
}
