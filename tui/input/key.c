/* SPDX-License-Identifier: MIT */
/* See key.h. The table below covers the terminals that officials use; what the
 * terminal's own description says comes first. */
#include "input/key.h"

#include "base/text.h"
#include "term/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

struct sequence {
	const char *bytes;
	uint32_t key;
};

static const struct sequence common[] = {
	{"\033[A", KEY_ARROW_UP},	 {"\033[B", KEY_ARROW_DOWN},
	{"\033[C", KEY_ARROW_RIGHT},	 {"\033[D", KEY_ARROW_LEFT},
	{"\033OA", KEY_ARROW_UP},	 {"\033OB", KEY_ARROW_DOWN},
	{"\033OC", KEY_ARROW_RIGHT},	 {"\033OD", KEY_ARROW_LEFT},
	{"\033[H", KEY_GO_HOME},	 {"\033[F", KEY_GO_END},
	{"\033OH", KEY_GO_HOME},	 {"\033OF", KEY_GO_END},
	{"\033[1~", KEY_GO_HOME},	 {"\033[4~", KEY_GO_END},
	{"\033[7~", KEY_GO_HOME},	 {"\033[8~", KEY_GO_END},
	{"\033[2~", KEY_INSERT},	 {"\033[3~", KEY_DELETE},
	{"\033[5~", KEY_PAGE_UP},	 {"\033[6~", KEY_PAGE_DOWN},
	{"\033[200~", KEY_PASTE_BEGIN}, {"\033[201~", KEY_PASTE_END},
	{"\033[Z", KEY_BACKTAB},	 {"\033OM", KEY_RETURN},
	{"\033OP", KEY_FUNCTION + 1},	 {"\033OQ", KEY_FUNCTION + 2},
	{"\033OR", KEY_FUNCTION + 3},	 {"\033OS", KEY_FUNCTION + 4},
	{"\033[11~", KEY_FUNCTION + 1},	 {"\033[12~", KEY_FUNCTION + 2},
	{"\033[13~", KEY_FUNCTION + 3},	 {"\033[14~", KEY_FUNCTION + 4},
	{"\033[15~", KEY_FUNCTION + 5},	 {"\033[17~", KEY_FUNCTION + 6},
	{"\033[18~", KEY_FUNCTION + 7},	 {"\033[19~", KEY_FUNCTION + 8},
	{"\033[20~", KEY_FUNCTION + 9},	 {"\033[21~", KEY_FUNCTION + 10},
	{"\033[23~", KEY_FUNCTION + 11}, {"\033[24~", KEY_FUNCTION + 12},
	{"\033[[A", KEY_FUNCTION + 1},	 {"\033[[B", KEY_FUNCTION + 2},
	{"\033[[C", KEY_FUNCTION + 3},	 {"\033[[D", KEY_FUNCTION + 4},
	{"\033[[E", KEY_FUNCTION + 5},
};

static const struct {
	const char *capability;
	uint32_t key;
} described[] = {
	{"kcuu1", KEY_ARROW_UP},     {"kcud1", KEY_ARROW_DOWN},	  {"kcub1", KEY_ARROW_LEFT},
	{"kcuf1", KEY_ARROW_RIGHT},  {"khome", KEY_GO_HOME},	  {"kend", KEY_GO_END},
	{"kpp", KEY_PAGE_UP},	     {"knp", KEY_PAGE_DOWN},	  {"kich1", KEY_INSERT},
	{"kdch1", KEY_DELETE},	     {"kcbt", KEY_BACKTAB},	  {"kf1", KEY_FUNCTION + 1},
	{"kf2", KEY_FUNCTION + 2},   {"kf3", KEY_FUNCTION + 3},	  {"kf4", KEY_FUNCTION + 4},
	{"kf5", KEY_FUNCTION + 5},   {"kf6", KEY_FUNCTION + 6},	  {"kf7", KEY_FUNCTION + 7},
	{"kf8", KEY_FUNCTION + 8},   {"kf9", KEY_FUNCTION + 9},	  {"kf10", KEY_FUNCTION + 10},
	{"kf11", KEY_FUNCTION + 11}, {"kf12", KEY_FUNCTION + 12},
};

