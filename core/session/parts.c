/* SPDX-License-Identifier: MIT */
/* See parts.h. */
#include "session/parts.h"

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 40 }; /* bytes of a part's name, at most */

static struct draft_part *find(struct draft_part *parts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(parts[i].name, name) == 0)
			return &parts[i];
	return NULL;
}

void parts_set(struct draft_part **parts, int *count, const char *name,
	       const char *text)
{
	struct draft_part *part = find(*parts, *count, name);

	if (part != NULL && strcmp(part->text, text) == 0)
		return;
	if (part == NULL) {
		*parts = mem_grow(*parts, (size_t)*count + 1, sizeof(**parts));
		part = &(*parts)[(*count)++];
		*part = (struct draft_part){mem_copy(name), NULL};
	}
	free(part->text);
	part->text = mem_copy(text);
}

const char *parts_get(const struct draft_part *parts, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(parts[i].name, name) == 0)
			return parts[i].text;
	return NULL;
}

void parts_free(struct draft_part *parts, int count)
{
	for (int i = 0; i < count; i++) {
		free(parts[i].name);
		/* It may be somebody's complaint: not to be left in freed memory. */
		explicit_bzero(parts[i].text, strlen(parts[i].text));
		free(parts[i].text);
	}
	free(parts);
}

void parts_write(const char *word, const struct draft_part *parts, int count,
		 struct str *out)
{
	for (int i = 0; i < count; i++) {
		size_t len = strlen(parts[i].text);

		str_addf(out, "%s%s %zu\n", word, parts[i].name, len);
		str_add_bytes(out, parts[i].text, len);
		str_add_char(out, '\n');
	}
}

bool parts_take(const char *word, struct draft_part **parts, int *count,
		const char **at, const char *end)
{
	char name[NAME + 1], *text;
	size_t len;
	int head = 0;

	if (strncmp(*at, word, strlen(word)) != 0 ||
	    sscanf(*at + strlen(word), "%40s %zu\n%n", name, &len, &head) != 2 ||
	    head == 0)
		return false;
	/* A text may begin with blanks, which the format above would eat. */
	head = (int)strcspn(*at, "\n") + 1;
	*at += head;
	if ((size_t)(end - *at) <= len || (*at)[len] != '\n')
		return false;
	text = mem_copy_bytes(*at, len);
	parts_set(parts, count, name, text);
	free(text);
	*at += len + 1;
	return true;
}
