/* SPDX-License-Identifier: MIT */
/*
 * One record of the register: where it stands and by when, its clocks with their count
 * and article, who wrote what, what it is linked to, and every step. It also answers
 * "how far is mine?" on the telephone, by code.
 */
#ifndef KSTT_VIEW_RECORD_H
#define KSTT_VIEW_RECORD_H

#include "view/view.h"

/* `code` is what the title says until the record has come. */
struct view *record_new(struct app *app, int64_t feedback, const char *code);
/* Find a record by its code, in any spelling, and show it, or say what is wrong. */
void record_find(struct app *app, const char *code);

#endif