enum { DESCRIBED = sizeof(described) / sizeof(*described) };
enum { COMMON = sizeof(common) / sizeof(*common) };

/* Written once by key_start, before the loop runs; only read afterwards. */
static struct sequence own[DESCRIBED];

void key_start(void)
{
	for (size_t i = 0; i < DESCRIBED; i++) {
		const char *bytes = term_key_bytes(described[i].capability);

		/* One plain byte (vt52 emulations) would take a letter away. */
		own[i].bytes = bytes != NULL && bytes[0] == '\033' ? bytes : NULL;
		own[i].key = described[i].key;
	}
}

enum match { MATCH_NO, MATCH_BEGINNING, MATCH_WHOLE };

static enum match match_table(const struct sequence *table, size_t count, const char *bytes,
			      size_t len, uint32_t *key, size_t *taken)
{
	enum match best = MATCH_NO;

	for (size_t i = 0; i < count; i++) {
		size_t whole = table[i].bytes != NULL ? strlen(table[i].bytes) : 0;

		if (whole == 0)
			continue;
		if (whole <= len && memcmp(table[i].bytes, bytes, whole) == 0) {
			*key = table[i].key;
			*taken = whole;
			return MATCH_WHOLE;
		}
		if (whole > len && memcmp(table[i].bytes, bytes, len) == 0)
			best = MATCH_BEGINNING;
	}
	return best;
}

/* A control sequence that no table knows: find its end, so that none of its bytes
 * is taken for typed letters. What cannot stand in one breaks it off and is read
 * for itself. */
static enum match match_unknown(const char *bytes, size_t len, uint32_t *key, size_t *taken)
{
	size_t at = 2;

	while (at < len && bytes[at] >= 0x20 && bytes[at] < 0x40)
		at++;
	if (at == len)
		return MATCH_BEGINNING;
	*key = KEY_NOTHING;
	*taken = bytes[at] >= 0x40 && bytes[at] < 0x7f ? at + 1 : at;
	return MATCH_WHOLE;
}

/* Which key a control byte or a letter is. */
static uint32_t letter_key(uint32_t letter)
{
	switch (letter) {
	case '\b':
		return KEY_RUBOUT;
	case '\n':
		return KEY_RETURN;
	default:
		return letter;
	}
}

static enum match match_letter(const char *bytes, size_t len, uint32_t *key, size_t *taken)
{
	ucs4_t letter;
	int got = u8_mbtoucr(&letter, (const uint8_t *)bytes, len);

	if (got == -2)
		return MATCH_BEGINNING;
	if (got < 0) { /* a wrong byte: leave it out */
		*key = KEY_NOTHING;
		*taken = 1;
		return MATCH_WHOLE;
	}
	*key = letter_key(letter);
	*taken = (size_t)got;
	return MATCH_WHOLE;
}

/* Amid what is pasted nothing is a key but its end: an escape is a character, and what
 * is none is told, so that whoever keeps the text can say so. */
static enum match match_pasted(const char *bytes, size_t len, uint32_t *key, size_t *taken)
{
	static const char end[] = "\033[201~";
	size_t whole = sizeof(end) - 1;
	ucs4_t letter;
	int got;

	*taken = 1;
	if (strncmp(bytes, end, len < whole ? len : whole) == 0) {
		*key = KEY_PASTE_END;
		*taken = whole;
		return len < whole ? MATCH_BEGINNING : MATCH_WHOLE;
	}
	got = u8_mbtoucr(&letter, (const uint8_t *)bytes, len);
	if (got == -2)
		return MATCH_BEGINNING;
	if (got > 0)
		*taken = (size_t)got;
	if (got <= 0)
		*key = KEY_BROKEN;
	else if (letter == '\n' || letter == '\r')
		*key = KEY_RETURN;
	else if (letter < ' ' && letter != '\t')
		*key = KEY_PASTED | letter; /* NUL: KEY_BROKEN */
	else
		*key = letter >= 0x7f && letter < 0xa0 ? KEY_PASTED | letter : letter;
	return MATCH_WHOLE;
}

