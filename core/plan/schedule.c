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

struct schedule_part *emit(struct parser *p, enum schedule_class class)
{
	struct schedule_part *part = &p->spare;

	if (p->out->count < SCHEDULE_PARTS)
		part = &p->out->parts[p->out->count++];
	else
		p->overflow = true;
	*part = (struct schedule_part){.class = class, .first = DATE_NONE, .last = DATE_NONE};
	return part;
}

void emit_span(struct parser *p, const struct span *span)
{
	struct schedule_part *part;
	int first, last = DATE_NONE;

	part = emit(p, span->unit == SPAN_DAY ? SCHEDULE_DATE : SCHEDULE_PERIOD);
	span_bounds(span, &first, &last);
	part->last = last;
	span_period(span, part->period);
}

#define CLAUSE_STARTS                                                               \
	"cham nhat|muon nhat|khong qua|khong muon|dinh ky|hang thang|hang quy|hang nam|"   \
	"hang tuan|hang ngay|moi thang|moi quy|moi nam|thuong xuyen|dot xuat|khi|sau khi|" \
	"ngay sau khi|ngay khi|theo|den het|den ngay|it nhat|toi thieu|gia han|kip thoi|"  \
	"lien tuc|ca nam|trong nam|trong thang|trong quy|trong vong|trong thoi han|"       \
	"trong ngay|truoc ngay|truoc thang|truoc quy|bao cao dinh ky|bao cao hang"

bool is_clause_start(const struct parser *p, int ahead, bool after_numbers)
{
	int done;

	if (match_words(p, ahead, CLAUSE_STARTS) ||
	    (match_words(p, ahead, "truoc|trong|tu|sau|den") && is_number(p, ahead + 1)))
		return true;
	done = match_words(p, ahead, "hoan thanh|xong");
	if (done > 0)
		return is_clause_start(p, ahead + done, true);
	/* Numbers before make it likelier to be one more document or section. */
	if (after_numbers)
		return false;
	return (is_number(p, ahead) &&
		(is_mark(p, ahead + 1, '/') || match_words(p, ahead + 1, "thang|lan"))) ||
	    ((match_words(p, ahead, "thang|ngay") || is_quarter_word(p, ahead)) &&
	     (is_number(p, ahead + 1) || roman_at(p, ahead + 1) > 0));
}

#define CONTINUOUS                                                                  \
	"thuong xuyen|lien tuc|trong suot ca nam|trong suot nam|suot nam|suot ca nam|"    \
	"quanh nam|trong ca nam"

static bool read_continuous(struct parser *p)
{
	int year = 0;

	if (!accept_words(p, CONTINUOUS))
		return false;
	if (accept_words(p, "trong ca nam|trong suot nam|trong nam|trong suot ca nam|"
			    "suot nam|ca nam|quanh nam|hang nam|hang ngay")) {
		if (is_number(p, 0)) {
			p->at--;
			if (!accept_year(p, &year))
				return false;
		}
	} else {
		accept_year(p, &year);
	}
	emit(p, SCHEDULE_CONTINUOUS);
	return true;
}

/* Said by everybody, and naming no day. */
#define SOFT_ASK                                                                    \
	"kip thoi|khan truong|som nhat|trong thoi gian som nhat|ngay lap tuc|"            \
	"cang som cang tot|dung luc|nhanh chong|truc tiep"
#define ASK                                                                         \
	"trong ngay lam viec|ngay trong ngay|trong ngay|trong buoi|trong tuan|thang sau|"  \
	"thang nay|quy sau|quy nay|tuan sau|tuan nay|trong thoi gian toi|thoi gian toi|"   \
	"trong qua trinh thuc hien|trong nhiem ky|ca nhiem ky|sau tet|truoc tet|"          \
	"lau dai|nhieu nam|cac nam tiep theo|nhung nam tiep theo|den khi hoan thanh|"     \
	"cho den khi hoan thanh"

static bool read_ask(struct parser *p)
{
	struct span span;
	int number;

	if (accept_words(p, SOFT_ASK)) {
		p->soft = true;
		return true;
	}
	if (accept_words(p, "trong tuan|vao tuan|tuan") &&
	    (accept_words(p, "thu dau tien|thu nhat|dau tien|cuoi cung|dau|cuoi") ||
	     (accept_words(p, "thu"), accept_number(p, &number)))) {
		accept_words(p, "cua");
		span_read(p, NULL, &span);
		emit(p, SCHEDULE_ASK);
		return true;
	}
	if (accept_words(p, ASK)) {
		accept_words(p, "nguyen dan|am lich");
		emit(p, SCHEDULE_ASK);
		return true;
	}
	return false;
}

