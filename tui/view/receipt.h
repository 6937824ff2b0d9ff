/* SPDX-License-Identifier: MIT */
/*
 * What is told to the citizen when the record has been saved: its code, large enough to
 * be read out over the telephone, and what becomes of it.
 */
#ifndef KSTT_VIEW_RECEIPT_H
#define KSTT_VIEW_RECEIPT_H

#include "db/rows.h"
#include "view/view.h"

/* From the answer to feedback_add. */
struct view *receipt_new(struct app *app, const struct rows *rows);

#endif
