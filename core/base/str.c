/* SPDX-License-Identifier: MIT */
/*
 * A growing byte string. Room doubles, and one byte beyond `len` is always there
 * for the closing NUL.
 */
#include "base/str.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct str *str, size_t more)
{
	size_t need = str->len + more + 1;
	size_t room = str->room ? str->room : 64;

	if (need <= str->room)
		return;
	while (room < need)
		room *= 2;
	str->data = mem_grow(str->data, room, 1);
	str->room = room;
}

void str_add(struct str *str, const char *text)
{
	str_add_bytes(str, text, strlen(text));
}

void str_add_bytes(struct str *str, const void *bytes, size_t len)
{
	reserve(str, len);
	if (len)
		memcpy(str->data + str->len, bytes, len);
	str->len += len;
	str->data[str->len] = '\0';
}

void str_add_char(struct str *str, char c)
{
	str_add_bytes(str, &c, 1);
}

void str_addf(struct str *str, const char *format, ...)
{
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return;
	reserve(str, (size_t)len);
	va_start(args, format);
	vsnprintf(str->data + str->len, (size_t)len + 1, format, args);
	va_end(args);
	str->len += (size_t)len;
}

void str_add_json(struct str *str, const char *text)
{
	const char *plain = text;

	if (!text) {
		str_add(str, "null");
		return;
	}
	str_add_char(str, '"');
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f)
			continue;
		str_add_bytes(str, plain, (size_t)(text - plain));
		plain = text + 1;
		if (c == '"' || c == '\\')
			str_addf(str, "\\%c", c);
		else if (c == '\n')
			str_add(str, "\\n");
		else
			str_addf(str, "\\u%04x", c);
	}
	str_add_bytes(str, plain, (size_t)(text - plain));
	str_add_char(str, '"');
}

void str_add_tsv(struct str *str, const char *text)
{
	static const char special[] = "\t\n\r\\";
	static const char letters[] = "tnr\\";

	while (*text) {
		size_t plain = strcspn(text, special);

		str_add_bytes(str, text, plain);
		text += plain;
		if (!*text)
			break;
		str_add_char(str, '\\');
		str_add_char(str, letters[strchr(special, *text) - special]);
		text++;
	}
	str_add_bytes(str, "", 0);
}

void str_remove(struct str *str, size_t at, size_t len)
{
	if (at >= str->len)
		return;
	if (len > str->len - at)
		len = str->len - at;
	memmove(str->data + at, str->data + at + len, str->len - at - len + 1);
	str->len -= len;
}

void str_insert(struct str *str, size_t at, const void *bytes, size_t len)
{
	if (at > str->len)
		at = str->len;
	reserve(str, len);
	memmove(str->data + at + len, str->data + at, str->len - at);
	if (len)
		memcpy(str->data + at, bytes, len);
	str->len += len;
	str->data[str->len] = '\0';
}

void str_clear(struct str *str)
{
	str->len = 0;
	if (str->data)
		str->data[0] = '\0';
}

void str_free(struct str *str)
{
	free(str->data);
	*str = STR_EMPTY;
}

const char *str_data(const struct str *str)
{
	return str->data ? str->data : "";
}

char *str_take(struct str *str)
{
	char *data = str->data ? str->data : mem_copy("");

	*str = STR_EMPTY;
	return data;
}
