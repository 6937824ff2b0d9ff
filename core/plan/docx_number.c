/* SPDX-License-Identifier: MIT */
/*
 * A list (w:num) takes its levels from a scheme (w:abstractNum), and counts on where
 * another list of that scheme stopped, unless it says where it starts.
 */
#include "plan/docx_number.h"

#include "base/mem.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, LISTS_MOST = 2000, TEXT_MOST = 24, COUNT_MOST = 100000 };

enum format { FORMAT_DECIMAL, FORMAT_ROMAN, FORMAT_SMALL_ROMAN, FORMAT_LETTER,
	      FORMAT_SMALL_LETTER, FORMAT_BULLET, FORMAT_NONE };

struct level {
	enum format format;
	int start;
	int count; /* of the last paragraph; start - 1 before the first */
	char text[TEXT_MOST]; /* "%1.%2." */
};

struct scheme {
	int id;
	struct level levels[LEVELS];
};

struct list {
	int id;
	int scheme;
	int starts[LEVELS]; /* 0: none said */
	bool begun;
};

struct docx_numbers {
	struct scheme *schemes;
	int scheme_count;
	struct list *lists;
	int list_count;
};

/* Reading. */

struct reader {
	const struct docx_lib *lib;
	xmlTextReaderPtr xml;
	struct docx_numbers *numbers;
	struct scheme *scheme; /* the one we are in */
	struct level *level;
	struct list *list;
	int override; /* level of the list under way */
};

static int number(struct reader *r, const char *attribute)
{
	const char *text = docx_lib_attribute(r->lib, r->xml, attribute);
	long value = text != NULL ? strtol(text, NULL, 10) : -1;

	return value >= 0 && value <= COUNT_MOST ? (int)value : -1;
}

static enum format read_format(const char *word)
{
	static const char *const words[] = {"decimal",	   "upperRoman",  "lowerRoman",
					    "upperLetter", "lowerLetter", "bullet", "none"};

	for (size_t i = 0; word != NULL && i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(word, words[i]) == 0)
			return (enum format)i;
	return FORMAT_DECIMAL;
}

static void begin_scheme(struct reader *r)
{
	struct docx_numbers *n = r->numbers;

	r->scheme = NULL;
	r->list = NULL;
	if (n->scheme_count == LISTS_MOST)
		return;
	n->schemes = mem_grow(n->schemes, (size_t)n->scheme_count + 1, sizeof(*n->schemes));
	r->scheme = &n->schemes[n->scheme_count++];
	*r->scheme = (struct scheme){.id = number(r, "abstractNumId")};
}

static void begin_list(struct reader *r)
{
	struct docx_numbers *n = r->numbers;

	r->scheme = NULL;
	r->list = NULL;
	if (n->list_count == LISTS_MOST)
		return;
	n->lists = mem_grow(n->lists, (size_t)n->list_count + 1, sizeof(*n->lists));
	r->list = &n->lists[n->list_count++];
	*r->list = (struct list){.id = number(r, "numId"), .scheme = -1};
}

static void read_level(struct reader *r, const char *name)
{
	const char *text;

	if (strcmp(name, "start") == 0) {
		int start = number(r, "val");

		r->level->start = start >= 0 ? start : 1;
		r->level->count = r->level->start - 1;
	} else if (strcmp(name, "numFmt") == 0) {
		r->level->format =
		    read_format(docx_lib_attribute(r->lib, r->xml, "val"));
	} else if (strcmp(name, "lvlText") == 0) {
		text = docx_lib_attribute(r->lib, r->xml, "val");
		if (text != NULL && strlen(text) < TEXT_MOST)
			memcpy(r->level->text, text, strlen(text) + 1);
	}
}

static void read_element(struct reader *r, const char *name)
{
	int at;

	if (strcmp(name, "abstractNum") == 0) {
		begin_scheme(r);
		r->level = NULL;
	} else if (strcmp(name, "num") == 0) {
		begin_list(r);
		r->level = NULL;
	} else if (strcmp(name, "lvl") == 0) {
		at = number(r, "ilvl");
		r->level = r->scheme != NULL && at >= 0 && at < LEVELS
			       ? &r->scheme->levels[at] : NULL;
	} else if (r->list != NULL && strcmp(name, "abstractNumId") == 0) {
		r->list->scheme = number(r, "val");
	} else if (strcmp(name, "lvlOverride") == 0) {
		r->override = number(r, "ilvl");
	} else if (r->list != NULL && strcmp(name, "startOverride") == 0 &&
		   r->override >= 0 && r->override < LEVELS) {
		r->list->starts[r->override] = number(r, "val");
	} else if (r->level != NULL) {
		read_level(r, name);
	}
}

