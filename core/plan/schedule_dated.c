/* SPDX-License-Identifier: MIT */
/*
 * Clauses that name days and periods: a limit ("trước", "chậm nhất", "từ"), then
 * a list or a range of spans. A year said once holds for the spans before it
 * ("quý II, IV/2026"), or after it when it leads ("năm 2026, quý II").
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

#define BY_WORDS                                                                       \
	"cham nhat|muon nhat|tre nhat|khong qua|khong muon hon|khong tre hon|"         \
	"khong cham hon|han cuoi cung|han cuoi|han chot|ngay trong|la|vao dip|vao|"    \
	"trong vong|trong khoang thoi gian|trong thoi gian|trong thoi han|trong cac|"  \
	"trong|cho den|den het|den|toi|het|phai|truoc mat|thoi han|thoi gian"

enum limit dated_read_limit(struct parser *p)
{
	enum limit limit = LIMIT_NONE;
	int at;

	if (token_accept(p, "tu nay"))
		return token_match(p, 0, "den|toi|cho den") ? dated_read_limit(p)
							    : LIMIT_AFTER;
	token_accept(p, "trong giai doan|giai doan|nhiem ky|thoi ky");
	if (token_accept(p, "bat dau tu|ke tu|tinh tu|trong khoang tu|trong thoi gian "
			    "tu|khoang tu|tu"))
		return LIMIT_FROM;
	at = p->at;
	while (token_accept(p, BY_WORDS))
		limit = LIMIT_BY;
	/* "không quá trước" is no Vietnamese. */
	if (!token_match(p, -2, "khong qua") &&
	    token_accept(p, "truoc thoi diem|truoc thoi han|truoc han|truoc"))
		return LIMIT_BEFORE;
	if (p->at == at && !token_match(p, 0, "sau thang dau|sau thang cuoi") &&
	    token_accept(p, "sau"))
		return LIMIT_AFTER;
	return limit;
}

/* "17 giờ 30 phút", "17h30", "17:00": no day of its own. */
bool dated_accept_hour(struct parser *p)
{
	int at = p->at;

	token_accept(p, "luc");
	if (token_is_number(p, 0) && token_at(p, 0)->value <= 24) {
		p->at++;
		if (token_accept(p, "h|gio|g") ||
		    (token_is_mark(p, 0, ':') && token_is_number(p, 1))) {
			token_accept_mark(p, ':');
			if (token_is_number(p, 0) && !token_is_mark(p, 1, '/') &&
			    token_at(p, 0)->value < 60)
				p->at++;
			token_accept(p, "phut|p");
			token_accept_mark(p, ',');
			if (token_match(p, 0, "ngay") || token_is_number(p, 0))
				return true;
		}
	}
	p->at = at;
	return false;
}

/* Between the ends of a range. After "trước" or "chậm nhất" nothing can follow
 * to which the range would reach. */
static bool accept_range(struct parser *p, enum limit limit)
{
	if (limit == LIMIT_BEFORE || limit == LIMIT_AFTER)
		return false;
	if (token_accept_mark(p, '-'))
		return true;
	return token_accept(p, "cho den het|cho den|den het|den|toi het|toi");
}

/* Between the members of a list; the limit may be said again, *said; only one of
 * the two may be meant, *either. */
static bool accept_next(struct parser *p, enum limit limit, bool *said, bool *either)
{
	bool comma = token_accept_mark(p, ',') || token_accept_mark(p, ';');
	bool joined;

	*either = token_match(p, 0, "hoac");
	joined = token_accept(p, "va hoac|va|hoac|cung voi");
	if (joined && token_accept_mark(p, '/'))
		token_accept(p, "hoac");
	joined = joined || comma || token_accept_mark(p, '&') ||
		 token_accept_mark(p, '+') ||
		 (token_is_mark(p, 0, '/') && token_roman(p, 1) > 0 &&
		  token_accept_mark(p, '/'));
	if (!joined)
		return false;
	if (limit == LIMIT_BEFORE)
		*said = token_accept(p, "cham nhat truoc|truoc");
	else if (limit == LIMIT_BY)
		token_accept(p, "cham nhat|muon nhat|trong|vao|den het|den|het");
	return true;
}

