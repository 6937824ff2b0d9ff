/* SPDX-License-Identifier: MIT */
/*
 * Only what can be nothing but a day counts: numbers of documents (63/2010/NĐ-CP)
 * and fractions (24/24) look alike and are left alone.
 */
#include "plan/plan_day.h"

#include "base/date.h"
#include "base/text.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_YEAR = 2, FULL_YEAR = 4 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of at most `most` digits at *at, moved past; -1 when there is none. */
static int number(const char **at, size_t most)
{
	size_t len = strspn(*at, "0123456789");
	int value = 0;

	if (len == 0 || len > most)
		return -1;
	for (size_t i = 0; i < len; i++)
		value = value * 10 + ((*at)[i] - '0');
	*at += len;
	return value;
}

static bool exists(int day, int month, int year)
{
	return date_make(year, month, day) != DATE_NONE;
}

/* Ends like a number that stands by itself, not like one of a document. */
static bool ends(const char *at)
{
	unsigned char c = (unsigned char)*at;

	if (is_digit(*at) || *at == '/' || isalpha(c) || c >= 0x80)
		return false;
	return !(*at == '-' && (isalnum((unsigned char)at[1]) || (unsigned char)at[1] >= 0x80));
}

/* "31/02", "31/2/2026", "31.02.2026": the length of what cannot be, or 0. */
static size_t wrong_digits(const char *from, int plan_year)
{
	const char *at = from, *year_at;
	int day = number(&at, 2), month, year;
	char between = *at;

	if (day < 0 || !strchr("/.-", between) || between == '\0')
		return 0;
	at++;
	month = number(&at, 2);
	if (month < 0)
		return 0;
	year_at = at + 1;
	if (*at == between && is_digit(at[1])) {
		year = number(&year_at, FULL_YEAR);
		if (year < 0 || !ends(year_at))
			return 0;
		if (year_at - at - 1 == SHORT_YEAR)
			year += 2000;
		else if (year_at - at - 1 != FULL_YEAR)
			return 0;
		return exists(day, month, year) ? 0 : (size_t)(year_at - from);
	}
	/* Without a year it may be a fraction or a range. */
	if (between != '/' || !ends(at) || day < 1 || day > 31 || month < 1 || month > 12)
		return 0;
	return exists(day, month, plan_year) ? 0 : (size_t)(at - from);
}

static const char *skip_word(const char *at, const char *word)
{
	size_t len = strlen(word);

	return strncmp(at, word, len) == 0 ? at + len : NULL;
}

/* "ngay 31 thang 02 nam 2026" of folded text: that day in digits, or NULL. */
static const char *wrong_words(struct arena *arena, const char *from, int year)
{
	const char *at = skip_word(from, "ngay ");
	int day, month;

	if (at == NULL)
		return NULL;
	day = number(&at, 2);
	at = day < 0 ? NULL : skip_word(at, " thang ");
	if (at == NULL)
		return NULL;
	month = number(&at, 2);
	if (month < 0)
		return NULL;
	at = skip_word(at, " nam ");
	if (at != NULL && strspn(at, "0123456789") == FULL_YEAR)
		year = number(&at, FULL_YEAR);
	if (exists(day, month, year))
		return NULL;
	return arena_printf(arena, "%02d/%02d/%d", day, month, year);
}

const char *plan_day_wrong(struct arena *arena, const char *phrase, int year)
{
	const char *folded;
	char before = ' ';

	if (strpbrk(phrase, "0123456789") == NULL)
		return NULL;
	folded = text_fold(arena, phrase);
	for (const char *at = folded; *at != '\0'; before = *at++) {
		size_t len = 0;

		if (is_digit(*at) && !is_digit(before) && !strchr("/.-", before))
			len = wrong_digits(at, year);
		if (len > 0)
			return arena_copy_bytes(arena, at, len);
		if (*at == 'n' && !isalnum((unsigned char)before)) {
			const char *wrong = wrong_words(arena, at, year);

			if (wrong != NULL)
				return wrong;
		}
	}
	return NULL;
}
