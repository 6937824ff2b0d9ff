/* SPDX-License-Identifier: MIT */
/*
 * Private to core/plan/schedule*.c: what the readers of a time phrase share.
 *
 *   schedule_lex.c    phrase -> tokens of folded text; matching them
 *   schedule_words.c  the words that may stand in a sentence around a date
 *   schedule_span.c   one named period or day: "quý II/2026", "15/3"
 *   schedule_digits.c years, and days in digits
 *   schedule_dated.c  limits, lists and ranges of those
 *   schedule_group.c  what they say about the clause before them
 *   schedule_day.c    a day in each month or quarter
 *   schedule_often.c  what comes again: "hằng quý", "02 lần/năm"
 *   schedule_event.c  what hangs on an event, a document or a wish
 *   schedule_settle.c what a clause is to those before it
 *   schedule.c        the clauses of a phrase, and what they say together
 *   schedule_print.c  the reading as text and as JSON
 *
 * A reader returns true when it has read its clause and emitted its parts. When
 * it returns false it has emitted nothing and the caller puts `at` back.
 */
#ifndef KSTT_PLAN_SCHEDULE_PARSE_H
#define KSTT_PLAN_SCHEDULE_PARSE_H

#include "base/mem.h"
#include "plan/schedule.h"

#include <stdbool.h>

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_MARK, TOKEN_END };

struct token {
	enum token_kind kind;
	const char *word; /* folded; "" unless a word */
	int value;        /* of a number */
	int digits;       /* of a number as written: 2026 has 4, 02 has 2 */
	char mark;
	bool glued; /* nothing between it and the token before */
};

/* A longer phrase is a paragraph, not a time. */
enum { TOKENS = 400 };

/* What is said before a day or a period. */
enum limit { LIMIT_NONE, LIMIT_BY, LIMIT_BEFORE, LIMIT_FROM, LIMIT_AFTER };

/* How a clause hangs on the one before it. */
enum join { JOIN_NONE, JOIN_COMMA, JOIN_AND, JOIN_BRACKET };

/* What a clause leaves for the next one to say more about. */
struct group {
	int first;        /* its first part, -1: none */
	enum limit limit; /* that it began with */
	bool in_month;    /* a day alone means one of each period's last month */
	char bare;        /* 'M', 'Q': a unit without its number, asked so far */
};

struct parser {
	const struct token *tokens; /* tokens[count] is TOKEN_END */
	int at;
	int end; /* of the phrase, or of the bracket being read */
	int year;
	struct schedule *out;
	bool overflow; /* more parts than a schedule holds */
	bool loose;    /* a word that we do not know stands in a free tail */
	bool soft;     /* "kịp thời" was said: to be asked if nothing else was */
	enum join join;
	struct group group;               /* the clause before */
	struct group made;                /* the clause being read */
	struct schedule_part spare;       /* what overflows is written here */
	unsigned char failed[TOKENS + 1]; /* no reading from this token on */
};

/* schedule_lex.c */
/* Number of tokens, or -1 when there are too many. */
int schedule_lex(struct arena *arena, const char *phrase,
		 struct token tokens[TOKENS + 1]);
const struct token *token_at(const struct parser *p, int ahead);
bool token_is_mark(const struct parser *p, int ahead, char mark);
bool token_is_number(const struct parser *p, int ahead);
/* Whether one of `words` ("a|b c|d": blanks between words, bars between
 * alternatives, first match wins) stands at `ahead`; how many tokens it takes. */
int token_match(const struct parser *p, int ahead, const char *words);
bool token_accept(struct parser *p, const char *words);
bool token_accept_mark(struct parser *p, char mark);
/* A number in digits or words, also said twice: "03 (ba)". */
bool token_accept_number(struct parser *p, int *value);
/* The Roman number 1..12 at `ahead`, or 0. */
int token_roman(const struct parser *p, int ahead);

/* schedule_words.c */
bool schedule_knows_word(const char *word);
extern const char schedule_verbs[]; /* for token_match */

/* schedule_span.c */
enum span_unit {
	SPAN_DAY,
	SPAN_MONTH,
	SPAN_QUARTER,
	SPAN_HALF,
	SPAN_NINE,
	SPAN_YEAR,
};
enum span_edge { EDGE_NONE, EDGE_START, EDGE_MIDDLE, EDGE_END };