/* "năm 2026, quý II": the year names what follows, it is not owed itself. */
static int read_leading_year(struct parser *p, struct dated *d)
{
	const struct span *lead = &d->spans[0];
	struct span next;
	int at = p->at, year = lead->year;
	bool comma;

	if (lead->unit != SPAN_YEAR || year == 0 || lead->edge != EDGE_NONE ||
	    d->limit == LIMIT_FROM)
		return 0;
	comma = token_accept_mark(p, ',');
	if (!comma)
		token_accept_mark(p, ':');
	if (span_read(p, NULL, &next) && next.unit != SPAN_YEAR && next.year == 0 &&
	    !(next.months && comma)) {
		d->spans[0] = next;
		return year;
	}
	p->at = at;
	return 0;
}

#define LATER_YEARS                                                                    \
	"cac nam tiep theo|nhung nam tiep theo|cac nam sau|nhung nam sau|cac nam toi|" \
	"nhung nam toi|cac nam ke tiep|nhung nam ke tiep|cac nam tiep sau"

/* "quý II năm": the year's number is missing. */
static bool is_cut_off(struct parser *p, const struct dated *d)
{
	const struct span *last = &d->spans[d->count - 1];
	const struct token *next = token_at(p, 1);

	if (last->unit == SPAN_YEAR || last->months || last->number == 0 ||
	    (next->kind != TOKEN_END && next->kind != TOKEN_MARK))
		return false;
	return token_accept(p, "nam");
}

/* "trước 30/4 - 01/5": before which of them? */
static bool accept_odd_range(struct parser *p, const struct dated *d)
{
	const struct span *last = &d->spans[d->count - 1];
	struct span span;
	int at = p->at;

	if (d->limit == LIMIT_BEFORE && token_accept_mark(p, '-') &&
	    span_read(p, last, &span) && span.unit == last->unit)
		return true;
	p->at = at;
	return false;
}

static bool read_list(struct parser *p, struct dated *d)
{
	int at, leading, i;

	if (!span_read(p, NULL, &d->spans[0]))
		return false;
	leading = read_leading_year(p, d);
	for (d->count = 1; d->count < SPANS; d->count++) {
		struct span *last = &d->spans[d->count - 1];
		bool range, said = false, either = false;

		at = p->at;
		range = accept_range(p, d->limit);
		if (!range && !accept_next(p, d->limit, &said, &either))
			break;
		if (token_accept(p, LATER_YEARS)) {
			d->ask = true;
			return true;
		}
		/* "trước 15/3; quý II: …": the quarter is not what it is before. */
		if (!span_read(p, last, &d->spans[d->count]) ||
		    (d->limit == LIMIT_BEFORE && !said &&
		     d->spans[d->count].unit != last->unit)) {
			p->at = at;
			break;
		}
		last->to_next = range;
		/* "tháng 3 hoặc tháng 4": nobody owes both. */
		d->ask = d->ask || (either && !span_is_bare(last) &&
				    !span_is_bare(&d->spans[d->count]));
	}
	for (i = 0; leading != 0 && i < d->count; i++) {
		if (d->spans[i].year == 0)
			d->spans[i].year = leading;
	}
	d->ask = d->ask || token_accept(p, "tro di|ve sau") || is_cut_off(p, d) ||
		 accept_odd_range(p, d);
	return true;
}

/* The year of what stands in brackets behind a period is the period's. */
static int usual_year(const struct parser *p)
{
	int year, month, day;

	if (p->group.first < 0 || p->join == JOIN_AND || p->join == JOIN_COMMA ||
	    p->out->parts[p->group.first].last == DATE_NONE)
		return p->year;
	date_split(p->out->parts[p->group.first].last, &year, &month, &day);
	return year;
}

