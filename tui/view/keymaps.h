/* SPDX-License-Identifier: MIT */
/*
 * The list of keymaps: Enter uses one at once. Below it stands all that is wrong in
 * the files of keys, which the line at the bottom had no room for.
 */
#ifndef KSTT_VIEW_KEYMAPS_H
#define KSTT_VIEW_KEYMAPS_H

#include "view/view.h"

struct view *keymaps_new(struct app *app);

#endif
