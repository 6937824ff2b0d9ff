/* SPDX-License-Identifier: MIT */
/*
 * Text without its diacritics: for comparing and searching (text_fold), and for
 * terminals that know only ASCII (text_ascii).
 *
 * Marks are dropped code point by code point, so that NFC and NFD fold alike
 * without being normalised first.
 */
#include "base/text.h"

#include "base/str.h"
#include "base/text_step.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

/* The base letter of a Vietnamese (or other Latin-1) letter in lower case, or 0
 * when the tables of Unicode must be asked. */
static char fold_letter(ucs4_t uc)
{
	static const char latin[] = "aaaaaa\0ceeeeiiiidnooooo\0\0uuuuy\0\0"
				    "aaaaaa\0ceeeeiiiidnooooo\0\0uuuuy\0y";
	static const struct {
		ucs4_t last;
		char letter;
	} runs[] = {{0x1eb7, 'a'}, {0x1ec7, 'e'}, {0x1ecb, 'i'},
		    {0x1ee3, 'o'}, {0x1ef1, 'u'}, {0x1ef9, 'y'}};
	size_t i;

	if (uc >= 0xc0 && uc <= 0xff)
		return latin[uc - 0xc0];
	if (uc >= 0x1ea0 && uc <= 0x1ef9) {
		for (i = 0; uc > runs[i].last; i++)
			;
		return runs[i].letter;
	}
	switch (uc | 1) {
	case 0x103:
		return 'a';
	case 0x111:
		return 'd';
	case 0x129:
		return 'i';
	case 0x169:
		return 'u';
	case 0x1a1:
		return 'o';
	}
	return uc == 0x1af || uc == 0x1b0 ? 'u' : 0;
}

/* Nothing that a reader could see: left out, so that a stray zero-width blank
 * of a word processor does not hide a match. */
static bool is_invisible(ucs4_t uc)
{
	return uc_is_property_default_ignorable_code_point(uc);
}

/* Append the base characters of `uc` in lower case. */
static void add_folded(struct str *out, ucs4_t uc)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	char letter = fold_letter(uc);
	uint8_t bytes[6];
	int i, count;

	if (letter != 0) {
		str_add_char(out, letter);
		return;
	}
	if (uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Mn) ||
	    is_invisible(uc))
		return;
	count = uc_canonical_decomposition(uc, parts);
	for (i = 0; i < count; i++)
		add_folded(out, parts[i]);
	if (count <= 0) {
		count = u8_uctomb(bytes, uc_tolower(uc), sizeof(bytes));
		str_add_bytes(out, bytes, count > 0 ? (size_t)count : 0);
	}
}

static char *fold_slowly(struct arena *arena, const char *text)
{
	struct str out = STR_EMPTY;
	bool blank = false;
	char *folded;
	size_t len;
	ucs4_t uc;

	for (; *text != '\0'; text += len) {
		size_t before = out.len;

		len = text_step(text, &uc);
		if (uc_is_property_white_space(uc)) {
			blank = out.len > 0;
			continue;
		}
		add_folded(&out, uc);
		if (blank && out.len > before) {
			str_insert(&out, before, " ", 1);
			blank = false;
		}
	}
	folded = arena_copy_bytes(arena, str_data(&out), out.len);
	str_free(&out);
	return folded;
}

char *text_fold(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t at = 0, used = 0, len;
	bool blank = false;
	ucs4_t uc;

	for (; text[at] != '\0'; at += len) {
		char c;

		len = text_step(text + at, &uc);
		if (uc == ' ' || (uc >= '\t' && uc <= '\r') || uc == 0xa0) {
			blank = used > 0;
			continue;
		}
		c = uc < 0x80 ? (char)uc : fold_letter(uc);
		if (c == 0)
			return fold_slowly(arena, text);
		if (blank)
			out[used++] = ' ';
		blank = false;
		out[used++] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
	}
	return out;
}

/* What has no decomposition that says it in ASCII. */
static const char *ascii_name(ucs4_t uc)
{
	static const struct {
		ucs4_t uc;
		const char *name;
	} names[] = {
	    {0xab, "\""},   {0xb0, "o"},    {0xb1, "+-"},   {0xb7, "*"},
	    {0xbb, "\""},   {0xd7, "x"},    {0xf7, "/"},    {0x2018, "'"},
	    {0x2019, "'"},  {0x201a, "'"},  {0x201b, "'"},  {0x201c, "\""},
	    {0x201d, "\""}, {0x201e, "\""}, {0x201f, "\""}, {0x2022, "*"},
	    {0x2032, "'"},  {0x2033, "\""}, {0x2044, "/"},  {0x20ab, "d"},
	    {0x2190, "<-"}, {0x2192, "->"}, {0x2212, "-"},  {0x2215, "/"},
	    {0x2264, "<="}, {0x2265, ">="}, {0x25a0, "*"},  {0x25aa, "*"},
	    {0x25cb, "o"},  {0x25cc, ""},   {0x25cf, "*"},  {0x25e6, "o"},
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].uc == uc)
			return names[i].name;
	}
	return uc >= 0x2010 && uc <= 0x2015 ? "-" : NULL;
}

/* Append what ASCII can say of `uc`. */
static void add_ascii(struct str *out, ucs4_t uc)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	const char *name;
	char letter;
	int i, count, tag;

	if (uc < 0x80) {
		str_add_char(out,
			     uc < 0x20 && uc != '\n' && uc != '\t' ? '?' : (char)uc);
		return;
	}
	letter = fold_letter(uc);
	name = ascii_name(uc);
	if (letter != 0) {
		str_add_char(out,
			     uc_is_upper(uc) ? (char)(letter + 'A' - 'a') : letter);
	} else if (name != NULL) {
		str_add(out, name);
	} else if (uc_is_property_white_space(uc)) {
		str_add_char(out, ' ');
	} else if (!uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Mn) &&
		   !is_invisible(uc)) {
		count = uc_decomposition(uc, &tag, parts);
		for (i = 0; i < count; i++)
			add_ascii(out, parts[i]);
		if (count <= 0)
			str_add_char(out, '?');
	}
}

char *text_ascii(struct arena *arena, const char *text)
{
	struct str out = STR_EMPTY;
	char *ascii;
	size_t len;
	ucs4_t uc;

	for (; *text != '\0'; text += len) {
		len = text_step(text, &uc);
		add_ascii(&out, uc);
	}
	ascii = arena_copy_bytes(arena, str_data(&out), out.len);
	str_free(&out);
	return ascii;
}
