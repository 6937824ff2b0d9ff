/* SPDX-License-Identifier: MIT */
/*
 * Text and nothing else on the screen, no title, no hints, no margin: so that the
 * terminal's own selection takes just the text.
 */
#ifndef KSTT_VIEW_PLAIN_H
#define KSTT_VIEW_PLAIN_H

#include "view/view.h"

/* The text is copied; line feeds end its paragraphs. */
struct view *plain_new(struct app *app, const char *text);

#endif
