/* SPDX-License-Identifier: MIT */
/*
 * Time phrases: every phrase of data/phrases*.tsv, the same ones written in other
 * ways, phrases built here with their reading worked out by another road (the
 * calendar of the C library), and nonsense, which must never become a date.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/date.h"
#include "base/text.h"
#include "plan/schedule.h"

enum { PHRASES = 1000 };

static const char *const roman[] = {"", "I", "II", "III", "IV"};

struct phrase {
	int year;
	char *text;
	char *expected;
};

static struct phrase phrases[PHRASES];
static int phrase_count;
static struct arena *arena;

static int load_file(const char *path)
{
	FILE *file = fopen(path, "r");
	char line[4096];

	if (file == NULL)
		return -1;
	while (fgets(line, sizeof(line), file) != NULL) {
		char *text = strchr(line, '\t'), *expected;

		if (line[0] == '#' || text == NULL)
			continue;
		line[strcspn(line, "\n")] = '\0';
		expected = strchr(++text, '\t');
		*expected++ = '\0';
		assert_true(phrase_count < PHRASES);
		phrases[phrase_count++] = (struct phrase){
		    atoi(line), arena_copy(arena, text), arena_copy(arena, expected)};
	}
	return fclose(file);
}

static int load_phrases(void **state)
{
	(void)state;
	arena = arena_new();
	return load_file("tests/unit/data/phrases.tsv") ||
	       load_file("tests/unit/data/phrases_beyond.tsv");
}

static int forget_phrases(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const char *read_text(int year, const char *text)
{
	static char line[4096];
	struct str out = STR_EMPTY;
	struct schedule schedule;

	schedule_read(text, year, &schedule);
	schedule_print(&schedule, &out);
	snprintf(line, sizeof(line), "%s", str_data(&out));
	str_free(&out);
	return line;
}

static void check(int year, const char *text, const char *expected)
{
	const char *got = read_text(year, text);

	if (strcmp(got, expected) != 0)
		fail_msg("%d \"%s\":\n  expected %s\n  got      %s", year, text,
			 expected, got);
}

static char *replaced(const char *text, const char *from, const char *to)
{
	struct str out = STR_EMPTY;
	char *copy;

	while (*text != '\0') {
		if (strncmp(text, from, strlen(from)) == 0) {
			str_add(&out, to);
			text += strlen(from);
		} else {
			str_add_char(&out, *text++);
		}
	}
	copy = arena_copy(arena, str_data(&out));
	str_free(&out);
	return copy;
}

static char *normalized(uninorm_t form, const char *text)
{
	size_t len = 0;
	uint8_t *bytes =
	    u8_normalize(form, (const uint8_t *)text, strlen(text) + 1, NULL, &len);
	char *copy = arena_copy_bytes(arena, bytes, len);

	free(bytes);
	return copy;
}

static char *upper(const char *text)
{
	size_t len = 0;
	uint8_t *bytes =
	    u8_toupper((const uint8_t *)text, strlen(text) + 1, "vi", NULL, NULL, &len);
	char *copy = arena_copy_bytes(arena, bytes, len);

	free(bytes);
	return copy;
}

static void all_phrases_are_read(void **state)
{
	int i;

	(void)state;
	check(2026, "", "ask");
	check(2026, " \n ", "ask");
	assert_true(phrase_count > 300);
	for (i = 0; i < phrase_count; i++)
		check(phrases[i].year, phrases[i].text, phrases[i].expected);
}

static void the_way_of_writing_does_not_matter(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < phrase_count; i++) {
		const struct phrase *p = &phrases[i];

		check(p->year, normalized(UNINORM_NFD, p->text), p->expected);
		check(p->year, upper(p->text), p->expected);
		check(p->year, text_fold(arena, p->text), p->expected);
		check(p->year, replaced(p->text, " ", "\n"), p->expected);
		check(p->year, replaced(p->text, " ", " \t\u00a0 "), p->expected);
		check(p->year, replaced(p->text, "-", "\u2013"), p->expected);
		check(p->year, replaced(p->text, "-", "\u2014"), p->expected);
		check(p->year, replaced(p->text, "hằng", "hàng"), p->expected);
		check(p->year, replaced(p->text, "Hàng", "Hằng"), p->expected);
		check(p->year, arena_printf(arena, " %s.", p->text), p->expected);
		check(p->year, arena_printf(arena, "- %s;", p->text), p->expected);
		check(p->year, arena_printf(arena, "(%s)", p->text), p->expected);
	}
}

/* Another road than date_make: the C library's calendar. */
static const char *iso(int year, int month, int day)
{
	struct tm tm = {
	    .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = 12};
	time_t time = timegm(&tm);
	char text[16];

	gmtime_r(&time, &tm);
	strftime(text, sizeof(text), "%Y-%m-%d", &tm);
	return arena_copy(arena, text);
}

