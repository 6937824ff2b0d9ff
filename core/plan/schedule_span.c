/* SPDX-License-Identifier: MIT */
/*
 * One named period or day: "quý II/2026", "tháng 3", "6 tháng đầu năm", "15/3",
 * "ngày 15 tháng 3 năm 2026", "cuối năm". A day or month that does not exist is
 * no span at all, so that nothing is made of it.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <stdio.h>

bool token_is_quarter(const struct parser *p, int ahead)
{
	return token_match(p, ahead, "quy") > 0 &&
	       token_match(p, ahead + 1,
			   "dinh|che|trinh|hoach|pham|mo|uoc|luat|tac|doi") == 0;
}

/* Nothing that would make the number before it count something else. */
static bool number_ends(const struct parser *p, int ahead)
{
	const struct token *token = token_at(p, ahead);

	return token->kind == TOKEN_END ||
	       (token->kind == TOKEN_MARK && !token_is_mark(p, ahead, '%') &&
		!token_is_mark(p, ahead, '*')) ||
	       token_match(p, ahead,
			   "va|hoac|nam|hang|trong|den|toi|cua|moi|hoan|truoc|cham|"
			   "thang|ngay") > 0 ||
	       token_is_year(token);
}

/* A month's or quarter's number, as 3, III or "ba". */
static bool accept_ordinal(struct parser *p, int *number)
{
	int roman = token_roman(p, 0);

	if (roman > 0) {
		*number = roman;
		p->at++;
		return true;
	}
	/* "quý tư", "tháng tư", but not "quý từ ngày …". */
	if (token_match(p, 0, "tu") && number_ends(p, 1) &&
	    !token_match(p, 1, "thang|ngay|dau|nam nay")) {
		*number = 4;
		p->at++;
		return true;
	}
	return (!token_is_number(p, 0) || token_at(p, 0)->digits <= 2) &&
	       token_accept_number(p, number);
}

/* After "ngày": a day of a month, or a day alone that a later span completes. */
static bool read_day(struct parser *p, struct span *span)
{
	int at = p->at, day, month;

	if (span_read_numeric(p, true, span))
		return span->unit == SPAN_DAY;
	p->at = at;
	if (!token_accept_number(p, &day))
		return false;
	*span = (struct span){.unit = SPAN_DAY, .number = day};
	at = p->at;
	if (token_accept(p, "thang|cua thang|cac thang|cua cac thang") &&
	    accept_ordinal(p, &month)) {
		span->month = month;
		span->worded = true;
	} else {
		p->at = at;
	}
	return true;
}

/* "6 tháng đầu năm", "9 tháng"; a number of months that is no part of a year
 * from its beginning or to its end is not read. */
static bool read_months(struct parser *p, struct span *span)
{
	int months;
	bool end = false, said = false;

	if (!token_accept_number(p, &months) || !token_accept(p, "thang"))
		return false;
	if (token_accept(p, "cuoi")) {
		end = said = true;
	} else if (token_accept(p, "dau tien cua|dau")) {
		said = true;
	}
	if (said && token_match(p, 0, "nam") && !token_is_year(token_at(p, 1)))
		p->at++;
	*span = (struct span){.months = true};
	if (months == 6) {
		span->unit = SPAN_HALF;
		span->number = end ? 2 : 1;
	} else if (months == 3) {
		span->unit = SPAN_QUARTER;
		span->number = end ? 4 : 1;
	} else if (months == 9 && !end) {
		span->unit = SPAN_NINE;
		span->number = 1;
	} else if (months == 12 && !said) {
		span->unit = SPAN_YEAR;
	} else {
		return false;
	}
	/* "trong 3 tháng" of what is not said: a question, not a quarter. */
	if (months == 3 && !said)
		span->number = 0;
	return true;
}