static enum match match(const char *bytes, size_t len, uint32_t *key, size_t *taken)
{
	enum match mine, theirs;

	if (bytes[0] != '\033')
		return match_letter(bytes, len, key, taken);
	if (len == 1)
		return MATCH_BEGINNING;
	mine = match_table(own, DESCRIBED, bytes, len, key, taken);
	if (mine == MATCH_WHOLE)
		return mine;
	theirs = match_table(common, COMMON, bytes, len, key, taken);
	if (theirs == MATCH_WHOLE)
		return theirs;
	if (mine == MATCH_BEGINNING || theirs == MATCH_BEGINNING)
		return MATCH_BEGINNING;
	if (bytes[1] == '[' || bytes[1] == 'O')
		return match_unknown(bytes, len, key, taken);
	if (bytes[1] == '\033') { /* Esc, then perhaps more */
		*key = KEY_ESC;
		*taken = 1;
		return MATCH_WHOLE;
	}
	mine = match_letter(bytes + 1, len - 1, key, taken);
	if (mine == MATCH_WHOLE) {
		*key = *key == KEY_NOTHING ? (uint32_t)KEY_NOTHING : *key | KEY_META;
		*taken += 1;
	}
	return mine;
}

void key_decoder_start(struct key_decoder *decoder)
{
	*decoder = (struct key_decoder){.deadline = -1};
}

/* A line end of two bytes, as other systems have it, is one in what is pasted. */
static bool is_second_end(struct key_decoder *decoder, uint32_t key)
{
	bool second = decoder->pasting && decoder->returned && decoder->held[0] == '\n';

	if (key == KEY_PASTE_BEGIN || key == KEY_PASTE_END)
		decoder->pasting = key == KEY_PASTE_BEGIN;
	decoder->returned = decoder->held[0] == '\r';
	return second;
}

static void decode_held(struct key_decoder *decoder, void (*took)(void *, uint32_t), void *data)
{
	uint32_t key;
	size_t taken;

	while (decoder->len > 0) {
		enum match found = decoder->pasting
				       ? match_pasted(decoder->held, decoder->len, &key, &taken)
				       : match(decoder->held, decoder->len, &key, &taken);

		if (found != MATCH_WHOLE) {
			/* Longer than any key: not one, but its end has yet to come. */
			if (decoder->len == sizeof(decoder->held))
				decoder->len /= 2;
			return;
		}
		if (is_second_end(decoder, key))
			key = KEY_NOTHING;
		decoder->len -= taken;
		memmove(decoder->held, decoder->held + taken, decoder->len);
		if (key != KEY_NOTHING)
			took(data, key);
	}
}

void key_decode(struct key_decoder *decoder, const char *bytes, size_t len, int64_t now,
		void (*took)(void *, uint32_t), void *data)
{
	while (len > 0) {
		size_t room = sizeof(decoder->held) - decoder->len;
		size_t part = len < room ? len : room;

		memcpy(decoder->held + decoder->len, bytes, part);
		decoder->len += part;
		bytes += part;
		len -= part;
		decode_held(decoder, took, data);
	}
	/* A slow line may halt amid the end of what is pasted: that is waited for. */
	decoder->deadline = decoder->len > 0 && decoder->held[0] == '\033' && !decoder->pasting
				? now + KEY_ESC_WAIT
				: -1;
}

void key_decode_timeout(struct key_decoder *decoder, void (*took)(void *, uint32_t), void *data)
{
	size_t len = decoder->len;

	decoder->deadline = -1;
	decoder->len = 0;
	if (len == 0 || decoder->held[0] != '\033')
		return;
	took(data, KEY_ESC);
	/* The user pressed Esc and then, say, "[": both were meant. */
	for (size_t i = 1; i < len; i++)
		if (decoder->held[i] > ' ' && decoder->held[i] < 127)
			took(data, (uint32_t)decoder->held[i]);
}