#define NOISE                                                                       \
	"neu co|du kien|thoi gian thuc hien|thoi gian hoan thanh|thoi gian bao cao|"     \
	"thoi han hoan thanh|thoi han bao cao|thoi han thuc hien|thoi gian|thoi han|tien do"

/* What is done until then: a verb and words that we know, up to the time. */
static bool read_action(struct parser *p)
{
	if (accept_words(p, NOISE))
		return true;
	if (!accept_words(p, schedule_verbs))
		return false;
	if (is_number(p, 0) && is_mark(p, 1, '%'))
		p->at += 2;
	while (token_at(p, 0)->kind == TOKEN_WORD && !is_clause_start(p, 0, false) &&
	       !match_words(p, 0, "truoc|trong|tu|sau|den|hang|moi|dau|giua|cuoi|va|hoac|ngay|nam|"
				  "thang|6 thang|vao|lien tuc|tuan|tuy|neu|gia han") &&
	       !is_quarter_word(p, 0) && word_is_known(token_at(p, 0)->word))
		p->at++;
	return true;
}

static bool read_bracket(struct parser *p)
{
	int end = p->end, close = p->at, depth = 0;
	enum limit limit = p->limit; /* holds on behind the bracket */
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
	read = p->at < p->end && read_sequence(p);
	p->end = end;
	p->at = close + 1;
	p->group = -1;
	p->limit = limit;
	return read;
}

static bool read_clause(struct parser *p)
{
	static bool (*const readers[])(struct parser *) = {
	    read_continuous, read_extension, read_count, read_offset, read_day_of_each,
	    read_often,	     read_dated,     read_ask,	 read_event,  read_action,
	};
	int at = p->at, count = p->out->count;
	size_t i;

	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		bool in_month = p->group_in_month;
		enum limit limit = p->limit;

		p->group_in_month = false;
		p->limit = LIMIT_NONE;
		if (readers[i] != read_day_of_each && readers[i] != read_dated)
			;
		else
			p->group_in_month = in_month, p->limit = limit;
		if (readers[i](p)) {
			if (p->out->count > count)
				p->group = count;
			else if (readers[i] == read_action)
				p->group_in_month = in_month;
			return true;
		}
		p->group_in_month = in_month;
		p->limit = limit;
		p->at = at;
	}
	return false;
}

static bool accept_separator(struct parser *p)
{
	if (accept_mark(p, ',') || accept_mark(p, '-')) {
		p->join = p->join == JOIN_AND ? JOIN_AND : JOIN_COMMA;
		return true;
	}
	if (accept_mark(p, ';') || accept_mark(p, '.') || accept_mark(p, '+') ||
	    accept_mark(p, '/') || accept_mark(p, '&') || accept_words(p, "va|hoac|dong thoi")) {
		p->join = JOIN_AND;
		return true;
	}
	return accept_mark(p, ':');
}

bool read_sequence(struct parser *p)
{
	int start = p->at, parts;
	bool bracket;

	while (p->at < p->end) {
		if (accept_separator(p))
			continue;
		parts = p->out->count;
		bracket = is_mark(p, 0, '(');
		if (bracket ? !read_bracket(p) : !read_clause(p)) {
			p->failed[start] = 1;
			return false;
		}
		if (bracket || p->out->count > parts)
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
			done.parts[done.count++] = (struct schedule_part){
			    .class = SCHEDULE_ASK, .first = DATE_NONE, .last = DATE_NONE};
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
	struct parser p = {.tokens = tokens, .year = year, .out = schedule, .group = -1};
	bool read;

	memset(schedule, 0, sizeof(*schedule));
	p.end = schedule_lex(arena, phrase, tokens);
	/* A list's dash or bullet says nothing. */
	while (p.at < p.end && (accept_mark(&p, '-') || accept_mark(&p, '*') || accept_mark(&p, '+')))
		;
	if (p.at == p.end) {
		say_only(schedule, SCHEDULE_ASK);
	} else {
		read = p.end > 0 && read_sequence(&p) && !p.overflow &&
		    !(p.loose && has(schedule, is_dated));
		if (read && schedule->count == 0 && p.soft)
			emit(&p, SCHEDULE_ASK);
		if (read && schedule->count > 0)
			finish(schedule);
		else
			say_only(schedule, SCHEDULE_UNKNOWN);
	}
	arena_free(arena);
}