static bool read_month(struct parser *p, struct span *span)
{
	int at = p->at, quarter = 0;
	bool last;

	*span = (struct span){.unit = SPAN_MONTH};
	if (accept_ordinal(p, &span->number))
		return !token_match(p, 0, "lan") && span->number > 0;
	p->at = at;
	/* "tháng cuối quý II" */
	last = token_accept(p, "cuoi cung cua|cuoi cung|cuoi cua|cuoi");
	if ((last || token_accept(p, "dau tien cua|dau tien|dau cua|dau")) &&
	    token_accept(p, "quy") && accept_ordinal(p, &quarter)) {
		span->number =
		    quarter >= 1 && quarter <= 4 ? 3 * quarter - (last ? 0 : 2) : 13;
		return true;
	}
	p->at = at;
	return !token_is_number(p, 0);
}

static bool read_quarter(struct parser *p, struct span *span)
{
	*span = (struct span){.unit = SPAN_QUARTER};
	if (accept_ordinal(p, &span->number))
		return !token_match(p, 0, "lan") && span->number > 0;
	return !token_is_number(p, 0);
}

static bool read_year_span(struct parser *p, struct span *span)
{
	*span = (struct span){.unit = SPAN_YEAR};
	if (token_accept(p, SPAN_NEXT_YEAR)) {
		span->year = p->year + 1;
		return true;
	}
	if (token_accept(p, "nam nay|nam ke hoach")) {
		span->year = p->year;
		return true;
	}
	if (token_accept(p, "ca nam") || token_accept(p, "nam")) {
		if (span_accept_year_number(p, &span->year, true))
			return true;
		return !token_is_number(p, 0);
	}
	return span_accept_year_number(p, &span->year, false);
}

/* A bare number in a list takes the unit of the span before it. */
static bool read_elliptical(struct parser *p, const struct span *before,
			    struct span *span)
{
	*span = *before;
	span->year = 0;
	span->edge = EDGE_NONE;
	span->to_next = false;
	if (before->numeric || before->months ||
	    (before->unit != SPAN_MONTH && before->unit != SPAN_QUARTER &&
	     before->unit != SPAN_DAY))
		return false;
	if (before->unit == SPAN_DAY && before->month != 0 && !before->worded)
		return false;
	if (!number_ends(p, 1))
		return false;
	/* "ngày 15 tháng 3, 6": the months go on, not the days. */
	return accept_ordinal(p, before->worded ? &span->month : &span->number);
}

static bool accept_edge(struct parser *p, enum span_edge *edge)
{
	static const struct {
		const char *words;
		enum span_edge edge;
	} edges[] = {{"dau", EDGE_START}, {"giua", EDGE_MIDDLE}, {"cuoi", EDGE_END}};
	size_t i;

	for (i = 0; i < 3; i++) {
		if (token_match(p, 0, edges[i].words) &&
		    (token_match(p, 1, "thang|nam|ca nam") || token_is_quarter(p, 1) ||
		     token_is_year(token_at(p, 1)))) {
			p->at++;
			*edge = edges[i].edge;
			return true;
		}
	}
	return false;
}

static bool read_unit(struct parser *p, const struct span *before, struct span *span)
{
	int at = p->at;

	if (token_accept(p, "ngay") && read_day(p, span))
		return true;
	p->at = at;
	if (token_accept(p, "nua dau nam|nua cuoi nam")) {
		*span = (struct span){.unit = SPAN_HALF,
				      .number = token_match(p, -2, "dau") ? 1 : 2};
		return true;
	}
	if (token_accept(p, "thang")) {
		/* "ngày 15 tháng 6 và tháng 12": the same day. */
		if (!read_month(p, span))
			return false;
		if (before != NULL && before->worded) {
			span->unit = SPAN_DAY;
			span->month = span->number;
			span->number = before->number;
			span->worded = true;
		}
		return true;
	}
	if (token_is_quarter(p, 0)) {
		p->at++;
		return read_quarter(p, span);
	}
	/* "quý 1, 3/2026" is no month of March; "01-15/3" no year. */
	if (before != NULL && before->unit == SPAN_QUARTER && token_is_number(p, 0) &&
	    token_is_mark(p, 1, '/') && token_is_year(token_at(p, 2)))
		return read_elliptical(p, before, span);
	if (before == NULL && token_is_number(p, 0) && token_is_mark(p, 1, '-') &&
	    token_is_number(p, 2) && token_is_mark(p, 3, '/') &&
	    token_is_number(p, 4) && !token_is_year(token_at(p, 4)))
		return read_day(p, span);
	if (token_is_number(p, 0) && token_match(p, 1, "thang") &&
	    (token_is_number(p, 2) || (token_roman(p, 2) && !token_match(p, 2, "v"))))
		return read_day(p, span);
	if (read_months(p, span))
		return true;
	p->at = at;
	if (span_read_numeric(p, false, span))
		return true;
	p->at = at;
	if (read_year_span(p, span))
		return true;
	p->at = at;
	return before != NULL && read_elliptical(p, before, span);
}