static const struct {
	const char *name;
	uint32_t key;
} names[] = {
	{"Up", KEY_ARROW_UP},	 {"Down", KEY_ARROW_DOWN}, {"Left", KEY_ARROW_LEFT},
	{"Right", KEY_ARROW_RIGHT}, {"Home", KEY_GO_HOME}, {"End", KEY_GO_END},
	{"PgUp", KEY_PAGE_UP},	 {"PgDn", KEY_PAGE_DOWN},  {"Ins", KEY_INSERT},
	{"Del", KEY_DELETE},	 {"BackTab", KEY_BACKTAB}, {"Tab", KEY_TAB},
	{"Enter", KEY_RETURN},	 {"Esc", KEY_ESC},	   {"BackSpace", KEY_RUBOUT},
	{"Space", ' '},		 {"LT", '<'},		   {"GT", '>'},
};

static bool find_name(const char *name, uint32_t *key)
{
	char *end;
	long number;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(names[i].name, name) == 0) {
			*key = names[i].key;
			return true;
		}
	}
	if (name[0] != 'F' || name[1] < '1' || name[1] > '9')
		return false;
	number = strtol(name + 1, &end, 10);
	*key = KEY_FUNCTION + (uint32_t)number;
	return *end == '\0' && number <= 12;
}

static bool one_letter(const char *text, size_t len, uint32_t *key)
{
	ucs4_t letter;
	int got = u8_mbtoucr(&letter, (const uint8_t *)text, len);

	if (got <= 0 || (size_t)got != len || letter < ' ')
		return false;
	*key = letter;
	return true;
}

/* "C-a" and the like; what terminals send for another key too is that key. */
static bool read_control(const char *name, uint32_t *key)
{
	if (strncmp(name, "C-", 2) != 0 || name[2] == '\0' || name[3] != '\0')
		return false;
	if (name[2] >= 'a' && name[2] <= 'z')
		*key = letter_key((uint32_t)(name[2] - 'a' + 1));
	else if (strchr("\\]^_", name[2]) != NULL)
		*key = (uint32_t)(name[2] - '@');
	else
		return false;
	return true;
}

static bool read_bracketed(const char *name, size_t len, uint32_t *key)
{
	char copy[KEY_NAME];
	uint32_t meta = 0;

	if (len == 0 || len >= sizeof(copy))
		return false;
	memcpy(copy, name, len);
	copy[len] = '\0';
	name = copy;
	if (strncmp(name, "M-", 2) == 0 && name[2] != '\0') {
		meta = KEY_META;
		name += 2;
	}
	if (!read_control(name, key) && !find_name(name, key) &&
	    !(meta && one_letter(name, strlen(name), key)))
		return false;
	*key |= meta;
	return true;
}

bool key_read_name(const char **text, uint32_t *key)
{
	const char *at = *text;
	size_t len;

	if (*at == '\0')
		return false;
	if (*at == '<') {
		const char *end = strchr(at, '>');

		if (end == NULL || !read_bracketed(at + 1, (size_t)(end - at - 1), key))
			return false;
		*text = end + 1;
		return true;
	}
	len = text_next(at, 0);
	if (!one_letter(at, len, key))
		return false;
	*text = at + len;
	return true;
}

char *key_name(uint32_t key, char out[KEY_NAME])
{
	uint32_t plain = key & ~(uint32_t)KEY_META;
	const char *meta = key & KEY_META ? "M-" : "";
	uint8_t letter[8];
	int len;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (names[i].key == plain) {
			snprintf(out, KEY_NAME, "<%s%s>", meta, names[i].name);
			return out;
		}
	}
	if (plain > KEY_FUNCTION && plain <= KEY_FUNCTION + 12) {
		snprintf(out, KEY_NAME, "<%sF%u>", meta, plain - KEY_FUNCTION);
		return out;
	}
	if (plain < ' ') {
		snprintf(out, KEY_NAME, "<%sC-%c>", meta,
			 (char)(plain <= 26 ? 'a' + plain - 1 : '@' + plain));
		return out;
	}
	len = u8_uctomb(letter, plain, sizeof(letter) - 1);
	letter[len > 0 ? len : 0] = '\0';
	if (*meta)
		snprintf(out, KEY_NAME, "<M-%s>", (char *)letter);
	else
		snprintf(out, KEY_NAME, "%s", (char *)letter);
	return out;
}
