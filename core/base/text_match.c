/* SPDX-License-Identifier: MIT */
/*
 * Finding words in text whatever its diacritics, and where they stand in the
 * text as it is written: what is found is shown marked.
 */
#include "base/str.h"
#include "base/text.h"
#include "base/text_step.h"

/* The next word of `words`; its length, 0 at the end. */
static size_t next_word(const char **words)
{
	*words += strspn(*words, " ");
	return strcspn(*words, " ");
}

bool text_has_words(struct arena *arena, const char *text, const char *words)
{
	const char *folded = text_fold(arena, text);
	size_t len;

	for (; (len = next_word(&words)) > 0; words += len)
		if (strstr(folded, arena_copy_bytes(arena, words, len)) == NULL)
			return false;
	return true;
}

/* White space and marks: what folds to nothing by itself. */
static size_t skip_blank(struct arena *arena, const char *text, size_t at)
{
	ucs4_t uc;

	while (text[at] != '\0') {
		size_t len = text_step(text + at, &uc);

		if (*text_fold(arena, arena_copy_bytes(arena, text + at, len)) != '\0')
			break;
		at += len;
	}
	return at;
}

/* The length in `text` of what folds to `folded`, which `text` begins with; 0 when
 * it does not. Combining marks after the last letter belong to it. */
static size_t begins_with(struct arena *arena, const char *text, const char *folded)
{
	size_t at = 0, len;
	ucs4_t uc;

	while (text[at] != '\0') {
		const char *piece;
		size_t bytes;

		len = text_step(text + at, &uc);
		piece = text_fold(arena, arena_copy_bytes(arena, text + at, len));
		bytes = strlen(piece);
		if (at == 0 && bytes == 0)
			return 0; /* nothing begins with a blank or a lone mark */
		if (bytes == 0 && *folded == ' ') { /* white space, a run of it as one */
			at = skip_blank(arena, text, at);
			folded++;
			continue;
		}
		if (*folded == '\0' && (bytes > 0 || uc == ' '))
			return at;
		if (strncmp(piece, folded, bytes) != 0)
			return 0;
		folded += bytes;
		at += len;
	}
	return *folded == '\0' ? at : 0;
}

/* The first place, or rather the first at which a word begins. */
static bool find(struct arena *arena, const char *text, const char *folded, size_t *from,
		 size_t *to)
{
	bool found = false, word = true;
	ucs4_t uc;

	if (*folded == '\0' || strstr(text_fold(arena, text), folded) == NULL)
		return false;
	for (size_t at = 0; text[at] != '\0'; at += text_step(text + at, &uc)) {
		size_t len = word || !found ? begins_with(arena, text + at, folded) : 0;

		if (len > 0) {
			*from = at;
			*to = at + len;
			found = true;
			if (word)
				break;
		}
		word = text[at] == ' ';
	}
	return found;
}

/* All the words as one phrase, else as many of the first as stand together. */
static bool find_phrase(struct arena *arena, const char *text, const char *words, size_t *from,
			size_t *to)
{
	char *phrase = arena_copy(arena, words);
	char *last;

	while (!find(arena, text, phrase, from, to)) {
		last = strrchr(phrase, ' ');
		if (last == NULL)
			return false;
		*last = '\0';
		if (strchr(phrase, ' ') == NULL)
			return false;
	}
	return true;
}

bool text_find(struct arena *arena, const char *text, const char *words, size_t *from, size_t *to)
{
	const char *longest = " "; /* a single letter tells nothing */
	size_t len;

	if (find_phrase(arena, text, words, from, to))
		return true;
	for (; (len = next_word(&words)) > 0; words += len) {
		const char *word = arena_copy_bytes(arena, words, len);

		if (len > strlen(longest) && find(arena, text, word, from, to))
			longest = word;
	}
	return *longest != ' ' && find(arena, text, longest, from, to);
}
