/* SPDX-License-Identifier: MIT */
/*
 * What comes again: "định kỳ hằng tháng, quý, năm" owes every period of the
 * year; "ít nhất 02 lần/năm" owes so many in each.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

enum { UNITS = 12, COUNT_MOST = 999 };

struct often {
	enum span_unit unit;
	int months; /* as said: "6 tháng"; 0: the unit by its name */
	int year;
	bool ask; /* a period that plans have no occurrences for: a week, a day */
};

void schedule_emit_each(struct parser *p, enum span_unit unit, int year)
{
	int count = unit == SPAN_MONTH     ? 12
		    : unit == SPAN_QUARTER ? 4
		    : unit == SPAN_HALF    ? 2
					   : 1;
	int i;

	for (i = 1; i <= count; i++) {
		struct span span = {.unit = unit, .number = i, .year = year};

		schedule_emit_span(p, &span);
	}
}

#define EACH                                                                           \
	"vao cuoi hang|vao cuoi moi|cuoi hang|cuoi moi|trong hang|trong moi|trong "    \
	"cac|"                                                                         \
	"vao hang|vao moi|hang|moi|theo tung|tung|theo|trong tat ca cac|tat ca "       \
	"cac|cac"

/* "quý 2" names one, "quý 1 lần" does not. */
static bool is_numbered(const struct parser *p)
{
	return token_roman(p, 0) > 0 ||
	       (token_is_number(p, 0) && !token_match(p, 1, "lan|ky"));
}

/* "6 tháng", "1 năm", "03 tháng" */
static bool read_number_of_units(struct parser *p, struct often *o)
{
	int number;

	if (!token_accept_number(p, &number))
		return false;
	if (token_accept(p, "thang")) {
		if (is_numbered(p) || token_match(p, 0, "cuoi"))
			return false;
		if (token_accept(p, "dau nam") && number != 6 && number != 9)
			return false;
		o->months = number;
		o->unit = number == 1   ? SPAN_MONTH
			  : number == 3 ? SPAN_QUARTER
			  : number == 6 ? SPAN_HALF
			  : number == 9 ? SPAN_NINE
					: SPAN_YEAR;
		o->ask = number != 1 && number != 3 && number != 6 && number != 9 &&
			 number != 12;
		return true;
	}
	if (token_is_quarter(p, 0) && number == 1) {
		p->at++;
		o->unit = SPAN_QUARTER;
		return true;
	}
	if (token_accept(p, "nam") && !token_is_number(p, 0)) {
		o->unit = SPAN_YEAR;
		o->ask = number != 1;
		return true;
	}
	o->ask = true;
	return token_accept(p, "tuan") && !token_is_number(p, 0);
}

/* One unit by which things come again. `first` has to say that they do. */
static bool read_often_unit(struct parser *p, bool first, struct often *o)
{
	bool each = token_accept(p, EACH);

	*o = (struct often){.year = 0};
	if (first && !each)
		return false;
	if (token_accept(p, "nua nam")) {
		o->unit = SPAN_HALF;
		return true;
	}
	if (token_is_quarter(p, 0)) {
		p->at++;
		o->unit = SPAN_QUARTER;
		return !is_numbered(p);
	}
	if (token_accept(p, "thang")) {
		o->unit = SPAN_MONTH;
		return !is_numbered(p) && !token_match(p, 0, "cuoi|dau");
	}
	if (token_accept(p, "ca nam|nam")) {
		o->unit = SPAN_YEAR;
		if (is_numbered(p)) {
			p->at--;
			return span_accept_year(p, &o->year);
		}
		return !token_match(p, 0, "sau|toi|tiep|nay");
	}
	if (each && token_accept(p, "tuan|ngay")) {
		o->ask = true;
		return !token_is_number(p, 0);
	}
	return read_number_of_units(p, o);
}

static bool accept_often_next(struct parser *p)
{
	bool next = token_accept_mark(p, ',') || token_accept_mark(p, ';') ||
		    token_accept_mark(p, '/');

	return token_accept(p, "va hoac|va|hoac") || next;
}

/* "6 tháng" alone comes twice a year and "3 tháng" four times; beside other
 * periods they are the first half and the first quarter of the year's reports. */
static void emit_often(struct parser *p, const struct often *o, bool alone, int year)
{
	struct span span = {
	    .unit = o->unit, .number = 1, .year = o->year ? o->year : year};

	if (o->ask)
		schedule_emit(p, SCHEDULE_ASK);
	else if (o->unit == SPAN_YEAR || o->unit == SPAN_NINE ||
		 (o->months > 1 && !alone))
		schedule_emit_span(p, &span);
	else
		schedule_emit_each(p, o->unit, span.year);
}

/* "tháng cuối mỗi quý": the quarter, due in its last month. */
static bool read_last_months(struct parser *p)
{
	token_accept(p, "trong|vao");
	if (!token_accept(p, "thang cuoi cung|thang cuoi|cac thang cuoi"))
		return false;
	token_accept(p, "cua");
	token_accept(p, "moi|hang|tung|cac");
	if (!token_is_quarter(p, 0) || token_is_number(p, 1) || token_roman(p, 1) > 0)
		return false;
	p->at++;
	schedule_emit_each(p, SPAN_QUARTER, p->year);
	p->made.in_month = true;
	return true;
}

