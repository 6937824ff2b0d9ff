/* SPDX-License-Identifier: MIT */
/*
 * Lines of text from the terminal's clipboard, or typed: each Enter ends a line,
 * Ctrl-D ends them all (a key that no pasted text contains, so that what is pasted
 * is never taken for keys), Esc leaves.
 */
#ifndef KSTT_VIEW_PASTE_H
#define KSTT_VIEW_PASTE_H

#include "view/view.h"

/* `took` gets the lines, each ended by a line feed, once the line has gone. */
void paste_open(struct view *view, void (*took)(struct view *view, const char *lines));

#endif
