/* SPDX-License-Identifier: MIT */
/*
 * What a clause with dates says about the clause before it: "quý II (trước
 * 15/6)" owes one thing, due on 14 June, not two.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

/* A period's report is due while it runs or soon after, never much later. */
enum { LATEST_AFTER_PERIOD = 45 };

static void part_bounds(const struct schedule_part *part, int *first, int *last)
{
	int year, month, day, months = 1;

	date_split(part->last, &year, &month, &day);
	switch (part->period[0]) {
	case 'Q':
		months = 3;
		break;
	case 'H':
		months = 6;
		break;
	case '9':
		months = 9;
		break;
	case 'Y':
		months = 12;
		break;
	}
	*first = date_make(year, month - (month - 1) % months, 1);
	*last = part->last;
}

static bool part_takes_day(const struct schedule_part *part, int date)
{
	int first, last;

	if (part->class != SCHEDULE_PERIOD || date == DATE_NONE)
		return false;
	part_bounds(part, &first, &last);
	return date > first && date <= last + LATEST_AFTER_PERIOD;
}

/* "Quý II (trước 15/6)", "hằng quý (20/3, 20/6, 20/9, 20/12)": the days on which
 * the periods before are due, not something more that is owed. */
bool dated_qualify_periods(struct parser *p, const struct dated *d)
{
	int i, owed = p->out->count - p->group.first;

	if (p->group.first < 0 || p->join == JOIN_AND || owed != d->count ||
	    (d->limit == LIMIT_NONE && p->join != JOIN_BRACKET))
		return false;
	for (i = 0; i < owed; i++) {
		const struct span *day = &d->spans[i];

		if (day->unit != SPAN_DAY || day->to_next ||
		    !part_takes_day(&p->out->parts[p->group.first + i],
				    date_make(day->year, day->month, day->number)))
			return false;
	}
	for (i = 0; i < owed; i++) {
		struct schedule_part *part = &p->out->parts[p->group.first + i];
		const struct span *day = &d->spans[i];

		part->last = date_make(day->year, day->month, day->number) -
			     (d->limit == LIMIT_BEFORE && !d->hour);
		part->before = d->limit == LIMIT_BEFORE;
	}
	return true;
}

/* "Hằng năm (quý IV)", "hằng năm vào tháng 6": when in the year it is owed. */
void dated_narrow_year(struct parser *p, const struct dated *d)
{
	const struct schedule_part *part =
	    &p->out->parts[p->group.first < 0 ? 0 : p->group.first];

	if (p->group.first < 0 || p->join == JOIN_AND || p->join == JOIN_COMMA ||
	    p->out->count - p->group.first != 1 || part->class != SCHEDULE_PERIOD ||
	    part->period[0] != 'Y' || part->before ||
	    (d->limit != LIMIT_NONE && d->limit != LIMIT_BY) ||
	    (d->spans[0].unit != SPAN_MONTH && d->spans[0].unit != SPAN_QUARTER) ||
	    span_is_bare(&d->spans[0]))
		return;
	p->out->count = p->made.first = p->group.first;
}

/* "Trước 15/6 (6 tháng)": the period to which the day before belongs. */
bool dated_qualify_day(struct parser *p, const struct dated *d)
{
	struct schedule_part *part =
	    &p->out->parts[p->group.first < 0 ? 0 : p->group.first];
	struct schedule_part named = {.class = SCHEDULE_PERIOD};
	const struct span *span = &d->spans[0];
	int first;

	if (p->group.first < 0 || p->join != JOIN_BRACKET || d->limit != LIMIT_NONE ||
	    p->out->count - p->group.first != 1 || d->count != 1 ||
	    span->unit == SPAN_DAY || span->edge != EDGE_NONE || span_is_bare(span) ||
	    part->class != SCHEDULE_DATE || part->first != DATE_NONE)
		return false;
	span_bounds(span, &first, &named.last);
	span_period(span, named.period);
	if (!part_takes_day(&named, part->last))
		return false;
	part->class = SCHEDULE_PERIOD;
	memcpy(part->period, named.period, sizeof(part->period));
	return true;
}
