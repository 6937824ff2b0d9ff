/* SPDX-License-Identifier: MIT */
#include "base/encoding.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

#include <unistr.h>

enum { LOOK = 1024 }; /* bytes at the beginning that tell UTF-16 without a mark */

enum order { ORDER_NONE, ORDER_LITTLE, ORDER_BIG };

/* Half of all letters of Vietnamese, and every blank and line end, have a zero
 * byte in UTF-16, always on the same side; UTF-8 has none at all. */
static enum order guess(const char *bytes, size_t len)
{
	size_t look = (len < LOOK ? len : LOOK) / 2 * 2;
	size_t zeros[2] = {0, 0};

	for (size_t i = 0; i < look; i++)
		zeros[i % 2] += bytes[i] == '\0';
	if (zeros[0] == 0 && zeros[1] > 0 && zeros[1] * 4 >= look)
		return ORDER_LITTLE;
	if (zeros[1] == 0 && zeros[0] > 0 && zeros[0] * 4 >= look)
		return ORDER_BIG;
	return ORDER_NONE;
}

static unsigned unit_at(const char *bytes, enum order order)
{
	const unsigned char *at = (const unsigned char *)bytes;

	return order == ORDER_LITTLE ? at[0] | (unsigned)at[1] << 8
				     : at[1] | (unsigned)at[0] << 8;
}

static bool read_utf16(const char *bytes, size_t at, size_t len, enum order order,
		       struct str *out, size_t *bad, bool *nul)
{
	for (; at < len; at += 2) {
		uint8_t letter[6];
		ucs4_t uc;
		int used;

		*bad = at;
		if (len - at < 2)
			return false;
		uc = unit_at(bytes + at, order);
		if (uc >= 0xd800 && uc < 0xdc00 && len - at >= 4) {
			ucs4_t low = unit_at(bytes + at + 2, order);

			if (low < 0xdc00 || low > 0xdfff)
				return false;
			uc = 0x10000 + ((uc - 0xd800) << 10) + (low - 0xdc00);
			at += 2;
		}
		*nul = uc == 0;
		used = u8_uctomb(letter, uc, sizeof(letter));
		if (used <= 0 || *nul)
			return false; /* half a pair, or a NUL */
		str_add_bytes(out, letter, (size_t)used);
	}
	return true;
}

bool encoding_read(const char *bytes, size_t len, struct str *out, size_t *bad, bool *nul)
{
	size_t start = 0;
	bool valid;

	*bad = 0;
	*nul = false;
	str_add(out, "");
	if (len >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
		return read_utf16(bytes, 2, len, ORDER_LITTLE, out, bad, nul);
	if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
		return read_utf16(bytes, 2, len, ORDER_BIG, out, bad, nul);
	if (guess(bytes, len) != ORDER_NONE)
		return read_utf16(bytes, 0, len, guess(bytes, len), out, bad, nul);
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		start = 3;
	valid = text_valid(bytes + start, len - start, bad);
	*bad = valid ? 0 : *bad + start;
	str_add_bytes(out, bytes + start, valid ? len - start : *bad - start);
	*nul = !valid && bytes[*bad] == '\0';
	return valid;
}
