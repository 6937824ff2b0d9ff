/* SPDX-License-Identifier: MIT */
/*
 * The pane Help: every action that a key leads to from the view it was called
 * from, as the table of actions and the keymap say. Enter runs the line.
 */
#ifndef KSTT_VIEW_HELP_H
#define KSTT_VIEW_HELP_H

#include "view/view.h"

struct view *help_new(struct app *app, enum context from);

#endif
