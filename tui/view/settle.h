/* SPDX-License-Identifier: MIT */
/*
 * A save whose answer never came: the line dropped, the program ended, or its user
 * would wait no longer. When its draft is taken up the server is asked what became of
 * it, and from then on knows it as over: what landed is told and its draft goes, what
 * did not never will, and what was typed since becomes a change of what landed, or a
 * new write.
 */
#ifndef KSTT_VIEW_SETTLE_H
#define KSTT_VIEW_SETTLE_H

#include "db/rows.h"
#include "session/draft.h"
#include "view/view.h"

/* Go on with a draft, which is taken over: ask first if that is needed. */
void settle_resume(struct app *app, struct draft *draft);

/* For forms, which ask themselves. The answer to request_settle says that it landed;
 * the draft is taken over. */
void settle_landed(struct app *app, struct draft *draft, const struct rows *rows);
/* It did not, as far as the server can remember. */
void settle_say_not(struct app *app, time_t sent_at);
/* It could not be asked. */
void settle_say_unknown(struct app *app, const struct err_info *why);

#endif
