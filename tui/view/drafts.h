/* SPDX-License-Identifier: MIT */
/*
 * What was typed and never saved: offered when one logs in again, listed by a key,
 * gone on with by Enter.
 */
#ifndef KSTT_VIEW_DRAFTS_H
#define KSTT_VIEW_DRAFTS_H

#include "base/mem.h"
#include "session/draft.h"
#include "view/view.h"

struct view *drafts_new(struct app *app);
/* Go on with one, which is taken over. */
void drafts_resume(struct app *app, struct draft *draft);
/* What it was sent with has been written: it becomes a change of that row, where it can. */
void drafts_landed(struct app *app, struct draft *draft, int64_t row);
/* "step of a record: PA-2026-00012-3": `what`, or "" where the draft itself knows. */
const char *drafts_name(const struct draft *draft, const char *what, struct arena *arena);
/* At the start: say that there are some. */
void drafts_offer(struct app *app);

#endif
