/* SPDX-License-Identifier: MIT */
/* See words.h. */
#include "feedback/words.h"

#include <string.h>

void feedback_words_read(struct feedback_words *words, const struct rows *rows, bool english)
{
	feedback_words_free(words);
	words->arena = arena_new();
	words->count = rows_count(rows);
	words->words = arena_alloc(words->arena, ((size_t)words->count + 1) * sizeof(*words->words));
	for (int i = 0; i < words->count; i++) {
		struct feedback_word *one = &words->words[i];
		const char *name = rows_text(rows, i, english ? "name_en" : "name");

		one->set = arena_copy(words->arena, rows_text(rows, i, "set"));
		one->code = arena_copy(words->arena, rows_text(rows, i, "code"));
		one->name = arena_copy(words->arena, *name != '\0' ? name : one->code);
		one->note = arena_copy(words->arena, rows_text(rows, i, "note"));
	}
}

void feedback_words_free(struct feedback_words *words)
{
	arena_free(words->arena);
	*words = (struct feedback_words){0};
}

const char *feedback_word(const struct feedback_words *words, const char *set, const char *code)
{
	for (int i = 0; code != NULL && i < words->count; i++)
		if (strcmp(words->words[i].set, set) == 0 && strcmp(words->words[i].code, code) == 0)
			return words->words[i].name;
	return code != NULL ? code : "";
}

const struct feedback_word *feedback_word_next(const struct feedback_words *words,
					       const char *set, const struct feedback_word *after)
{
	int i = after != NULL ? (int)(after - words->words) + 1 : 0;

	for (; i < words->count; i++)
		if (strcmp(words->words[i].set, set) == 0)
			return &words->words[i];
	return NULL;
}
