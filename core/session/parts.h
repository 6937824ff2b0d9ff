/* SPDX-License-Identifier: MIT */
/*
 * Named texts, as a draft's file holds them: "WORD NAME LENGTH", and the text in the
 * lines below it. Private to draft.c.
 */
#ifndef KSTT_SESSION_PARTS_H
#define KSTT_SESSION_PARTS_H

#include "base/str.h"
#include "session/draft.h"

/* Names and texts are copied. */
void parts_set(struct draft_part **parts, int *count, const char *name,
	       const char *text);
/* NULL when there is no such part. */
const char *parts_get(const struct draft_part *parts, int count, const char *name);
void parts_free(struct draft_part *parts, int count);

/* `word` ends in a blank. */
void parts_write(const char *word, const struct draft_part *parts, int count,
		 struct str *out);
/* Take one from *at, which leads into bytes that end at `end`; false: there is none. */
bool parts_take(const char *word, struct draft_part **parts, int *count,
		const char **at, const char *end);

#endif
