/* SPDX-License-Identifier: MIT */
#include "plan/label.h"

#include <ctype.h>
#include <string.h>

enum { LABEL_MOST = 16, NUMBER_MOST = 9999, ROMAN_MOST = 8 };

static const char *const bullets[] = {"-", "+", "*", "–", "—", "•", "●", "▪", "◦"};

static int roman_digit(char c)
{
	switch (c) {
	case 'I':
		return 1;
	case 'V':
		return 5;
	case 'X':
		return 10;
	case 'L':
		return 50;
	case 'C':
		return 100;
	default:
		return 0;
	}
}

/* The value of a Roman number of `len` letters, 0 when it is none. */
static int roman(const char *text, size_t len)
{
	int sum = 0;

	if (len > ROMAN_MOST)
		return 0;
	for (size_t i = 0; i < len; i++) {
		int digit = roman_digit(text[i]);
		int next = i + 1 < len ? roman_digit(text[i + 1]) : 0;

		if (digit == 0)
			return 0;
		sum += digit < next ? -digit : digit;
	}
	return sum > 0 ? sum : 0;
}

static int decimal(const char *text, size_t len)
{
	int value = 0;

	for (size_t i = 0; i < len; i++) {
		if (!isdigit((unsigned char)text[i]) || value > NUMBER_MOST)
			return 0;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* One part between full stops into *label; false when it is none. */
static bool read_part(const char *part, size_t len, bool first, struct label *label)
{
	int value = decimal(part, len);

	if (value > 0) {
		label->class = LABEL_NUMBER;
		label->number = value;
		return true;
	}
	if (len == 1 && islower((unsigned char)*part)) {
		label->class = LABEL_SMALL;
		label->number = *part - 'a' + 1;
		return true;
	}
	if (len == strlen("đ") && strncmp(part, "đ", len) == 0) {
		label->class = LABEL_SMALL;
		return true;
	}
	if (!first)
		return false;
	value = roman(part, len);
	label->letter = len == 1 && isupper((unsigned char)*part) ? *part - 'A' + 1 : 0;
	if (value == 0 && label->letter == 0)
		return false;
	label->class = value > 0 ? LABEL_ROMAN : LABEL_LETTER;
	label->number = value > 0 ? value : label->letter;
	return true;
}

static bool is_bullet(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++)
		if (strlen(bullets[i]) == len && strncmp(text, bullets[i], len) == 0)
			return true;
	return false;
}

struct label label_read(const char *text)
{
	struct label label = {.class = LABEL_OTHER};
	size_t len;

	text += strspn(text, " (\n");
	len = strlen(text);
	while (len > 0 && strchr(" .):,/\n", text[len - 1]) != NULL)
		len--;
	if (len == 0)
		return (struct label){.class = LABEL_NONE};
	if (is_bullet(text, len))
		return (struct label){.class = LABEL_BULLET, .depth = 1};
	if (len > LABEL_MOST)
		return label;
	for (size_t at = 0; at < len;) {
		size_t part = 0;

		while (at + part < len && text[at + part] != '.')
			part++;
		if (!read_part(text + at, part, label.depth == 0, &label))
			return (struct label){.class = LABEL_OTHER};
		label.depth++;
		at += part + 1;
	}
	if (label.depth > 1)
		label.letter = 0;
	return label;
}

size_t label_split(const char *text, size_t *len)
{
	char word[LABEL_MOST + 1];
	size_t end = strcspn(text, " \n"), own;
	struct label label;

	if (end == 0 || end > LABEL_MOST || text[end] == '\0')
		return 0;
	memcpy(word, text, end);
	word[end] = '\0';
	label = label_read(word);
	if (label.class == LABEL_OTHER || label.class == LABEL_NONE)
		return 0;
	if (label.depth > 1 && label.number > 99)
		return 0; /* "1.500 hồ sơ", "15.02.2026 là hạn" */
	own = end;
	while (own > 1 && strchr(".):", text[own - 1]) != NULL)
		own--;
	/* "5 hồ sơ" and "a lô" are wording; such a label has a mark behind it. */
	if (label.class != LABEL_BULLET && label.class != LABEL_ROMAN &&
	    label.depth < 2 && own == end)
		return 0;
	*len = own;
	return end + strspn(text + end, " \n");
}
