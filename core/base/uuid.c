/* SPDX-License-Identifier: MIT */
/* See uuid.h. */
#include "base/uuid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static bool has_dash(int byte)
{
	return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

char *uuid_make(char out[UUID_TEXT])
{
	unsigned char b[16];
	int at = 0;

	if (getrandom(b, sizeof(b), 0) != sizeof(b))
		abort(); /* 16 bytes are never cut short once the kernel is up */
	b[6] = (b[6] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
	for (int i = 0; i < 16; i++)
		at += sprintf(out + at, "%s%02x", has_dash(i) ? "-" : "", b[i]);
	return out;
}

bool uuid_is(const char *text)
{
	if (strlen(text) != UUID_TEXT - 1)
		return false;
	for (int i = 0; i < UUID_TEXT - 1; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : strchr("0123456789abcdef", text[i]) == NULL)
			return false;
	}
	return true;
}
