/* SPDX-License-Identifier: MIT */
/* Plans as offices keep them: tables of spreadsheets, by their headings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/encoding.h"
#include "plan/label.h"
#include "plan/plan_day.h"
#include "plan/plan_file.h"
#include "plan/plan_lint.h"

static struct err_info info;
static const struct plan_head head = {.number = "9/KH", .year = 2026, .issuer = "SNV"};

static enum err read_bytes(struct plan_csv *plan, const char *bytes, size_t len)
{
	return plan_file_read_bytes(plan, "t.csv", bytes, len, &head, &info);
}

/* One line a node: path, kind's letter, label, text, lead, with, time, inherited. */
static const char *tell(const struct plan_csv *plan)
{
	static struct str out;

	str_clear(&out);
	for (int i = 0; i < plan->count; i++) {
		const struct plan_csv_node *n = &plan->nodes[i];

		str_addf(&out, "%s %c %s|%s|%s|%s|%s|%s|%s\n", n->path,
			 plan_csv_kind_name(n->kind)[0], n->label, n->text, n->lead,
			 n->coordinate, n->deliverable, n->time, n->inherited);
	}
	return str_data(&out);
}

static void assert_read(const char *bytes, size_t len, const char *want)
{
	struct plan_csv plan;

	if (read_bytes(&plan, bytes, len) != ERR_OK)
		fail_msg("%s", info.text);
	assert_string_equal(tell(&plan), want);
	plan_csv_free(&plan);
}

#define assert_plan(text, want) assert_read(text, sizeof(text) - 1, want)

#define HEADS "STT;Nội dung công việc;Đơn vị chủ trì;Đơn vị phối hợp;Kết quả;Thời gian\n"

static void columns_are_found_by_their_headings(void **state)
{
	static const char want[] = "1 s I|Mục|||||\n"
				   "1.1 t 1|Việc|A|B|K|Quý I|\n";

	(void)state;
	assert_plan(HEADS "I;Mục;;;;\n1;Việc;A;B;K;Quý I\n", want);
	/* Another order, other words, without diacritics, more columns. */
	assert_plan("tt,Thoi han hoan thanh,Nhiem vu,San pham,Co quan phoi hop,"
		    "Co quan chu tri,Ghi chu\n"
		    "I,,Mục,,,,\n1,Quý I,Việc,K,B,A,x\n",
		    want);
	/* Two rows of headings, a row of numbers, and titles above. */
	assert_plan("\xef\xbb\xbfSỞ NỘI VỤ\t\t\t\t\t\r\n\t\t\t\t\t\r\n"
		    "\"KẾ HOẠCH\r\nnăm 2026\"\t\t\t\t\t\r\n"
		    "STT\tNội dung\tPhân công thực hiện\t\tKết quả\tThời gian\r\n"
		    "\t\tĐơn vị chủ trì\tĐơn vị phối hợp\t\t\r\n"
		    "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\r\n"
		    "I\tMục\t\t\t\t\r\n1\tViệc\tA\tB\tK\tQuý I\r\n",
		    want);
	/* One column for all who are involved, and none for numbers. */
	assert_plan("Nội dung,Đơn vị thực hiện,Tiến độ\n\"I. Mục\",,\n1. Việc,A,Quý I\n",
		    "1 s I|Mục|||||\n1.1 t 1|Việc|A|||Quý I|\n");
}

static void headings_come_again_on_every_page(void **state)
{
	(void)state;
	assert_plan(HEADS "I;Mục;;;;\n" HEADS "1;Việc;A;B;;Quý I\n" HEADS "2;Hai;A;B;;Quý I\n",
		    "1 s I|Mục|||||\n"
		    "1.1 t 1|Việc|A|B||Quý I|\n"
		    "1.2 t 2|Hai|A|B||Quý I|\n");
}

static void blank_cells_are_inherited_and_say_so(void **state)
{
	(void)state;
	assert_plan(HEADS "I;Mục;;;;\n1;Một;A;B;K;Quý I\n2;Hai;;C;;\n3;Ba;;;;\n"
			  "II;Mục;;;;\n1;Bốn;D;;;Quý II\n",
		    "1 s I|Mục|||||\n"
		    "1.1 t 1|Một|A|B|K|Quý I|\n"
		    "1.2 t 2|Hai|A|C||Quý I|lead time\n"
		    "1.3 t 3|Ba|A|C||Quý I|lead coordinate time\n"
		    "2 s II|Mục|||||\n"
		    "2.1 t 1|Bốn|D|||Quý II|\n");
	/* The text itself may be merged too. */
	assert_plan(HEADS "I;Mục;;;;\n1;Một;A;B;K;Quý I\n;;C;;;Quý II\n",
		    "1 s I|Mục|||||\n"
		    "1.1 t 1|Một|A|B|K|Quý I|\n"
		    "1.2 t |Một|C|B||Quý II|coordinate\n");
}

