/* SPDX-License-Identifier: MIT */
/*
 * The words of the register and the units that exist, read once a session, when the
 * first pane needs them; then panes and forms open without a further question.
 */
#ifndef KSTT_VIEW_WORDS_H
#define KSTT_VIEW_WORDS_H

#include "feedback/words.h"
#include "view/view.h"
#include "widget/form.h"

struct words;

/* Ask for them unless they are there; `then` is called once they are, at once or
 * later, and never when the view has gone. */
void words_ask(struct view *view, void (*then)(struct view *view));
/* What is there; empty before. Valid as long as the app. */
const struct feedback_words *words_of(const struct app *app);
/* A word's name. */
const char *words_name(const struct app *app, const char *set, const char *code);
/* The name of the unit of this id; of one that is no more the id itself. */
const char *words_unit_name(const struct app *app, const char *id);
/* Offer the words of a set in a field of choice. */
void words_offer(const struct app *app, struct form *form, int field, const char *set);
/* Offer the units; with `mine` only those that I may write for as my own. Returns how
 * many there are. */
int words_offer_units(const struct app *app, struct form *form, int field, bool mine);
void words_free(struct app *app);

#endif
