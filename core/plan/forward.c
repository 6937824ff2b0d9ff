/* SPDX-License-Identifier: MIT */
/* See forward.h. */
#include "plan/forward.h"

#include "base/date.h"
#include "plan/schedule.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(const char *at)
{
	return (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at & 0x80) != 0;
}

/* A slash with a letter behind it stands in numbers of documents (243/KH-UBND), never in
 * dates. */
static bool begins_code(const char *at)
{
	return *at == '/' && is_letter(at + 1 + strspn(at + 1, " \t\r\n"));
}

static bool has_document(const char *phrase)
{
	for (; *phrase != '\0'; phrase++)
		if (begins_code(phrase))
			return true;
	return false;
}

/* The year that begins at `at`, or 0: four digits that no other digit stands beside,
 * and that are no part of a document's number. */
static int year_at(const char *phrase, const char *at)
{
	size_t digits = strspn(at, "0123456789");

	if (digits != 4 || (at > phrase && is_digit(at[-1])) || begins_code(at + 4))
		return 0;
	return atoi(at) >= 2000 && atoi(at) < 2100 ? atoi(at) : 0;
}

/* Move each year from `first` to `last` by `by`; returns how many there were. */
static int move_years(const char *phrase, int first, int last, int by, struct str *out)
{
	const char *at = phrase;
	int count = 0;

	while (*at != '\0') {
		int year = year_at(phrase, at);

		if (year >= first && year <= last) {
			str_addf(out, "%d", year + by);
			at += 4;
			count++;
		} else {
			str_add_char(out, *at++);
		}
	}
	return count;
}

static bool is_dated(const struct schedule_part *part)
{
	return part->class == SCHEDULE_PERIOD || part->class == SCHEDULE_DATE ||
	       part->class == SCHEDULE_EXTENDED;
}

static bool has_class(const struct schedule *schedule, enum schedule_class class)
{
	for (int i = 0; i < schedule->count; i++)
		if (schedule->parts[i].class == class)
			return true;
	return false;
}

/* The same day `by` years later; the end of February is where it is. */
static bool same_day(int before, int after, int by)
{
	int y, m, d, year, month, day;

	if (before == DATE_NONE || after == DATE_NONE)
		return before == after;
	date_split(before, &y, &m, &d);
	date_split(after, &year, &month, &day);
	return year == y + by && month == m &&
	       (day == d || (before == date_month_end(y, m) && after == date_month_end(year, m)));
}

static bool same_part(const struct schedule_part *a, const struct schedule_part *b, int by)
{
	const char *per = a->per != NULL ? a->per : "", *other = b->per != NULL ? b->per : "";

	return a->class == b->class && strcmp(a->period, b->period) == 0 &&
	       a->before == b->before && a->offset == b->offset &&
	       a->working_days == b->working_days && a->count == b->count &&
	       strcmp(per, other) == 0 && same_day(a->first, b->first, by) &&
	       same_day(a->last, b->last, by);
}

static bool same_days(const struct schedule *a, const struct schedule *b, int by)
{
	if (a->count != b->count)
		return false;
	for (int i = 0; i < a->count; i++)
		if (!same_part(&a->parts[i], &b->parts[i], by))
			return false;
	return true;
}

/* A phrase that names no day needs no moving, but may rest on what was last year's. */
static enum forward_look look_undated(const struct schedule *old, const char *phrase)
{
	bool year = false;

	if (has_class(old, SCHEDULE_ASK) || has_class(old, SCHEDULE_UNKNOWN))
		return FORWARD_ASK;
	for (const char *at = phrase; *at != '\0' && !year; at++)
		year = year_at(phrase, at) > 0;
	return year || has_document(phrase) || has_class(old, SCHEDULE_REFERENCE)
		   ? FORWARD_DOCUMENT
		   : FORWARD_SAME;
}

enum forward_look forward_phrase(const char *phrase, int from, int to, struct str *out)
{
	struct schedule old, new;
	struct str moved = STR_EMPTY;
	enum forward_look look = FORWARD_ASK;
	bool dated = false;
	int years;

	schedule_read(phrase, from, &old);
	for (int i = 0; i < old.count; i++)
		dated = dated || is_dated(&old.parts[i]);
	if (!dated) {
		str_add(out, phrase);
		return look_undated(&old, phrase);
	}
	years = move_years(phrase, from - 1, from + 1, to - from, &moved);
	schedule_read(str_data(&moved), to, &new);
	/* Of a document, too, the year may be; and an extension was of its own year. */
	if (same_days(&old, &new, to - from) && !has_class(&old, SCHEDULE_EXTENDED) &&
	    !(years > 0 && has_document(phrase)))
		look = has_document(phrase) ? FORWARD_DOCUMENT
		       : years > 0	    ? FORWARD_MOVED
					    : FORWARD_SAME;
	str_add(out, look == FORWARD_ASK ? phrase : str_data(&moved));
	str_free(&moved);
	return look;
}

void forward_json(int64_t node, const char *phrase, int from, int to, struct str *out)
{
	static const char *const looks[] = {NULL, "time_moved", "time_ask", "time_document"};
	struct schedule schedule;
	struct str text = STR_EMPTY, tokens = STR_EMPTY;
	enum forward_look look = forward_phrase(phrase, from, to, &text);

	schedule_read(str_data(&text), to, &schedule);
	/* No days are owed that nobody is certain of; an empty phrase is read as "ask". */
	if (look == FORWARD_ASK && !has_class(&schedule, SCHEDULE_UNKNOWN))
		schedule_read("", to, &schedule);
	schedule_print(&schedule, &tokens);
	str_addf(out, "{\"node\":%lld,\"time\":", (long long)node);
	str_add_json(out, str_data(&text));
	str_add(out, ",\"reading\":");
	str_add_json(out, str_data(&tokens));
	str_add(out, ",\"look\":");
	str_add_json(out, looks[look]);
	str_add(out, ",\"parts\":");
	schedule_json(&schedule, out);
	str_add_char(out, '}');
	str_free(&text);
	str_free(&tokens);
}

void forward_title(const char *title, int from, int to, struct str *out)
{
	move_years(title, from, from, to - from, out);
}
