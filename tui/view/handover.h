/* SPDX-License-Identifier: MIT */
/*
 * What abolished units still owe, unit by unit, with the one unit that is known to
 * come after each. One row, or those picked, is handed over after a line has said what
 * goes where; which unit takes over is asked when the data do not know it.
 */
#ifndef KSTT_VIEW_HANDOVER_H
#define KSTT_VIEW_HANDOVER_H

#include "view/view.h"

struct view *handover_new(struct app *app);

#endif
