/* SPDX-License-Identifier: MIT */
/* Word documents: their tables, and what is refused before anything is unpacked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plan/docx.h"
#include "plan/plan_file.h"
#include "plan/sheet_plan.h"

static struct err_info info;
static const struct plan_head head = {.number = "9/KH", .year = 2026, .issuer = "SNV"};

#define BEGIN                                                                          \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document "                      \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "    \
	"xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"    \
	"<w:body>"
#define END "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define C(text) "<w:tc>" P(text) "</w:tc>"
#define SPAN(n, text) "<w:tc><w:tcPr><w:gridSpan w:val=\"" n "\"/></w:tcPr>" P(text) "</w:tc>"
#define FIRST(text) "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" P(text) "</w:tc>"
#define BELOW "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
#define R(cells) "<w:tr>" cells "</w:tr>"
#define T(rows) "<w:tbl><w:tblPr/>" rows "</w:tbl>"
#define HEADS R(C("STT") C("Nội dung") C("Chủ trì") C("Phối hợp") C("Kết quả") C("Thời gian"))

static const char *numbering = "";

static const char *read_xml(const char *xml)
{
	static struct str out;
	struct sheet *sheet = mem_new(1, sizeof(*sheet));
	struct plan_csv plan;
	enum err code;

	*sheet = (struct sheet){.name = "t.docx", .word = true, .memory = arena_new()};
	plan_csv_start(&plan, "t.docx");
	plan.number = head.number;
	plan.year = head.year;
	code = docx_read_xml(sheet, xml, strlen(xml), numbering, &info);
	if (code == ERR_OK)
		code = sheet_plan(sheet, &plan, &info);
	str_clear(&out);
	if (code != ERR_OK)
		str_add(&out, info.text);
	for (int i = 0; i < plan.count && code == ERR_OK; i++) {
		const struct plan_csv_node *n = &plan.nodes[i];

		str_addf(&out, "%s %s|%s|%s|%s|%s|%s|%s\n", n->path, n->label, n->text,
			 n->lead, n->coordinate, n->deliverable, n->time, n->inherited);
	}
	for (int i = 0; i < plan.note_count && code == ERR_OK; i++)
		str_addf(&out, "%s: %s\n", plan_csv_where(&plan, &plan.notes[i].at),
			 plan.notes[i].text);
	plan_csv_free(&plan);
	sheet_free(sheet);
	free(sheet);
	return str_data(&out);
}

static void tables_are_read(void **state)
{
	(void)state;
	assert_string_equal(
	    read_xml(BEGIN P("KẾ HOẠCH") T(HEADS R(C("I") SPAN("5", "Mục"))
		     R(C("1") C("Một") C("A") C("") C("K") C("Quý I"))
		     R(C("2") "<w:tc>" P("Hai,") P("ba") "</w:tc>" C("B") C("C") C("")
		       C("")))
		     P("Nơi nhận") END),
	    "1 I|Mục|||||\n"
	    "1.1 1|Một|A||K|Quý I|\n"
	    "1.2 2|Hai,\nba|B|C|||\n" + 0);
}

static void merged_cells_are_inherited_and_blank_ones_are_not(void **state)
{
	(void)state;
	assert_string_equal(
	    read_xml(BEGIN T(HEADS R(SPAN("6", "II. Mục lớn"))
			     R(C("1") C("Một") FIRST("A") C("B") FIRST("K") FIRST("Quý I"))
			     R(C("2") C("Hai") BELOW C("") BELOW BELOW)) END),
	    "1 II|Mục lớn|||||\n"
	    "1.1 1|Một|A|B|K|Quý I|\n"
	    "1.2 2|Hai|A||K|Quý I|lead deliverable time\n" + 0);
}

static void headings_may_span_and_take_two_rows(void **state)
{
	(void)state;
	assert_string_equal(
	    read_xml(BEGIN T(R(FIRST("STT") FIRST("Nội dung công việc")
			       SPAN("2", "Phân công thực hiện") FIRST("Kết quả")
			       FIRST("Thời gian"))
			     R(BELOW BELOW C("Đơn vị chủ trì") C("Đơn vị phối hợp") BELOW
			       BELOW)
			     R(C("I") SPAN("5", "Mục"))
			     R(C("1") C("Một") C("A") C("B") C("K") C("Quý I"))) END),
	    "1 I|Mục|||||\n1.1 1|Một|A|B|K|Quý I|\n");
}

static void other_tables_and_what_was_deleted_are_passed_over(void **state)
{
	(void)state;
	assert_string_equal(
	    read_xml(BEGIN T(R(C("UBND TỈNH") C("CỘNG HÒA")))
		     T(HEADS R(C("I") SPAN("5", "Mục"))
		       R(C("1") "<w:tc><w:p><w:r><w:t>Một</w:t></w:r><w:del><w:r><w:t>cũ"
			 "</w:t></w:r></w:del><mc:Fallback><w:r><w:t>x</w:t></w:r>"
			 "</mc:Fallback><w:r><w:noBreakHyphen/><w:br/><w:t>hai</w:t></w:r>"
			 "</w:p></w:tc>" C("A") C("") C("") C("Quý I"))
		       R("<w:trPr><w:del/></w:trPr>" C("2") C("Xóa") C("A") C("") C("") C(""))
		       R(C("2") "<w:tc>" P("Trong") T(R(C("bảng") C("nhỏ"))) "</w:tc>" C("A")
			 C("") C("") C("Quý II")))
		     T(R(C("Nơi nhận") C("TM. UBND"))) T(R(C("3") C("Ba") C("A") C("") C("")
		     C("Quý III"))) END),
	    "1 I|Mục|||||\n"
	    "1.1 1|Một-\nhai|A|||Quý I|\n"
	    "1.2 2|Trong\nbảng\nnhỏ|A|||Quý II|\n"
	    "1.3 3|Ba|A|||Quý III|\n"
	    "t.docx, table 3, row 1, column 1: a table without the plan's columns is "
	    "passed over\n");
}

#define LEVEL(at, format, text)                                                        \
	"<w:lvl w:ilvl=\"" at "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format      \
	"\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define N(list, level, text)                                                           \
	"<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list  \
	"\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"

static void numbers_that_word_prints_are_counted(void **state)
{
	(void)state;
	numbering = "<w:numbering "
		    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
		    "<w:abstractNum w:abstractNumId=\"7\">" LEVEL("0", "upperRoman", "%1.")
			LEVEL("1", "decimal", "%2") LEVEL("2", "bullet", "o")
		    "</w:abstractNum>"
		    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";
	assert_string_equal(
	    read_xml(BEGIN T(HEADS R(N("1", "0", "") SPAN("5", "Mục"))
		     R(N("1", "1", "") C("Một") C("A") C("") C("") C("Quý I"))
		     R(N("1", "1", "") C("Hai") C("A") C("") C("") C("Quý I"))
		     R(C("") N("1", "2", "Nhỏ") C("A") C("") C("") C("Quý I"))
		     R(N("1", "0", "") SPAN("5", "Mục"))
		     R(N("1", "1", "") C("Ba") C("A") C("") C("") C("Quý I"))) END),
	    "1 I.|Mục|||||\n"
	    "1.1 1|Một|A|||Quý I|\n"
	    "1.2 2|Hai|A|||Quý I|\n"
	    "1.2.1 -|Nhỏ|A|||Quý I|\n"
	    "2 II.|Mục|||||\n"
	    "2.1 1|Ba|A|||Quý I|\n");
	/* Numbering that cannot be read numbers nothing. */
	numbering = "<w:numbering";
	assert_string_equal(
	    read_xml(BEGIN T(HEADS R(N("1", "0", "I") SPAN("5", "Mục"))
			     R(N("1", "1", "1") C("Một") C("A") C("") C("") C("Quý I"))) END),
	    "1 I|Mục|||||\n1.1 1|Một|A|||Quý I|\n");
	numbering = "";
}