static void sections_are_seen_by_their_labels(void **state)
{
	(void)state;
	assert_plan(HEADS "A;Phần;;;;\nI;Mục;;;;\n1;Một;X;;;\na);Nhỏ;X;;;\nII;Hai;;;;\n"
			  ";- Chấm;X;;;\nB;Phần;;;;\n1.;Mục;;;;\n1.1.;Việc;X;;;\n"
			  "2.;Mục;;;;\n2.1.;Việc;X;;;\nC;Phần;;;;\n1;Việc;X;;;\n",
		    "1 s A|Phần|||||\n"
		    "1.1 s I|Mục|||||\n"
		    "1.1.1 t 1|Một|X||||\n"
		    "1.1.1.1 t a)|Nhỏ|X||||\n"
		    "1.2 s II|Hai|||||\n"
		    "1.2.1 t -|Chấm|X||||\n"
		    "2 s B|Phần|||||\n"
		    "2.1 s 1.|Mục|||||\n"
		    "2.1.1 t 1.1.|Việc|X||||\n"
		    "2.2 s 2.|Mục|||||\n"
		    "2.2.1 t 2.1.|Việc|X||||\n"
		    "3 s C|Phần|||||\n"
		    "3.1 t 1|Việc|X||||\n");
	/* A heading over all columns stands in the first one. */
	assert_plan(HEADS "II.1. Mục lớn;;;;;\n1;Việc;A;;;\n",
		    "1 s II.1|Mục lớn|||||\n1.1 t 1|Việc|A||||\n");
	/* A task beside sections, and a table without any. */
	assert_plan(HEADS "I;Việc;A;;;Quý I\n",
		    "1 s I|Việc|||||\n1.1 t |Việc|A|||Quý I|\n");
	assert_plan(HEADS "1;Việc;A;;;Quý I\n2;Hai;A;;;Quý I\n",
		    "1 s |9/KH|||||\n1.1 t 1|Việc|A|||Quý I|\n1.2 t 2|Hai|A|||Quý I|\n");
}

static void assert_utf16(bool big, bool mark, const char *text)
{
	struct str bytes = STR_EMPTY;
	const unsigned char *at = (const unsigned char *)text;

	if (mark)
		str_add_bytes(&bytes, big ? "\xfe\xff" : "\xff\xfe", 2);
	while (*at) {
		unsigned unit = *at++;

		if (unit >= 0xe0) {
			unit = (unit & 15) << 12 | (*at++ & 63u) << 6;
			unit |= *at++ & 63u;
		} else if (unit >= 0xc0) {
			unit = (unit & 31) << 6;
			unit |= *at++ & 63u;
		}
		str_add_char(&bytes, (char)(big ? unit >> 8 : unit));
		str_add_char(&bytes, (char)(big ? unit : unit >> 8));
	}
	assert_read(bytes.data, bytes.len,
		    "1 s I|Mục|||||\n1.1 t 1|Việc \"lớn\"|A|B||Quý I|\n");
	str_free(&bytes);
}

static void utf16_of_either_order_is_read(void **state)
{
	static const char text[] = "STT\tNội dung\tChủ trì\tPhối hợp\tThời gian\r\n"
				   "I\tMục\t\t\t\r\n1\t\"Việc \"\"lớn\"\"\"\tA\tB\tQuý I\r\n";

	(void)state;
	assert_utf16(false, true, text);
	assert_utf16(true, true, text);
	assert_utf16(false, false, text);
	assert_utf16(true, false, text);
}

static void half_letters_are_named(void **state)
{
	struct str out = STR_EMPTY;
	size_t bad;
	bool nul;

	(void)state;
	assert_false(encoding_read("\xff\xfe" "a\0b", 5, &out, &bad, &nul));
	assert_int_equal(bad, 4);
	str_clear(&out);
	assert_false(encoding_read("\xff\xfe" "a\0\x00\xd8" "b\0", 8, &out, &bad, &nul));
	assert_int_equal(bad, 4);
	str_clear(&out);
	assert_false(encoding_read("\xfe\xff" "\0a\0\0", 6, &out, &bad, &nul));
	assert_true(nul);
	str_free(&out);
}

