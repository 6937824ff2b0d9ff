/* SPDX-License-Identifier: MIT */
/*
 * The words of the register as the server has them: states, legal tracks, channels,
 * fields, outcomes, … They are rows there, so nothing here knows which there are.
 */
#ifndef KSTT_FEEDBACK_WORDS_H
#define KSTT_FEEDBACK_WORDS_H

#include "base/mem.h"
#include "db/rows.h"

#include <stdbool.h>

struct feedback_word {
	const char *set;  /* "track", "state", "channel", … */
	const char *code; /* as it is stored */
	const char *name; /* in the user's language */
	const char *note; /* an article, or help; may be "" */
};

struct feedback_words {
	struct arena *arena;
	struct feedback_word *words;
	int count; /* 0: not read yet */
};

/* Read the answer to the query feedback_kinds, in place of what was read before. */
void feedback_words_read(struct feedback_words *words, const struct rows *rows, bool english);
void feedback_words_free(struct feedback_words *words);
/* The name, or the code itself where the set has no such word; NULL becomes "". */
const char *feedback_word(const struct feedback_words *words, const char *set, const char *code);
/* The next word of the set after `after` (NULL: the first), or NULL. */
const struct feedback_word *feedback_word_next(const struct feedback_words *words,
					       const char *set, const struct feedback_word *after);

#endif
