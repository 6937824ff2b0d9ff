/* SPDX-License-Identifier: MIT */
/*
 * The clauses of a time phrase, one after the other, and what they say together.
 *
 * Each reader knows one kind of clause. All of the phrase has to be read: one
 * word left over and the whole says "unknown". Where a clause may end in two
 * ways (a free tail), failed rests are remembered, so that reading stays linear
 * in the number of places where it can be tried.
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

struct schedule_part *schedule_emit(struct parser *p, enum schedule_class class)
{
	struct schedule_part *part = &p->spare;

	if (p->out->count < SCHEDULE_PARTS)
		part = &p->out->parts[p->out->count++];
	else
		p->overflow = true;
	*part = (struct schedule_part){
	    .class = class, .first = DATE_NONE, .last = DATE_NONE};
	return part;
}

void schedule_emit_span(struct parser *p, const struct span *span)
{
	struct schedule_part *part;
	int first, last = DATE_NONE;

	part =
	    schedule_emit(p, span->unit == SPAN_DAY ? SCHEDULE_DATE : SCHEDULE_PERIOD);
	span_bounds(span, &first, &last);
	part->last = last;
	span_period(span, part->period);
}

#define CLAUSE_STARTS                                                                  \
	"cham nhat|muon nhat|khong qua|khong muon|dinh ky|hang thang|hang quy|hang "   \
	"nam|"                                                                         \
	"hang tuan|hang ngay|moi thang|moi quy|moi nam|thuong xuyen|dot xuat|khi|sau " \
	"khi|"                                                                         \
	"ngay sau khi|ngay khi|theo|den het|den ngay|it nhat|toi thieu|gia han|kip "   \
	"thoi|"                                                                        \
	"lien tuc|ca nam|trong nam|trong thang|trong quy|trong vong|trong thoi han|"   \
	"trong ngay|truoc ngay|truoc thang|truoc quy|bao cao dinh ky|bao cao hang"

bool schedule_starts_clause(const struct parser *p, int ahead, bool after_numbers)
{
	int done;

	if (token_match(p, ahead, CLAUSE_STARTS) ||
	    (token_match(p, ahead, "truoc|trong|tu|sau|den") &&
	     token_is_number(p, ahead + 1)))
		return true;
	done = token_match(p, ahead, "hoan thanh|xong");
	if (done > 0)
		return schedule_starts_clause(p, ahead + done, true);
	/* Numbers before make it likelier to be one more document or section. */
	if (after_numbers)
		return false;
	return (token_is_number(p, ahead) &&
		(token_is_mark(p, ahead + 1, '/') ||
		 token_match(p, ahead + 1, "thang|lan"))) ||
	       ((token_match(p, ahead, "thang|ngay") || token_is_quarter(p, ahead)) &&
		(token_is_number(p, ahead + 1) || token_roman(p, ahead + 1) > 0));
}

#define CONTINUOUS                                                                     \
	"thuong xuyen|lien tuc|trong suot ca nam|trong suot nam|suot nam|suot ca nam|" \
	"quanh nam|trong ca nam"

static bool read_continuous(struct parser *p)
{
	int year = 0;

	if (!token_accept(p, CONTINUOUS))
		return false;
	if (token_accept(p, "trong ca nam|trong suot nam|trong nam|trong suot ca nam|"
			    "suot nam|ca nam|quanh nam|hang nam|hang ngay")) {
		if (token_is_number(p, 0)) {
			p->at--;
			if (!span_accept_year(p, &year))
				return false;
		}
	} else {
		span_accept_year(p, &year);
	}
	schedule_emit(p, SCHEDULE_CONTINUOUS);
	return true;
}

/* Said by everybody, and naming no day. */
#define SOFT_ASK                                                                       \
	"kip thoi|khan truong|som nhat|trong thoi gian som nhat|ngay lap tuc|"         \
	"cang som cang tot|dung luc|nhanh chong|truc tiep"
#define ASK                                                                            \
	"trong ngay lam viec|ngay trong ngay|trong ngay|trong buoi|trong tuan|thang "  \
	"sau|"                                                                         \
	"thang nay|quy sau|quy nay|tuan sau|tuan nay|trong thoi gian toi|thoi gian "   \
	"toi|"                                                                         \
	"trong qua trinh thuc hien|trong nhiem ky|ca nhiem ky|sau tet|truoc tet|"      \
	"lau dai|nhieu nam|cac nam tiep theo|nhung nam tiep theo|den khi hoan thanh|"  \
	"cho den khi hoan thanh"