bool span_read(struct parser *p, const struct span *before, struct span *span)
{
	enum span_edge edge = EDGE_NONE;
	int at = p->at, first, last;
	struct span probe;

	accept_edge(p, &edge);
	if (!read_unit(p, before, span)) {
		p->at = at;
		return false;
	}
	span->edge = edge;
	/* After "6 tháng" a comma lists the year, it does not name it. */
	if (span->year == 0 && span->unit != SPAN_YEAR &&
	    !(span->months && token_is_mark(p, 0, ',')))
		span->next_year = span_accept_year(p, &span->year) &&
				  p->tokens[p->at - 1].kind == TOKEN_WORD;
	else if (span->unit == SPAN_YEAR && span->year == 0 &&
		 token_accept_mark(p, '/') &&
		 !span_accept_year_number(p, &span->year, false))
		p->at--;

	probe = *span;
	if (probe.year == 0)
		probe.year = probe.month == 2 && probe.number == 29 ? 2024 : p->year;
	if (probe.unit == SPAN_DAY && probe.month == 0)
		probe.month = 1;
	if ((probe.number != 0 || probe.unit == SPAN_DAY) &&
	    !span_bounds(&probe, &first, &last)) {
		p->at = at;
		return false;
	}
	return true;
}

static bool month_bounds(int year, int from, int to, int *first, int *last)
{
	*first = date_make(year, from, 1);
	*last = date_month_end(year, to);
	return *first != DATE_NONE && *last != DATE_NONE;
}

bool span_is_bare(const struct span *span)
{
	return span->number == 0 &&
	       (span->unit == SPAN_MONTH || span->unit == SPAN_QUARTER);
}

bool span_bounds(const struct span *span, int *first, int *last)
{
	int n = span->number;

	switch (span->unit) {
	case SPAN_DAY:
		*first = *last = date_make(span->year, span->month, n);
		return *first != DATE_NONE;
	case SPAN_MONTH:
		return month_bounds(span->year, n, n, first, last);
	case SPAN_QUARTER:
		return n >= 1 && n <= 4 &&
		       month_bounds(span->year, 3 * n - 2, 3 * n, first, last);
	case SPAN_HALF:
		return n >= 1 && n <= 2 &&
		       month_bounds(span->year, 6 * n - 5, 6 * n, first, last);
	case SPAN_NINE:
		return month_bounds(span->year, 1, 9, first, last);
	case SPAN_YEAR:
		return month_bounds(span->year, 1, 12, first, last);
	}
	return false;
}

void span_period(const struct span *span, char period[8])
{
	switch (span->unit) {
	case SPAN_DAY:
		snprintf(period, 8, "D");
		break;
	case SPAN_MONTH:
		snprintf(period, 8, "M%02d", span->number % 100);
		break;
	case SPAN_QUARTER:
		snprintf(period, 8, "Q%d", span->number % 10);
		break;
	case SPAN_HALF:
		snprintf(period, 8, "H%d", span->number % 10);
		break;
	case SPAN_NINE:
		snprintf(period, 8, "9M");
		break;
	case SPAN_YEAR:
		snprintf(period, 8, "Y");
		break;
	}
}
