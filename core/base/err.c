/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where to cut so that no letter is cut in two: before the last lead byte whose
 * letter does not fit. */
static size_t whole_letters(const char *text, size_t len)
{
	size_t lead = len;

	while (lead > 0 && ((unsigned char)text[lead - 1] & 0xc0) == 0x80)
		lead--;
	if (lead > 0 && (unsigned char)text[lead - 1] >= 0xc0) {
		unsigned char c = (unsigned char)text[lead - 1];
		size_t need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;

		if (len - (lead - 1) < need)
			return lead - 1;
	}
	return len;
}

static void format_cut(char *out, size_t size, const char *format, va_list args)
{
	int len = vsnprintf(out, size, format, args);

	if (len >= (int)size)
		out[whole_letters(out, size - 1)] = '\0';
	else if (len < 0)
		out[0] = '\0';
}

enum err err_set(struct err_info *info, enum err code, const char *format, ...)
{
	struct err_info new = {.code = code};
	va_list args;

	if (!info)
		return code;
	va_start(args, format);
	format_cut(new.text, sizeof(new.text), format, args);
	va_end(args);
	/* Only now: the arguments may point into the old text. */
	*info = new;
	return code;
}

int err_exit_status(enum err code)
{
	switch (code) {
	case ERR_OK:
		return 0;
	case ERR_USAGE:
		return 2;
	case ERR_CONF:
	case ERR_INPUT:
		return 3;
	case ERR_CONNECT:
	case ERR_LOST:
		return 4;
	case ERR_SCHEMA:
		return 5;
	case ERR_IO:
	case ERR_TIMEOUT:
	case ERR_CANCELLED:
	case ERR_DENIED:
	case ERR_CONFLICT:
	case ERR_REFUSED:
	case ERR_DB:
		break;
	}
	return 1;
}

void die(enum err code, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	format_cut(text, sizeof(text), format, args);
	va_end(args);
	fprintf(stderr, "kstt: %s\n", text);
	exit(err_exit_status(code));
}
