/* SPDX-License-Identifier: MIT */
/*
 * What of a plan copied forward needs a look, until each has been settled: Enter opens
 * the form of the task, which settles what is written anew there.
 */
#ifndef KSTT_VIEW_LOOKS_H
#define KSTT_VIEW_LOOKS_H

#include "view/view.h"

struct view *looks_new(struct app *app, int64_t plan);

#endif
