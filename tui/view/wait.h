/* SPDX-License-Identifier: MIT */
/*
 * The question of what becomes of changes that cannot be written now: wait for the
 * link, which is what Enter does, or give them up. Two keys give up, so that none
 * typed ahead can.
 */
#ifndef KSTT_VIEW_WAIT_H
#define KSTT_VIEW_WAIT_H

#include "view/view.h"

/* Ask it on the bottom line. The view belongs to the app and stands in `place` while
 * it is open, so that it can be taken away when there is nothing left to ask. */
void wait_open(struct app *app, int writes, struct view **place);

#endif