static void assert_wrong(const char *text, size_t len, const char *want)
{
	struct plan_csv plan;

	assert_int_equal(read_bytes(&plan, text, len), ERR_INPUT);
	if (strncmp(info.text, want, strlen(want)) != 0)
		fail_msg("wanted %s, got %s", want, info.text);
	plan_csv_free(&plan);
}

#define assert_refused(text, want) assert_wrong(text, sizeof(text) - 1, want)

static void what_cannot_be_taken_is_named(void **state)
{
	(void)state;
	assert_refused("", "t.csv:1:1: no row of headings");
	assert_refused("a,b\n1,2\n", "t.csv:1:1: no row of headings");
	assert_refused(HEADS, "t.csv: the table has no tasks");
	assert_refused(HEADS "I;Mục;;;;\n1;x;=cmd|' /C calc'!A0;;;\n", "t.csv:3:5: \"=cmd");
	assert_refused(HEADS "I;Mục;;;;\n1;+cmd|' /C calc'!A0;;;;\n", "t.csv:3:3: \"+cmd");
	assert_refused(HEADS "I;Mục;;;;\n1;@SUM(A1);;;;\n", "t.csv:3:3: \"@SUM");
	assert_refused(HEADS "I;Mục;;;;\n1;x;A;;;Trước 31/02/2026\n",
		       "t.csv:3:9: There is no day 31/02/2026.");
	assert_refused(HEADS "I;Mục;;;;\n1;x\xff;A;;;\n", "t.csv:3:4: Neither UTF-8");
	assert_refused(HEADS "I;Mục;;;;\n1;x\0;A;;;\n", "t.csv:3:4: A NUL");
	assert_refused("%PDF-1.4", "t.csv: this is a PDF");
	assert_refused("\xd0\xcf\x11\xe0\xa1\xb1", "t.csv: this is an old");
	assert_refused(HEADS "I;\"Mục;;;;\n", "t.csv:2:3: The quote");
}

static void an_apostrophe_makes_text_of_a_formula(void **state)
{
	(void)state;
	assert_plan(HEADS "I;Mục;;;;\n1;'=A1;'- A;;;\n",
		    "1 s I|Mục|||||\n1.1 t 1|=A1|- A||||\n");
}

static void too_many_rows_are_refused(void **state)
{
	struct str text = STR_EMPTY;

	(void)state;
	str_add(&text, HEADS "I;Mục;;;;\n");
	for (int i = 1; i <= 100000; i++)
		str_addf(&text, "%d;Việc;A;;;Quý I\n", i);
	assert_wrong(text.data, text.len, "t.csv:20001:1: More than 20000 rows");
	str_free(&text);
}

static void whose_plan_it_is_must_be_said(void **state)
{
	struct plan_head none = {.number = "9/KH", .year = 2026};
	struct plan_csv plan;

	(void)state;
	assert_int_equal(plan_file_read_bytes(&plan, "t.csv", HEADS, sizeof(HEADS) - 1,
					      &none, &info),
			 ERR_USAGE);
	assert_non_null(strstr(info.text, "--issuer"));
	plan_csv_free(&plan);
}

static void the_title_stands_above(void **state)
{
	static const char text[] = "UBND TỈNH;;;;;\nKẾ HOẠCH;;;;;\nnăm 2025;;;;;\n" HEADS
				   "1;Việc;A;;;Quý I\n";
	struct plan_csv plan;

	(void)state;
	assert_int_equal(read_bytes(&plan, text, sizeof(text) - 1), ERR_OK);
	assert_string_equal(plan.title, "KẾ HOẠCH năm 2025");
	assert_string_equal(plan.state, "in_force");
	plan_csv_free(&plan);
}

/* All notes, one a line. */
static const char *lint(const char *text)
{
	static struct str out;
	struct plan_csv plan;

	if (read_bytes(&plan, text, strlen(text)) != ERR_OK)
		fail_msg("%s", info.text);
	plan_lint(&plan);
	plan_lint_sort(&plan);
	str_clear(&out);
	for (int i = 0; i < plan.note_count; i++)
		str_addf(&out, "%s: %s\n", plan_csv_where(&plan, &plan.notes[i].at),
			 plan.notes[i].text);
	plan_csv_free(&plan);
	return str_data(&out);
}

