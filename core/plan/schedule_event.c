/* SPDX-License-Identifier: MIT */
/*
 * What hangs on an event ("khi có phản ánh", "10 ngày kể từ ngày ban hành …"),
 * on a document ("theo Kế hoạch số 243/KH-UBND") or on somebody's wish.
 *
 * Only these take a free tail, since the event or the document can be anything.
 * A tail ends where a clause begins that makes sense to the end of the phrase.
 * A word in it that we do not know is no harm to "event" or "reference"; but it
 * takes the belief from every date in the same phrase (see schedule.c).
 */
#include "plan/schedule_parse.h"

#include "base/date.h"

#include <string.h>

enum { OFFSET_MOST = 1000, WEEK = 7 };

/* Part of a document's number, as in 01/2020/TT-VPCP. */
static bool is_code(const struct parser *p, int at)
{
	const struct token *token = &p->tokens[at], *next = token + 1;

	if (token->glued && at > 0 && token[-1].kind != TOKEN_WORD &&
	    (token[-1].kind == TOKEN_NUMBER || strchr("/-", token[-1].mark)))
		return true;
	return next->kind == TOKEN_MARK && next->glued && strchr("/-", next->mark);
}

/* Whether the rest, from the token that parts it off, can be read. */
static bool try_rest(struct parser *p, int at)
{
	struct schedule before = *p->out;
	struct parser was = *p;

	p->at = at;
	if (!p->failed[at] && read_sequence(p))
		return true;
	was.failed[at] = 1;
	memcpy(was.failed, p->failed, sizeof(was.failed));
	was.failed[at] = 1;
	*p = was;
	*p->out = before;
	return false;
}

/* Where a clause may begin: after a mark or "và", at a bracket, and even inside
 * a sentence at words that mean nothing but a date. */
static bool tail_may_end(const struct parser *p, bool numbers)
{
	const struct token *token = token_at(p, 0);

	if (token->kind == TOKEN_MARK) {
		if (token->mark == '(')
			return true;
		return strchr(",;.:-", token->mark) && is_clause_start(p, 1, numbers);
	}
	if (match_words(p, 0, "va|hoac"))
		return is_clause_start(p, 1, numbers);
	if (match_words(p, 0, "hoan thanh|xong"))
		return match_words(p, 0, "hoan thanh|xong") &&
		    is_clause_start(p, match_words(p, 0, "hoan thanh|xong"), true);
	return match_words(p, 0, "cham nhat|muon nhat") ||
	    (match_words(p, 0, "truoc") &&
	     ((match_words(p, 1, "ngay") && is_number(p, 2)) ||
	      (is_number(p, 1) && is_mark(p, 2, '/'))));
}

static void read_tail(struct parser *p)
{
	bool numbers = false;
	int start = p->at;

	for (; p->at < p->end; p->at++) {
		const struct token *token = token_at(p, 0);
		bool loose = p->loose;

		if (p->at > start && tail_may_end(p, numbers) && try_rest(p, p->at))
			return;
		if (p->at == start && token->kind == TOKEN_MARK && try_rest(p, p->at))
			return;
		numbers = numbers || token->kind == TOKEN_NUMBER || roman_at(p, 0) > 0;
		p->loose = loose || (token->kind == TOKEN_WORD && !word_is_known(token->word) &&
				     roman_at(p, 0) == 0 && !is_code(p, p->at));
	}
}

struct offset {
	int days;
	bool working;
	bool before; /* counted back from the event */
	bool ask;
};

#define OFFSET_PREFIX                                                               \
	"cham nhat|muon nhat|trong vong|trong thoi han|trong thoi gian|trong|khong qua|"  \
	"toi da|ngay sau|sau|it nhat|toi thieu|thoi han|thoi gian|la|khong cham hon"

static bool read_offset_length(struct parser *p, struct offset *o)
{
	int at;

	while (accept_words(p, OFFSET_PREFIX))
		;
	if (accept_words(p, "truoc")) {
		o->before = true;
		accept_words(p, "it nhat|toi thieu|khong qua");
	}
	if (!accept_number(p, &o->days) || o->days < 1 || o->days > OFFSET_MOST)
		return false;
	at = p->at;
	if ((accept_mark(p, '-') || accept_words(p, "den")) && is_number(p, 0)) {
		o->ask = true; /* "05-07 ngày" */
		p->at++;
	} else {
		p->at = at;
	}
	if (accept_words(p, "ngay lam viec")) {
		o->working = true;
	} else if (accept_words(p, "tuan lam viec|gio lam viec|gio|tieng|phut")) {
		o->ask = true;
	} else if (accept_words(p, "tuan")) {
		o->days *= WEEK; /* BLDS 2015, điều 146: a week is seven days */
	} else if (accept_words(p, "thang|nam|quy")) {
		/* How many days that is depends on when it begins. */
		o->ask = true;
		return match_words(p, 0, "ke tu|tinh tu|sau khi|tu ngay|tu khi|truoc khi") > 0;
	} else {
		return accept_words(p, "ngay lich|ngay duong lich|ngay lien tuc|ngay") &&
		    !is_number(p, 0);
	}
	return !is_mark(p, 0, '/');
}

