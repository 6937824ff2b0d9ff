/* SPDX-License-Identifier: MIT */
/*
 * Undoing my last command: a line says in words what it was, Enter takes it back.
 * The server refuses when somebody has changed it since.
 */
#ifndef KSTT_VIEW_UNDO_H
#define KSTT_VIEW_UNDO_H

#include "base/str.h"

struct app;

/* Ask the server what would be undone, and then the user. */
void undo_open(struct app *app);
/* Append to a message of what was written how to undo it. */
void undo_hint(const struct app *app, struct str *out);

#endif
