/* SPDX-License-Identifier: MIT */
/*
 * A question on one line, with up to three fields and sensible values in them,
 * so that Enter alone finishes it.
 */
#ifndef KSTT_WIDGET_PROMPT_H
#define KSTT_WIDGET_PROMPT_H

#include "widget/field.h"

enum { PROMPT_FIELDS = 3 };

struct prompt_field {
	char *label;
	struct field field;
	int columns; /* fixed width, or 0: an equal share of what is left */
};

struct prompt {
	char *question;
	struct prompt_field fields[PROMPT_FIELDS];
	int count;
	int focus;
};

enum prompt_state { PROMPT_OPEN, PROMPT_DONE, PROMPT_LEFT };

void prompt_start(struct prompt *prompt, const char *question);
/* Add a field; texts are copied. The first one gets the focus. */
void prompt_add(struct prompt *prompt, const char *label, const char *value, int columns);
void prompt_free(struct prompt *prompt);

enum prompt_state prompt_key(struct prompt *prompt, uint32_t key);
const char *prompt_value(const struct prompt *prompt, int index);
void prompt_paint(struct prompt *prompt, struct paint *paint, int row);

#endif
