/* SPDX-License-Identifier: MIT */
/*
 * The pane Help: every action that who works here may do in the view it was called from,
 * with the keys that lead to it there, as the table of actions and the keymap say. Enter
 * runs the line.
 */
#ifndef KSTT_VIEW_HELP_H
#define KSTT_VIEW_HELP_H

#include "view/view.h"

struct view *help_new(struct app *app, const struct view *from);

#endif
