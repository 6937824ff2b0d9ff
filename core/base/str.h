/* SPDX-License-Identifier: MIT */
/*
 * A growing byte string. `data` always ends with a NUL that `len` does not
 * count; it is "" (never NULL) after str_add* or str_data.
 */
#ifndef KSTT_BASE_STR_H
#define KSTT_BASE_STR_H

#include <stddef.h>

struct str {
	char *data;
	size_t len;
	size_t room;
};

#define STR_EMPTY ((struct str){0})

void str_add(struct str *str, const char *text);
void str_add_bytes(struct str *str, const void *bytes, size_t len);
void str_add_char(struct str *str, char c);
void str_addf(struct str *str, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/* Append `text` as a JSON string with its quotes; NULL becomes null. */
void str_add_json(struct str *str, const char *text);
/* Append a TSV cell: tab, line feed, carriage return and backslash escaped. */
void str_add_tsv(struct str *str, const char *text);
/* Take `len` bytes at `at` out / put `len` bytes in at `at`. */
void str_remove(struct str *str, size_t at, size_t len);
void str_insert(struct str *str, size_t at, const void *bytes, size_t len);
void str_clear(struct str *str); /* empties, keeps the room */
void str_free(struct str *str);
const char *str_data(const struct str *str);
/* The buffer becomes the caller's to free; the str is empty again. */
char *str_take(struct str *str);

#endif