static void lint_names_what_to_look_at(void **state)
{
	(void)state;
	assert_string_equal(
	    lint(HEADS "I;Mục;;;;\n1;a;A;;;Quý I\n2;b;A;;;Quý I năm 2025\n2;c;A;;;blabla\n"
		       "5;d;A;;;Định kỳ\nIII;Mục;;;;\n2;e;A;;;\n1;f;A;;;Quý I\n"),
	    "t.csv:4:9: the year 2025 in \"Quý I năm 2025\" is not the plan's 2026\n"
	    "t.csv:5:1: the number \"2\" stands twice, first at t.csv:4:1\n"
	    "t.csv:5:9: the phrase \"blabla\" cannot be read\n"
	    "t.csv:6:1: a gap: \"5\" comes after \"2\"\n"
	    "t.csv:6:9: the phrase \"Định kỳ\" names no day: to be asked\n"
	    "t.csv:7:1: a gap: \"III\" comes after \"I\"\n"
	    "t.csv:8:1: a gap: the count begins with \"2\"\n"
	    "t.csv:8:9: no time is given\n"
	    "t.csv:9:1: out of order: \"1\" comes after \"2\"\n");
	assert_string_equal(lint("STT;Nội dung;Chủ trì;Thời gian;Ghi chú\n"
				 "I;Mục;;;\n1;a;A;Quý I;x\nNơi nhận: a;;;;\n"),
			    "t.csv:1:32: the column \"Ghi chú\" is not taken over\n"
			    "t.csv:4:1: the table is taken to end here\n");
}

static void labels_are_read(void **state)
{
	size_t len;

	(void)state;
	assert_int_equal(label_read(" VI. ").number, 6);
	assert_int_equal(label_read("XIV").number, 14);
	assert_int_equal(label_read("II.3").depth, 2);
	assert_int_equal(label_read("(b)").class, LABEL_SMALL);
	assert_int_equal(label_read("+").class, LABEL_BULLET);
	assert_int_equal(label_read("Tổng").class, LABEL_OTHER);
	assert_int_equal(label_split("I. Mục", &len), 3);
	assert_int_equal(len, 1);
	assert_int_equal(label_split("- Việc", &len), 2);
	assert_int_equal(label_split("5 hồ sơ", &len), 0);
	assert_int_equal(label_split("1.500 hồ sơ", &len), 0);
	assert_int_equal(label_split("63/2010/NĐ-CP", &len), 0);
}

static void days_that_do_not_exist_are_found(void **state)
{
	static const struct {
		const char *phrase, *wrong;
	} cases[] = {
	    {"Trước 31/02/2026", "31/02/2026"},
	    {"chậm nhất 30/2", "30/2"},
	    {"ngày 31 tháng 4", "31/04/2026"},
	    {"Ngày 29 tháng 02 năm 2026", "29/02/2026"},
	    {"29/02/2028", NULL},
	    {"32/01/2026", "32/01/2026"},
	    {"15.13.2026", "15.13.2026"},
	    {"Quý I, 15/6/2026", NULL},
	    {"theo Nghị định 63/2010/NĐ-CP", NULL},
	    {"Kế hoạch số 31/02/KH-UBND", NULL},
	    {"trực 24/24 giờ", NULL},
	    {"tháng 02/2026", NULL},
	    {"", NULL},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *got = plan_day_wrong(arena, cases[i].phrase, 2026);

		if (cases[i].wrong == NULL)
			assert_null(got);
		else
			assert_string_equal(got, cases[i].wrong);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(columns_are_found_by_their_headings),
	    cmocka_unit_test(headings_come_again_on_every_page),
	    cmocka_unit_test(blank_cells_are_inherited_and_say_so),
	    cmocka_unit_test(sections_are_seen_by_their_labels),
	    cmocka_unit_test(utf16_of_either_order_is_read),
	    cmocka_unit_test(half_letters_are_named),
	    cmocka_unit_test(what_cannot_be_taken_is_named),
	    cmocka_unit_test(an_apostrophe_makes_text_of_a_formula),
	    cmocka_unit_test(too_many_rows_are_refused),
	    cmocka_unit_test(whose_plan_it_is_must_be_said),
	    cmocka_unit_test(the_title_stands_above),
	    cmocka_unit_test(lint_names_what_to_look_at),
	    cmocka_unit_test(labels_are_read),
	    cmocka_unit_test(days_that_do_not_exist_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
