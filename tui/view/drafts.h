/* SPDX-License-Identifier: MIT */
/*
 * What was typed and never saved: offered when one logs in again, listed by a key,
 * gone on with by Enter.
 */
#ifndef KSTT_VIEW_DRAFTS_H
#define KSTT_VIEW_DRAFTS_H

#include "view/view.h"

struct view *drafts_new(struct app *app);
/* At the start: say that there are some. */
void drafts_offer(struct app *app);

#endif
