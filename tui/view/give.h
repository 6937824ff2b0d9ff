/* SPDX-License-Identifier: MIT */
/*
 * Handing over rows of the handover pane: which unit takes over is asked where it must
 * be, then a line says what goes where, and Enter writes all of it or nothing.
 */
#ifndef KSTT_VIEW_GIVE_H
#define KSTT_VIEW_GIVE_H

#include "plan/handover.h"
#include "view/view.h"
#include "widget/picks.h"

/* These rows of the view, to the unit known to come after each; with `other`, or when
 * none of them has one, to a unit that is asked for. `picks` is the view's and forgotten
 * once it is written. Rows and texts are copied. */
void give_open(struct view *view, const struct handover_row *const *rows, int count, bool other,
	       struct picks *picks);

#endif
