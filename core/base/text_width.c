/* SPDX-License-Identifier: MIT */
/*
 * Columns and graphemes: how much of a text fits, where it wraps, and where the
 * cursor may stand.
 *
 * A grapheme is as wide as its code points together, since that is how curses
 * and most terminals count (marks take none). Controls count as nothing: they
 * never reach a screen, see text_show.
 */
#include "base/text.h"

#include "base/text_step.h"

#include <stdint.h>

#include <unigbrk.h>
#include <uniwidth.h>

enum { GRAPHEME_BYTES = 512 };

static int columns_of(ucs4_t uc)
{
	int width = text_is_plain(uc) ? 1 : uc_width(uc, "UTF-8");

	return width > 0 ? width : 0;
}

/* Bytes of the grapheme at `text`, 0 at the end; *width gets its columns. */
static size_t grapheme_at(const char *text, int *width)
{
	const uint8_t *end;
	size_t len, at;
	ucs4_t uc, after = 0;

	*width = 0;
	if (*text == '\0')
		return 0;
	len = text_step(text, &uc);
	*width = columns_of(uc);
	if (text[len] != '\0')
		text_step(text + len, &after);
	if (text_is_plain(uc) && (after == 0 || text_is_plain(after)))
		return len;

	/* Looked at only so far: a text may be a megabyte long, and is walked letter by
	 * letter. More marks than that upon one letter begin another one. */
	at = len + strnlen(text + len, GRAPHEME_BYTES);
	end = u8_grapheme_next((const uint8_t *)text,
			       (const uint8_t *)text + at - text_incomplete_tail(text, at));
	for (at = len; text + at < (const char *)end; at += len) {
		len = text_step(text + at, &uc);
		*width += columns_of(uc);
	}
	return at;
}

int text_width(const char *text)
{
	int width = 0;
	ucs4_t uc;

	while (*text != '\0') {
		text += text_step(text, &uc);
		width += columns_of(uc);
	}
	return width;
}

size_t text_fit(const char *text, int columns, int *used)
{
	int width, total = 0;
	size_t at = 0, len;

	while ((len = grapheme_at(text + at, &width)) > 0 && total + width <= columns) {
		at += len;
		total += width;
	}
	if (used != NULL)
		*used = total;
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Bytes of blanks at `text`, with the line feed that ends them, if any. */
static size_t blanks_at(const char *text)
{
	size_t len = 0;

	while (is_blank(text[len]))
		len++;
	return len + (text[len] == '\n');
}

size_t text_wrap(const char *text, int columns, size_t *skip)
{
	size_t at = 0, word_end = 0, len;
	int width, total = 0;

	*skip = 0;
	for (; text[at] != '\0'; at += len, total += width) {
		if (is_blank(text[at]) || text[at] == '\n') {
			len = 1; /* CR LF is one grapheme, but two things here */
			width = text[at] == ' ' || text[at] == '\t';
			if (at == 0 || !is_blank(text[at - 1]))
				word_end = at;
			if (text[at] != '\n' && total + width <= columns)
				continue;
			/* A line feed, or blanks that do not fit: the line ends. */
			if (text[at] == '\n' && at > 0 && text[at - 1] != '\r')
				word_end = at;
			*skip = at - word_end + blanks_at(text + at);
			return word_end;
		}
		len = grapheme_at(text + at, &width);
		if (total + width <= columns)
			continue;
		if (at > 0 && is_blank(text[at - 1])) {
			*skip = at - word_end;
			return word_end;
		}
		if (word_end > 0) {
			*skip = blanks_at(text + word_end);
			return word_end;
		}
		/* A word longer than the line; one grapheme at least, so that
		 * the caller always gets on. */
		return at > 0 ? at : len;
	}
	return at;
}

size_t text_next(const char *text, size_t at)
{
	int width;

	return at + grapheme_at(text + at, &width);
}

/* The library's own way back trips over wrong bytes, so go back to a character
 * that surely begins a grapheme, and forward from there. */
size_t text_previous(const char *text, size_t at)
{
	size_t start = at, next;
	ucs4_t uc = 0;

	while (start > 0) {
		start--;
		if ((text[start] & 0xc0) == 0x80)
			continue;
		text_step(text + start, &uc);
		if (text_is_plain(uc))
			break;
	}
	for (; (next = text_next(text, start)) < at; start = next)
		;
	return at > 0 ? start : 0;
}
