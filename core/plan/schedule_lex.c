/* SPDX-License-Identifier: MIT */
/*
 * Cuts a time phrase into words, numbers and marks of folded text, so that the
 * grammar meets neither case, diacritics, composition nor odd blanks.
 */
#include "plan/schedule_parse.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include <uninorm.h>

/* NFKC makes Ⅱ into II, full-width digits into digits, … into three dots. */
static char *fold_phrase(struct arena *arena, const char *phrase)
{
	size_t len = 0;
	uint8_t *plain;
	char *folded;

	phrase = text_nfc(arena, phrase);
	plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)phrase, strlen(phrase) + 1,
			     NULL, &len);
	if (plain == NULL) /* only memory can fail here: leave as allocators do */
		return mem_new(SIZE_MAX, 2);
	folded = text_fold(arena, (const char *)plain);
	free(plain);
	return folded;
}

/* Marks beyond ASCII that plans are written with, as their ASCII likeness;
 * a blank for those that say nothing. */
static size_t mark_beyond_ascii(const char *at, char *mark)
{
	static const struct {
		const char *text;
		char mark;
	} marks[] = {
	    {"‐", '-'}, {"‑", '-'}, {"‒", '-'}, {"–", '-'}, {"—", '-'}, {"―", '-'},
	    {"−", '-'}, {"÷", '-'}, {"⁄", '/'}, {"∕", '/'}, {"“", ' '}, {"”", ' '},
	    {"„", ' '}, {"‘", ' '}, {"’", ' '}, {"«", ' '}, {"»", ' '}, {"•", '*'},
	    {"·", '*'}, {"▪", '*'}, {"●", '*'}, {"◦", '*'}, {"■", '*'},
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = strlen(marks[i].text);

		if (strncmp(at, marks[i].text, len) == 0) {
			*mark = marks[i].mark;
			return len;
		}
	}
	return 0;
}

