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
	if (!p->failed[at] && schedule_read_clauses(p))
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
		return strchr(",;.:-", token->mark) &&
		       schedule_starts_clause(p, 1, numbers);
	}
	if (token_match(p, 0, "va|hoac"))
		return schedule_starts_clause(p, 1, numbers);
	if (token_match(p, 0, "hoan thanh|xong"))
		return token_match(p, 0, "hoan thanh|xong") &&
		       schedule_starts_clause(p, token_match(p, 0, "hoan thanh|xong"),
					      true);
	return token_match(p, 0, "cham nhat|muon nhat") ||
	       (token_match(p, 0, "truoc") &&
		((token_match(p, 1, "ngay") && token_is_number(p, 2)) ||
		 (token_is_number(p, 1) && token_is_mark(p, 2, '/'))));
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
		numbers =
		    numbers || token->kind == TOKEN_NUMBER || token_roman(p, 0) > 0;
		p->loose = loose || (token->kind == TOKEN_WORD &&
				     !schedule_knows_word(token->word) &&
				     token_roman(p, 0) == 0 && !is_code(p, p->at));
	}
}

struct offset {
	int days;
	bool working;
	bool before; /* counted back from the event */
	bool ask;
};

#define OFFSET_PREFIX                                                                  \
	"cham nhat|muon nhat|trong vong|trong thoi han|trong thoi gian|trong|khong "   \
	"qua|"                                                                         \
	"toi da|ngay sau|sau|it nhat|toi thieu|thoi han|thoi gian|la|khong cham hon"

static bool read_offset_length(struct parser *p, struct offset *o)
{
	int at;

	while (token_accept(p, OFFSET_PREFIX))
		;
	if (token_accept(p, "truoc")) {
		o->before = true;
		token_accept(p, "it nhat|toi thieu|khong qua");
	}
	if (!token_accept_number(p, &o->days) || o->days < 1 || o->days > OFFSET_MOST)
		return false;
	at = p->at;
	if ((token_accept_mark(p, '-') || token_accept(p, "den")) &&
	    token_is_number(p, 0)) {
		o->ask = true; /* "05-07 ngày" */
		p->at++;
	} else {
		p->at = at;
	}
	if (token_accept(p, "ngay lam viec")) {
		o->working = true;
	} else if (token_accept(p, "tuan lam viec|gio lam viec|gio|tieng|phut")) {
		o->ask = true;
		/* "17 giờ ngày 15/3" is a time of day. */
		if (token_is_number(p, 0) ||
		    (token_match(p, 0, "ngay") && token_is_number(p, 1)))
			return false;
	} else if (token_accept(p, "tuan")) {
		o->days *= WEEK; /* BLDS 2015, điều 146: a week is seven days */
	} else if (token_accept(p, "thang|nam|quy")) {
		/* How many days that is depends on when it begins. */
		o->ask = true;
		return token_match(
			   p, 0, "ke tu|tinh tu|sau khi|tu ngay|tu khi|truoc khi") > 0;
	} else {
		return token_accept(p,
				    "ngay lich|ngay duong lich|ngay lien tuc|ngay") &&
		       !token_is_number(p, 0);
	}
	return !token_is_mark(p, 0, '/');
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
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	/* The first day is not counted (BLDS 2015, điều 147). */
	part = schedule_emit(p, SCHEDULE_DATE);
	strcpy(part->period, "D");
	part->last = o->before ? date - o->days : date + o->days;
	part->before = o->before;
	return true;
}

#define AFTER_EVENT                                                                    \
	"ke tu|tinh tu|ngay sau khi|ngay sau|sau khi|sau|tu khi|tu thoi "              \
	"diem|tu|khi|ke khi|"                                                          \
	"doi voi|cho|de"

