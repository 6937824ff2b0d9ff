/* SPDX-License-Identifier: MIT */
/*
 * How a time phrase was read: what was understood, with its days, to be confirmed as it
 * stands or corrected by another phrase. And whether the task is a periodic report,
 * which no reading ever guesses.
 */
#ifndef KSTT_VIEW_CONFIRM_H
#define KSTT_VIEW_CONFIRM_H

#include "view/view.h"

void confirm_open(struct app *app, int64_t node);
void confirm_report(struct app *app, int64_t node);

#endif
