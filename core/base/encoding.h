/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a text file as UTF-8. Spreadsheets save UTF-8 or UTF-16, with a
 * byte order mark; without one, UTF-16 shows by the NULs between its letters.
 */
#ifndef KSTT_BASE_ENCODING_H
#define KSTT_BASE_ENCODING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Append `bytes` as UTF-8 without a mark. False when they are no text: then `out`
 * ends where it went wrong, *bad is that byte's offset and *nul says whether it
 * is a NUL. */
bool encoding_read(const char *bytes, size_t len, struct str *out, size_t *bad,
		   bool *nul) __attribute__((warn_unused_result));

#endif
