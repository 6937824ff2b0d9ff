/* SPDX-License-Identifier: MIT */
/* Readings of time phrases in words (here the English source strings). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/text.h"
#include "plan/reading.h"
#include "plan/schedule.h"

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

struct pair {
	const char *tokens;
	const char *words;
};

static void check_words(const struct pair *pairs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *words = reading_words(pairs[i].tokens, arena);

		if (strcmp(words, pairs[i].words) != 0)
			fail_msg("%s: wanted \"%s\", got \"%s\"", pairs[i].tokens,
				 pairs[i].words, words);
	}
}

static void every_token_is_said_in_words(void **state)
{
	static const struct pair pairs[] = {
	    {"continuous", "all the time, no date"},
	    {"event", "when the event arises"},
	    {"reference", "set by another document"},
	    {"adhoc", "on demand"},
	    {"periodic", "periodic, the period is not said"},
	    {"ask", "to be confirmed"},
	    {"unknown", "not understood: to be confirmed"},
	    {"Q1:2026-03-31", "quarter I: 31/03/2026"},
	    {"Q2:2026-06-30", "quarter II: 30/06/2026"},
	    {"Q3:2026-09-30", "quarter III: 30/09/2026"},
	    {"Q4:2026-12-31", "quarter IV: 31/12/2026"},
	    {"M02:2026-02-28", "month 2: 28/02/2026"},
	    {"M12:2026-12-31", "month 12: 31/12/2026"},
	    {"H1:2026-06-30", "first half of the year: 30/06/2026"},
	    {"H2:2026-12-31", "second half of the year: 31/12/2026"},
	    {"9M:2026-09-30", "nine months: 30/09/2026"},
	    {"Y:2026-12-31", "whole year: 31/12/2026"},
	    {"D:2026-02-14", "14/02/2026"},
	    {"D:2026-03-01..2026-10-31", "from 01/03/2026 to 31/10/2026"},
	    {"extended:2026-08-31", "extended to 31/08/2026"},
	    {"event+10d", "10 days after the event"},
	    {"event+5wd", "5 working days after the event"},
	    {"event-5d", "5 days before the event"},
	    {"event-15wd", "15 working days before the event"},
	    {"count=1/month", "at least 1 times a month"},
	    {"count=2/quarter", "at least 2 times a quarter"},
	    {"count=3/half", "at least 3 times in half a year"},
	    {"count=12/year", "at least 12 times a year"},
	};

	(void)state;
	check_words(pairs, sizeof(pairs) / sizeof(*pairs));
}

static void several_tokens_are_set_apart(void **state)
{
	static const struct pair pairs[] = {
	    {"Q1:2026-03-31 adhoc", "quarter I: 31/03/2026; on demand"},
	    {"periodic ask", "periodic, the period is not said; to be confirmed"},
	    {"D:2026-05-15 extended:2026-08-31", "15/05/2026; extended to 31/08/2026"},
	    {"event  event-5d ", "when the event arises; 5 days before the event"},
	    {"", ""},
	};

	(void)state;
	check_words(pairs, sizeof(pairs) / sizeof(*pairs));
}

static void unknown_tokens_pass_through(void **state)
{
	static const struct pair pairs[] = {
	    {"weekly", "weekly"},
	    {"adhoc2", "adhoc2"},
	    {"eventful", "eventful"},
	    {"event+", "event+"},
	    {"count=2", "count=2"},
	    {"count=2/week", "count=2/week"},
	    {"note:soon", "note:soon"},
	    {"Q1:soon", "Q1:soon"},
	    {"extended:", "extended:"},
	    {"D:2026-03-01..", "D:2026-03-01.."},
	    {"D:2026-02-30", "D:2026-02-30"},
	    {"mới adhoc", "mới; on demand"},
	};

	(void)state;
	check_words(pairs, sizeof(pairs) / sizeof(*pairs));
}

/* Whatever class the program can read, its token has words of its own. */
static void every_class_of_the_schedule_has_words(void **state)
{
	(void)state;
	for (int class = 0; class <= SCHEDULE_UNKNOWN; class ++) {
		struct schedule schedule = {.count = 1};
		struct str tokens = STR_EMPTY;

		schedule.parts[0] = (struct schedule_part){
		    .class = (enum schedule_class) class,
		    .period = "D",
		    .first = DATE_NONE,
		    .last = date_make(2026, 8, 31),
		    .offset = 3,
		    .count = 2,
		    .per = "year",
		};
		schedule_print(&schedule, &tokens);
		if (strcmp(reading_words(str_data(&tokens), arena),
			   str_data(&tokens)) == 0)
			fail_msg("no words for %s", str_data(&tokens));
		str_free(&tokens);
	}
}

static void a_period_is_named(void **state)
{
	static const struct pair pairs[] = {
	    {"Q1", "quarter I"},
	    {"Q4", "quarter IV"},
	    {"M01", "month 1"},
	    {"M10", "month 10"},
	    {"H1", "first half of the year"},
	    {"H2", "second half of the year"},
	    {"9M", "nine months"},
	    {"Y", "whole year"},
	    {"Q2#2", "quarter II, no. 2"},
	    {"M02#11", "month 2, no. 11"},
	    {"D#2", "no. 2"},
	    {"D", ""},
	    {"", ""},
	    {"Q5", ""},
	    {"Q", ""},
	    {"M", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_string_equal(reading_period(pairs[i].tokens, arena),
				    pairs[i].words);
}

static void what_owes_no_date_has_a_short_word(void **state)
{
	static const struct pair pairs[] = {
	    {"continuous", "ongoing"},
	    {"event", "on event"},
	    {"event+10d", "on event"},
	    {"event-5wd adhoc", "on event"},
	    {"reference", "by plan"},
	    {"adhoc", "on demand"},
	    {"periodic ask", "which?"},
	    {"ask", "which?"},
	    {"unknown", "unread"},
	    {"unknown:", ""},
	    {"Q1:2026-03-31 adhoc", ""},
	    {"D:2026-02-14", ""},
	    {"count=2/year", ""},
	    {"events", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const char *word = reading_word(pairs[i].tokens);

		assert_string_equal(word, pairs[i].words);
		assert_true(text_width(word) <= 10);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_token_is_said_in_words),
	    cmocka_unit_test(several_tokens_are_set_apart),
	    cmocka_unit_test(unknown_tokens_pass_through),
	    cmocka_unit_test(every_class_of_the_schedule_has_words),
	    cmocka_unit_test(a_period_is_named),
	    cmocka_unit_test(what_owes_no_date_has_a_short_word),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