/* "kể từ ngày 15/3/2026": then the day can be told. */
static bool read_anchor(struct parser *p, const struct offset *o)
{
	struct schedule_part *part;
	struct span span;
	int at = p->at, date;

	if (!span_read(p, NULL, &span) || span.unit != SPAN_DAY || span.month == 0) {
		p->at = at;
		return false;
	}
	date = date_make(span.year ? span.year : p->year, span.month, span.number);
	if (o->ask || o->working || date == DATE_NONE) {
		emit(p, SCHEDULE_ASK);
		return true;
	}
	/* The first day is not counted (BLDS 2015, điều 147). */
	part = emit(p, SCHEDULE_DATE);
	strcpy(part->period, "D");
	part->last = o->before ? date - o->days : date + o->days;
	part->before = o->before;
	return true;
}

#define AFTER_EVENT                                                                 \
	"ke tu|tinh tu|ngay sau khi|ngay sau|sau khi|sau|tu khi|tu thoi diem|tu|khi|ke khi|" \
	"doi voi|cho|de"

bool read_offset(struct parser *p)
{
	struct offset o = {.days = 0};
	struct schedule_part *part;
	bool tail = true;

	if (!read_offset_length(p, &o))
		return false;
	if (!o.before && accept_words(p, "truoc"))
		o.before = true;
	else if (accept_words(p, "so voi|tinh den|den"))
		o.ask = o.ask || !o.before; /* before or after? */
	else
		tail = accept_words(p, AFTER_EVENT) || (o.before && accept_words(p, "truoc"));
	if (tail && p->at == p->end)
		return false;
	if (tail && read_anchor(p, &o))
		return true;
	part = emit(p, o.ask ? SCHEDULE_ASK : SCHEDULE_EVENT);
	if (!o.ask) {
		part->offset = o.before ? -o.days : o.days;
		part->working_days = o.working;
		part->before = o.before;
	}
	if (tail || (o.before && match_words(p, 0, "khi|ngay|ky")))
		read_tail(p);
	return true;
}

#define ON_DEMAND                                                                   \
	"dot xuat|bat thuong|khi can thiet|khi can|khi that can thiet|neu can thiet|neu can|"  \
	"khi co yeu cau|khi duoc yeu cau|khi phat sinh yeu cau|khi nhan duoc yeu cau|"     \
	"khi yeu cau|neu co yeu cau|theo yeu cau|theo de nghi|theo nhu cau"
#define ON_EVENT                                                                    \
	"ngay sau khi|ngay khi|sau khi|truoc khi|moi khi|khi|neu|trong truong hop|"       \
	"ke tu khi|tu khi|ke tu ngay|ke tu thoi diem|sau ngay|sau thoi diem"
#define AT_EVENT                                                                    \
	"sau hoi nghi|sau cuoc hop|sau ky hop|sau dot|sau moi|sau ket thuc|truoc hoi nghi|"  \
	"truoc cuoc hop|truoc ky hop|truoc phien hop|truoc ngay hop|ngay sau"
#define BY_DOCUMENT                                                                 \
	"theo|dung theo|can cu theo|can cu|bam sat|nhu trong"
#define IN_TIME                                                                     \
	"dung tien do|dung thoi han|dung thoi gian|dung quy dinh|dung ke hoach|dung han|"   \
	"dam bao tien do|bao dam tien do|dam bao thoi gian|bao dam thoi gian|"            \
	"dam bao thoi han|bao dam thoi han|dam bao dung|bao dam dung|dam bao theo|thoi gian quy dinh"
#define BY_CIRCUMSTANCES                                                            \
	"tuy theo|tuy thuoc vao|tuy thuoc|tuy vao|tuy|theo tinh hinh|theo dieu kien"

static bool head_is_known(const struct parser *p)
{
	const struct token *token = token_at(p, 0);

	return token->kind == TOKEN_WORD && word_is_known(token->word);
}

/* Words that say nothing of their own, and none that we do not know. */
static bool read_known_words(struct parser *p)
{
	if (!head_is_known(p))
		return false;
	while (head_is_known(p))
		p->at++;
	return true;
}

bool read_event(struct parser *p)
{
	int at = p->at;

	if (accept_words(p, BY_CIRCUMSTANCES)) {
		if (!read_known_words(p))
			return false;
		emit(p, SCHEDULE_ASK);
		return true;
	}
	if (accept_words(p, ON_DEMAND)) {
		emit(p, SCHEDULE_ADHOC);
		if (token_at(p, 0)->kind == TOKEN_WORD && !is_clause_start(p, 0, true))
			read_tail(p);
		else if (match_words(p, 0, "khi|theo|cua|neu"))
			read_tail(p);
		return true;
	}
	if ((accept_words(p, ON_EVENT) && head_is_known(p)) ||
	    (p->at = at, accept_words(p, AT_EVENT))) {
		emit(p, SCHEDULE_EVENT);
		read_tail(p);
		return true;
	}
	p->at = at;
	if (accept_words(p, IN_TIME) ||
	    (accept_words(p, BY_DOCUMENT) && (accept_words(p, "cac|nhung") || true) &&
	     head_is_known(p))) {
		emit(p, SCHEDULE_REFERENCE);
		read_tail(p);
		return true;
	}
	return false;
}