static bool read_ask(struct parser *p)
{
	struct span span;
	int number;

	if (token_accept(p, SOFT_ASK)) {
		p->soft = true;
		return true;
	}
	if (token_accept(p, "trong tuan|vao tuan|tuan") &&
	    (token_accept(p, "thu dau tien|thu nhat|dau tien|cuoi cung|dau|cuoi") ||
	     (token_accept(p, "thu"), token_accept_number(p, &number)))) {
		token_accept(p, "cua");
		span_read(p, NULL, &span);
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	if (token_accept(p, "khoang") && span_read(p, NULL, &span)) {
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	if (token_accept(p, ASK)) {
		token_accept(p, "nguyen dan|am lich");
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	return false;
}

#define NOISE                                                                          \
	"neu co|du kien|thoi gian thuc hien|thoi gian hoan thanh|thoi gian bao cao|"   \
	"thoi han hoan thanh|thoi han bao cao|thoi han thuc hien|thoi gian|thoi "      \
	"han|tien do"

/* What is done until then: a verb and words that we know, up to the time. */
static bool read_action(struct parser *p)
{
	if (token_accept(p, NOISE))
		return true;
	if (!token_accept(p, schedule_verbs))
		return false;
	if (token_is_number(p, 0) && token_is_mark(p, 1, '%'))
		p->at += 2;
	while (token_at(p, 0)->kind == TOKEN_WORD &&
	       !schedule_starts_clause(p, 0, false) &&
	       !token_match(
		   p, 0,
		   "truoc|trong|tu|sau|den|hang|moi|dau|giua|cuoi|va|hoac|ngay|nam|"
		   "thang|6 thang|vao|lien tuc|tuan|tuy|neu|gia han") &&
	       !token_is_quarter(p, 0) && schedule_knows_word(token_at(p, 0)->word))
		p->at++;
	return true;
}

static bool read_bracket(struct parser *p)
{
	int end = p->end, close = p->at, depth = 0;
	enum limit limit = p->group.limit; /* holds on behind the bracket */
	bool read;

	for (; close < end; close++) {
		const struct token *token = &p->tokens[close];

		if (token->kind != TOKEN_MARK)
			continue;
		depth += (token->mark == '(') - (token->mark == ')');
		if (depth == 0)
			break;
	}
	if (close == end)
		return false;
	p->at++;
	p->end = close;
	p->join = JOIN_BRACKET;
	read = p->at < p->end && schedule_read_clauses(p);
	p->end = end;
	p->at = close + 1;
	p->group = (struct group){.first = -1, .limit = limit};
	return read;
}

static bool read_clause(struct parser *p)
{
	static bool (*const readers[])(struct parser *) = {
	    read_continuous,           schedule_read_extension,
	    schedule_read_count,       schedule_read_offset,
	    schedule_read_day_of_each, schedule_read_often,
	    schedule_read_dated,       read_ask,
	    schedule_read_event,       read_action,
	};
	int at = p->at, count = p->out->count;
	size_t i;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		p->made = (struct group){.first = count};
		if (!readers[i](p)) {
			p->at = at;
			continue;
		}
		/* One that only says more about the group leaves it in place. */
		if (p->out->count > p->made.first)
			p->group = p->made;
		return true;
	}
	return false;
}

static bool accept_separator(struct parser *p)
{
	if (token_accept_mark(p, ',') || token_accept_mark(p, '-')) {
		p->join = p->join == JOIN_AND ? JOIN_AND : JOIN_COMMA;
		return true;
	}
	if (token_accept_mark(p, ';') || token_accept_mark(p, '.') ||
	    token_accept_mark(p, '+') || token_accept_mark(p, '/') ||
	    token_accept_mark(p, '&') || token_accept(p, "va|hoac|dong thoi")) {
		p->join = JOIN_AND;
		return true;
	}
	return token_accept_mark(p, ':');
}

#define FRAME "tu|ke tu|bat dau tu|den|cho den|toi"

bool schedule_read_clauses(struct parser *p)
{
	int start = p->at, ended = -1;

	while (p->at < p->end) {
		struct clause_place place = {.parts = p->out->count,
					     .group = p->group.first};
		bool bracket;

		if (accept_separator(p))
			continue;
		place.join = p->join;
		place.directly = p->at == ended;
		place.frame = token_match(p, 0, FRAME) > 0;
		bracket = token_is_mark(p, 0, '(');
		if (bracket ? !read_bracket(p) : !read_clause(p)) {
			p->failed[start] = 1;
			return false;
		}
		if (p->out->count > place.parts) {
			schedule_settle_clause(p, &place);
			ended = p->at;
		}
		if (bracket || p->out->count > place.parts)
			p->join = JOIN_NONE;
	}
	return true;
}

static bool is_dated(const struct schedule_part *part)
{
	return part->class == SCHEDULE_PERIOD || part->class == SCHEDULE_DATE ||
	       part->class == SCHEDULE_EXTENDED || part->class == SCHEDULE_COUNT ||
	       (part->class == SCHEDULE_EVENT && part->offset != 0);
}

static bool has(const struct schedule *s, bool (*test)(const struct schedule_part *))
{
	int i;

	for (i = 0; i < s->count; i++) {
		if (test(&s->parts[i]))
			return true;
	}
	return false;
}

static bool says_period(const struct schedule_part *part)
{
	return part->class == SCHEDULE_PERIOD || part->class == SCHEDULE_DATE ||
	       part->class == SCHEDULE_COUNT;
}

static bool is_counted_event(const struct schedule_part *part)
{
	return part->class == SCHEDULE_EVENT && part->offset != 0;
}

static bool same_part(const struct schedule_part *a, const struct schedule_part *b)
{
	return a->class == b->class && strcmp(a->period, b->period) == 0 &&
	       a->first == b->first && a->last == b->last && a->offset == b->offset &&
	       a->count == b->count && a->per == b->per;
}

/* Say each thing once: "định kỳ" only where no period is said, "khi có …" only
 * where no number of days is counted from it. */
static void finish(struct schedule *s)
{
	bool period = has(s, says_period), counted = has(s, is_counted_event);
	struct schedule done = {.count = 0};
	int i, j;

	for (i = 0; i < s->count; i++) {
		const struct schedule_part *part = &s->parts[i];
		bool again = false;

		for (j = 0; j < done.count && part->class != SCHEDULE_EXTENDED; j++)
			again = again || same_part(&done.parts[j], part);
		if (again || (part->class == SCHEDULE_PERIODIC && period) ||
		    (part->class == SCHEDULE_EVENT && part->offset == 0 && counted))
			continue;
		done.parts[done.count++] = *part;
		if (part->class == SCHEDULE_PERIODIC && done.count < SCHEDULE_PARTS &&
		    (i + 1 == s->count || s->parts[i + 1].class != SCHEDULE_REFERENCE))
			done.parts[done.count++] =
			    (struct schedule_part){.class = SCHEDULE_ASK,
						   .first = DATE_NONE,
						   .last = DATE_NONE};
	}
	*s = done;
}

static void say_only(struct schedule *s, enum schedule_class class)
{
	s->count = 1;
	s->parts[0] = (struct schedule_part){
	    .class = class, .first = DATE_NONE, .last = DATE_NONE};
}

void schedule_read(const char *phrase, int year, struct schedule *schedule)
{
	struct arena *arena = arena_new();
	struct token tokens[TOKENS + 1];
	struct parser p = {
	    .tokens = tokens, .year = year, .out = schedule, .group = {.first = -1}};
	bool read;

	memset(schedule, 0, sizeof(*schedule));
	p.end = schedule_lex(arena, phrase, tokens);
	/* A list's dash or bullet says nothing. */
	while (p.at < p.end &&
	       (token_accept_mark(&p, '-') || token_accept_mark(&p, '*') ||
		token_accept_mark(&p, '+')))
		;
	if (p.at == p.end) {
		say_only(schedule, SCHEDULE_ASK);
	} else {
		read = p.end > 0 && schedule_read_clauses(&p) && !p.overflow &&
		       !(p.loose && has(schedule, is_dated));
		if (read && schedule->count == 0 && p.soft)
			schedule_emit(&p, SCHEDULE_ASK);
		if (read && schedule->count > 0)
			finish(schedule);
		else
			say_only(schedule, SCHEDULE_UNKNOWN);
	}
	arena_free(arena);
}
