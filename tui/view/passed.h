/* SPDX-License-Identifier: MIT */
/*
 * What my units passed on: what nobody has accepted yet first, then the rest, the newest
 * first. A record that is no longer for my eyes is told by what my unit did alone, so
 * that it can prove that it passed it on in time.
 */
#ifndef KSTT_VIEW_PASSED_H
#define KSTT_VIEW_PASSED_H

#include "view/view.h"

struct view *passed_new(struct app *app);

#endif