/* Give every span its year, and every lone day its month. */
static bool complete(struct parser *p, struct dated *d)
{
	int i, year = 0, month = 0, first, last, before = DATE_NONE;

	for (i = d->count - 1; i >= 0; i--) {
		struct span *span = &d->spans[i];

		if (span->unit == SPAN_DAY && span->month == 0) {
			if (month == 0) {
				d->ask = true; /* "ngày 15": of which month? */
				return true;
			}
			span->month = month;
		}
		if (span->unit == SPAN_DAY)
			month = span->month;
		if (span->year == 0)
			span->year = year != 0 ? year : usual_year(p);
		else if (!span->next_year)
			year = span->year;
	}
	/* "tháng 11 đến tháng 2/2027": whose year it is was not said. */
	for (i = 0; i < d->count; i++) {
		if (d->spans[i].number == 0 && d->spans[i].unit != SPAN_YEAR)
			continue;
		if (!span_bounds(&d->spans[i], &first, &last))
			return false;
		if (before != DATE_NONE && last < before && d->spans[i].year != p->year)
			d->ask = true;
		before = last;
	}
	return true;
}

static void emit_range(struct parser *p, const struct span *from, const struct span *to)
{
	struct schedule_part *part;
	int first, last, ignored;

	if (!span_bounds(from, &first, &ignored) || !span_bounds(to, &ignored, &last))
		first = last = 0;
	if (from->edge == EDGE_MIDDLE || (from->edge == EDGE_END) ||
	    to->edge == EDGE_START || to->edge == EDGE_MIDDLE || first >= last) {
		schedule_emit(p, SCHEDULE_ASK);
		return;
	}
	part = schedule_emit(p, SCHEDULE_DATE);
	part->first = first;
	part->last = last;
	strcpy(part->period, "D");
}

/* BLDS 2015, điều 146: giữa tháng is the 15th, giữa năm the last day of June;
 * of a quarter it says nothing. The beginning of a period is no last day to do
 * something on, so that always asks. */
static void emit_edge(struct parser *p, const struct span *span)
{
	struct schedule_part *part;

	if (span->edge == EDGE_START || span->unit == SPAN_QUARTER ||
	    span->number == 0) {
		if (span->edge == EDGE_START || span->unit != SPAN_YEAR) {
			schedule_emit(p, SCHEDULE_ASK);
			return;
		}
	}
	part = schedule_emit(p, SCHEDULE_DATE);
	strcpy(part->period, "D");
	part->last = span->unit == SPAN_YEAR ? date_make(span->year, 6, 30)
					     : date_make(span->year, span->number, 15);
}

static void emit_before(struct parser *p, const struct span *span, bool hour)
{
	struct schedule_part *part;
	int first, last;

	if (span->edge == EDGE_START || span->edge == EDGE_END || span->months ||
	    (span->edge == EDGE_MIDDLE && span->unit == SPAN_QUARTER)) {
		schedule_emit(p, SCHEDULE_ASK);
		return;
	}
	if (span->edge == EDGE_MIDDLE) {
		emit_edge(p, span);
		part = &p->out->parts[p->out->count - 1];
		part->last--;
	} else {
		part = schedule_emit(p, SCHEDULE_DATE);
		span_bounds(span, &first, &last);
		strcpy(part->period, "D");
		part->last = first - !hour;
	}
	part->before = true;
}

/* Units said without numbers are one of several, unless all are such. */
static bool all_bare(const struct dated *d)
{
	int i;

	for (i = 0; i < d->count; i++) {
		if (!span_is_bare(&d->spans[i]) && d->spans[i].unit != SPAN_YEAR &&
		    !d->spans[i].months)
			return false;
		if (d->spans[i].edge != EDGE_NONE)
			return false;
	}
	return d->count > 1;
}