static const char *month_end(int year, int month)
{
	return iso(year, month + 1, 0);
}

static void months_are_read_however_written(void **state)
{
	static const char *const ways[] = {"Tháng %d/%d",
					   "tháng %02d/%d",
					   "Trong tháng %d năm %d",
					   "Tháng %d-%d",
					   "%02d/%d",
					   "%d-%d",
					   "Tháng %d năm %d.",
					   "hoàn thành trong tháng %d/%d",
					   "Chậm nhất tháng %d/%d",
					   "T%d/%d",
					   "Đến hết tháng %d/%d",
					   "Cuối tháng %d/%d"};
	int year, month;
	size_t i;

	(void)state;
	for (year = 2023; year <= 2028; year++) {
		for (month = 1; month <= 12; month++) {
			const char *end = month_end(year, month);
			const char *expected =
			    arena_printf(arena, "M%02d:%s", month, end);

			for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
				check(2026, arena_printf(arena, ways[i], month, year),
				      expected);
			check(year, arena_printf(arena, "Tháng %d", month), expected);
			check(year, arena_printf(arena, "Tháng %02d hằng năm", month),
			      expected);
			check(2020,
			      arena_printf(arena, "Năm %d, tháng %d", year, month),
			      expected);
			check(year, arena_printf(arena, "Giữa tháng %d", month),
			      arena_printf(arena, "D:%s", iso(year, month, 15)));
			check(year, arena_printf(arena, "Trước tháng %d", month),
			      arena_printf(arena, "D:%s", iso(year, month, 0)));
		}
		check(year, "Tháng 13", "unknown");
		check(year, "Tháng 0", "unknown");
	}
}

static void quarters_are_read_however_written(void **state)
{
	static const char *const ways[] = {"Quý %s/%d",
					   "Trong quý %s năm %d",
					   "Q%s/%d",
					   "Q.%s/%d",
					   "QUÝ %s-%d",
					   "Quý %s, năm %d",
					   "hoàn thành quý %s/%d",
					   "Quý%s/%d",
					   "Cuối quý %s/%d",
					   "Quý %s %d"};
	int year, q, r;
	size_t i;

	(void)state;
	for (year = 2023; year <= 2028; year++) {
		for (q = 1; q <= 4; q++) {
			const char *one =
			    arena_printf(arena, "Q%d:%s", q, month_end(year, 3 * q));

			for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
				check(2026,
				      arena_printf(arena, ways[i], roman[q], year),
				      one);
				check(2026,
				      arena_printf(arena, ways[i],
						   arena_printf(arena, "%d", q), year),
				      one);
			}
			check(year, arena_printf(arena, "Quý %s", roman[q]), one);
			check(2020,
			      arena_printf(arena, "Năm %d, quý %s", year, roman[q]),
			      one);
			check(year, arena_printf(arena, "Trước quý %d", q),
			      arena_printf(arena, "D:%s", iso(year, 3 * q - 2, 0)));
			check(year, arena_printf(arena, "Đầu quý %d", q), "ask");
			check(year, arena_printf(arena, "Giữa quý %d", q), "ask");
			for (r = q + 1; r <= 4; r++) {
				const char *two = arena_printf(
				    arena, "%s Q%d:%s", one, r, month_end(year, 3 * r));
				const char *range = arena_printf(
				    arena, "D:%s..%s", iso(year, 3 * q - 2, 1),
				    month_end(year, 3 * r));

				check(2026,
				      arena_printf(arena, "Quý %s, %s/%d", roman[q],
						   roman[r], year),
				      two);
				check(2026,
				      arena_printf(arena, "Quý %d và quý %d năm %d", q,
						   r, year),
				      two);
				check(2026,
				      arena_printf(arena, "Quý %d, %d/%d", q, r, year),
				      two);
				check(2026,
				      arena_printf(arena, "Quý %s-%s/%d", roman[q],
						   roman[r], year),
				      range);
				check(2026,
				      arena_printf(arena, "Từ quý %s đến quý %s/%d",
						   roman[q], roman[r], year),
				      range);
				check(2026,
				      arena_printf(arena, "Quý %s \u2013 Quý %s/%d",
						   roman[q], roman[r], year),
				      range);
			}
		}
		check(year, "Quý V", "unknown");
		check(year, "Quý 5", "unknown");
	}
}