static bool is_letter(const char *at)
{
	char mark;

	if (*at >= 'a' && *at <= 'z')
		return true;
	return (*at & 0x80) != 0 && mark_beyond_ascii(at, &mark) == 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void lex_number(const char **at, struct token *token)
{
	token->kind = TOKEN_NUMBER;
	for (; is_digit(**at); (*at)++, token->digits++) {
		if (token->value < 1000000)
			token->value = token->value * 10 + **at - '0';
	}
}

static bool is_quarter_roman(const char *text)
{
	return strcmp(text, "i") == 0 || strcmp(text, "ii") == 0 ||
	       strcmp(text, "iii") == 0 || strcmp(text, "iv") == 0;
}

/* A word; "QII", "QuýII", "Q.II" and "T6" are the unit and its number. Returns
 * how many tokens it makes. */
static int lex_word(struct arena *arena, const char **at, struct token *token)
{
	const char *start = *at;
	size_t unit;
	char *word;

	while (is_letter(*at))
		(*at)++;
	word = arena_copy_bytes(arena, start, (size_t)(*at - start));
	if (strcmp(word, "qui") == 0)
		word[2] = 'y'; /* "quí" is written as often as "quý" */
	token->kind = TOKEN_WORD;
	token->word = word;
	unit = strncmp(word, "quy", 3) == 0 ? 3 : word[0] == 'q';
	if (unit > 0 && is_quarter_roman(word + unit)) {
		token->word = "quy";
		token[1] = (struct token){
		    .kind = TOKEN_WORD, .word = word + unit, .glued = true};
		return 2;
	}
	if (strcmp(word, "q") == 0 && (is_digit(**at) || **at == '.' || **at == ' '))
		token->word = "quy";
	else if ((strcmp(word, "t") == 0 || strcmp(word, "th") == 0) &&
		 (is_digit(**at) || (**at == '.' && is_digit((*at)[1]))))
		token->word = "thang";
	else
		return 1;
	if (**at == '.')
		(*at)++;
	return 1;
}

int schedule_lex(struct arena *arena, const char *phrase,
		 struct token tokens[TOKENS + 1])
{
	const char *at = fold_phrase(arena, phrase);
	bool glued = false;
	int count = 0;

	while (*at != '\0') {
		struct token *token = &tokens[count];
		char mark = *at;
		size_t len = 1;

		if (count + 2 > TOKENS)
			return -1;
		if ((*at & 0x80) != 0)
			len = mark_beyond_ascii(at, &mark);
		if (mark == ' ' || mark == '"' || mark == '\'' || mark == '`') {
			at += len;
			glued = false;
			continue;
		}
		*token = (struct token){.word = "", .glued = glued};
		glued = true;
		if (is_digit(*at)) {
			lex_number(&at, token);
			count++;
		} else if (is_letter(at)) {
			count += lex_word(arena, &at, token);
		} else {
			token->kind = TOKEN_MARK;
			token->mark = mark == '~'   ? '-'
				      : mark == '[' ? '('
				      : mark == ']' ? ')'
						    : mark;
			at += len;
			count++;
		}
	}
	tokens[count] = (struct token){.kind = TOKEN_END, .word = ""};
	return count;
}

const struct token *token_at(const struct parser *p, int ahead)
{
	static const struct token end = {.kind = TOKEN_END, .word = ""};

	int at = p->at + ahead;

	return at >= 0 && at < p->end ? &p->tokens[at] : &end;
}

bool token_is_mark(const struct parser *p, int ahead, char mark)
{
	const struct token *token = token_at(p, ahead);

	return token->kind == TOKEN_MARK && token->mark == mark;
}

bool token_is_number(const struct parser *p, int ahead)
{
	return token_at(p, ahead)->kind == TOKEN_NUMBER;
}

int token_match(const struct parser *p, int ahead, const char *words)
{
	int taken = 0;

	while (*words != '\0') {
		const char *word = token_at(p, ahead + taken)->word;
		size_t len = strlen(word);

		if (len > 0 && strncmp(words, word, len) == 0 &&
		    (words[len] == ' ' || words[len] == '|' || words[len] == '\0')) {
			taken++;
			words += len;
			if (*words != ' ')
				return taken;
			words++;
			continue;
		}
		taken = 0;
		words += strcspn(words, "|");
		words += *words == '|';
	}
	return 0;
}

bool token_accept(struct parser *p, const char *words)
{
	int taken = token_match(p, 0, words);

	p->at += taken;
	return taken > 0;
}

bool token_accept_mark(struct parser *p, char mark)
{
	bool is = token_is_mark(p, 0, mark);

	p->at += is;
	return is;
}

int token_roman(const struct parser *p, int ahead)
{
	static const char *const romans[] = {"i",   "ii",   "iii", "iv", "v",  "vi",
					     "vii", "viii", "ix",  "x",  "xi", "xii"};
	const char *word = token_at(p, ahead)->word;
	int i;

	for (i = 0; i < 12; i++) {
		if (strcmp(word, romans[i]) == 0)
			return i + 1;
	}
	return 0;
}

/* "nam" is five only before what is counted, and "sau" six likewise: otherwise
 * they are "year" and "after". */
static bool accept_number_word(struct parser *p, int *value)
{
	static const struct {
		const char *words;
		int value;
	} names[] = {
	    {"muoi hai", 12},
	    {"muoi mot", 11},
	    {"muoi lam", 15},
	    {"hai muoi", 20},
	    {"ba muoi", 30},
	    {"mot", 1},
	    {"hai", 2},
	    {"ba", 3},
	    {"bon", 4},
	    {"bay", 7},
	    {"tam", 8},
	    {"chin", 9},
	    {"muoi", 10},
	    {"nam ngay", 5},
	    {"nam lan", 5},
	    {"sau ngay lam viec", 6},
	    {"sau lan", 6},
	    {"sau thang dau", 6},
	    {"sau thang cuoi", 6},
	    {"sau thang nam", 6},
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int taken = token_match(p, 0, names[i].words);

		if (taken == 0)
			continue;
		/* What is counted stays to be read. */
		p->at += names[i].value == 5 || names[i].value == 6 ? 1 : taken;
		*value = names[i].value;
		return true;
	}
	return false;
}

bool token_accept_number(struct parser *p, int *value)
{
	int at, again;

	if (token_is_number(p, 0)) {
		*value = token_at(p, 0)->value;
		p->at++;
	} else if (!accept_number_word(p, value)) {
		return false;
	}
	at = p->at;
	if (token_accept_mark(p, '(')) {
		/* In brackets "nam" and "sau" can only be numbers. */
		if (token_match(p, 0, "nam") && token_is_mark(p, 1, ')'))
			again = 5, p->at++;
		else if (token_match(p, 0, "sau") && token_is_mark(p, 1, ')'))
			again = 6, p->at++;
		else if (!token_accept_number(p, &again))
			again = -1;
		if (again != *value || !token_accept_mark(p, ')'))
			p->at = at;
	}
	return true;
}
