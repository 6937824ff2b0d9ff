/* SPDX-License-Identifier: MIT */
/* See deadline.h. */
#include "plan/deadline.h"

#include "base/date.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_MOST = 5, WEEKDAY_TEXT = 48 };

bool deadline_read_offset(const char *text, struct deadline *out)
{
	bool backwards = *text == '-';
	int digits = 0;

	out->count = 0;
	if (*text == '+' || *text == '-')
		text++;
	for (; *text >= '0' && *text <= '9' && digits <= DIGITS_MOST; digits++)
		out->count = out->count * 10 + (*text++ - '0');
	if (digits == 0 || digits > DIGITS_MOST)
		return false;
	if (backwards)
		out->count = -out->count;
	out->working_days = strcmp(text, "wd") == 0;
	return out->working_days || strcmp(text, "d") == 0;
}

void deadline_add_json(struct str *out, const struct deadline *deadline, long line)
{
	char iso[DATE_TEXT];

	str_addf(out, "{\"line\":%ld,\"from\":\"%s\",\"n\":%d,\"unit\":\"%s\"}", line,
		 date_iso(deadline->from, iso), deadline->count, deadline->working_days ? "wd" : "d");
}

enum deadline_year deadline_year_read(const char *word)
{
	if (strcmp(word, "announced") == 0)
		return DEADLINE_YEAR_ANNOUNCED;
	return strcmp(word, "by_law") == 0 ? DEADLINE_YEAR_BY_LAW : DEADLINE_YEAR_EMPTY;
}

const char *deadline_weekday(int date)
{
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					    N_("Fri"), N_("Sat"), N_("Sun")};

	return _(names[date_weekday(date) - 1]);
}

/* "Sun 15/02/2026" */
static const char *day_words(int date, char out[WEEKDAY_TEXT])
{
	char day[DATE_TEXT];

	snprintf(out, WEEKDAY_TEXT, "%s %s", deadline_weekday(date), date_show(date, day));
	return out;
}

static bool row_is(const struct rows *rows, int row, const char *what)
{
	return strcmp(rows_text(rows, row, "what"), what) == 0;
}

/* Whether a row still belongs to the deadline that begins at `first`. */
static bool same_line(const struct rows *rows, int row, int first)
{
	return row < rows_count(rows) &&
	       rows_int(rows, row, "line") == rows_int(rows, first, "line");
}

void deadline_ends(const struct rows *rows, int row, int *nominal, int *effective)
{
	int first = row;

	*nominal = *effective = DATE_NONE;
	for (; same_line(rows, row, first); row++) {
		int day = rows_date(rows, row, "day");

		if (row_is(rows, row, "from") || row_is(rows, row, "counted"))
			*nominal = *effective = day;
		else if (row_is(rows, row, "end"))
			*effective = day;
	}
}

/* What a day is, when it is not just a working day of the week. */
static void add_reason(const struct rows *rows, int row, struct str *out)
{
	const char *name = rows_text(rows, row, "name");

	if (*name != '\0') {
		str_addf(out, "  %s (%s)", name, rows_text(rows, row, "source"));
		if (!rows_bool(rows, row, "announced"))
			str_addf(out, ", %s", _("not announced yet"));
	} else if (!rows_bool(rows, row, "works")) {
		str_addf(out, "  %s", _("weekly rest"));
	}
	str_add_char(out, '\n');
}

static void add_day(const struct rows *rows, int row, struct str *out)
{
	char number[16];
	char words[WEEKDAY_TEXT];

	snprintf(number, sizeof(number), "%s", row_is(rows, row, "end") ? "=" : "-");
	if (!rows_null(rows, row, "number"))
		snprintf(number, sizeof(number), "%d", (int)rows_int(rows, row, "number"));
	str_addf(out, "%5s  %s", number, day_words(rows_date(rows, row, "day"), words));
	add_reason(rows, row, out);
}

static void add_beginning(const struct deadline *deadline, struct str *out)
{
	char from[WEEKDAY_TEXT];
	int days = deadline->count < 0 ? -deadline->count : deadline->count;
	bool backwards = deadline->count < 0;

	str_addf(out, _("From %s, itself not counted (Civil Code 2015, article 147).\n"),
		 day_words(deadline->from, from));
	if (deadline->count == 0)
		return;
	if (deadline->working_days)
		str_addf(out,
			 backwards ? _("Counted backwards, %d working days; \"-\": day off (Labour Code 2019, articles 111, 112):\n")
				   : _("Counted, %d working days; \"-\": day off (Labour Code 2019, articles 111, 112):\n"),
			 days);
	else
		str_addf(out,
			 backwards ? _("Counted backwards, %d days, working or not:\n")
				   : _("Counted, %d days, working or not:\n"),
			 days);
}

static void add_move(bool backwards, struct str *out)
{
	str_add(out, backwards ? _("The end is a day off. What is counted backwards never moves "
				   "forward: the last working\nday before it counts (rule of this program):\n")
			       : _("The end is a day off: the next working day counts (Civil Code 2015, "
				   "article 148(5)):\n"));
}

static void add_end(const struct rows *rows, int row, struct str *out)
{
	char first[WEEKDAY_TEXT], second[WEEKDAY_TEXT];
	int nominal, effective;

	deadline_ends(rows, row, &nominal, &effective);
	str_addf(out, _("Nominal end %s, day that counts %s.\n"), day_words(nominal, first),
		 day_words(effective, second));
}

static void add_year(const struct rows *rows, int row, struct str *out)
{
	int year = (int)rows_int(rows, row, "number");

	switch (deadline_year_read(rows_text(rows, row, "state"))) {
	case DEADLINE_YEAR_ANNOUNCED:
		break;
	case DEADLINE_YEAR_BY_LAW:
		str_addf(out,
			 _("The days off of %d are not announced yet: they are those of the law "
			   "(Labour Code 2019,\narticle 112) and may still change.\n"),
			 year);
		break;
	case DEADLINE_YEAR_EMPTY:
		str_addf(out, _("The calendar has no days off of %d yet: only weekends are left out.\n"),
			 year);
		break;
	}
}

int deadline_explain(const struct rows *rows, int row, const struct deadline *deadline,
		     struct str *out)
{
	int first = row;
	bool moved = false, ended = false;

	add_beginning(deadline, out);
	for (; same_line(rows, row, first); row++) {
		bool beyond = row_is(rows, row, "moved") || row_is(rows, row, "end");

		if (beyond && !moved) {
			add_move(deadline->count < 0, out);
			moved = true;
		}
		if (row_is(rows, row, "year")) {
			if (!ended)
				add_end(rows, first, out);
			ended = true;
			add_year(rows, row, out);
		} else if (!row_is(rows, row, "from")) {
			add_day(rows, row, out);
		}
	}
	return row;
}
