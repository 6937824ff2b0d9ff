/* SPDX-License-Identifier: MIT */
/*
 * Vietnamese text: one boundary between what people write and what a terminal,
 * a search or the database may see. All by code points and graphemes, through
 * libunistring; never by filtering bytes (52 of the 134 Vietnamese letters hold
 * a byte in 0x80-0x9F).
 *
 * Every `const char *` here is NUL-terminated UTF-8 unless a length stands
 * beside it. Widths are terminal columns.
 */
#ifndef KSTT_BASE_TEXT_H
#define KSTT_BASE_TEXT_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

/* True when `len` bytes are valid UTF-8 without NUL; else *bad is the offset of
 * the first wrong byte. */
bool text_valid(const char *bytes, size_t len, size_t *bad);

/* The NFC form, in the arena. Invalid bytes become U+FFFD. */
char *text_nfc(struct arena *arena, const char *text);

/* For comparing and searching: without diacritics (đ = d), lower case, runs of
 * white space (also U+00A0) as one blank, trimmed. In the arena. */
char *text_fold(struct arena *arena, const char *text);

/* NFC and runs of white space as one blank, trimmed: "equal to the letter". */
char *text_squeeze(struct arena *arena, const char *text);

/* Harmless on a screen: controls, C1, bidi and zero-width characters become
 * visible escapes such as <U+202E>; line feed and tab become a blank; a lone
 * combining mark gets a dotted circle. Returns `text` itself when there is
 * nothing to do, else a copy in the arena. */
const char *text_show(struct arena *arena, const char *text);

/* True when each word of `words` (folded) stands somewhere in `text`. */
bool text_has_words(struct arena *arena, const char *text, const char *words);
/* Where `words` (folded) stand in `text`, bytes [*from, *to): all of them or the
 * first ones as one phrase, else the longest, if it has more than a letter; rather
 * where a word begins than inside one. False when there is no such place. */
bool text_find(struct arena *arena, const char *text, const char *words, size_t *from, size_t *to);

/* Without diacritics and with ASCII punctuation, for charset = "ascii". Keeps
 * the case. In the arena. */
char *text_ascii(struct arena *arena, const char *text);

/* Columns that `text` takes (a grapheme at a time). */
int text_width(const char *text);
/* How many bytes of `text` fit into `columns`, whole graphemes only; *used, when
 * not NULL, gets the columns that they take. */
size_t text_fit(const char *text, int columns, int *used);
/* How many bytes the next line takes when `text` is wrapped at blanks to
 * `columns`; *skip gets the bytes of white space to leave out after it. A line
 * feed in `text` always ends the line. A word longer than the line is cut. */
size_t text_wrap(const char *text, int columns, size_t *skip);

/* Offset after / before the grapheme at `at` (0 and len are the ends). */
size_t text_next(const char *text, size_t at);
size_t text_previous(const char *text, size_t at);

/* How many bytes at the end are the beginning of an unfinished character. */
size_t text_incomplete_tail(const char *bytes, size_t len);

#endif