struct span {
	enum span_unit unit;
	enum span_edge edge;
	int number;     /* day, month, quarter or half; 0: only the unit was said */
	int month;      /* of a day; 0: not said yet ("ngày 10, 11/3") */
	int year;       /* 0: not said */
	bool months;    /* said as "6 tháng", "9 tháng" */
	bool worded;    /* a day said as "ngày 15 tháng 3" */
	bool to_next;   /* a range: to the span that follows */
	bool numeric;   /* a month said as 02/2024 */
	bool next_year; /* the year said as "năm sau": holds for this one only */
};

/* Read one; `before` is the span before it in a list, or NULL: it may lend its
 * unit ("quý I, II"). False when there is none or no such day exists. */
bool span_read(struct parser *p, const struct span *before, struct span *span);
bool span_bounds(const struct span *span, int *first, int *last);
void span_period(const struct span *span, char period[8]);
/* Only its unit was said: "quý". */
bool span_is_bare(const struct span *span);
/* "quý" as a quarter, not as in "quy định". */
bool token_is_quarter(const struct parser *p, int ahead);

/* schedule_digits.c */
#define SPAN_NEXT_YEAR                                                                 \
	"nam sau|nam toi|nam tiep theo|nam ke tiep|nam lien ke|nam lien sau"
bool token_is_year(const struct token *token);
/* "26" is a year only where `two_digits` may be one. */
bool span_accept_year_number(struct parser *p, int *year, bool two_digits);
/* A year after a period: "/2026", "năm 2026", "hằng năm" (leaves *year). */
bool span_accept_year(struct parser *p, int *year);
/* 15/3, 15/3/2026, 15-3-2026, 15.3.2026, 3/2026, 2-2024. `day_said` lets a dash
 * stand in 15-3, which would be a range otherwise. */
bool span_read_numeric(struct parser *p, bool day_said, struct span *span);

/* schedule_dated.c */
enum { SPANS = 32 };

struct dated {
	enum limit limit;
	bool hour; /* "trước 17 giờ ngày 15/3": that day itself, but no later */
	bool ask;  /* "năm 2026 và những năm tiếp theo" */
	int count;
	struct span spans[SPANS];
};

enum limit dated_read_limit(struct parser *p);
bool dated_accept_hour(struct parser *p);
bool schedule_read_dated(struct parser *p);
bool schedule_read_extension(struct parser *p);

/* schedule_day.c */
/* A day of every month or quarter: "trước ngày 20 tháng cuối quý". */
bool schedule_read_day_of_each(struct parser *p);

/* schedule_group.c: each true when the clause before has taken what was said */
bool dated_qualify_periods(struct parser *p, const struct dated *d);
bool dated_qualify_day(struct parser *p, const struct dated *d);
/* Takes the year before out when it is only the frame of what is said now. */
void dated_narrow_year(struct parser *p, const struct dated *d);

/* schedule_often.c */
bool schedule_read_often(struct parser *p);
bool schedule_read_count(struct parser *p);
/* Emit what a unit said without a number stands for: each of them in `year`. */
void schedule_emit_each(struct parser *p, enum span_unit unit, int year);

/* schedule_event.c */
bool schedule_read_offset(struct parser *p);
bool schedule_read_event(struct parser *p);

/* schedule_settle.c */
struct clause_place {
	int parts; /* how many there were before it */
	int group; /* where those of the clause before begin, -1: none */
	enum join join;
	bool directly; /* nothing stands between it and the clause before */
	bool frame;    /* it begins with "từ" or "đến" */
};
/* Once the parts of a clause have been emitted. */
void schedule_settle_clause(struct parser *p, const struct clause_place *place);

/* schedule.c */
struct schedule_part *schedule_emit(struct parser *p, enum schedule_class class);
void schedule_emit_span(struct parser *p, const struct span *span);
/* Read clauses up to the end of the phrase or bracket. */
bool schedule_read_clauses(struct parser *p);
/* Whether a clause that no tail may swallow begins at `ahead`. */
bool schedule_starts_clause(const struct parser *p, int ahead, bool after_numbers);

#endif