bool schedule_read_offset(struct parser *p)
{
	struct offset o = {.days = 0};
	struct schedule_part *part;
	bool tail = true;

	if (!read_offset_length(p, &o))
		return false;
	if (!o.before && token_accept(p, "truoc"))
		o.before = true;
	else if (token_accept(p, "so voi|tinh den|den"))
		o.ask = o.ask || !o.before; /* before or after? */
	else
		tail = token_accept(p, AFTER_EVENT) ||
		       (o.before && token_accept(p, "truoc"));
	if (tail && p->at == p->end)
		return false;
	/* "05 ngày đầu tháng" hangs on no event. */
	if (!tail && token_match(p, 0, "dau|cuoi|giua"))
		o.ask = true;
	if (tail && read_anchor(p, &o))
		return true;
	part = schedule_emit(p, o.ask ? SCHEDULE_ASK : SCHEDULE_EVENT);
	if (!o.ask) {
		part->offset = o.before ? -o.days : o.days;
		part->working_days = o.working;
		part->before = o.before;
	}
	if (tail || (o.before && token_match(p, 0, "khi|ngay|ky")))
		read_tail(p);
	return true;
}

#define ON_DEMAND                                                                      \
	"dot xuat|bat thuong|khi can thiet|khi can|khi that can thiet|neu can "        \
	"thiet|neu can|"                                                               \
	"khi co yeu cau|khi duoc yeu cau|khi phat sinh yeu cau|khi nhan duoc yeu cau|" \
	"khi yeu cau|neu co yeu cau|theo yeu cau|theo de nghi|theo nhu cau"
#define ON_EVENT                                                                       \
	"ngay sau khi|ngay khi|sau khi|truoc khi|moi khi|khi|neu|trong truong hop|"    \
	"ke tu khi|tu khi|ke tu ngay|ke tu thoi diem|sau ngay|sau thoi diem"
#define AT_EVENT                                                                       \
	"sau hoi nghi|sau cuoc hop|sau ky hop|sau dot|sau moi|sau ket thuc|truoc hoi " \
	"nghi|"                                                                        \
	"truoc cuoc hop|truoc ky hop|truoc phien hop|truoc ngay hop|ngay sau"
#define BY_DOCUMENT "theo|dung theo|can cu theo|can cu|bam sat|nhu trong"
#define IN_TIME                                                                        \
	"dung tien do|dung thoi han|dung thoi gian|dung quy dinh|dung ke hoach|dung "  \
	"han|"                                                                         \
	"dam bao tien do|bao dam tien do|dam bao thoi gian|bao dam thoi gian|"         \
	"dam bao thoi han|bao dam thoi han|dam bao dung|bao dam dung|dam bao "         \
	"theo|thoi gian quy dinh"
#define BY_CIRCUMSTANCES                                                               \
	"tuy theo|tuy thuoc vao|tuy thuoc|tuy vao|tuy|theo tinh hinh|theo dieu kien"

static bool head_is_known(const struct parser *p)
{
	const struct token *token = token_at(p, 0);

	return token->kind == TOKEN_WORD && schedule_knows_word(token->word);
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

bool schedule_read_event(struct parser *p)
{
	int at = p->at;

	if (token_accept(p, BY_CIRCUMSTANCES)) {
		if (!read_known_words(p))
			return false;
		schedule_emit(p, SCHEDULE_ASK);
		return true;
	}
	if (token_accept(p, ON_DEMAND)) {
		schedule_emit(p, SCHEDULE_ADHOC);
		if (token_at(p, 0)->kind == TOKEN_WORD &&
		    !schedule_starts_clause(p, 0, true))
			read_tail(p);
		else if (token_match(p, 0, "khi|theo|cua|neu"))
			read_tail(p);
		return true;
	}
	/* "quý II (nếu có)": no event of its own. */
	if (p->out->count > 0 && token_accept(p, "neu co") && p->at == p->end)
		return true;
	p->at = at;
	if ((token_accept(p, ON_EVENT) && head_is_known(p)) ||
	    (p->at = at, token_accept(p, AT_EVENT))) {
		schedule_emit(p, SCHEDULE_EVENT);
		read_tail(p);
		return true;
	}
	p->at = at;
	if (token_accept(p, IN_TIME) ||
	    (token_accept(p, BY_DOCUMENT) && (token_accept(p, "cac|nhung") || true) &&
	     head_is_known(p))) {
		schedule_emit(p, SCHEDULE_REFERENCE);
		read_tail(p);
		return true;
	}
	return false;
}
