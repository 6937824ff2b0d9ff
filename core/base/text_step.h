/* SPDX-License-Identifier: MIT */
/*
 * Private to core/base/text*.c: one step through UTF-8, and which code points
 * need no further thought. Every painted row passes here, so the common case
 * costs no table look-up.
 */
#ifndef KSTT_BASE_TEXT_STEP_H
#define KSTT_BASE_TEXT_STEP_H

#include <stdbool.h>
#include <string.h>

#include <unistr.h>

/* Decode the code point at `text`, which is not at its end; the bytes that it
 * takes. A wrong byte counts as one U+FFFD. */
static inline size_t text_step(const char *text, ucs4_t *uc)
{
	const unsigned char *s = (const unsigned char *)text;
	int len;

	if (s[0] < 0x80) {
		*uc = s[0];
		return 1;
	}
	if (s[0] >= 0xc2 && s[0] <= 0xdf && (s[1] & 0xc0) == 0x80) {
		*uc = (ucs4_t)(s[0] & 0x1f) << 6 | (s[1] & 0x3f);
		return 2;
	}
	if (s[0] == 0xe1 && (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
		*uc = 0x1000 | (ucs4_t)(s[1] & 0x3f) << 6 | (s[2] & 0x3f);
		return 3;
	}
	len = u8_mbtoucr(uc, s, strnlen(text, 4));
	if (len > 0)
		return (size_t)len;
	*uc = 0xfffd;
	return 1;
}

/* Visible, one column wide, a grapheme of its own before another such one, and
 * the same in NFC: printable ASCII, Latin letters, dashes, quotes, lines. */
static inline bool text_is_plain(ucs4_t uc)
{
	if (uc < 0x7f)
		return uc >= 0x20;
	if (uc < 0x300)
		return uc > 0xa0 && uc != 0xad;
	return (uc >= 0x1e00 && uc <= 0x1eff) || (uc >= 0x2010 && uc <= 0x2027) ||
	       (uc >= 0x2500 && uc <= 0x257f);
}

#endif
