/* SPDX-License-Identifier: MIT */
/*
 * The line behind `:`. It goes to a plan, section, task or unit by its code, to a
 * pane by its name, and does every action by its name or label, all without
 * diacritics. Tab completes, Up and Down walk what was typed before.
 */
#ifndef KSTT_VIEW_COMMAND_H
#define KSTT_VIEW_COMMAND_H

#include "view/view.h"

struct commands;

/* Open the line over `base`, which fills the screen. */
void command_open(struct view *base);
void command_free_all(struct app *app);

#endif
