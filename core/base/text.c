/* SPDX-License-Identifier: MIT */
/*
 * The form of text: valid, composed, squeezed, and harmless on a screen.
 * Folding is in text_fold.c, columns and graphemes in text_width.c.
 *
 * Text that is plain (see text_step.h) is in NFC already and cannot hurt a
 * terminal, so that most calls end after one look at the bytes.
 */
#include "base/text.h"

#include "base/str.h"
#include "base/text_step.h"

#include <stdint.h>
#include <stdlib.h>

#include <unictype.h>
#include <uninorm.h>

/* The curses library keeps a base and four marks in a cell; more would spill
 * into the next one, which is how "zalgo" text paints over its neighbours. */
enum { MARKS_SHOWN = 4 };

bool text_valid(const char *bytes, size_t len, size_t *bad)
{
	const uint8_t *s = (const uint8_t *)bytes;
	const uint8_t *wrong = u8_check(s, len);
	const uint8_t *nul = memchr(s, '\0', len);

	if (nul != NULL && (wrong == NULL || nul < wrong))
		wrong = nul;
	if (wrong != NULL && bad != NULL)
		*bad = (size_t)(wrong - s);
	return wrong == NULL;
}

/* How many bytes at the beginning are plain text. */
static size_t plain_length(const char *text)
{
	size_t at = 0, len;
	ucs4_t uc;

	for (; text[at] != '\0'; at += len) {
		len = text_step(text + at, &uc);
		if (!text_is_plain(uc))
			break;
	}
	return at;
}

/* `text` with U+FFFD for each wrong byte. */
static char *repair(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) * 3 + 1);
	size_t at = 0, used = 0, len;
	ucs4_t uc;

	for (; text[at] != '\0'; at += len) {
		len = text_step(text + at, &uc);
		used += (size_t)u8_uctomb((uint8_t *)out + used, uc, 4);
	}
	return out;
}

char *text_nfc(struct arena *arena, const char *text)
{
	size_t len = strlen(text), room, used;
	uint8_t *out, *composed;

	if (plain_length(text) == len)
		return arena_copy_bytes(arena, text, len);
	if (u8_check((const uint8_t *)text, len) != NULL) {
		text = repair(arena, text);
		len = strlen(text);
	}
	/* Composing never makes UTF-8 more than three times as long. */
	room = used = len * 3 + 1;
	out = arena_alloc(arena, room);
	composed = u8_normalize(UNINORM_NFC, (const uint8_t *)text, len, out, &used);
	if (composed == NULL) /* only memory can fail here: leave as allocators do */
		return mem_new(SIZE_MAX, 2);
	if (composed != out) {
		out = (uint8_t *)arena_copy_bytes(arena, composed, used);
		free(composed);
	}
	out[used < room ? used : room - 1] = '\0';
	return (char *)out;
}

char *text_squeeze(struct arena *arena, const char *text)
{
	char *out = text_nfc(arena, text);
	size_t at = 0, used = 0, len;
	bool blank = false;
	ucs4_t uc;

	for (; out[at] != '\0'; at += len) {
		len = text_step(out + at, &uc);
		if (uc_is_property_white_space(uc)) {
			blank = used > 0;
			continue;
		}
		if (blank)
			out[used++] = ' ';
		blank = false;
		memmove(out + used, out + at, len);
		used += len;
	}
	out[used] = '\0';
	return out;
}

/* Whether a terminal would obey, hide or reorder, instead of show. Unassigned
 * code points too: nobody knows how many columns they take. */
static bool is_harmful(ucs4_t uc)
{
	return uc_is_general_category_withtable(
		   uc, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
			   UC_CATEGORY_MASK_Cn) ||
	       uc_is_property_default_ignorable_code_point(uc);
}

static bool is_line_break(ucs4_t uc)
{
	return uc == '\n' || uc == '\t' || uc == 0x85 || uc == 0x2028 || uc == 0x2029;
}

static bool is_mark(ucs4_t uc)
{
	return uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_M);
}

/* Append what a screen may see of `text`, which is in NFC. */
static void add_shown(struct str *out, const char *text)
{
	int marks = -1; /* on the grapheme being shown; -1: nothing to stand on */
	size_t len;
	ucs4_t uc;

	for (; *text != '\0'; text += len) {
		len = text_step(text, &uc);
		if (uc == '\r' && text[len] == '\n')
			continue;
		if (is_line_break(uc)) {
			str_add_char(out, ' ');
			marks = -1;
		} else if (is_harmful(uc) || (is_mark(uc) && marks == MARKS_SHOWN)) {
			str_addf(out, "<U+%04X>", (unsigned)uc);
			marks = is_mark(uc) ? marks : -1;
		} else if (is_mark(uc)) {
			if (marks < 0)
				str_add(out, "\u25cc");
			str_add_bytes(out, text, len);
			marks = marks < 0 ? 1 : marks + 1;
		} else {
			str_add_bytes(out, text, len);
			marks = uc == ' ' ? -1 : 0;
		}
	}
}

const char *text_show(struct arena *arena, const char *text)
{
	size_t plain = plain_length(text);
	struct str out = STR_EMPTY;
	const char *shown;

	if (text[plain] == '\0')
		return text;
	add_shown(&out, text_nfc(arena, text));
	shown = strcmp(str_data(&out), text) == 0
		    ? text
		    : arena_copy_bytes(arena, str_data(&out), out.len);
	str_free(&out);
	return shown;
}

size_t text_incomplete_tail(const char *bytes, size_t len)
{
	size_t tail;
	ucs4_t uc;

	for (tail = 1; tail <= 3 && tail <= len; tail++) {
		const uint8_t *start = (const uint8_t *)bytes + len - tail;

		if ((*start & 0xc0) == 0x80)
			continue;
		return u8_mbtoucr(&uc, start, tail) == -2 ? tail : 0;
	}
	return 0;
}