static void days_are_read_however_written(void **state)
{
	static const char *const by[] = {"Ngày %d/%d/%d",
					 "Chậm nhất ngày %02d/%02d/%d",
					 "%d/%d/%d",
					 "%d-%d-%d",
					 "%02d.%02d.%d",
					 "Đến hết ngày %d/%d/%d",
					 "Không quá ngày %d/%d/%d",
					 "Chậm nhất là %d/%d/%d",
					 "ngày %d tháng %d năm %d",
					 "Trong ngày %d/%d/%d",
					 "Trước 17h00 ngày %d/%d/%d"};
	static const char *const before[] = {"Trước %d/%d/%d",
					     "Trước ngày %02d/%02d/%d",
					     "Hoàn thành trước ngày %d-%d-%d",
					     "Xong trước %d/%d/%d",
					     "Chậm nhất trước ngày %d/%d/%d",
					     "Trước ngày %d tháng %d năm %d"};
	int year, day, month;
	size_t i;

	(void)state;
	for (year = 2024; year <= 2027; year++) {
		for (month = 1; month <= 12; month++) {
			for (day = 1; day <= 31; day += 1 + day % 3) {
				bool exists = atoi(iso(year, month, day) + 8) == day;
				const char *on =
				    exists ? arena_printf(arena, "D:%s",
							  iso(year, month, day))
					   : "unknown";
				const char *until =
				    exists ? arena_printf(arena, "D:%s",
							  iso(year, month, day - 1))
					   : "unknown";

				for (i = 0; i < sizeof(by) / sizeof(by[0]); i++)
					check(2026,
					      arena_printf(arena, by[i], day, month,
							   year),
					      on);
				for (i = 0; i < sizeof(before) / sizeof(before[0]); i++)
					check(2026,
					      arena_printf(arena, before[i], day, month,
							   year),
					      until);
				check(year,
				      arena_printf(arena, "Trước %d/%d", day, month),
				      until);
				check(year,
				      arena_printf(arena, "Chậm nhất %d/%d hằng năm",
						   day, month),
				      on);
				check(2026,
				      arena_printf(arena, "%d/%d/%d", day, month,
						   year % 100),
				      on);
			}
		}
	}
}

static void counted_days_keep_their_sign_and_kind(void **state)
{
	int n;

	(void)state;
	for (n = 1; n <= 60; n += 7) {
		check(2026, arena_printf(arena, "Trong %d ngày kể từ ngày ban hành", n),
		      arena_printf(arena, "event+%dd", n));
		check(2026, arena_printf(arena, "Không quá %02d ngày làm việc", n),
		      arena_printf(arena, "event+%dwd", n));
		check(
		    2026,
		    arena_printf(arena, "Sau %02d ngày kể từ khi nhận được văn bản", n),
		    arena_printf(arena, "event+%dd", n));
		check(2026,
		      arena_printf(arena, "Trước %d ngày làm việc so với ngày họp", n),
		      arena_printf(arena, "event-%dwd", n));
		check(2026, arena_printf(arena, "Chậm nhất %d ngày trước khi trình", n),
		      arena_printf(arena, "event-%dd", n));
		check(2026,
		      arena_printf(arena, "Trong %d ngày kể từ ngày 01/3/2026", n),
		      arena_printf(arena, "D:%s", iso(2026, 3, 1 + n)));
		check(2026, arena_printf(arena, "Ít nhất %02d lần/năm", n),
		      arena_printf(arena, "count=%d/year", n));
		check(2026, arena_printf(arena, "Mỗi quý %d lần", n),
		      arena_printf(arena, "count=%d/quarter", n));
	}
}

static bool has_date(const char *line)
{
	return strchr(line, ':') != NULL || strstr(line, "count=") != NULL ||
	       strstr(line, "event+") != NULL || strstr(line, "event-") != NULL;
}

static void nonsense_never_makes_a_date(void **state)
{
	static const char *const nonsense[] = {"abc", "xyzzy", "chuối", "blorf",
					       "không"};
	size_t w, at;
	int i;

	(void)state;
	for (i = 0; i < phrase_count; i++) {
		const char *text = phrases[i].text;

		if (!has_date(phrases[i].expected))
			continue;
		for (w = 0; w < sizeof(nonsense) / sizeof(nonsense[0]); w++) {
			for (at = 0; at <= strlen(text); at++) {
				const char *with;

				if (at > 0 && text[at] != '\0' && text[at] != ' ')
					continue;
				with = arena_printf(arena, "%.*s %s %s", (int)at, text,
						    nonsense[w], text + at);
				if (has_date(read_text(phrases[i].year, with)))
					fail_msg("\"%s\" is read as %s", with,
						 read_text(2026, with));
			}
		}
	}
}