#define assert_refused(xml, want)                                                      \
	assert_non_null(strstr(read_xml(xml), want))

static void what_no_document_of_word_holds_is_refused(void **state)
{
	struct str deep = STR_EMPTY;

	(void)state;
	assert_refused("<!DOCTYPE a [<!ENTITY b \"c\">]>" BEGIN "&b;" END, "declares entities");
	assert_refused(BEGIN "&b;" END, "no XML of Word");
	assert_refused(BEGIN "<w:tbl>", "no XML of Word");
	assert_refused("\xff\xfe<\0", "not UTF-8");
	assert_refused("", "no XML of Word");
	assert_refused(BEGIN T(HEADS R(C("1") C("x") C("=cmd|X!A") C("") C("") C(""))) END,
		       "t.docx, table 1, row 2, column 3: \"=cmd|X!A\" is a formula");
	assert_refused(BEGIN T(HEADS R(C("1") C("x") C("A") C("") C("") C("30/02/2026"))) END,
		       "t.docx, table 1, row 2, column 6: There is no day 30/02/2026.");
	str_add(&deep, BEGIN);
	for (int i = 0; i < 20; i++)
		str_add(&deep, "<w:tbl><w:tr><w:tc>");
	assert_refused(deep.data, "tables stand too deep");
	str_clear(&deep);
	str_add(&deep, BEGIN);
	for (int i = 0; i < 200; i++)
		str_add(&deep, "<w:sdt>");
	assert_refused(deep.data, "elements stand too deep");
	str_free(&deep);
}

