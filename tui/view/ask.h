/* SPDX-License-Identifier: MIT */
/*
 * A question on the bottom line, as a view over the one that asks it.
 */
#ifndef KSTT_VIEW_ASK_H
#define KSTT_VIEW_ASK_H

#include "view/view.h"
#include "widget/prompt.h"

struct ask {
	/* Enter was pressed. Return NULL when the answer is taken (the question
	 * goes away), or what is wrong with it (it stays with all that was typed). */
	const char *(*answered)(void *data, const struct prompt *prompt);
	/* In any case, last: the question has gone. */
	void (*closed)(void *data);
	void *data;
};

/* Ask it; the prompt is taken over as it is. */
void ask_open(struct app *app, const struct prompt *prompt, const struct ask *ask);

#endif
