/* SPDX-License-Identifier: MIT */
/*
 * Civil dates as a day count, by the Gregorian rules for the years 1 to 9999.
 * The year is counted from March here, so that the leap day is its last one.
 */
#include "base/date.h"

#include <stdio.h>
#include <string.h>

enum { ERA_DAYS = 146097, EPOCH = 719468, YEAR_LAST = 9999 };

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const signed char days[] = {31, 28, 31, 30, 31, 30,
					   31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

int date_make(int year, int month, int day)
{
	int era, year_of_era, day_of_year;

	if (year < 1 || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
	    day > month_days(year, month))
		return DATE_NONE;
	if (month <= 2)
		year--;
	era = year / 400;
	year_of_era = year - era * 400;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - EPOCH;
}

void date_split(int date, int *year, int *month, int *day)
{
	int shifted = date + EPOCH;
	int era = (shifted >= 0 ? shifted : shifted - ERA_DAYS + 1) / ERA_DAYS;
	int day_of_era = shifted - era * ERA_DAYS;
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			   day_of_era / (ERA_DAYS - 1)) /
			  365;
	int day_of_year =
	    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int march_month = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * march_month + 2) / 5 + 1;
	*month = march_month < 10 ? march_month + 3 : march_month - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int date_month_end(int year, int month)
{
	if (year < 1 || year > YEAR_LAST || month < 1 || month > 12)
		return DATE_NONE;
	return date_make(year, month, month_days(year, month));
}

/* Read up to `most` digits; the number of digits read, 0 when there is none. */
static int read_number(const char **text, int most, int *value)
{
	int digits = 0;

	for (*value = 0; digits < most && **text >= '0' && **text <= '9'; digits++)
		*value = *value * 10 + *(*text)++ - '0';
	return digits;
}

int date_read_iso(const char *text)
{
	int year, month, day;

	if (text == NULL || read_number(&text, 4, &year) != 4 || *text++ != '-' ||
	    read_number(&text, 2, &month) != 2 || *text++ != '-' ||
	    read_number(&text, 2, &day) != 2 || *text != '\0')
		return DATE_NONE;
	return date_make(year, month, day);
}

static bool is_separator(char c)
{
	return c == '/' || c == '.' || c == '-';
}

/* The parts of a typed date: how many of day, month, year are there; 0 when the
 * text is no date. A year has two digits or four. */
static int read_typed_parts(const char *text, int parts[3])
{
	int count = 0;

	while (count < 3) {
		int digits = read_number(&text, count == 2 ? 4 : 2, &parts[count]);

		if (digits == 0 || (count == 2 && digits != 2 && digits != 4))
			return 0;
		if (count == 2 && digits == 2)
			parts[2] += 2000;
		count++;
		if (*text == '\0')
			return count;
		if (count == 3 || !is_separator(*text++))
			return 0;
	}
	return 0;
}

int date_read_typed(const char *text, int today, bool *valid)
{
	char typed[32];
	size_t len;
	int parts[3], year, month, day, date, count;

	text += strspn(text, " \t");
	len = strlen(text);
	while (len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\t'))
		len--;
	*valid = len == 0;
	if (len == 0 || len >= sizeof(typed))
		return DATE_NONE;
	memcpy(typed, text, len);
	typed[len] = '\0';

	/* A date pasted from a file or a table is no less clear. */
	date = date_read_iso(typed);
	count = date == DATE_NONE ? read_typed_parts(typed, parts) : 0;
	if (count > 0) {
		date_split(today, &year, &month, &day);
		date = date_make(count > 2 ? parts[2] : year,
				 count > 1 ? parts[1] : month, parts[0]);
	}
	*valid = date != DATE_NONE;
	return date;
}

char *date_show(int date, char out[DATE_TEXT])
{
	int year, month, day;

	out[0] = '\0';
	if (date != DATE_NONE) {
		date_split(date, &year, &month, &day);
		snprintf(out, DATE_TEXT, "%02d/%02d/%04d", day, month, year);
	}
	return out;
}

char *date_iso(int date, char out[DATE_TEXT])
{
	int year, month, day;

	out[0] = '\0';
	if (date != DATE_NONE) {
		date_split(date, &year, &month, &day);
		snprintf(out, DATE_TEXT, "%04d-%02d-%02d", year, month, day);
	}
	return out;
}

int date_weekday(int date)
{
	/* 1970-01-01 was a Thursday. */
	return ((date % 7) + 7 + 3) % 7 + 1;
}

int date_read_time(const char *text, bool *valid)
{
	int hour, minute = 0, digits;

	text += strspn(text, " \t");
	*valid = *text == '\0';
	if (*valid)
		return -1;
	digits = read_number(&text, 2, &hour);
	if (digits == 0)
		return -1;
	if (*text != '\0' && strchr(":.hHgG", *text) != NULL)
		text++;
	else if (digits == 1 && *text >= '0' && *text <= '9')
		return -1;
	if (*text >= '0' && *text <= '9' && read_number(&text, 2, &minute) != 2)
		return -1;
	text += strspn(text, " \t");
	*valid = *text == '\0' && hour < 24 && minute < 60;
	return *valid ? hour * 60 + minute : -1;
}
