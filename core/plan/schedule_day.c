/* SPDX-License-Identifier: MIT */
/*
 * A day of every month or quarter: "trước ngày 15 hằng tháng", "ngày 20 tháng
 * cuối quý". Behind a clause that has named its periods ("hằng quý (trước ngày
 * 20 tháng cuối quý)") it says when those are due; alone it stands for all of the
 * year's.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

enum { LAST_DAY = 31 };

struct day_of_each {
	enum limit limit;
	bool hour;
	bool bare;   /* only "ngày 20" */
	char letter; /* of the periods: 'M' or 'Q' */
	int day;
	int months;       /* from the period's last month to the day's month */
	bool needs_group; /* "tháng sau": only behind what it follows */
	bool working;     /* "ngày làm việc cuối cùng" */
	int quarter;      /* "tháng cuối quý II", 0: of each */
	int year;
};

/* "tháng cuối quý", "tháng đầu quý sau", with or without the quarter's number. */
static bool read_month_of_quarter(struct parser *p, struct day_of_each *d)
{
	int ahead;

	token_accept(p, "cua");
	if (token_accept(p, "thang cuoi cung|thang cuoi"))
		d->months = 0;
	else if (token_accept(p, "thang dau tien|thang dau"))
		d->months = -2;
	else
		return false;
	token_accept(p, "cua");
	token_accept(p, "moi|hang|tung|cac|tat ca cac");
	if (!token_is_quarter(p, 0))
		return false;
	p->at++;
	d->letter = 'Q';
	ahead = token_roman(p, 0) > 0   ? token_roman(p, 0)
		: token_is_number(p, 0) ? token_at(p, 0)->value
					: 0;
	if (ahead > 0) {
		p->at++;
		d->quarter = ahead;
		return ahead <= 4;
	}
	if (token_accept(p, "sau|tiep theo|ke tiep|lien ke|lien sau")) {
		d->months += 3;
		d->needs_group = true;
	}
	return true;
}

static bool read_month_of_each(struct parser *p, struct day_of_each *d)
{
	d->letter = 'M';
	if (token_accept(
		p, "cua thang sau|thang sau|cua thang tiep theo|thang tiep theo|"
		   "cua thang ke tiep|thang ke tiep|thang lien ke|cua thang lien ke")) {
		d->months = 1;
		d->needs_group = true;
		return true;
	}
	return token_accept(
		   p, "hang thang|moi thang|tung thang|cua hang thang|cua moi thang|"
		      "cua tung thang|cua cac thang|cac thang|cua thang|trong thang") &&
	       !token_is_number(p, 0) && token_roman(p, 0) == 0;
}

/* "ngày cuối tháng", "ngày làm việc cuối cùng của quý" */
static bool read_last_day(struct parser *p, struct day_of_each *d)
{
	if (!token_accept(p, "ngay lam viec cuoi cung|ngay cuoi cung"))
		return false;
	d->working = token_match(p, -3, "viec");
	token_accept(p, "cua");
	token_accept(p, "hang|moi|tung|cac");
	d->day = LAST_DAY;
	d->letter = token_is_quarter(p, 0) ? 'Q' : 'M';
	return token_accept(p, "thang|quy") && !token_is_number(p, 0) &&
	       token_roman(p, 0) == 0 && d->limit != LIMIT_BEFORE;
}

static bool number_stands_alone(const struct parser *p)
{
	const struct token *token = token_at(p, 0);

	return token->kind == TOKEN_END ||
	       (token->kind == TOKEN_MARK && strchr("),;.", token->mark) != NULL &&
		!token_is_number(p, 1));
}

static bool read_which_day(struct parser *p, struct day_of_each *d)
{
	int at = p->at;

	if (read_last_day(p, d))
		return true;
	p->at = at;
	if (!token_accept(p, "ngay mung|ngay") && d->limit == LIMIT_NONE)
		return false;
	if (!token_is_number(p, 0) || token_at(p, 0)->digits > 2 ||
	    !token_accept_number(p, &d->day) || d->day < 1 || d->day > LAST_DAY)
		return false;
	at = p->at;
	if (read_month_of_quarter(p, d))
		return true;
	if (p->at > at && d->quarter > 4)
		return false;
	p->at = at;
	if (read_month_of_each(p, d))
		return true;
	p->at = at;
	d->bare = number_stands_alone(p);
	d->months = 0;
	return d->bare && p->group.first >= 0 && p->join != JOIN_AND;
}

/* The day in the month that is `months` after that of `period_end`; a month that
 * has no such day gives its last one (as BLDS 2015, điều 148.3 has it). */
static int day_in_month(const struct day_of_each *d, int period_end)
{
	int year, month, ignored, first, length, day = d->day;
	bool before = d->limit == LIMIT_BEFORE && !d->hour;

	date_split(period_end, &year, &month, &ignored);
	month += d->months;
	year += month > 12 ? 1 : month < 1 ? -1 : 0;
	month += month > 12 ? -12 : month < 1 ? 12 : 0;
	first = date_make(year, month, 1);
	length = date_month_end(year, month) - first + 1;
	day -= before;
	return first - 1 + (day < length ? day : length);
}

static void set_day(const struct day_of_each *d, struct schedule_part *part)
{
	part->last = day_in_month(d, part->last);
	part->before = d->limit == LIMIT_BEFORE || d->working || d->hour;
}

/* Say when the periods of the clause before are due. */
static bool qualify_group(struct parser *p, const struct day_of_each *d)
{
	char letter = d->bare ? (p->group.in_month ? 'Q' : 'M') : d->letter;
	bool any = false;
	int i;

	if (p->group.first < 0 || p->join == JOIN_AND)
		return false;
	for (i = p->group.first; i < p->out->count; i++) {
		struct schedule_part *part = &p->out->parts[i];

		if (part->class == SCHEDULE_PERIOD && part->period[0] == letter) {
			set_day(d, part);
			any = true;
		}
	}
	return any;
}

static void emit_each_day(struct parser *p, const struct day_of_each *d)
{
	struct span span = {.unit = d->letter == 'Q' ? SPAN_QUARTER : SPAN_MONTH,
			    .number = d->quarter,
			    .year = d->year};
	int i = p->out->count;

	if (d->quarter > 0)
		schedule_emit_span(p, &span);
	else
		schedule_emit_each(p, span.unit, d->year);
	for (; i < p->out->count; i++)
		set_day(d, &p->out->parts[i]);
}

bool schedule_read_day_of_each(struct parser *p)
{
	struct day_of_each d = {.limit = LIMIT_NONE};

	d.limit = dated_read_limit(p);
	if (d.limit == LIMIT_FROM || d.limit == LIMIT_AFTER)
		return false;
	d.hour = dated_accept_hour(p);
	if (!read_which_day(p, &d))
		return false;
	d.year = p->year;
	if (!d.bare)
		span_accept_year(p, &d.year);
	if (d.quarter == 0 && qualify_group(p, &d))
		return true;
	if (d.bare)
		return false;
	/* "báo cáo quý trước ngày 15 tháng cuối quý": now it is said which. */
	if (p->group.first >= 0 && p->join != JOIN_AND && p->group.bare == d.letter)
		p->out->count = p->made.first = p->group.first;
	if (d.needs_group && p->group.bare != d.letter)
		schedule_emit(p, SCHEDULE_ASK);
	else
		emit_each_day(p, &d);
	return true;
}
