/* SPDX-License-Identifier: MIT */
/*
 * Years, and days and months in digits: "năm 2026", "/26", "15/3/2026",
 * "2-2024", "2026-03-15".
 */
#include "plan/schedule_parse.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2100 };

#define EACH_YEAR                                                                      \
	"hang nam|moi nam|cua hang nam|cua moi nam|trong nam|cua nam|trong cac nam|"   \
	"cua nam ke hoach|nam ke hoach"

bool token_is_year(const struct token *token)
{
	return token->kind == TOKEN_NUMBER && token->digits == 4 &&
	       token->value >= YEAR_FIRST && token->value <= YEAR_LAST;
}

/* "26" is a year only after a slash or "năm"; below 20 it may be a day. */
bool span_accept_year_number(struct parser *p, int *year, bool two_digits)
{
	const struct token *token = token_at(p, 0);

	if (token_is_year(token))
		*year = token->value;
	else if (two_digits && token->kind == TOKEN_NUMBER && token->digits == 2 &&
		 token->value >= 20)
		*year = 2000 + token->value;
	else
		return false;
	p->at++;
	return true;
}

bool span_accept_year(struct parser *p, int *year)
{
	static const char marks[] = "/-.,";
	int at = p->at;
	size_t i;

	for (i = 0; marks[i] != '\0'; i++) {
		if (token_accept_mark(p, marks[i])) {
			token_accept(p, "nam");
			if (span_accept_year_number(p, year, marks[i] == '/'))
				return true;
			p->at = at;
		}
	}
	if (span_accept_year_number(p, year, false))
		return true;
	token_accept(p, "cua|trong|thuoc");
	if (token_accept(p, "nam") && span_accept_year_number(p, year, true))
		return true;
	p->at = at;
	token_accept(p, "cua|trong");
	if (token_accept(p, SPAN_NEXT_YEAR)) {
		*year = p->year + 1;
		return true;
	}
	if (token_accept(p, "nam nay")) {
		*year = p->year;
		return true;
	}
	p->at = at;
	return token_accept(p, EACH_YEAR);
}

/* "/3/2026" or "/2026" after a number; marks other than a slash must be glued,
 * or they are a dash between two things. */
static bool date_mark(const struct parser *p, char mark)
{
	return token_is_mark(p, 0, mark) && token_is_number(p, 1) &&
	       (mark == '/' || (token_at(p, 0)->glued && token_at(p, 1)->glued));
}

static bool read_iso(struct parser *p, struct span *span)
{
	if (!token_is_year(token_at(p, 0)) || !token_is_mark(p, 1, '-') ||
	    !token_is_number(p, 2) || !token_is_mark(p, 3, '-') ||
	    !token_is_number(p, 4) || !token_at(p, 3)->glued)
		return false;
	*span = (struct span){.unit = SPAN_DAY,
			      .year = token_at(p, 0)->value,
			      .month = token_at(p, 2)->value,
			      .number = token_at(p, 4)->value};
	p->at += 5;
	return true;
}

bool span_read_numeric(struct parser *p, bool day_said, struct span *span)
{
	static const char marks[] = "/-.";
	int first = token_at(p, 0)->value, second, year = 0;
	size_t i;

	if (!token_is_number(p, 0) || token_at(p, 0)->digits > 2)
		return read_iso(p, span);
	for (i = 0; marks[i] != '\0'; i++) {
		int at = p->at++;

		if (date_mark(p, marks[i])) {
			second = token_at(p, 1)->value;
			if (token_is_year(token_at(p, 1))) {
				p->at += 2;
				*span = (struct span){.unit = SPAN_MONTH,
						      .number = first,
						      .year = token_at(p, -1)->value,
						      .numeric = true};
				return true;
			}
			p->at += 2;
			*span = (struct span){
			    .unit = SPAN_DAY, .number = first, .month = second};
			if (date_mark(p, marks[i])) {
				p->at++;
				if (!span_accept_year_number(p, &year, true))
					return false;
				span->year = year;
				return true;
			}
			if (marks[i] == '/' ||
			    (marks[i] == '-' && day_said && !token_is_mark(p, 0, '/') &&
			     token_match(p, 0, "thang") == 0))
				return true;
		}
		p->at = at;
	}
	return false;
}