bool schedule_read_often(struct parser *p)
{
	struct often units[UNITS];
	int i, count = 0, at = p->at, year = p->year;
	bool regular;

	if (read_last_months(p))
		return true;
	p->at = at;
	token_accept(p, "theo");
	regular = token_accept(p, "che do dinh ky|dinh ky");
	if (!regular)
		p->at = at;
	at = p->at;
	if (regular)
		token_accept(p, "vao");
	if (!read_often_unit(p, !regular, &units[count])) {
		p->at = at;
		if (regular)
			schedule_emit(p, SCHEDULE_PERIODIC);
		return regular;
	}
	for (count = 1; count < UNITS; count++) {
		at = p->at;
		if (!accept_often_next(p) ||
		    !read_often_unit(p, false, &units[count]) ||
		    token_match(p, 0, "lan")) {
			p->at = at;
			break;
		}
	}
	at = p->at;
	token_accept_mark(p, '/');
	if (!token_accept(p, "mot lan|lan|mot ky")) {
		if (token_is_number(p, 0) && token_at(p, 0)->value == 1 &&
		    token_match(p, 1, "lan|ky"))
			p->at += 2;
		else
			p->at = at;
	}
	if (units[count - 1].year == 0)
		span_accept_year(p, &year);
	for (i = 0; i < count; i++)
		emit_often(p, &units[i], count == 1, year);
	return true;
}

#define AT_LEAST "it nhat la|it nhat|toi thieu|khong it hon|tu"
#define AT_MOST "toi da|khong qua|nhieu nhat"
#define COUNTED                                                                        \
	"lan|tin bai|tin|bai viet|bai|cuoc kiem tra|cuoc hop|cuoc thanh tra|cuoc|dot " \
	"kiem tra|"                                                                    \
	"dot|luot|buoi|hoi nghi|lop tap huan|lop|ky|chuyen de|chuyen muc|phong "       \
	"su|ban tin|"                                                                  \
	"van ban|bao cao|hoi thao|ky hop|video|sang kien"

struct often_count {
	int count;
	const char *per;
	bool ask;
};

/* "ít nhất 02 tin, bài" */
static bool read_counted(struct parser *p, struct often_count *c)
{
	if (token_accept(p, AT_MOST))
		c->ask = true; /* none at all would do */
	else
		token_accept(p, AT_LEAST);
	if (!token_accept_number(p, &c->count) || c->count < 1 || c->count > COUNT_MOST)
		return false;
	if ((token_is_mark(p, 0, '-') && token_is_number(p, 1)) ||
	    (token_match(p, 0, "den") && token_is_number(p, 1))) {
		c->ask = true; /* "1-2 lần" */
		p->at += 2;
	}
	if (!token_accept(p, COUNTED))
		return false;
	for (;;) {
		int at = p->at;

		if (!token_accept_mark(p, ','))
			token_accept_mark(p, '/');
		if (!token_accept(p, COUNTED)) {
			p->at = at;
			return true;
		}
	}
}

/* A period in which something is done so many times. */
static bool read_per(struct parser *p, struct often_count *c)
{
	static const char *const of_months[] = {
	    [1] = "month", [3] = "quarter", [6] = "half", [12] = "year"};
	int at = p->at, number = 1;

	if (token_accept(p, "nua nam")) {
		c->per = "half";
		return true;
	}
	token_accept_number(p, &number);
	if (token_accept(p, "thang"))
		c->per = number >= 1 && number <= 12 ? of_months[number] : NULL;
	else if (token_is_quarter(p, 0))
		p->at++, c->per = number == 1 ? "quarter" : NULL;
	else if (token_accept(p, "ca nam|nam"))
		c->per = number == 1 ? "year" : NULL;
	else if (token_accept(p, "tuan|ngay"))
		c->per = NULL;
	else
		p->at = at;
	/* "2 năm/lần", "02 lần/tuần": nothing that a plan's year is divided into. */
	c->ask = c->ask || c->per == NULL;
	return p->at > at;
}

/* "mỗi quý (tổ chức) ít nhất 01 cuộc", "quý 1 lần", "6 tháng/lần". With nothing
 * between, "tháng 6 hội nghị" would be June: only times are counted so. */
static bool read_per_first(struct parser *p, struct often_count *c)
{
	bool each = token_accept(p, "hang|moi|tung");
	int at;

	if (!each)
		token_accept(p, "trong");
	if (!read_per(p, c))
		return false;
	if (token_accept_mark(p, '/')) {
		c->count = 1;
		if (token_is_number(p, 0) && token_at(p, 0)->value == 1)
			p->at++;
		return token_accept(p, "lan");
	}
	at = p->at;
	token_accept_mark(p, ',');
	while (token_accept(p, schedule_verbs))
		;
	if (p->at == at && !each && token_is_number(p, 0) && !token_match(p, 1, "lan"))
		return false;
	return read_counted(p, c);
}

static bool read_counted_first(struct parser *p, struct often_count *c)
{
	int ignored;

	if (!read_counted(p, c))
		return false;
	token_accept(p, "tro len");
	if (!token_accept_mark(p, '/') &&
	    !token_accept(p, "trong|moi|hang|tren|mot|trong mot") &&
	    !token_is_number(p, 0))
		return false;
	if (!read_per(p, c))
		return false;
	span_accept_year(p, &ignored);
	return true;
}

bool schedule_read_count(struct parser *p)
{
	struct often_count c = {.count = 0};
	struct schedule_part *part;
	int at = p->at;

	if (!read_per_first(p, &c)) {
		p->at = at;
		c = (struct often_count){.count = 0};
		if (!read_counted_first(p, &c))
			return false;
	}
	token_accept(p, "tro len");
	part = schedule_emit(p, c.ask ? SCHEDULE_ASK : SCHEDULE_COUNT);
	if (!c.ask) {
		part->count = c.count;
		part->per = c.per;
	}
	return true;
}