static void emit_dated(struct parser *p, const struct dated *d)
{
	bool bare = all_bare(d);
	int i;

	for (i = 0; i < d->count; i++) {
		const struct span *span = &d->spans[i];

		if (span->to_next && i + 1 < d->count) {
			emit_range(p, span, &d->spans[i + 1]);
			i++;
		} else if (d->limit == LIMIT_FROM || d->limit == LIMIT_AFTER ||
			   (span_is_bare(span) &&
			    (!bare || d->limit == LIMIT_BEFORE))) {
			schedule_emit(p, SCHEDULE_ASK);
			if (d->count == 1 && d->limit == LIMIT_NONE &&
			    span->edge == EDGE_NONE)
				p->made.bare = span->unit == SPAN_MONTH ? 'M' : 'Q';
		} else if (span_is_bare(span)) {
			schedule_emit_each(p, span->unit, span->year);
		} else if (d->limit == LIMIT_BEFORE) {
			emit_before(p, span, d->hour);
		} else if (span->edge == EDGE_START || span->edge == EDGE_MIDDLE) {
			emit_edge(p, span);
		} else {
			schedule_emit_span(p, span);
			p->out->parts[p->out->count - 1].before = d->hour;
		}
	}
}

/* "khi Luật có hiệu lực (01/7/2026)": when that is, not until when to act. */
static bool is_day_of_event(const struct parser *p, const struct dated *d)
{
	const struct schedule_part *last;

	if (p->out->count == 0 || p->join != JOIN_BRACKET || d->limit != LIMIT_NONE)
		return false;
	last = &p->out->parts[p->out->count - 1];
	return last->class == SCHEDULE_EVENT && last->offset == 0;
}

bool schedule_read_dated(struct parser *p)
{
	struct dated d = {.count = 0};

	d.limit = dated_read_limit(p);
	if (d.limit != LIMIT_FROM && d.limit != LIMIT_AFTER)
		d.hour = dated_accept_hour(p);
	if (!read_list(p, &d) || !complete(p, &d))
		return false;
	/* "Trước 15/6 (6 tháng) và 15/12 (năm)": the limit still holds. */
	if (d.limit == LIMIT_NONE && d.spans[0].unit == SPAN_DAY &&
	    p->group.limit == LIMIT_BEFORE &&
	    (p->join == JOIN_AND || p->join == JOIN_COMMA))
		d.limit = LIMIT_BEFORE;
	if (d.ask || is_day_of_event(p, &d)) {
		schedule_emit(p, SCHEDULE_ASK);
	} else if (!dated_qualify_periods(p, &d) && !dated_qualify_day(p, &d)) {
		dated_narrow_year(p, &d);
		emit_dated(p, &d);
	}
	p->made.limit = d.limit;
	return true;
}

#define EXTENSION                                                                      \
	"duoc gia han|gia han|keo dai|lui|dieu chinh thoi gian|dieu chinh thoi han|"   \
	"dieu chinh tien do|dieu chinh"

bool schedule_read_extension(struct parser *p)
{
	struct dated d = {.limit = LIMIT_BY};
	struct schedule_part *part;
	int first, last;

	if (!token_accept(p, EXTENSION))
		return false;
	if (token_accept(p, "lan") && !token_accept(p, "thu nhat") &&
	    !token_accept_number(p, &first))
		return false;
	while (token_accept(
	    p, "thoi gian|thoi han|thuc hien|hoan thanh|sang|thanh|lai|den het|"
	       "den|toi|het|trong"))
		;
	if (!read_list(p, &d)) {
		schedule_emit(p, SCHEDULE_ASK); /* until when? */
		return p->at == p->end;
	}
	if (!complete(p, &d) || d.count != 1)
		return false;
	if (d.ask || span_is_bare(&d.spans[0]) ||
	    !span_bounds(&d.spans[0], &first, &last)) {
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	/* With nothing before it that it extends, it is simply the day. */
	part = schedule_emit(p, p->out->count > 0 ? SCHEDULE_EXTENDED : SCHEDULE_DATE);
	part->last = last;
	if (part->class == SCHEDULE_DATE)
		strcpy(part->period, "D");
	return true;
}