/* An archive of stored entries, by hand: no program packs what is tested here. */

static void put(struct str *out, unsigned long value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		str_add_char(out, i < 4 ? (char)(value >> 8 * i) : '\0');
}

static uint32_t crc(const char *bytes, size_t len)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < len; i++) {
		sum ^= (unsigned char)bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum;
}

struct entry {
	const char *name, *text;
	unsigned long claims; /* how large it says it is unpacked; 0: the truth */
	int method, flags;
};

static void put_entry(struct str *out, const struct entry *e, bool central, size_t at)
{
	size_t len = strlen(e->text);

	put(out, central ? 0x02014b50 : 0x04034b50, 4);
	put(out, 20, central ? 2 : 0);
	put(out, 20, 2);
	put(out, (unsigned)e->flags, 2);
	put(out, (unsigned)e->method, 2);
	put(out, 0x21, 4); /* time and day */
	put(out, crc(e->text, len), 4);
	put(out, len, 4);
	put(out, e->claims ? e->claims : len, 4);
	put(out, strlen(e->name), 2);
	put(out, 0, central ? 12 : 2);
	if (central)
		put(out, at, 4);
	str_add(out, e->name);
	if (!central)
		str_add(out, e->text);
}

static const char *read_zip(const struct entry *entries, int count)
{
	static char said[1024];
	struct str zip = STR_EMPTY, directory = STR_EMPTY;
	struct plan_csv plan;
	size_t begin;
	enum err code;

	for (int i = 0; i < count; i++) {
		put_entry(&directory, &entries[i], true, zip.len);
		put_entry(&zip, &entries[i], false, 0);
	}
	begin = zip.len;
	str_add_bytes(&zip, directory.data, directory.len);
	put(&zip, 0x06054b50, 4);
	put(&zip, 0, 4);
	put(&zip, (unsigned)count, 2);
	put(&zip, (unsigned)count, 2);
	put(&zip, directory.len, 4);
	put(&zip, begin, 4);
	put(&zip, 0, 2);
	code = plan_file_read_bytes(&plan, "t.docx", zip.data, zip.len, &head, &info);
	snprintf(said, sizeof(said), "%s", code == ERR_OK ? plan.nodes[1].text : info.text);
	plan_csv_free(&plan);
	str_free(&zip);
	str_free(&directory);
	return said;
}

static void archives_are_opened_within_bounds(void **state)
{
	static const char xml[] =
	    BEGIN T(HEADS R(C("1") C("Một") C("A") C("") C("") C("Quý I"))) END;
	const struct entry good[] = {{"[Content_Types].xml", "", 0, 0, 0},
				     {"word/document.xml", xml, 0, 0, 0}};
	const struct entry large = {"word/document.xml", xml, 1ul << 30, 8, 0};
	const struct entry tight = {"word/document.xml", "x", 2ul << 20, 8, 0};
	const struct entry locked = {"word/document.xml", xml, 0, 0, 1};
	const struct entry odd = {"word/document.xml", xml, 0, 99, 0};
	const struct entry sheet = {"xl/workbook.xml", "", 0, 0, 0};
	const struct entry none = {"a", "", 0, 0, 0};
	static struct entry many[5000];

	(void)state;
	for (int i = 0; i < 5000; i++)
		many[i] = none;
	assert_string_equal(read_zip(good, 2), "Một");
	assert_non_null(strstr(read_zip(&large, 1), "too large"));
	assert_non_null(strstr(read_zip(&tight, 1), "packed tighter"));
	assert_non_null(strstr(read_zip(&locked, 1), "password"));
	assert_non_null(strstr(read_zip(&odd, 1), "damaged"));
	assert_non_null(strstr(read_zip(&sheet, 1), "Excel"));
	assert_non_null(strstr(read_zip(&none, 1), "no Word document"));
	assert_non_null(strstr(read_zip(many, 5000), "too many entries"));
}

/* The panes and the other commands do not pay for it. */
static void nothing_is_loaded_before_it_is_needed(void **state)
{
	char line[4096];
	FILE *maps = fopen("/proc/self/maps", "re");

	(void)state;
	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps)) {
		assert_null(strstr(line, "libzip"));
		assert_null(strstr(line, "libxml2"));
	}
	fclose(maps);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_is_loaded_before_it_is_needed),
	    cmocka_unit_test(tables_are_read),
	    cmocka_unit_test(merged_cells_are_inherited_and_blank_ones_are_not),
	    cmocka_unit_test(headings_may_span_and_take_two_rows),
	    cmocka_unit_test(other_tables_and_what_was_deleted_are_passed_over),
	    cmocka_unit_test(numbers_that_word_prints_are_counted),
	    cmocka_unit_test(what_no_document_of_word_holds_is_refused),
	    cmocka_unit_test(archives_are_opened_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