static void ignore_error(void *data, xmlErrorPtr error)
{
	(void)data;
	(void)error;
}

struct docx_numbers *docx_numbers_new(const struct docx_lib *lib, const char *xml, size_t len)
{
	struct docx_numbers *numbers = mem_new(1, sizeof(*numbers));
	struct reader r = {.lib = lib, .numbers = numbers, .override = -1};

	if (len > 0 && len < INT_MAX)
		r.xml = docx_lib_xml(lib, xml, len);
	if (r.xml == NULL)
		return numbers;
	lib->xmlTextReaderSetStructuredErrorHandler(r.xml, ignore_error, NULL);
	while (lib->xmlTextReaderRead(r.xml) == 1)
		if (lib->xmlTextReaderNodeType(r.xml) == XML_READER_TYPE_ELEMENT)
			read_element(&r,
				     (const char *)lib->xmlTextReaderConstLocalName(r.xml));
	lib->xmlFreeTextReader(r.xml);
	return numbers;
}

void docx_numbers_free(struct docx_numbers *numbers)
{
	if (numbers == NULL)
		return;
	free(numbers->schemes);
	free(numbers->lists);
	free(numbers);
}

/* Counting. */

static void add_roman(struct str *out, int value, bool small)
{
	static const struct {
		int value;
		const char *large, *small;
	} digits[] = {{100, "C", "c"}, {90, "XC", "xc"}, {50, "L", "l"}, {40, "XL", "xl"},
		      {10, "X", "x"},  {9, "IX", "ix"},	 {5, "V", "v"},	 {4, "IV", "iv"},
		      {1, "I", "i"}};

	if (value > 400)
		return;
	for (size_t i = 0; i < sizeof(digits) / sizeof(*digits); i++)
		for (; value >= digits[i].value; value -= digits[i].value)
			str_add(out, small ? digits[i].small : digits[i].large);
}

static void add_count(struct str *out, const struct level *level)
{
	bool letter = level->count >= 1 && level->count <= 26;

	switch (level->format) {
	case FORMAT_ROMAN:
	case FORMAT_SMALL_ROMAN:
		add_roman(out, level->count, level->format == FORMAT_SMALL_ROMAN);
		break;
	case FORMAT_LETTER:
	case FORMAT_SMALL_LETTER:
		if (letter)
			str_add_char(out, (char)((level->format == FORMAT_LETTER ? 'A' : 'a') +
						 level->count - 1));
		break;
	case FORMAT_BULLET:
	case FORMAT_NONE:
		break;
	default:
		str_addf(out, "%d", level->count);
	}
}

static struct list *find_list(struct docx_numbers *numbers, int id)
{
	for (int i = 0; i < numbers->list_count; i++)
		if (numbers->lists[i].id == id)
			return &numbers->lists[i];
	return NULL;
}

static struct scheme *find_scheme(struct docx_numbers *numbers, int id)
{
	for (int i = 0; i < numbers->scheme_count; i++)
		if (numbers->schemes[i].id == id)
			return &numbers->schemes[i];
	return NULL;
}

static void count_on(struct list *list, struct level *levels, int level)
{
	if (!list->begun)
		for (int i = 0; i < LEVELS; i++)
			if (list->starts[i] > 0)
				levels[i].count = list->starts[i] - 1;
	list->begun = true;
	if (levels[level].count < COUNT_MOST)
		levels[level].count++;
	for (int i = level + 1; i < LEVELS; i++)
		levels[i].count = levels[i].start - 1;
}

void docx_numbers_next(struct docx_numbers *numbers, int list_id, int level, struct str *out)
{
	struct list *list = find_list(numbers, list_id);
	struct scheme *scheme = list != NULL ? find_scheme(numbers, list->scheme) : NULL;

	if (scheme == NULL || level < 0 || level >= LEVELS)
		return;
	count_on(list, scheme->levels, level);
	if (scheme->levels[level].format == FORMAT_BULLET) {
		str_add_char(out, '-'); /* its own sign is often one of Word's fonts */
		return;
	}
	for (const char *at = scheme->levels[level].text; *at != '\0'; at++) {
		if (*at == '%' && at[1] >= '1' && at[1] <= '9') {
			at++;
			add_count(out, &scheme->levels[*at - '1']);
		} else {
			str_add_char(out, *at);
		}
	}
}
