/* SPDX-License-Identifier: MIT */
/*
 * What Tab offers, in turn: texts with what each means. Knows no screen and no
 * server; the owner fills it and puts the chosen text into its field.
 */
#ifndef KSTT_WIDGET_CHOICES_H
#define KSTT_WIDGET_CHOICES_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

struct choice {
	const char *text;
	const char *note;
	int kind; /* the owner's own */
	int64_t plan, node, unit;
};

struct choices {
	struct arena *arena;
	struct choice *items;
	int count;
	int at; /* the one that stands in the field, or -1 */
};

void choices_clear(struct choices *choices);
/* Texts are copied. One that stands there already (same text and kind) is left. */
void choices_add(struct choices *choices, const struct choice *choice);
/* Go to the next (or previous, -1) one, round and round; NULL when there is none. */
const struct choice *choices_turn(struct choices *choices, int direction);
/* The one that was turned to last, or NULL. */
const struct choice *choices_now(const struct choices *choices);
/* The one that `typed` means: named in full, whatever the diacritics, or the only
 * one there is; NULL otherwise. */
const struct choice *choices_meant(const struct choices *choices, const char *typed);
void choices_free(struct choices *choices);

#endif