static void before_is_kept_for_the_calendar(void **state)
{
	struct schedule schedule;
	struct str json = STR_EMPTY;

	(void)state;
	schedule_read("Trước 30/6", 2026, &schedule);
	schedule_json(&schedule, &json);
	assert_string_equal(str_data(&json), "[{\"class\":\"date\",\"period\":\"D\","
					     "\"first\":null,\"last\":\"2026-06-29\","
					     "\"before\":true,\"offset\":0,\"working_"
					     "days\":false,\"count\":0,\"per\":null}]");
	str_free(&json);
	schedule_read("Chậm nhất 30/6", 2026, &schedule);
	assert_false(schedule.parts[0].before);
	schedule_read("Trước 05 ngày so với ngày họp", 2026, &schedule);
	assert_true(schedule.parts[0].before);
	schedule_read("Hàng quý (trước ngày 20 tháng cuối quý)", 2026, &schedule);
	assert_true(schedule.parts[3].before);
	schedule_read("Trước 17 giờ ngày 30/6", 2026, &schedule);
	assert_true(schedule.parts[0].before);
	assert_int_equal(schedule.parts[0].last, date_make(2026, 6, 30));
}

/* Words of real phrases in any order: whatever is read, its days exist. */
static void any_text_is_survived(void **state)
{
	char text[400];
	int round, i, j;

	(void)state;
	srand(11);
	for (round = 0; round < 20000; round++) {
		struct schedule schedule;
		size_t len = 0;

		for (i = rand() % 12; i > 0 && len < 300; i--) {
			const char *from = phrases[rand() % phrase_count].text;
			const char *word = from + (size_t)rand() % strlen(from);

			while (word > from && word[-1] != ' ')
				word--;
			j = (int)strcspn(word, " ");
			if (rand() % 30 == 0)
				j = rand() % (j + 1); /* cuts characters, too */
			len += (size_t)snprintf(text + len, sizeof(text) - len,
						"%.*s%s", j, word,
						rand() % 5   ? " "
						: rand() % 2 ? "("
							     : "");
		}
		if (rand() % 20 == 0) {
			for (j = 0; j < (int)len; j++)
				text[j] = (char)(1 + rand() % 255);
		}
		text[len] = '\0';
		schedule_read(text, 2026, &schedule);
		assert_true(schedule.count >= 1 && schedule.count <= SCHEDULE_PARTS);
		for (i = 0; i < schedule.count; i++) {
			const struct schedule_part *part = &schedule.parts[i];
			bool dated = part->class == SCHEDULE_PERIOD ||
				     part->class == SCHEDULE_DATE ||
				     part->class == SCHEDULE_EXTENDED;

			assert_int_equal(part->last != DATE_NONE, dated);
			assert_true(part->first == DATE_NONE ||
				    part->first < part->last);
		}
	}
}

/* What would make a careless parser try every way there is. */
static void long_phrases_are_soon_read(void **state)
{
	static const char *const pieces[] = {
	    "khi có yêu cầu, ",     "(",   "theo kế hoạch và ",           "quý I, ",
	    "thường xuyên (trước ", "3 (", "chậm nhất 5 ngày kể từ ngày "};
	clock_t start = clock();
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		struct str text = STR_EMPTY;

		for (n = 0; n < 200; n++) {
			str_add(&text, pieces[i]);
			if (n % 10 == 0)
				read_text(2026, str_data(&text));
		}
		str_add(&text, "abc");
		read_text(2026, str_data(&text));
		str_free(&text);
	}
	assert_true(clock() - start < 10 * CLOCKS_PER_SEC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_phrases_are_read),
	    cmocka_unit_test(the_way_of_writing_does_not_matter),
	    cmocka_unit_test(months_are_read_however_written),
	    cmocka_unit_test(quarters_are_read_however_written),
	    cmocka_unit_test(days_are_read_however_written),
	    cmocka_unit_test(counted_days_keep_their_sign_and_kind),
	    cmocka_unit_test(nonsense_never_makes_a_date),
	    cmocka_unit_test(before_is_kept_for_the_calendar),
	    cmocka_unit_test(any_text_is_survived),
	    cmocka_unit_test(long_phrases_are_soon_read),
	};

	return cmocka_run_group_tests(tests, load_phrases, forget_phrases);
}
